"""One question of the desk's: how its answer is taken back, and how it is given later."""

from tests.helpdesk.town import Town

_LEADER = "Pemimpin sekolah"


async def _asked(here: Town, about: str = _LEADER) -> str:
    code = await here.hands_over(here.sari)
    await here.rini.taps("Tanya operator", code)
    await here.rini.taps(about, code)
    here.sari.looks()
    return code


async def test_an_answer_that_was_taken_back_is_asked_for_again(here: Town) -> None:
    """The operator sees the question, the desk sees that it is open, and the right answer lands as the first did."""
    code = await _asked(here)
    here.sari.sees(f"kasus {code}")
    await here.sari.says("definitif")
    assert "belum dijawab" not in here.rini.card(code)["text"]
    await here.sari.goes_back()
    here.sari.sees("Pertanyaan dari petugas", buttons=["Tidak sekarang"])
    assert f"belum dijawab: {_LEADER}" in here.rini.card(code)["text"]
    assert "menarik jawaban" in here.rini.card(code)["text"]
    assert "menarik jawabannya" in here.rini.said(code)[-1]
    await here.sari.says("plt")
    assert "sudah menjawab" in here.rini.said(code)[-1]
    assert "belum dijawab" not in here.rini.card(code)["text"]
    await here.sari.ended_in("handed_over")


async def test_an_answer_that_was_tapped_and_taken_back_can_be_put_off(here: Town) -> None:
    """Then its button stays, as before the first answer; one step further back leads to what was before the desk."""
    code = await _asked(here)
    await here.sari.taps("Kepala sekolah definitif")
    await here.sari.goes_back()
    here.sari.sees("Pertanyaan dari petugas")
    await here.sari.taps("Tidak sekarang")
    here.sari.sees("Petugas menunggu jawaban Anda", buttons=["Jawab pertanyaan petugas"])
    assert f"belum dijawab: {_LEADER}" in here.rini.card(code)["text"]
    await here.sari.taps("Jawab pertanyaan petugas")
    await here.sari.taps("Kepala sekolah definitif")
    assert "sudah menjawab" in here.rini.said(code)[-1]


async def test_a_later_question_is_not_lost_over_an_answer_taken_back(here: Town) -> None:
    """One question is open at a time: the one that nobody has answered yet stays that."""
    code = await _asked(here)
    await here.sari.taps("Kepala sekolah definitif")
    await here.rini.taps("Tanya operator", code)
    await here.rini.taps("Jumlah akun", code)
    await here.sari.looks().taps("Tidak sekarang")
    await here.sari.goes_back()
    here.sari.sees("Pertanyaan dari petugas")
    await here.sari.says("plt")
    assert "belum dijawab: Jumlah akun" in here.rini.card(code)["text"]
    here.sari.sees(buttons=["Jawab pertanyaan petugas"])


async def test_an_answer_taken_back_at_a_closed_case_opens_no_question(here: Town) -> None:
    code = await _asked(here)
    await here.sari.taps("Kepala sekolah definitif")
    await here.rini.taps("Tutup", code)
    await here.rini.taps("Alasan lain", code)
    await here.sari.looks().goes_back()
    here.sari.sees("ditutup petugas", buttons=["Buka lagi kasus ini"])
    assert "belum dijawab" not in here.rini.card(code)["text"]


async def test_the_answer_to_a_question_that_was_put_off_may_be_typed(here: Town) -> None:
    """It lands on the card, and the desk reads the words as well; what is no answer is only passed on."""
    code = await _asked(here, "Data invalid")
    await here.sari.taps("Tidak sekarang")
    await here.sari.says("sebentar bu saya lihat dulu")
    assert "sebentar bu saya lihat dulu" in here.rini.said(code)[-1]
    assert "belum dijawab" in here.rini.card(code)["text"]
    await here.sari.says("sudah nol")
    here.sari.sees("Tercatat")
    assert "belum dijawab" not in here.rini.card(code)["text"]
    assert any("sudah nol" in words for words in here.rini.said(code)[-2:])
    assert any("sudah menjawab" in words for words in here.rini.said(code)[-2:])
    assert "Jawab pertanyaan petugas" not in here.sari.buttons


async def test_a_yes_to_staff_is_none_to_a_question_that_is_not_shown(here: Town) -> None:
    code = await _asked(here, "Perubahan oleh Dinas")
    await here.sari.says("/lanjut")
    await here.sari.says("baik bu")
    assert "baik bu" in here.rini.said(code)[-1]
    assert "belum dijawab" in here.rini.card(code)["text"]
