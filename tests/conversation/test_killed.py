"""The process may end between any two steps: nothing is lost, and nothing happens twice."""

from pathlib import Path
from typing import Any

import pytest

from tests.chat import SARI, Chat, Clock, World
from tests.conversation.killing import Killed, Killer

MISSING = "Tombol tidak ada, hanya Tarik Data"
HUMAN = "Minta bantuan petugas"
DESK = -50


async def _killed_at(world: World, step: int) -> bool:
    """Let what has happened be dealt with by a process that ends at `step`; whether it came to that."""
    killer = Killer(step)
    await world.ends()
    world.gate = killer
    try:
        await world.starts()
        await world.settles()
    except Killed:
        pass
    await world.bot.application.update_queue.join()
    await world.ends()
    world.gate = None
    await world.starts()
    world.errors.found.clear()
    await world.fetches()
    # An answer that was under way when the process ended cannot be given again: the tap is done.
    world.telegram.open_queries.clear()
    # An edit that was not told to have come through is made again.
    refusals = world.telegram.refusals
    assert all("not modified" in str(call.error) for call in refusals), refusals
    world.expected_refusals = len(refusals)
    world.looks_well()
    return killer.dead


async def _world(tmp_path: Path, name: int) -> tuple[World, Chat]:
    world = World(tmp_path / f"{name}.db", Clock(), helpdesk_chat_id=DESK, helpdesk_levels="sd,smp")
    world.telegram.group(DESK, "Dinas")
    await world.starts()
    return world, world.chat(SARI, "Sari")


async def _every_step(tmp_path: Path, story: "type[Story]") -> list[int]:
    """Play a story once for every step at which the process can end; gives the steps played."""
    played: list[int] = []
    for step in range(200):
        world, chat = await _world(tmp_path, step)
        try:
            await story.before(chat)
            story.happens(chat)
            killed = await _killed_at(world, step)
            await story.after(chat)
        finally:
            await world.ends()
        if not killed:
            return played
        played.append(step)
    raise AssertionError("the story has no end")


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
        assert "Saat menu Sinkronisasi dibuka" in chat.text


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


class AHandOver(Story):
    """The help desk gets the case, and the operator the summary; twice only where a send was cut off."""

    @staticmethod
    async def before(chat: Chat) -> None:
        await chat.says("/start")
        await chat.taps(HUMAN)

    @staticmethod
    def happens(chat: Chat) -> None:
        _tap(chat, "SD")

    @staticmethod
    async def after(chat: Chat) -> None:
        session = await chat.world.session(SARI)
        assert session.state == "handed_over"
        desk = [message["text"] for message in chat.world.telegram.groups[DESK].messages()]
        assert desk, "the help desk got nothing"
        assert len(desk) <= 2
        # The second says that it may be one.
        assert all(text.startswith("Kiriman ulang") for text in desk[1:])
        told = [
            message["text"]
            for message in chat.person.messages()
            if "Jawaban operator" in message.get("text", "")
        ]
        assert len(await chat.world.rows("SELECT 1 FROM outbox WHERE state = 'sent' AND kind = 'desk'")) == 1
        assert await chat.world.rows("SELECT 1 FROM outbox WHERE state != 'sent'") == []
        assert len(told) <= 2


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


@pytest.mark.parametrize("story", [ATap, Words, AHandOver, Everything, AnErasing])
async def test_killed_at_every_step(tmp_path: Path, story: type[Story]) -> None:
    """Each story, once for every instant between two calls to the database or to Telegram."""
    played = await _every_step(tmp_path, story)
    assert len(played) > 10, "the steps were not found"
