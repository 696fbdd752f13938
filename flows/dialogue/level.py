"""The levels of school: who looks after which, and which one a written word means.

Rests on Dapodik's own kinds of school: PKBM and SKB are counted with PAUD, SD and SMP under the kabupaten or kota; the forms
for special needs (TKLB, SDLB, SMPLB, SMALB) are the province's like SLB; a school abroad (SILN) has no Dinas; a madrasah
reports to EMIS. An SPK has the level that it teaches.
"""

import re

LEVELS = ("paud", "sd", "smp", "sma", "smk", "slb", "pkbm", "siln", "madrasah")
"""All that may be answered beside "unknown", in the order of the keyboard."""
PROVINCIAL = frozenset({"sma", "smk", "slb"})
"""Levels of school that a province looks after."""
NO_DINAS = frozenset({"siln", "madrasah"})
"""Levels of school that no Dinas looks after, so that none is asked for."""
MAKE_ACCOUNTS = frozenset({"paud", "sd"})
"""Levels whose schools can make an account themselves, as several guides agree."""
SPK = "spk"
"""No level: whose school is one tells the level that it teaches."""

_MEANT: dict[str, str] = {
    "paud": "paud tk tkn tkit kb tpa sps|taman kanak kanak|kelompok bermain|taman penitipan anak|satuan paud sejenis",
    "sd": "sd sdn sdit sdk sds|sekolah dasar",
    "smp": "smp smpn smpit smpk smps|sekolah menengah pertama",
    "sma": "sma sman smait smak smas|sekolah menengah atas",
    "smk": "smk smkn smks|sekolah menengah kejuruan",
    "slb": "slb slbn slbs tklb sdlb smplb smalb|tk lb|sd lb|smp lb|sma lb|sekolah luar biasa",
    "pkbm": "pkbm skb|pusat kegiatan belajar masyarakat|sanggar kegiatan belajar|kejar paket",
    "siln": "siln|sekolah indonesia luar negeri|sekolah indonesia di luar negeri",
    "madrasah": "madrasah madrasa madrosah mi mts ma mak man mtsn mtss ra|raudhatul athfal|raudlatul athfal",
    SPK: "spk|satuan pendidikan kerja sama|satuan pendidikan kerjasama",
}
"""Single words, and after each `|` a name of several."""
_SINGLE = {word: level for level, said in _MEANT.items() for word in said.split("|")[0].split()}
_SEVERAL = {name: level for level, said in _MEANT.items() for name in said.split("|")[1:]}
_LONGEST_FIRST = re.compile("|".join(rf"\b{name}\b" for name in sorted(_SEVERAL, key=len, reverse=True)))
_WHOLE = frozenset({"slb", "pkbm", "siln"})
"""What may teach at several of the other levels: those named beside it are its own classes."""
_CLASSES = frozenset({"paud", "sd", "smp", "sma"})
_DENIED = frozenset({"bukan", "bkn", "bukannya"})
_WORD = re.compile(r"[a-z]+")


def level_in(text: str) -> str | None:
    """The one level that `text` names in any of its forms, or SPK where only that is named.

    None where it names none, several, or what the school is not.
    """
    said = " ".join(_WORD.findall(text.casefold()))
    names = _LONGEST_FIRST.findall(said)
    words = _LONGEST_FIRST.sub(" ", said).split()
    if not _DENIED.isdisjoint(words):
        return None
    found = {_SEVERAL[name] for name in names} | {_SINGLE[word] for word in words if word in _SINGLE}
    if len(found) > 1:
        found -= {SPK}
    if whole := found & _WHOLE:
        found -= _CLASSES if len(whole) == 1 else set()
    return found.pop() if len(found) == 1 else None
