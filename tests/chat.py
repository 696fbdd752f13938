"""The testing language: people who talk to the real bot, with Telegram faked at the wire and a real database.

What they do enters as live: the simulated Telegram holds it until the bot's own polling fetches it. After every verb the
driver looks for what must never be: an error in the log, a call that Telegram refused, a tap without its one answer, a
second message with buttons, an update set aside.
"""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, cast

from telegram.request import BaseRequest

from bot.incoming.written_commands import GOVERN
from bot.offline.in_process import Clock, InProcessBot
from bot.records.help_desk import Desk
from bot.settings import Stated
from bot.simulator.phone import Button, Message, News, Phone
from bot.simulator.wire import WireRequest
from bot.store.database import Database
from bot.store.interface import Store
from bot.store.sqlite import SqliteStore
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import Session

__all__ = ["BUDI", "SARI", "WAYAN", "Chat", "Clock", "World", "idle"]

SARI, BUDI, WAYAN = 11, 12, 13
_PACED = ("send", "edit", "copy", "delete", "pin", "setMessage")
"""How the methods begin whose calls keep to the pace of their chat."""


class Gate(Protocol):
    """Something that may go wrong at a step of the process. See `tests/conversation/killing.py`."""

    def step(self, what: str) -> None: ...

    def guards(self, store: Store) -> Store: ...

    dead: bool


class World(InProcessBot):
    """One Telegram, one bot, one database."""

    def __init__(self, path: Path | str, clock: Clock, desks: Sequence[Desk] = (), **settings: Any) -> None:
        super().__init__(str(path), clock, Stated(**settings), desks=desks)
        self.gate: Gate | None = None
        self.held: dict[int, asyncio.Event] = {}
        """Chats whose calls wait for their event."""
        self.held_up: list[str] = []
        """Calls for which an update waited that is being applied, and has a place among those served at once."""

    def chat(self, number: int, name: str) -> "Chat":
        return Chat(self, number, name)

    async def restarts(self) -> None:
        await super().restarts()
        self.looks_well()

    async def settles(self) -> None:
        """The bot fetches what has happened, deals with it, and sends what is to be sent."""
        await self.fetches()
        self.looks_well()

    async def time_passes(self) -> None:
        """The bot looks at the clock."""
        await self.bot.tick(self.clock())
        await self.settles()

    def looks_well(self) -> None:
        """What must never be, is not."""
        assert not self.troubles(), "\n".join(self.troubles())
        assert not self.held_up, "a turn waited for the pace of a chat"

    async def session(self, person: int) -> Session:
        """The present case of a person, as stored."""
        session = await self.stored(person)
        assert session is not None, "nothing is stored of this person"
        assert session.state == replay(session.records).state
        return session

    async def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """What a statement finds in the database."""
        database = self._store._database
        return await database.run(lambda db: [tuple(row) for row in db.execute(statement)])

    @property
    def file(self) -> Database:
        """The database, where it is a file."""
        assert isinstance(self._store, SqliteStore)
        return self._store._database

    def _wire(self) -> BaseRequest:
        return GuardedWire(self)

    def _guarded(self, store: Store) -> Store:
        return self.gate.guards(store) if self.gate else store


class GuardedWire(WireRequest):
    """The wire of one process; a dead process says nothing any more."""

    def __init__(self, world: World) -> None:
        super().__init__(world.telegram)
        self._gate = world.gate
        self._held = world.held
        self._held_up = world.held_up

    async def do_request(
        self, url: str, method: str, request_data: Any = None, *rest: Any, **named: Any
    ) -> tuple[int, bytes]:
        name = url.rpartition("/")[2]
        chat = int(request_data.json_parameters.get("chat_id", 0)) if request_data else 0
        task = asyncio.current_task()
        if name.startswith(_PACED) and task and task.get_name().endswith("process_concurrent_update"):
            self._held_up.append(name)
        if chat in self._held:
            await self._held[chat].wait()
        if self._gate and name != "getUpdates":
            self._gate.step(f"before {name}")
        answer = await super().do_request(url, method, request_data, *rest, **named)
        if self._gate and name != "getUpdates":
            self._gate.step(f"after {name}")
        return answer


class Chat:
    """One person's private chat with the bot."""

    def __init__(self, world: World, number: int, name: str) -> None:
        self.world = world
        self.person = world.telegram.person(number, name)
        self._phone = Phone(world.telegram, number)
        self._news = News()
        self._tapped: Button | None = None
        self.last_update: dict[str, Any] = {}

    # What the person does.

    async def says(self, text: str) -> None:
        await self._does(lambda: self.person.says(text))

    async def taps(self, label: str) -> None:
        """Tap a button that is on the screen now."""
        await self._taps(self._phone.button(label))

    async def taps_again(self) -> None:
        """The same tap once more, as by an impatient finger."""
        assert self._tapped, "nothing was tapped yet"
        await self._taps(self._tapped)

    async def taps_old(self, label: str) -> None:
        """Tap a button that was on an earlier screen and is not on this one."""
        await self._taps(self._phone.earlier(label))

    async def goes_back(self) -> None:
        await self.taps("Kembali")

    async def sends_sticker(self) -> None:
        await self.sends("sticker")

    async def sends(self, kind: str) -> None:
        """A `photo`, `voice`, `document`, `contact`, `location` or `sticker`."""
        await self._does(lambda: self.person.sends(kind))

    async def edits(self, text: str) -> None:
        """Edit one's own last message that says something."""
        own = self.editable
        await self._does(lambda: self.person.edits(own[-1]["message_id"], text))

    @property
    def editable(self) -> list[Message]:
        """One's own messages that are text."""
        return [m for m in self.person.messages() if not m["from"]["is_bot"] and "text" in m]

    async def blocks_bot(self) -> None:
        await self._does(self.person.blocks_bot)

    async def unblocks_bot(self) -> None:
        await self._does(self.person.unblocks_bot)

    async def delivered_again(self) -> None:
        """Telegram delivers the last update a second time under its own id."""
        await self._does(lambda: self.last_update, again=True)

    # What the world does.

    async def bot_restarts(self) -> None:
        await self._lets(self.world.restarts)

    async def time_passes(self) -> None:
        await self._lets(self.world.time_passes)

    # What the person sees.

    @property
    def screen(self) -> Message:
        """The one message with buttons; empty where there is none. Those for districts stand for words, and stay."""
        armed = [message for message in self._phone.armed if not _governs(message)]
        assert len(armed) < 2, f"{len(armed)} messages have buttons"
        return armed[0] if armed else {}

    @property
    def buttons(self) -> list[str]:
        return [button.label for button in self._phone.buttons]

    @property
    def text(self) -> str:
        return str(self.screen.get("text", ""))

    def looks(self) -> "Chat":
        """Look at the phone, for what has come of other people's doings."""
        self._news = self._phone.look()
        return self

    def sees(self, *texts: str, buttons: list[str] | None = None) -> None:
        """Each text stands in what has come or changed since the last verb; each button is on the screen."""
        said = [str(message.get("text", message)) for message in self._news.messages]
        new = "\n\n".join([*said, *self._news.toasts])
        for text in texts:
            assert text in new, f"{text!r} is not in what is new:\n{new or '(nothing)'}"
        missing = [label for label in buttons or [] if label not in self.buttons]
        assert not missing, f"no buttons {missing}; there are {self.buttons}"

    def sees_nothing(self) -> None:
        assert not self._news.messages, [message.get("text") for message in self._news.messages]

    async def ended_in(self, state: str) -> None:
        """The state of the present case, as stored."""
        session = await self.world.session(self.person.id)
        assert session.state == state, f"the case is in {session.state!r}"

    # How it is done.

    async def _taps(self, button: Button) -> None:
        self._tapped = button
        await self._does(lambda: self.person.taps(button.message, button.data))

    async def _does(self, act: Callable[[], dict[str, Any]], *, again: bool = False) -> None:
        async def done() -> None:
            # As it is now: later edits change the simulated message itself.
            self.last_update = cast("dict[str, Any]", _copied(act()))
            if again:
                await self.world.bot.inbox.take([self.last_update])
            await self.world.settles()

        await self._lets(done)

    async def _lets(self, happen: Callable[[], Any]) -> None:
        self._phone.look()
        await happen()
        self._news = self._phone.look()
        assert self.screen is not None


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(part) for key, part in value.items()}
    return [_copied(part) for part in value] if isinstance(value, list) else value


async def idle() -> None:
    """Let everything that is ready run; no time passes."""
    for _ in range(20):
        await asyncio.sleep(0)


def _governs(message: Message) -> bool:
    rows = message["reply_markup"]["inline_keyboard"]
    return any(f":{GOVERN}:" in button.get("callback_data", "") for row in rows for button in row)
