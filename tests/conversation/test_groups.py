"""Groups: one line to a command, nothing else; and the help desk's group."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chat import SARI, Chat, Clock, World

DESK = -50
LINK = "https://t.me/sinkron_bot?start=mulai"


@pytest.fixture(name="world")
async def _world(tmp_path: Path, clock: Clock) -> AsyncIterator[World]:
    world = World(tmp_path / "sinkron.db", clock, helpdesk_chat_id=DESK)
    world.telegram.group(DESK, "Dinas")
    await world.starts()
    try:
        yield world
        world.looks_well()
    finally:
        await world.ends()


def _texts(world: World, group: int) -> list[str]:
    bot = world.telegram.bot_user
    return [m["text"] for m in world.telegram.groups[group].messages() if m["from"] == bot]


async def _hands_over(chat: Chat, level: str = "SD") -> None:
    await chat.says("/start")
    await chat.taps("Minta bantuan petugas")
    await chat.taps(level)


@pytest.mark.parametrize("command", ["/start", "/bantuan@sinkron_bot", "/KASUS@Sinkron_Bot apa saja"])
async def test_a_command_in_a_group(chat: Chat, world: World, command: str) -> None:
    """One line with a link; nothing is asked there, and nothing is stored of anybody."""
    group = world.telegram.group(-7, "Operator")
    chat.person.says(command, group)
    await world.settles()
    assert len(_texts(world, -7)) == 1
    assert LINK in _texts(world, -7)[0]
    assert group.messages()[-1].get("reply_markup") is None
    assert await world.rows("SELECT * FROM people") == []
    assert await world.rows("SELECT * FROM inbox WHERE person IS NOT NULL OR body != ''") == []


@pytest.mark.parametrize("text", ["halo semua", "/start@lain_bot", "/cuaca", "bukan /start"])
async def test_what_is_said_in_a_group_otherwise(chat: Chat, world: World, text: str) -> None:
    """The bot is silent, even where it hears everything."""
    group = world.telegram.group(-7, "Operator")
    group.promotes_bot(chat.person)
    chat.person.says(text, group)
    chat.person.sends("sticker", group)
    await world.settles()
    assert _texts(world, -7) == []


async def test_the_help_desk_gets_the_case(chat: Chat, world: World) -> None:
    """A district's desk gets its own levels' cases; the summary is the operator's too."""
    await _hands_over(chat)
    chat.sees("sudah kami teruskan ke petugas")
    assert len(_texts(world, DESK)) == 1
    assert "Jenjang: SD" in _texts(world, DESK)[0]


async def test_the_help_desk_does_not_get_another_level(chat: Chat, world: World) -> None:
    """A district's help desk must not get an SMK's case."""
    await _hands_over(chat, "SMK")
    assert _texts(world, DESK) == []


async def test_the_desk_s_group_has_become_a_supergroup(chat: Chat, world: World, budi: Chat) -> None:
    """The card is sent once more to the new address, and so is everything after, also by the next process."""
    world.telegram.group(DESK, "Dinas").migrated_to = -1009
    world.telegram.group(-1009, "Dinas")
    world.expected_refusals = 1
    await _hands_over(chat)
    assert len(_texts(world, -1009)) == 1
    await chat.bot_restarts()
    await _hands_over(budi)
    assert len(_texts(world, -1009)) == 2
    assert await world.rows("SELECT * FROM moved_chats") == [(DESK, -1009)]


async def test_told_that_the_group_has_moved(chat: Chat, world: World) -> None:
    """The service message is enough: no call is refused."""
    world.telegram.groups[DESK].becomes_supergroup(-1009)
    await world.settles()
    await _hands_over(chat)
    assert len(_texts(world, -1009)) == 1


async def test_a_card_of_which_nobody_knows_whether_it_arrived(chat: Chat, world: World) -> None:
    """It goes out again, and says that it may be a repetition."""
    await chat.says("/start")
    await chat.taps("Minta bantuan petugas")
    world.telegram.fault("timeout", "sendMessage", times=2)  # the summary, and the card
    await chat.taps("SD")
    world.clock.moves_by(seconds=30)
    await chat.time_passes()
    cards = _texts(world, DESK)
    assert len(cards) == 2
    assert cards[1] == f"Kiriman ulang: kasus ini mungkin sudah pernah masuk.\n\n{cards[0]}"
    assert await world.rows("SELECT state, uncertain FROM outbox WHERE kind = 'desk'") == [("sent", 1)]


async def test_a_card_that_stays_uncertain(chat: Chat, world: World) -> None:
    """After some such sends it is left as it is, and the log says so."""
    await chat.says("/start")
    await chat.taps("Minta bantuan petugas")
    world.telegram.fault("drop_before", "sendMessage", times=6)
    world.expected_errors = 2  # the summary, and the card
    await chat.taps("SD")
    for _ in range(4):
        world.clock.moves_by(minutes=10)
        await chat.time_passes()
    assert {state for (state,) in await world.rows("SELECT state FROM outbox WHERE kind != 'screen'")} == {
        "uncertain"
    }
    assert all("uncertain" in error for error in world.errors.found)


async def test_the_bot_was_removed_from_the_desk_s_group(chat: Chat, world: World) -> None:
    """The card ends as failed, visibly; the operator's own conversation is not touched."""
    world.telegram.groups[DESK].removes_bot(chat.person)
    world.expected_refusals = world.expected_errors = 1
    await _hands_over(chat)
    assert await world.rows("SELECT state, error FROM outbox WHERE kind = 'desk'") == [
        ("failed", "Forbidden")
    ]
    assert (await world.session(SARI)).state == "handed_over"
