"""What is written to a case that was closed: it waits, belongs to its case, and is lost by nothing that nobody has chosen."""

import pytest

from tests.chat import Chat
from tests.helpdesk.town import Town
from tests.staff import Staff


async def _closed(here: Town, chat: Chat, desk: Staff, level: str, district: str | None) -> str:
    """A case that was answered once and then closed; gives its code."""
    code = await here.hands_over(chat, level, district)
    await desk.answers(code, f"jawaban {code}")
    await desk.taps("Tutup", code)
    await desk.taps("Alasan lain", code)
    return code


def _texts(desk: Staff) -> str:
    return str([message.get("text") for message in desk.group.messages()])


async def _replies(chat: Chat, words: str, text: str) -> None:
    """To the message in one's own chat that has these words."""
    number = next(m["message_id"] for m in chat.person.messages() if words in m.get("text", ""))
    await chat._does(lambda: chat.person.says(text, reply_to=number))


async def test_staff_reopen_and_what_waited_is_passed_on(here: Town) -> None:
    """Also where the operator has not said yet that it belongs to this case."""
    code = await _closed(here, here.sari, here.rini, "SD", "Kabupaten Contoh")
    await here.sari.says("masih hilang, bu")
    assert "masih hilang" not in _texts(here.rini)
    await here.sari.edits("masih hilang, bu Rini")
    await here.rini.taps("Buka lagi", code)
    assert "masih hilang, bu Rini" in here.rini.said(code)[-1]
    assert "Menunggu jawaban" in here.rini.card(code)["text"]
    assert await here.world.rows("SELECT * FROM held") == []


async def test_what_waits_belongs_to_its_own_case(here: Town) -> None:
    """A message to each of two closed cases: opening one again takes only its own along."""
    first = await _closed(here, here.sari, here.rini, "SD", "Kabupaten Contoh")
    await here.sari.says("/ulang")
    await here.sari.taps("Ya, kasus baru")
    second = await _closed(here, here.sari, here.made, "SMK", None)
    await _replies(here.sari, f"jawaban {first}", "untuk yang pertama")
    await _replies(here.sari, f"jawaban {second}", "untuk yang kedua")
    await here.sari.taps("Buka lagi kasus ini")
    assert "untuk yang kedua" in _texts(here.made)
    assert "untuk yang pertama" not in _texts(here.made) + _texts(here.rini)
    await here.rini.taps("Buka lagi", first)
    assert "untuk yang pertama" in here.rini.said(first)[-1]


@pytest.mark.parametrize("meanwhile", ["/lanjut", "/bantuan", "kembali", "kirim lagi ringkasannya"])
async def test_only_the_operator_drops_what_waits(here: Town, meanwhile: str) -> None:
    """A command, a way back or another button's words are no decision."""
    code = await _closed(here, here.sari, here.rini, "SD", "Kabupaten Contoh")
    await here.sari.says("masih hilang, bu")
    await here.sari.says(meanwhile)
    assert len(await here.world.rows("SELECT * FROM held")) == 1
    await here.rini.taps("Buka lagi", code)
    assert "masih hilang, bu" in _texts(here.rini)


async def test_what_waits_is_dropped_by_its_button(here: Town) -> None:
    await _closed(here, here.sari, here.rini, "SD", "Kabupaten Contoh")
    await here.sari.says("masih hilang, bu")
    await here.sari.taps("Tidak jadi mengirim")
    assert await here.world.rows("SELECT * FROM held") == []


async def test_what_waits_goes_with_a_new_case(here: Town) -> None:
    await _closed(here, here.sari, here.rini, "SD", "Kabupaten Contoh")
    await here.sari.says("ini soal lain")
    await here.sari.taps("Mulai kasus baru")
    code = await here.hands_over(here.sari, "SD", None)
    assert "ini soal lain" in here.rini.said(code)[-1]


async def test_a_desk_without_a_group_is_not_said_to_have_it(here: Town) -> None:
    """Opened again, the case goes to whoever serves the district now; where nobody does, the operator reads so."""
    await _closed(here, here.sari, here.made, "SMK", "Provinsi Contoh")
    await here.sari.says("masih hilang")
    await here.owner.says("/kelola lepas prov")
    await here.sari.taps("Buka lagi kasus ini")
    assert "Teruskan ringkasan itu ke petugas Dapodik" in here.sari.text
    assert len(await here.world.rows("SELECT * FROM held")) == 1


async def test_nothing_is_held_for_a_desk_that_is_gone(here: Town) -> None:
    """None is above it: the operator reads so, and what to do; no button leads back to nobody."""
    code = await here.hands_over(here.sari, "SMK", "Provinsi Contoh")
    await here.made.answers(code, "sebentar")
    await here.owner.says("/kelola lepas prov")
    here.sari.looks().sees(
        "Petugas Provinsi Contoh tidak terhubung lagi", "Teruskan ringkasan itu ke petugas"
    )
    for words in ("tolong pak", None):
        await (here.sari.says(words) if words else _replies(here.sari, "sebentar", "ini balasannya"))
        assert "Teruskan ringkasan itu ke petugas" in here.sari.text
        assert "ditutup" not in here.sari.text
        assert "Buka lagi kasus ini" not in here.sari.buttons
    assert await here.world.rows("SELECT * FROM held") == []
    await here.sari.taps("Ganti daerah")
    await here.sari.taps("Provinsi Contoh")
    assert "Teruskan ringkasan itu ke petugas" in here.sari.text


async def test_closed_before_its_desk_was_gone(here: Town) -> None:
    """Nobody could open it again: what is written is not held there either."""
    await _closed(here, here.sari, here.made, "SMK", "Provinsi Contoh")
    await here.owner.says("/kelola lepas prov")
    await here.sari.says("masih hilang pak")
    assert "Teruskan ringkasan itu ke petugas" in here.sari.text
    assert "Buka lagi kasus ini" not in here.sari.buttons
    assert await here.world.rows("SELECT * FROM held") == []


@pytest.mark.parametrize("closed", [False, True])
async def test_a_reply_to_staff_s_words_is_for_them(here: Town, closed: bool) -> None:
    """Also in the middle of a step, where the bot could take it for an answer of its own."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Sudah diubah Dinas", code)
    await here.rini.taps("Semua di atas", code)
    await here.rini.answers(code, "SK-nya sudah dikirim?")
    if closed:
        await here.rini.taps("Tutup", code)
        await here.rini.taps("Alasan lain", code)
    await _replies(here.sari, "SK-nya sudah dikirim?", "sudah bu")
    await here.sari.ended_in("R5.1")
    if closed:
        assert "sudah bu" not in _texts(here.rini)
        await here.sari.edits("sudah bu, kemarin")
        await here.sari.taps("Buka lagi kasus ini")
    assert "sudah bu" in here.rini.said(code)[-1]
    passed = next(one for one in reversed(here.contoh.messages()) if "sudah bu" in one.get("text", ""))
    assert "SK-nya sudah dikirim?" in passed["reply_to_message"]["text"], "also after waiting"


async def test_a_reply_to_another_case_leaves_this_one_open(here: Town) -> None:
    """Also where something personal was taken out of it, and the operator is told so."""
    first = await here.hands_over(here.sari)
    await here.rini.answers(first, "nomornya?")
    await here.sari.says("/ulang")
    await here.sari.taps("Ya, kasus baru")
    second = await here.hands_over(here.sari, "SMK", None)
    await _replies(here.sari, "nomornya?", "nik 3204123456780001")
    assert "[•••]" in here.rini.said(first)[-1]
    assert await here.code(here.sari) == second
    await here.sari.says("halo provinsi")
    assert "halo provinsi" in here.made.said(second)[-1]


async def test_an_album_is_asked_about_once(here: Town) -> None:
    """All its pictures wait, and go with the case."""
    await _closed(here, here.sari, here.rini, "SD", "Kabupaten Contoh")
    before = len(here.sari.person.messages())
    here.sari.person.sends_album(["photo"] * 3)
    await here.world.settles()
    assert len(here.sari.person.messages()) == before + 3 + 1
    await here.sari.taps("Buka lagi kasus ini")
    await here.later(seconds=2)
    assert len([message for message in here.contoh.messages() if "photo" in message]) == 3


async def test_what_goes_with_a_new_case_goes_with_no_other(here: Town) -> None:
    """Not even where an old one is opened again before."""
    first = await _closed(here, here.sari, here.rini, "SD", "Kabupaten Contoh")
    await here.sari.says("/ulang")
    await here.sari.taps("Ya, kasus baru")
    await _closed(here, here.sari, here.made, "SMK", None)
    await here.sari.says("ini soal lain")
    await here.sari.taps("Mulai kasus baru")
    await _replies(here.sari, f"jawaban {first}", "untuk yang pertama")
    await here.sari.taps("Buka lagi kasus ini")
    assert "untuk yang pertama" in _texts(here.rini)
    assert "soal lain" not in _texts(here.rini)
    assert len(await here.world.rows("SELECT * FROM held")) == 1


async def test_what_goes_with_a_new_case_goes_with_the_next_one(here: Town) -> None:
    """Where that one is left before it is handed over."""
    await _closed(here, here.sari, here.rini, "SD", "Kabupaten Contoh")
    await here.sari.says("ini soal lain")
    await here.sari.taps("Mulai kasus baru")
    await here.sari.taps("Minta bantuan petugas")
    await here.sari.says("/ulang")
    await here.sari.taps("Ya, kasus baru")
    code = await here.hands_over(here.sari, "SD", None)
    assert "ini soal lain" in here.rini.said(code)[-1]
