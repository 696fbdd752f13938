"""What may be said at any question, and facts that come unasked."""

import pytest

from flows.reading import intent, volunteered


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("kembali", "back"),
        ("balik ke pertanyaan tadi dong", "back"),
        ("salah pencet min", "back"),
        ("batal", "cancel"),
        ("gak jadi deh", "cancel"),
        ("dimana ngeceknya", "help"),
        ("maksudnya apa", "help"),
        ("caranya gimana", "help"),
        ("kenapa ditanya", "why"),
        ("mau ngomong sama orang", "human"),
        ("minta nomor admin dinas", "human"),
        ("makasih min", "thanks"),
        ("hatur nuhun kang", "thanks"),
        ("ubah jawaban", "edit"),
        ("mau ganti jawaban yang tadi", "edit"),
        ("tombolnya sudah muncul", "resolved"),
        ("alhamdulillah udah bisa sinkron", "resolved"),
        ("sudah", None),
        ("belum", None),
        ("plt", None),
        ("gak ada", None),
        ("td 6 skrg 2", None),
        ("tombol belum muncul", None),
        ("tombolnya muncul tapi error", None),
        ("kapan tombolnya muncul", None),
        ("nunggu dinas", None),
        ("", None),
    ],
)
def test_what_may_be_said_at_any_question(text: str, meant: str | None) -> None:
    assert intent(text) == meant


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("plt, jenis ptk guru, peran belum", {"leader": "plt", "ptk_type": "guru", "role": "no"}),
        (
            "ks definitif, jenis ptk kepala sekolah, tugas tambahan plt, invalid 3",
            {"leader": "definitif", "ptk_type": "kepala_sekolah", "duty": "plt", "validation": "some"},
        ),
        (
            "jenis ptk guru tugas tambahan plt peran belum ada",
            {"ptk_type": "guru", "duty": "plt", "role": "no"},
        ),
        ("definitif non induk", {"leader": "definitif", "induk": "non_induk"}),
        ("status induk, login pakai akun operator", {"induk": "induk", "login": "operator"}),
        ("peran sudah, invalid 0", {"role": "yes", "validation": "zero"}),
        ("plt", {}),
        ("sudah", {}),
        ("jenis ptk nya apa ya", {}),
        ("harusnya jenis ptk kepala sekolah", {}),
        ("tugas tambahan belum tau", {}),
        ("jenis ptk guru, eh jenis ptk kepala sekolah", {"ptk_type": "kepala_sekolah"}),
        ("jenis ptk guru, jenis ptk kepala sekolah", {}),
        ("kayaknya jenis ptk guru", {}),
        ("kata dinas perannya sudah ada", {}),
        ("tidak ada lagi yang invalid", {"validation": "zero"}),
        ("kok masih ada invalid ya?", {}),
        ("dulu ada peran kepseknya, habis update hilang", {}),
        ("tombol sinkron hilang", {}),
        ("", {}),
    ],
)
def test_facts_named_with_their_subject_are_taken(text: str, facts: dict[str, str]) -> None:
    assert volunteered(text) == facts
