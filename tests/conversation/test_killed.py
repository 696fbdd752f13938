"""The process may end between any two steps: nothing is lost, and nothing happens twice."""

from pathlib import Path
from typing import Any

import pytest

from tests.chat import BUDI, SARI, WAYAN, Chat, Clock, World
from tests.conversation.killing import Killer, at_every_step, dies_over, killed_at

MISSING = "Tombol tidak ada, hanya Tarik Data"


async def _world(tmp_path: Path, name: int) -> tuple[World, Chat]:
    world = World(tmp_path / f"{name}.db", Clock())
    await world.starts()
    return world, world.chat(SARI, "Sari")


async def _every_step(tmp_path: Path, story: "type[Story]") -> int:
    """Play a story once for every step at which the process can end; gives how many there are."""

    async def play(step: int) -> Killer:
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


class APicture(Story):
    """It comes by itself where a step is stuck; one that may be there already says so."""

    @staticmethod
    async def before(chat: Chat) -> None:
        await chat.says("/start")
        for label in (MISSING, "Akun operator", "Peran KS tidak ada di pilihan"):
            await chat.taps(label)

    @staticmethod
    def happens(chat: Chat) -> None:
        _tap(chat, "Belum bisa")

    @staticmethod
    async def after(chat: Chat) -> None:
        captions = [message["caption"] for message in chat.person.messages() if message.get("photo")]
        assert 1 <= len(captions) <= 2
        assert len([caption for caption in captions if "Kiriman ulang" not in caption]) <= 1
        await chat.ended_in("R7.stuck")


def _armed(chat: Chat) -> list[dict[str, Any]]:
    """A fresh screen whose sending was cut off may leave a twin with the same buttons."""
    return [message for message in chat.person.messages() if message.get("reply_markup")]


def _rows(message: dict[str, Any]) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = message["reply_markup"]["inline_keyboard"]
    return rows


@pytest.mark.sampled
@pytest.mark.parametrize("story", [ATap, Words, Everything, AnErasing, APicture])
async def test_killed_at_every_step(tmp_path: Path, story: type[Story]) -> None:
    """Each story, once for every instant between two calls to the database or to Telegram; `make test` takes some of them."""
    steps = await _every_step(tmp_path, story)
    assert steps > 10, "the steps were not found"


async def test_a_deadly_update_is_done_last_and_set_aside_at_the_fifth_death(
    world: World, chat: Chat
) -> None:
    """Those beside it are served as soon as it is told from them; its sender is told, and is served from then on."""
    beside = [world.chat(BUDI, "Budi"), world.chat(WAYAN, "Wayan")]
    for one in (chat, *beside):
        await one.says("/start")
    deadly = chat.person.says("racun")["update_id"]
    for one in beside:
        one.person.says("xyz tidak jelas")
    for death in (1, 2, 3, 4, 5):
        assert await dies_over(world, deadly)
        assert await world.rows(f"SELECT state, begun FROM inbox WHERE update_id = {deadly}") == [
            ("waiting", death)
        ]
        served = [(await world.session(one.person.id)).misread for one in beside]
        assert served == [1, 1] or death < 3
    world.expected_errors = 1
    assert not await dies_over(world, deadly)
    chat.looks().sees("gagal diproses")
    assert await world.rows(f"SELECT state, error FROM inbox WHERE update_id = {deadly}") == [
        ("aside", "Died")
    ]
    await chat.says("xyz tidak jelas")
    assert (await world.session(SARI)).misread == 1


async def test_what_came_behind_it_waits_for_it(world: World, chat: Chat) -> None:
    """What somebody did while the process died is done in its order, and so is what they do before all that is done."""
    await chat.says("/start")
    first = chat.person.taps(chat.screen["message_id"], _rows(chat.screen)[0][0]["callback_data"])[
        "update_id"
    ]
    chat.person.says("akun operator")
    assert await dies_over(world, first)
    assert not await dies_over(world)
    told = [(record.subject, record.choice) for record in (await world.session(SARI)).records]
    assert told == [("symptom", "button_missing"), ("login", "operator")]
    await chat.says("akun KS peran lain")
    assert not world.bot.inbox._behind


async def test_an_innocent_update_is_not_set_aside(world: World) -> None:
    """However often the process dies over others while it is under way, it stands beside a deadly one only once."""
    beside = world.chat(BUDI, "Budi")
    others = [world.chat(50 + number, "Racun") for number in range(4)]
    for one in (beside, *others):
        await one.says("/start")
    deadly = [one.person.says("racun")["update_id"] for one in others]
    beside.person.says("xyz tidak jelas")
    world.expected_errors = len(deadly)
    while await dies_over(world, *deadly):
        pass
    assert (await world.session(BUDI)).misread == 1
    assert await world.rows("SELECT count(*) FROM inbox WHERE state = 'aside'") == [(len(deadly),)]


async def test_one_that_kills_met_by_chance_is_done(world: World, chat: Chat) -> None:
    """A process that is killed from outside again and again, each time over the same innocent update: it is done in the end."""
    await chat.says("/start")
    innocent = chat.person.says("xyz tidak jelas")["update_id"]
    for _ in range(4):
        assert await dies_over(world, innocent)
    assert not await dies_over(world)
    assert (await world.session(SARI)).misread == 1
