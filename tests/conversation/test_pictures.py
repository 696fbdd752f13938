"""Schematic pictures: sent when asked for, again by their file's name, and readable on a phone."""

from io import BytesIO

import pytest
from PIL import Image

from bot.outgoing.pictures import WIDTH, draw
from flows.dialogue.screens.pictures import KINDS, PICTURES, way
from flows.texts import words
from tests.chat import Chat


def _pictures(chat: Chat) -> list[str]:
    return [message["photo"][-1]["file_id"] for message in chat.person.messages() if message.get("photo")]


async def test_a_picture_comes_when_asked_for_and_again_as_the_same_file(chat: Chat) -> None:
    """The screen stands below it, so that the answer is where the person looks; nothing is answered by asking."""
    await chat.says("/start")
    await chat.taps("Tombol tidak ada, hanya Tarik Data")
    await chat.taps("Akun operator")
    await chat.taps("Peran KS tidak ada di pilihan")
    before = chat.text
    for times in (1, 2):
        await chat.taps("Lainnya")
        await chat.taps("Lihat gambar")
        assert len(_pictures(chat)) == times
        assert chat.text == before
    assert len(set(_pictures(chat))) == 1, "drawn once, sent again by its name"


@pytest.mark.parametrize("name", sorted(set(PICTURES.values())))
def test_every_picture_is_readable_on_a_phone(name: str) -> None:
    """Drawing refuses letters that would be too small; a picture is no longer than two screens."""
    image = Image.open(BytesIO(draw(name)))
    assert image.width == WIDTH
    assert image.height <= 1200
    assert 2 <= len(way(name)) <= 6


def test_every_kind_has_its_word_and_is_used() -> None:
    """Nothing is drawn without saying what it is, and no way is without its state."""
    assert {key.rpartition(".")[2] for key in words() if key.startswith("picture.kind.")} == set(KINDS)
    assert {key.rpartition(".")[2] for key in words() if key.startswith("picture.way.")} == set(
        PICTURES.values()
    )
    assert {place.kind for name in PICTURES.values() for place in way(name)} == set(KINDS)
