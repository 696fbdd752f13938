"""One answer for the other open cases that lack the same: asked once, given in each as by hand, and in none twice."""

from collections.abc import Awaitable, Callable

import pytest

from bot.simulator.phone import Message
from tests.chat import Chat
from tests.helpdesk.test_overview import lacks_duty
from tests.helpdesk.town import Town

TEXT = "Mohon unggah SK ke Dinas."


def read(chat: Chat, words: str = TEXT) -> list[str]:
    return [str(m["text"]) for m in chat.person.messages() if words in str(m.get("text"))]


def question(here: Town) -> Message:
    """The newest that asks."""
    return [m for m in here.contoh.messages() if "ke kasus serupa?" in str(m.get("text"))][-1]


def sends(here: Town) -> str:
    """The label of its first button."""
    return str(question(here)["reply_markup"]["inline_keyboard"][0][0]["text"])


def card(here: Town, code: str) -> Message:
    """A case's card; the question names cases as well."""
    return [
        m
        for m in here.contoh.messages()
        if code in str(m.get("text")) and "reply_markup" in m and "serupa?" not in m["text"]
    ][-1]


def _told(here: Town, code: str) -> str:
    """All that stands in a case's topic."""
    thread = card(here, code)["message_thread_id"]
    return "\n".join(
        str(m.get("text")) for m in here.contoh.messages() if m.get("message_thread_id") == thread
    )


async def asks(here: Town, code: str, answer: str = TEXT) -> None:
    """Rini answers a case, and wants to send the same to those alike."""
    await here.rini.answers(code, answer)
    await here.rini.taps_under(card(here, code), "Salin untuk kasus serupa")


async def test_it_goes_to_those_that_lack_the_same(here: Town) -> None:
    """Each operator reads it under their own case's code, once, and can reply to it; the history says where it is from."""
    code = await lacks_duty(here, here.sari)
    other = await lacks_duty(here, here.budi)
    await here.hands_over(here.wayan)
    await asks(here, code)
    assert other in question(here)["text"]
    assert sends(here).startswith("Kirim ke 1 kasus: ")
    asked = question(here)
    data = asked["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await here.tati.says("/kasus")
    here.tati.person.taps(here.misal.messages()[-1]["message_id"], data, here.misal)
    await here.world.settles()
    assert not await here.log("copied")
    for _ in range(2):
        here.joko.person.taps(asked["message_id"], data, here.contoh)
        await here.world.settles()
    assert [len(read(chat)) for chat in (here.sari, here.budi, here.wayan)] == [1, 1, 0]
    assert other in read(here.budi)[0]
    budi = await here.world.session(here.budi.person.id)
    assert await here.log("copied") == [("contoh", budi.case, here.joko.person.id)]
    assert len(await here.log("reply")) == 1
    await here.world.settles()
    assert f"menyalin jawaban dari kasus {code}" in card(here, other)["text"]
    got = next(m for m in here.budi.person.messages() if TEXT in str(m.get("text")))
    here.budi.person.says("Sudah, Bu.", reply_to=got["message_id"])
    await here.world.settles()
    assert "Sudah, Bu." in _told(here, other)


async def _closed(here: Town, code: str) -> None:
    await here.rini.taps_under(card(here, code), "Tutup")
    await here.rini.taps_under(card(here, code), "Alasan lain")


async def _blocked(here: Town, _: str) -> None:
    here.budi.person.blocks_bot()
    await here.world.settles()


async def _muted(here: Town, code: str) -> None:
    await here.rini.replies(card(here, code), "/bisukan hari kasar")


async def _handed_up(here: Town, code: str) -> None:
    await here.rini.taps_under(card(here, code), "Teruskan ke Provinsi Contoh")
    await here.rini.taps_under(card(here, code), "Ya, teruskan ke Provinsi Contoh")


@pytest.mark.parametrize("happens", [_closed, _blocked, _muted, _handed_up])
async def test_not_to_one_that_is_no_longer_to_be_written_to(
    here: Town, happens: Callable[[Town, str], Awaitable[None]]
) -> None:
    """Since it was asked; and asked again, there is none."""
    code, other = await lacks_duty(here, here.sari), await lacks_duty(here, here.budi)
    await asks(here, code)
    await happens(here, other)
    await here.rini.taps_under(question(here), sends(here))
    assert not read(here.budi)
    assert not await here.log("copied")
    await here.rini.taps_under(card(here, code), "Salin untuk kasus serupa")
    assert here.rini.toasts == ["Tidak ada kasus terbuka lain yang kekurangannya sama."]


async def test_more_than_were_shown_are_asked_about_anew(here: Town) -> None:
    code, _ = await lacks_duty(here, here.sari), await lacks_duty(here, here.budi)
    await asks(here, code)
    await lacks_duty(here, here.wayan)
    await here.rini.taps_under(question(here), sends(here))
    assert not read(here.budi)
    assert sends(here).startswith("Kirim ke 2 kasus: ")
    await here.rini.taps_under(question(here), sends(here))
    assert [len(read(chat)) for chat in (here.budi, here.wayan)] == [1, 1]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("/j tarik", "Tarik Data"),
        (f"{TEXT} NIK 3201010101010001", TEXT),
    ],
)
async def test_it_says_what_the_first_operator_reads(here: Town, answer: str, words: str) -> None:
    """Without what is personal; an answer that is ready is sent as it is."""
    code, other = await lacks_duty(here, here.sari), await lacks_duty(here, here.budi)
    await asks(here, code, answer)
    await here.rini.taps_under(question(here), sends(here))
    own = [text.replace(code, other) for text in read(here.sari, words) if "Petugas" in text]
    assert [text for text in read(here.budi, words) if "Petugas" in text] == own
    assert len(own) == 1
    assert "3201010101010001" not in own[0]


async def test_a_ready_answer_that_was_chosen_by_buttons(here: Town) -> None:
    code, _ = await lacks_duty(here, here.sari), await lacks_duty(here, here.budi)
    await here.rini.taps_under(card(here, code), "Jawaban siap pakai")
    for label in ("peran", "Kirim ke operator"):
        await here.rini.taps_under(here.contoh.messages()[-1], label)
    await here.rini.taps_under(card(here, code), "Salin untuk kasus serupa")
    await here.rini.taps_under(question(here), sends(here))
    (text,) = read(here.budi, "Petugas Kabupaten Contoh")
    assert "peran Kepala Sekolah" in text
    assert "Dikirim ke operator" not in text


@pytest.mark.parametrize("kind", ["photo", "document", "voice"])
async def test_a_file_goes_along_with_its_words(here: Town, kind: str) -> None:
    """Once to each, below their own case's code; without what is personal in its words."""
    code, other = await lacks_duty(here, here.sari), await lacks_duty(here, here.budi)
    await here.rini.sends(kind, code, caption=f"{TEXT} NIK 3201010101010001")
    first = card(here, code)
    await here.rini.taps_under(first, "Salin untuk kasus serupa")
    await here.rini.taps_under(question(here), sends(here))
    await lacks_duty(here, here.wayan)
    await here.rini.taps_under(first, "Salin untuk kasus serupa")
    await here.rini.taps_under(question(here), sends(here))
    (got,) = [m for m in here.budi.person.messages() if kind in m]
    assert other in got["caption"]
    assert TEXT in got["caption"]
    assert "3201010101010001" not in got["caption"]
    assert len([m for m in here.wayan.person.messages() if kind in m]) == 1
    assert len(await here.log("copied")) == 2


async def test_an_album_is_not_copied(here: Town) -> None:
    """One of its pictures alone would not say what the answer says."""
    code, _ = await lacks_duty(here, here.sari), await lacks_duty(here, here.budi)
    await here.rini.sends_album(["photo", "photo"], code, caption=TEXT)
    await here.later(seconds=2)
    await here.rini.taps_under(card(here, code), "Salin untuk kasus serupa")
    await here.rini.taps_under(question(here), sends(here))
    assert here.rini.toasts == ["Yang dapat disalin: teks, atau satu foto atau berkas; album tidak."]
    assert not await here.log("copied")


async def test_who_blocks_the_bot_unseen_is_told_of_in_their_own_case(here: Town) -> None:
    """Telegram says so only when it is sent."""
    code, other = await lacks_duty(here, here.sari), await lacks_duty(here, here.budi)
    await asks(here, code)
    here.budi.person.blocks_bot()
    here.world.telegram.updates.drop()
    here.world.expected_refusals = 1
    await here.rini.taps_under(question(here), sends(here))
    assert "Salinan jawaban belum sampai" in _told(here, other)
