"""Happenings: what an opening says to have happened before the button went: a new principal, or a changed account (F9, F11, F12)."""

import re

_NEW_LEADER = re.compile(
    r"\b(?:ganti|pergantian|mutasi|dilantik|pelantikan|sertijab|serah terima)\b.*\b(?:kepsek|kepala sekolah|ks|kasek|plt)\b"
    r"|\b(?:kepsek|kepala sekolah|ks|kasek|plt)(?:nya)? (?:yang |yg )?(?:baru|ganti|diganti|dimutasi|mutasi|pindah|pensiun)\b",
    re.IGNORECASE,
)
_CHANGED_ACCOUNT = re.compile(
    r"\b(?:ganti|diganti|ubah|diubah|rubah|dirubah|perubahan|berubah)(?:nya)?\b.{0,20}\b(?:akun|email|surel|user|pengguna)\b"
    r"|\b(?:akun|email|surel|user)(?:nya)?\b.{0,20}\b(?:diganti|diubah|dirubah|berubah|baru)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:tidak|tdk|gak|ga|nggak|belum|blm|bukan)\b", re.IGNORECASE)


def happened(text: str) -> str | None:
    """`new_leader` or `changed_account`; None where neither is said, or something in the message is denied that may be just it."""
    for name, pattern in (("changed_account", _CHANGED_ACCOUNT), ("new_leader", _NEW_LEADER)):
        found = pattern.search(" ".join(text.split()))
        if found and not _DENIED.search(found[0]):
            return name
    return None
