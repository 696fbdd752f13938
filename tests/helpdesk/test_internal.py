"""What staff mean for themselves never reaches an operator, however it is written."""

import pytest

from bot.simulator.phone import Message
from tests.helpdesk.town import Town


def _prompts(here: Town) -> list[Message]:
    return [m for m in here.contoh.messages() if "Balas pesan ini dengan catatan" in m.get("text", "")]


async def test_a_note_is_never_passed_on(here: Town) -> None:
    """Neither below a picture, nor where it was something else before."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Ambil", code)
    await here.rini.sends("photo", code, caption="/catatan operator ini bingung")
    await here.rini.answers(code, "halo")
    await here.rini.edits("/catatan ternyata bingung")
    assert "bingung" not in str(here.sari.person.messages())
    assert "mencatat: operator ini bingung" in here.rini.card(code)["text"]


@pytest.mark.parametrize("captioned", [0, 1, 2])
async def test_a_note_below_an_album_is_one_of_the_whole(here: Town, captioned: int) -> None:
    """Whichever of its files the note stands under: none of them is passed on, and it is confirmed once."""
    code = await here.hands_over(here.sari)
    await here.rini.sends_album(["document"] * 3, code, "/catatan cek dulu", captioned)
    await here.later(seconds=2)
    assert not [message for message in here.sari.person.messages() if "document" in message]
    assert "mencatat: cek dulu" in here.rini.card(code)["text"]
    assert len([text for text in here.rini.said(code) if "Dicatat" in text]) == 1
    await here.rini.sends_album(["document"] * 3, code, "ini panduannya")
    await here.later(seconds=2)
    assert len([message for message in here.sari.person.messages() if "document" in message]) == 3


async def test_an_album_with_an_empty_note_stays_as_well(here: Town) -> None:
    code = await here.hands_over(here.sari)
    await here.rini.sends_album(["document"] * 3, code, "/catatan")
    await here.later(seconds=2)
    assert "Catatannya kosong" in here.rini.said(code)[-1]
    assert not [message for message in here.sari.person.messages() if "document" in message]


@pytest.mark.parametrize(
    "words",
    [
        "/catatn bingung",
        "/catatan: bingung",
        "/CATAT bingung",
        "/ catatan bingung",
        "/catatan@lain_bot bingung",
    ],
)
async def test_a_command_that_is_none_is_not_passed_on(here: Town, words: str) -> None:
    """Neither alone, nor below a picture, nor where something that was passed on is changed into it."""
    code = await here.hands_over(here.sari)
    await here.rini.answers(code, words)
    assert "tidak dikenal" in here.rini.said(code)[-1]
    await here.rini.sends("photo", code, caption=words)
    assert "tidak dikenal" in here.rini.said(code)[-1]
    await here.rini.answers(code, "halo")
    await here.rini.edits(words)
    await here.rini.sends("photo", code, caption="halo")
    await here.rini.edits(words)
    assert "bingung" not in str(here.sari.person.messages())


async def test_a_command_below_a_picture_does_nothing_else(here: Town) -> None:
    """It takes nothing back and unlinks no group."""
    code = await here.hands_over(here.sari)
    await here.rini.sends("photo", code, caption="/lepas")
    await here.rini.sends("photo", code, caption="/tarik")
    assert await here.world.rows("SELECT chat FROM desks WHERE code = 'contoh'") == [(here.contoh.id,)]
    assert not [message for message in here.sari.person.messages() if "photo" in message]


async def test_a_prompt_that_perhaps_did_not_arrive_is_a_prompt(here: Town) -> None:
    """Telegram had sent it, and the bot did not hear so; in the topic the reply would else be an answer."""
    code = await here.hands_over(here.sari)
    here.world.telegram.fault("timeout", "sendMessage")
    await here.rini.taps("Catatan internal", code)
    await here.rini.replies(_prompts(here)[0], "bingung sekali")
    await here.later(seconds=30)
    assert "mencatat: bingung sekali" in here.rini.card(code)["text"]
    assert "bingung" not in str(here.sari.person.messages())


async def test_whoever_sends_albums_is_heard_whole(here: Town) -> None:
    """An album counts once, or the file with the note would be the one that is not heard."""
    here.world.guarded = True
    await here.world.restarts()
    code = await here.hands_over(here.sari)
    await here.rini.answers(code, "sebentar")
    await here.rini.sends_album(["document"] * 10, code, "panduannya")
    await here.rini.sends_album(["document"] * 10, code, "/catatan cek dulu", 9)
    await here.later(seconds=2)
    assert len([message for message in here.sari.person.messages() if "document" in message]) == 10
    assert "mencatat: cek dulu" in here.rini.card(code)["text"]
