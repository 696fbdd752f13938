"""Groups that are no help desk: one line to a command, nothing else."""

import pytest

from tests.chat import Chat, World

GROUP = -7
LINK = "https://t.me/sinkron_bot?start=mulai"


def _texts(world: World) -> list[str]:
    bot = world.telegram.bot_user
    return [m["text"] for m in world.telegram.groups[GROUP].messages() if m["from"] == bot]


@pytest.mark.parametrize("command", ["/start", "/bantuan@sinkron_bot", "/KASUS@Sinkron_Bot apa saja"])
async def test_a_command_in_a_group(chat: Chat, world: World, command: str) -> None:
    """One line with a link; nothing is asked there, and nothing is stored of anybody."""
    group = world.telegram.group(GROUP, "Operator")
    chat.person.says(command, group)
    await world.settles()
    assert len(_texts(world)) == 1
    assert LINK in _texts(world)[0]
    assert group.messages()[-1].get("reply_markup") is None
    assert await world.rows("SELECT * FROM people") == []
    assert await world.rows("SELECT * FROM staff") == []
    assert await world.rows("SELECT * FROM inbox WHERE person IS NOT NULL OR body != ''") == []


@pytest.mark.parametrize("text", ["halo semua", "/start@lain_bot", "/cuaca", "bukan /start"])
async def test_what_is_said_in_a_group_otherwise(chat: Chat, world: World, text: str) -> None:
    """The bot is silent, even where it hears everything."""
    group = world.telegram.group(GROUP, "Operator")
    group.promotes_bot(chat.person)
    chat.person.says(text, group)
    chat.person.sends("sticker", group)
    await world.settles()
    assert _texts(world) == []
