"""The voice: spelling by EYD, Anda and Bapak/Ibu, one question a message, no blame, no promise, no cause."""

import html
import re

import pytest

from flows.texts import words
from tests.texts.parts import PARTS

FAULTS = {
    r"\bsilahkan\b": "silakan",
    r"\b(me|di)rubah\b": "mengubah, diubah",
    r"\baktifitas\b|\bkonektifitas\b": "aktivitas, konektivitas",
    r"\bsing?kron\b(?!i)|\bsingkronisasi\b": "sinkronisasi, menyinkronkan",
    r"\b(dimana|kemana|disini|disana|kesini|diatas|dibawah)\b": "di mana, ke mana, di sini",
    r"\bdi (klik|tambahkan|ubah|simpan|pilih|lihat|isi)\b": "diklik, ditambahkan",
    r"\bterimakasih\b": "terima kasih",
    r"\bijin\b|\bresiko\b|\bnafas\b|\bfaham\b": "izin, risiko, napas, paham",
    r"\btaksbar\b": "panel kanan",
    r"\b(untuk|agar) supaya\b|\badalah merupakan\b": "one of the two words",
    r"\bdimohon untuk\b|\bmelakukan pengecekan\b": "periksa",
    r"\b(role|login|logout|user|password|error)\b": "peran, masuk, keluar, pengguna, kata sandi, gagal",
    r", bahwa\b": "no comma before bahwa",
    r"!!|\?\?": "one mark is enough",
    r"\b(penyebabnya|pasti|dijamin|segera)\b": "nothing is promised, and no cause is named",
    r"\b(kamu|kakak|sobat|gan|guys)\b": "Anda, Bapak/Ibu",
    r"\b(salah|ceroboh|lalai)\b(?! satu)": "no blame",
    r"[\U0001F300-\U0001FAFF☀-➿]": "no emoji",
}
WRITTEN = {
    r"\banda\b": "Anda",
    r"\bbapak/ibu\b": "Bapak/Ibu",
    r"(?<![\w/])/[A-Z]": "clients make a command of it",
    r"\b(?!SK\b|PTK\b|NIK\b)[A-Z]{8,}\b": "no shouting",
}


def _plain(key: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", words()[key]))


@pytest.mark.parametrize("part", PARTS)
def test_no_listed_fault_occurs(part: str) -> None:
    """Spelling and tone, in every text that people see."""
    for key in PARTS[part]:
        text = _plain(key)
        for fault, better in FAULTS.items():
            assert not re.search(fault, text, re.IGNORECASE), f"{key}: {better}"
        for fault, better in WRITTEN.items():
            assert not re.search(fault, text), f"{key}: {better}"
        pleases = re.findall(r"\b(mohon|silakan)\b", text, re.IGNORECASE)
        assert len(pleases) <= 1, f"{key}: one please is enough"


def test_a_message_asks_one_question() -> None:
    """Two questions in one message get one answer, and nobody knows to which."""
    messages = [key for key in words() if key.endswith(".text") or key.startswith("ask.")]
    assert len(messages) > 50
    assert [key for key in messages if _plain(key).count("?") > 1] == []


def test_a_step_is_short() -> None:
    """At most six lines to do."""
    for key in PARTS["step"]:
        lines = [line for line in _plain(key).splitlines() if line.strip()]
        assert 1 <= len(lines) <= 6, key


def test_a_fronted_jika_has_its_comma() -> None:
    """Jika ..., lalu ..."""
    for key in PARTS["ask"]:
        if key.endswith((".text", ".how")):
            for sentence in re.findall(r"(?:^|[.!?]\s+)(Jika [^.!?]*)", _plain(key)):
                assert "," in sentence, f"{key}: {sentence}"


def test_the_faults_are_found() -> None:
    """Each rule bites on a text that breaks it."""
    bad = (
        "silahkan dirubah aktifitas singkron dimana di klik terimakasih ijin taksbar agar supaya dimohon untuk login"
        " tahu, bahwa !! penyebabnya kamu salah 🙂"
    )
    for fault in FAULTS:
        assert re.search(fault, bad, re.IGNORECASE), fault
