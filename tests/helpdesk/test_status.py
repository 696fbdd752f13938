"""How the operator's screen says that the case stands, while the desk and the operator answer each other."""

import pytest

from tests.chat import Chat
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
    assert "Menunggu jawaban" in here.rini.card(code)["text"]
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
        assert "Menunggu diambil petugas" in here.sari.text
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
    assert "Menunggu jawaban" in here.rini.card(code)["text"]


@pytest.mark.parametrize("first", ["silence", "Ambil"])
async def test_after_a_long_silence_it_is_seen_who_has_the_case(here: Town, first: str) -> None:
    """Taking the case is no answer, and what the operator can do about the silence stays; but they see it."""
    code = await here.hands_over(here.sari)
    if first == "Ambil":
        await here.rini.taps("Ambil", code)
    await here.later(hours=5)
    assert ("ditangani petugas Kabupaten Contoh" in here.sari.looks().text) == (first == "Ambil")
    if first == "silence":
        await here.rini.taps("Ambil", code)
    text = here.sari.looks().text
    assert "ditangani petugas Kabupaten Contoh" in text
    assert "Belum ada jawaban" in text
    assert {"Tunggu lagi", "Teruskan ke Provinsi Contoh"} <= set(here.sari.buttons)


async def test_closed_over_a_question_of_the_bots_the_reason_is_said(here: Town) -> None:
    """The question stands, and its screen says nothing of the case; the screen of the case says it by itself."""
    code = await here.hands_over(here.sari)
    await here.sari.goes_back()
    await here.sari.ended_in("ask_level")
    screen = here.sari.text
    await here.rini.taps("Tutup", code)
    await here.rini.taps("Data sudah diperbaiki", code)
    here.sari.looks().sees("ditutup petugas", "Alasannya: datanya sudah disesuaikan.", screen)
    await here.rini.taps("Buka lagi", code)
    await here.rini.taps("Tutup", code)
    await here.rini.taps("Alasan lain", code)
    assert "Alasannya" not in here.sari.looks().text
    await here.sari.taps("SD")
    await here.rini.taps("Tutup", code)
    await here.rini.taps("Data sudah diperbaiki", code)
    assert here.sari.looks().text.count("Alasannya") == 1


@pytest.mark.parametrize("moved", [False, True])
async def test_while_the_desk_s_question_is_open_its_silence_is_not_counted(here: Town, moved: bool) -> None:
    """It is the operator's turn, also at the next desk. From their answer on, it is the desk's."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Tanya operator", code)
    await here.rini.taps("Jenis PTK", code)
    if moved:
        await here.rini.taps("Teruskan ke Provinsi Contoh", code)
        await here.rini.taps("Ya, teruskan ke Provinsi Contoh", code)
    await here.sari.says("bentar bu")
    assert "Menunggu jawaban" in (here.made if moved else here.rini).card(code)["text"]
    await here.later(hours=30)
    assert "Belum ada jawaban" not in here.sari.looks().text
    await here.sari.taps("Guru")
    await here.later(hours=3)
    assert "Tunggu lagi" not in here.sari.buttons
    await here.later(hours=30)
    assert "Tunggu lagi" in here.sari.buttons


async def test_a_silence_ends_with_the_case(here: Town) -> None:
    """Where its operator took it away and staff open it again, the time is counted anew."""
    code = await here.hands_over(here.sari)
    await here.later(hours=5)
    await here.sari.looks().taps("Ganti daerah")
    await here.sari.taps("Daerah saya tidak ada")
    await here.rini.taps("Buka lagi", code)
    assert "Tunggu lagi" not in here.sari.looks().buttons
    await here.sari.says("bagaimana bu?")
    await here.later(hours=30)
    assert "Tunggu lagi" in here.sari.buttons


async def _stays_so(chat: Chat) -> None:
    """The screen of the case says and offers what it will when it is opened later."""
    first, buttons = chat.text, chat.buttons
    await chat.says("/lanjut")
    beginning = "Kasus Anda, Bapak/Ibu"
    assert chat.text[chat.text.index(beginning) :] == first[first.index(beginning) :]
    assert chat.buttons == buttons


async def test_at_once_it_is_seen_when_the_desk_works_and_that_nobody_has_the_case(here: Town) -> None:
    """Late in the evening, when nobody will answer soon."""
    await here.later(hours=13, minutes=40)
    await here.hands_over(here.sari)
    here.sari.sees("buka lagi", "pukul 08.00 WIB", "pukul 22.40 WIB")
    assert "Bicara dengan bot lagi" in here.sari.buttons
    await _stays_so(here.sari)


async def test_at_once_it_is_seen_how_the_case_stands_at_another_desk(here: Town) -> None:
    """The question goes with it, who had taken it does not."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Tanya operator", code)
    await here.rini.taps("Jenis PTK", code)
    await here.sari.looks().taps("Tidak sekarang")
    await here.sari.taps("Ganti daerah")
    await here.sari.taps("Kota Misal")
    here.sari.sees("Menunggu diambil petugas Kota Misal", "Petugas menunggu jawaban Anda tentang: Jenis PTK")
    await _stays_so(here.sari)


async def test_at_once_it_is_seen_that_the_same_desk_keeps_the_case(here: Town) -> None:
    """It serves the other district too; whoever has taken the case still has it."""
    for unlinked in ("contoh", "misal"):
        await here.owner.says(f"/kelola lepas {unlinked}")
    code = await here.hands_over(here.sari)
    await here.made.taps("Ambil", code)
    await here.sari.looks().taps("Ganti daerah")
    await here.sari.taps("Kota Misal")
    here.sari.sees("ditangani petugas Provinsi Contoh")
    await _stays_so(here.sari)


async def test_at_once_it_is_seen_who_serves_now_that_the_desk_s_group_is_gone(here: Town) -> None:
    code = await here.hands_over(here.sari)
    await here.rini.taps("Tutup", code)
    await here.rini.taps("Alasan lain", code)
    await here.owner.says("/kelola lepas contoh")
    await here.sari.looks().taps("Buka lagi kasus ini")
    here.sari.sees("Menunggu diambil petugas Provinsi Contoh")
    await _stays_so(here.sari)
