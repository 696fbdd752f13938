"""How the operator's screen says that the case stands, while the desk and the operator answer each other."""

import pytest

from tests.helpdesk.town import Town

ANSWERED = "Ada jawaban dari petugas Kabupaten Contoh"


async def test_a_question_or_a_mark_is_no_answer(here: Town) -> None:
    """The operator waits, as the card says; what staff write then is seen at once."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Tanya operator", code)
    await here.rini.taps("Jenis PTK", code)
    await here.sari.taps("Guru")
    assert ANSWERED not in here.sari.text
    assert "ditangani petugas Kabupaten Contoh" in here.sari.text
    assert "Operator menunggu jawaban" in here.rini.card(code)["text"]
    await here.rini.taps("Sudah diubah Dinas", code)
    await here.rini.taps("Semua di atas", code)
    await here.sari.goes_back()
    assert ANSWERED not in here.sari.text
    await here.rini.answers(code, "sudah kami lihat")
    assert ANSWERED in here.sari.text


async def test_who_has_written_again_has_no_answer_yet(here: Town) -> None:
    """Till the next one, which the screen shows as it did the first."""
    code = await here.hands_over(here.sari)
    await here.rini.answers(code, "sebentar")
    assert ANSWERED in here.sari.text
    await here.sari.says("bagaimana bu?")
    await here.sari.says("/lanjut")
    assert ANSWERED not in here.sari.text
    await here.rini.answers(code, "sudah kami lihat")
    assert ANSWERED in here.sari.text


async def test_who_goes_on_waiting_has_no_answer_yet(here: Town) -> None:
    """The screen says the same as before the button, but for the silence."""
    code = await here.hands_over(here.sari)
    await here.rini.answers(code, "sebentar")
    await here.sari.says("bagaimana bu?")
    await here.later(hours=5)
    await here.sari.looks().taps("Tunggu lagi")
    assert ANSWERED not in here.sari.text


async def test_who_talks_to_the_bot_is_not_told_that_staff_read_it(here: Town) -> None:
    code = await here.hands_over(here.sari)
    await here.rini.answers(code, "sebentar")
    await here.sari.taps("Bicara dengan bot lagi")
    assert ANSWERED in here.sari.text
    assert "Balasan Anda" not in here.sari.text
    assert "tidak diteruskan" in here.sari.text


@pytest.mark.parametrize("by_operator", [True, False])
async def test_opened_again_the_case_waits_for_an_answer(here: Town, by_operator: bool) -> None:
    """By its operator or by staff: nobody has it, and the screen does not say that it was answered."""
    code = await here.hands_over(here.sari)
    await here.rini.answers(code, "sudah beres")
    await here.rini.taps("Tutup", code)
    await here.rini.taps("Data sudah diperbaiki", code)
    if by_operator:
        await here.sari.taps("Buka lagi kasus ini")
    else:
        await here.rini.taps("Buka lagi", code)
    for _ in range(2):  # as it comes, and as it is drawn later
        assert ANSWERED not in here.sari.text
        assert "Belum ada petugas yang mengambilnya" in here.sari.text
        await here.sari.says("/lanjut")
    await here.rini.answers(code, "kami lihat lagi")
    assert ANSWERED in here.sari.text


async def test_handed_over_again_the_case_waits_for_an_answer(here: Town) -> None:
    """The operator has looked at everything once more; what was answered before that is no answer to it."""
    code = await here.hands_over(here.sari)
    await here.rini.answers(code, "coba periksa lagi")
    await here.sari.goes_back()
    await here.sari.taps("SD")
    assert ANSWERED not in here.sari.text
    await here.sari.says("/lanjut")
    assert ANSWERED not in here.sari.text
    assert "Operator menunggu jawaban" in here.rini.card(code)["text"]
