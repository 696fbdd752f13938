"""The process may end between any two steps: nothing is lost, and nothing happens twice."""

from pathlib import Path
from typing import Any

import pytest

from tests.chat import SARI, Chat, Clock, World
from tests.conversation.killing import at_every_step, killed_at

MISSING = "Tombol tidak ada, hanya Tarik Data"


async def _world(tmp_path: Path, name: int) -> tuple[World, Chat]:
    world = World(tmp_path / f"{name}.db", Clock())
    await world.starts()
    return world, world.chat(SARI, "Sari")


async def _every_step(tmp_path: Path, story: "type[Story]") -> list[int]:
    """Play a story once for every step at which the process can end; gives the steps played."""

    async def play(step: int) -> bool:
        world, chat = await _world(tmp_path, step)
        try:
            await story.before(chat)
            story.happens(chat)
            killed = await killed_at(world, step)
            await story.after(chat)
        finally:
            await world.ends()
        return killed

    return await at_every_step(play)


class Story:
    """What has been, what happens while the process is killed, and what must be true afterwards."""

    @staticmethod
    async def before(chat: Chat) -> None:
        await chat.says("/start")

    @staticmethod
    def happens(chat: Chat) -> None:
        raise NotImplementedError

    @staticmethod
    async def after(chat: Chat) -> None:
        raise NotImplementedError


def _tap(chat: Chat, label: str) -> None:
    for row in chat.screen["reply_markup"]["inline_keyboard"]:
        for button in row:
            if button["text"] == label:
                chat.person.taps(chat.screen["message_id"], button["callback_data"])
                return
    raise AssertionError(chat.buttons)


class ATap(Story):
    """The answer is taken once, and the screen shows the next question."""

    @staticmethod
    def happens(chat: Chat) -> None:
        _tap(chat, MISSING)

    @staticmethod
    async def after(chat: Chat) -> None:
        session = await chat.world.session(SARI)
        assert [record.subject for record in session.records] == ["symptom"]
        assert session.seq == 2
        assert "Saat membuka menu Sinkronisasi" in chat.text


class Words(Story):
    """A text is read once, and a screen stands below it."""

    @staticmethod
    def happens(chat: Chat) -> None:
        chat.person.says("xyz tidak jelas")

    @staticmethod
    async def after(chat: Chat) -> None:
        session = await chat.world.session(SARI)
        assert session.misread == 1
        own = [message for message in chat.person.messages() if not message["from"]["is_bot"]]
        newest = max(message["message_id"] for message in _armed(chat))
        assert newest > own[-1]["message_id"]
        assert MISSING in [button["text"] for row in _rows(_armed(chat)[-1]) for button in row]


class Everything(Story):
    """Several updates wait when the process starts; each is applied once, in order."""

    @staticmethod
    def happens(chat: Chat) -> None:
        for text in ("a?", "b?", "/bantuan", "c?"):
            chat.person.says(text)

    @staticmethod
    async def after(chat: Chat) -> None:
        session = await chat.world.session(SARI)
        assert session.seq == 5
        assert await chat.world.rows("SELECT count(*) FROM inbox WHERE state = 'done' AND body = ''") == [
            (5,)
        ]


class AnErasing(Story):
    """Whatever the instant: everything is gone, and the last word is said."""

    @staticmethod
    async def before(chat: Chat) -> None:
        await chat.says("/start")
        await chat.says("/hapus_data")

    @staticmethod
    def happens(chat: Chat) -> None:
        _tap(chat, "Ya, hapus semua")

    @staticmethod
    async def after(chat: Chat) -> None:
        for table in ("people", "cases", "outbox"):
            assert await chat.world.rows(f"SELECT * FROM {table}") == []
        assert await chat.world.rows("SELECT * FROM inbox WHERE person IS NOT NULL OR body != ''") == []
        last = [
            message["text"]
            for message in chat.person.messages()
            if "sudah dihapus" in message.get("text", "")
        ]
        assert 1 <= len(last) <= 2


def _armed(chat: Chat) -> list[dict[str, Any]]:
    """A fresh screen whose sending was cut off may leave a twin with the same buttons."""
    return [message for message in chat.person.messages() if message.get("reply_markup")]


def _rows(message: dict[str, Any]) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = message["reply_markup"]["inline_keyboard"]
    return rows


@pytest.mark.parametrize("story", [ATap, Words, Everything, AnErasing])
async def test_killed_at_every_step(tmp_path: Path, story: type[Story]) -> None:
    """Each story, once for every instant between two calls to the database or to Telegram."""
    played = await _every_step(tmp_path, story)
    assert len(played) > 10, "the steps were not found"
