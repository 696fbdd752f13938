"""Schematic pictures: sent when asked for or where somebody is stuck, again by their file's name, and readable on a phone."""

from io import BytesIO

import pytest
from PIL import Image

from bot.outgoing.pictures import WIDTH, draw
from bot.simulator.phone import Message
from flows.dialogue.screens.pictures import KINDS, PICTURES, way
from flows.texts import words
from tests.chat import Chat


def _sent(chat: Chat) -> list[Message]:
    return [message for message in chat.person.messages() if message.get("photo")]


def _pictures(chat: Chat) -> list[str]:
    return [message["photo"][-1]["file_id"] for message in _sent(chat)]


async def _to_the_role_guide(chat: Chat) -> None:
    await chat.says("/start")
    await chat.taps("Tombol tidak ada, hanya Tarik Data")
    await chat.taps("Akun operator")
    await chat.taps("Peran KS tidak ada di pilihan")


async def test_a_picture_comes_when_asked_for_and_again_as_the_same_file(chat: Chat) -> None:
    """The screen stands below it, so that the answer is where the person looks; nothing is answered by asking."""
    await _to_the_role_guide(chat)
    before = chat.text
    for times in (1, 2):
        await chat.taps("Lainnya")
        await chat.taps("Lihat gambar")
        assert len(_pictures(chat)) == times
        assert chat.text == before
    assert len(set(_pictures(chat))) == 1, "drawn once, sent again by its name"


async def test_a_picture_comes_once_by_itself_where_a_step_is_stuck(chat: Chat) -> None:
    """Above the second explanation; whoever goes back and is stuck again has it already."""
    await _to_the_role_guide(chat)
    assert not _pictures(chat)
    await chat.taps("Belum bisa")
    assert len(_pictures(chat)) == 1
    assert chat.screen["message_id"] > max(one["message_id"] for one in _sent(chat))
    await chat.goes_back()
    await chat.taps("Belum bisa")
    assert len(_pictures(chat)) == 1


async def test_whoever_cannot_tell_sees_where_to_look(chat: Chat) -> None:
    """Of a question the picture comes with the explanation that "Tidak tahu" leads to."""
    await chat.says("/start")
    await chat.taps("Tombol tidak ada, hanya Tarik Data")
    await chat.taps("Akun KS, peran Kepala Sekolah")
    await chat.taps("Tidak tahu")
    assert len(_pictures(chat)) == 1
    await chat.taps("Lanjut tanpa ini")
    assert len(_pictures(chat)) == 1


async def test_a_step_that_comes_a_second_time_brings_its_picture(chat: Chat) -> None:
    """The button has stayed away although it was done: now it is shown how."""
    await chat.says("/start")
    await chat.taps("Tombol tidak ada, hanya Tarik Data")
    await chat.taps("Akun KS, peran Kepala Sekolah")
    await chat.taps("Masih ada")
    await chat.taps("Sudah, belum muncul")
    for answer in ("Kepala sekolah definitif", "Kepala Sekolah", "Induk", "Kepala Sekolah", "1 akun"):
        await chat.taps(answer)
    for answer in ("Tidak ada", "Periksa sekali lagi"):
        await chat.taps(answer)
    assert not _pictures(chat)
    await chat.taps("Masih ada")
    await chat.ended_in("R9.1")
    assert len(_pictures(chat)) == 1


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
