"""What a screen says of what has just happened is not lost because it is drawn later: refused, after a kill, or on the next screen."""

import pytest

from tests.chat import Chat, World

UNREAD = "belum dapat saya baca"
MISSING = "Tombol tidak ada, hanya Tarik Data"


@pytest.mark.parametrize("restarts", [False, True])
@pytest.mark.parametrize("kind", ["sticker", "personal"])
async def test_it_is_told_later(chat: Chat, world: World, kind: str, restarts: bool) -> None:
    world.expected_refusals = 10
    await chat.says("/start")
    world.telegram.fault("flood", "sendMessage", times=1)
    if kind == "sticker":
        await chat.sends_sticker()
    else:
        await chat.says("halo, NIK saya 3201234507890001")
    assert "[•••]" not in chat.text
    world.clock.moves_by(seconds=5)
    if restarts:
        await chat.bot_restarts()
    else:
        await chat.time_passes()
    assert (UNREAD if kind == "sticker" else "NIK") in chat.text


async def test_what_was_not_read_is_told_on_the_next_screen(chat: Chat, world: World) -> None:
    """And once: who has seen it is not told again."""
    world.expected_refusals = 10
    await chat.says("/start")
    world.telegram.fault("flood", "sendMessage", times=1)
    await chat.sends_sticker()
    assert UNREAD not in chat.text
    await chat.taps(MISSING)
    assert UNREAD in chat.text
    assert "Saat membuka menu Sinkronisasi" in chat.text
    await chat.taps("Akun operator")
    assert UNREAD not in chat.text
    await chat.bot_restarts()
    assert UNREAD not in chat.text
