"""Remarks: what a reply says of somebody else, of another program, of what was, or asks to be done. It names an answer and gives none.

Looked at is every word as it is spelled, also those that carry nothing: 'istri', 'kami', 'tolong'. A rule holds at the questions where, on
lines that nobody had tuned for, it withdrew more wrong readings than right ones.
"""

import re
from dataclasses import dataclass

from flows.reading.utterance import Utterance

_OURS = re.compile(
    r"\b(kami|kita|sini|katong|torang|dapodik|dapo|di sekolah saya|di tempat saya|punya saya|sendiri)\b"
)
_TURNED = re.compile(r"[,.;:]|\b(sekarang|tapi|masih|sampai|sejak|ternyata|malah|jadi|kini|terus|padahal)\b")

_OURS_OR_TURNED = re.compile(f"{_OURS.pattern}|{_TURNED.pattern}")


@dataclass(frozen=True, slots=True)
class Remark:
    """Remark: its words, the questions at which it is none, and what beside it makes an answer of it all the same."""

    words: re.Pattern[str]
    contexts: frozenset[str]
    unless: re.Pattern[str] | None = None


def _remark(words: str, contexts: str, unless: re.Pattern[str] | None = None) -> Remark:
    return Remark(re.compile(words), frozenset(contexts.split()), unless)


_REMARKS = {
    "kin": _remark(
        r"\b(istri|isteri|suami|adik|adek|ade|kakak|paman|om|tante|bibi|sepupu|ipar|mertua|keponakan|bojo|bojoku)\b",
        "accounts leader ptk_type duty role step validation yesno",
        _OURS,
    ),
    "friend": _remark(
        r"\b(teman|temen|temanku|temenku|kawan|kanca|kancaku|konco|koncoku|rekan|tetangga|babaturan)\b",
        "accounts ptk_type duty role validation yesno",
        _OURS_OR_TURNED,
    ),
    "school": _remark(
        r"\b(sd|smp|sma|smk|tk|mi|mts|slb|sdn|smpn|sman|smkn|sdit|paud) (\d+|inpres|negeri|swasta|islam|kecil|melati|muhammadiyah|cabang|filial)\b",
        "accounts duty step validation role",
        _OURS,
    ),
    "away": _remark(
        r"\b(cabang|seberang|sebelah|segugus|binaan|filial|(kecamatan|kabupaten|kec|kab|kota|daerah) lain)\b",
        "accounts duty ptk_type role step validation",
        _OURS,
    ),
    "own": _remark(
        r"\b(jenis ptk|jenis|tugas tambahan|akun|peran|akunku|data|punya|jabatan) (saya|sy|ku|aku|gue|beta|sendiri|awak)\b|\bakun (operator|ops|bendahara|guru) (saya|kami|sy)\b|\bsaya sendiri\b|\baku dewe\b|\bakunku\b",
        "accounts duty ptk_type role",
    ),
    "staff": _remark(
        r"\b(bendahara|wakasek|waka|pustakawan|satpam|komite|korwil|camat|bupati|kadis|kadisdik|kabid|gubernur|lurah)\b",
        "validation role step",
        _OURS_OR_TURNED,
    ),
    "year": _remark(
        r"\b(tahun|taun|th|thn) (19|20)\d\d\b",
        "duty leader ptk_type role",
        re.compile(r"[,.;:]|\b(sekarang|tapi|sampai|sejak|ternyata|jadi|kini)\b"),
    ),
    "thing": _remark(
        r"\b(hp|komputer|handphone|laptop)\b",
        "accounts validation",
        re.compile(r"\b(akun|invalid|invalidnya)\b|,"),
    ),
    "past": _remark(
        r"^(dulu|dahulu|biyen|bahari|baheula|waktu|wkt|zaman|jaman|sewaktu|ketika|semester (kemarin|lalu|ganjil|genap)|tahun (lalu|kemarin|ajaran)|awal (semester|tahun)|jamane|zamane|semula)\b",
        "accounts duty leader login ptk_type role validation",
        _TURNED,
    ),
    "request": _remark(
        r"^(tolong|minta|bantu|njaluk)\b",
        "accounts induk role validation",
        re.compile(r"\b(sudah|belum|dinas)\b"),
    ),
    "bidden": _remark(
        r"\b(isikan|isiin|ubahin|ubahkan|gantiin|gantikan|tambahin|tambahkan|hapusin|hapuskan|buatin|buatkan|bikinin|masukkan|inputkan|inputin|kasihkan|jadikan|jadiin|pindahkan|pindahin|indukin|isikno|gawekno|liatin|cekin)\b",
        "accounts duty induk ptk_type role",
        re.compile(r"\b(sudah|belum|tidak|bisa|mau|kemarin|tadi)\b"),
    ),
    "told": _remark(
        r"^(ubah|ganti|tambah|buat|hapus|kasih|pindah) (jadi|saja|peran|plt|kepala|ke)\b",
        "duty induk ptk_type leader",
        re.compile(r"\b(sudah|belum|tidak|kemarin|tadi)\b|,"),
    ),
    "wish": _remark(
        r"\b(pengen|pengin|ingin|inginnya|maunya|pengennya|kepengen|harapan|harapannya|semoga|moga|andai|andaikan|seandainya|seumpama|umpama|misal|misalnya|idealnya|normalnya|target|rencana|rencananya)\b",
        "accounts duty leader ptk_type role validation yesno",
        _TURNED,
    ),
    "to come": _remark(
        r"^(nanti|target|targetnya|mudah mudahan|mudah2an|besok|sesuk|mbenjing)\b",
        "accounts duty role validation",
        re.compile(r"\b(sudah|belum|nol)\b|,"),
    ),
    "book": _remark(
        r"\b(buku|nomor|ayam) induk\w*\b|\b(induk|indukan) (ayam|siswa|itu|kami)\b|\b(kelas jauh|guru agama|guru honor|pindah induk|gugus)\b|^guru\b",
        "induk",
        re.compile(r"\b(belum|sudah|tapi|sini|induknya)\b"),
    ),
    "password": _remark(
        r"\b(lupa (sandi|kata sandi|password|pasword)|(sandi|sandinya|password|passwordnya) (\w+ )?lupa)\b",
        "login role",
        re.compile(r"\b(peran|perannya|perane|akun operator|ptk)\b"),
    ),
    "forum": _remark(
        r"\bakun (belajar|bank|instagram|facebook|google|media)\b|\b(gaptek|tidak percaya)\b",
        "accounts role yesno",
    ),
    "counted": _remark(
        r"\b(siswa|guru|rombel|murid|gurunya|rombelnya|siswanya) (kami|saya|ada|kita|sini|di sini|cuma|kurang)\b|\b(hp|komputer|saldo|verval|vervalpd|ruang guru|bikin satu|satu sekolah|satu hari|jadi operator|jadi ops|kali ini|di hp)\b",
        "accounts validation step ptk_type",
        re.compile(r"\b(kepsek|kepala sekolah|ks|dapodik|invalidnya|belum)\b"),
    ),
    "rule": _remark(
        r"\b(kapan|nunjuk|menunjuk|kepala dinas|dinas atau|wajib|maksimal|singkatan|aturannya|berhak|berwenang|dihitung|sebaiknya|termasuk)\b",
        "accounts duty leader ptk_type role",
        _TURNED,
    ),
    "case": _remark(
        r"^(kalau|nek|lamun|jika|apabila|bila|yen|bilamana|jikalau)\b",
        "accounts duty induk leader login role step validation yesno",
    ),
}


_PROGRAMS = {
    "bos": "accounts role step validation",
    "emis": "validation",
    "gtk": "induk",
    "ijazah": "validation",
    "kepegawaian": "accounts duty induk login ptk_type role",
    "kata_sandi": "role",
    "rapor": "role step validation",
    "sarpras": "duty",
    "tunjangan": "duty ptk_type validation leader",
}
"""Other subjects, by topic, and the questions at which what is said beside them is said of them, where Dapodik is not named."""


NOT_TO_KNOW = frozenset({"password", "forum"})
"""Kinds that are not even not to know: what is forgotten is something else."""


def remarked(heard: Utterance, context: str) -> str:
    """The kind of remark that the reply is at this question, or ''."""
    said = " ".join(word for word, _ in heard.spelled)
    for kind, remark in _REMARKS.items():
        if (
            context in remark.contexts
            and remark.words.search(said)
            and not (remark.unless and remark.unless.search(said))
        ):
            return kind
    if not heard.has("app", "type", "exist"):
        named = (topic for topic, _ in heard.topics if topic != "kata_sandi" or not heard.has("role"))
        return next((topic for topic in named if context in _PROGRAMS.get(topic, "").split()), "")
    return ""
