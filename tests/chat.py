"""The testing language: people who talk to the real bot, with Telegram faked at the wire and a real database.

What they do enters as live: the simulated Telegram holds it until the bot's own polling fetches it. After every verb the
driver looks for what must never be: an error in the log, a call that Telegram refused, a tap without its one answer, a
second message with buttons, an update set aside.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import Any, Protocol, cast

from bot.app import Assistant
from bot.polling import Polling
from bot.settings import Settings
from bot.simulator.telegram import Telegram
from bot.simulator.wire import WireRequest
from bot.store.interface import Store
from bot.store.sqlite import SqliteStore, open_store
from flows.dialogue.replay import replay
from flows.dialogue.session import Session

WIB = timezone(timedelta(hours=7))
SARI, BUDI, WAYAN = 11, 12, 13


class Clock:
    """The time in the tests; it stands still unless it is moved."""

    def __init__(self, now: str = "2026-08-25 09:00") -> None:
        self.now = datetime.min.replace(tzinfo=UTC)
        self.moves_to(now)

    def __call__(self) -> datetime:
        return self.now

    def moves_to(self, local: str) -> None:
        """A day or a minute by the clock of Jakarta."""
        self.now = datetime.fromisoformat(local).replace(tzinfo=WIB).astimezone(UTC)

    def moves_by(self, **span: float) -> None:
        self.now += timedelta(**span)


class Errors(logging.Handler):
    """Everything that the bot logs as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(f"{record.name}: {record.getMessage()} {getattr(record, 'frames', '')}")


class Gate(Protocol):
    """Something that may go wrong at a step of the process. See `tests/conversation/killing.py`."""

    def step(self, what: str) -> None: ...

    def guards(self, store: Store) -> Store: ...

    dead: bool


class World:
    """One Telegram, one bot, one database."""

    def __init__(self, path: Path | str, clock: Clock, **settings: Any) -> None:
        self.clock = clock
        self.path = str(path)
        self.telegram = Telegram(clock)
        self.settings = Settings(_env_file=None, **settings)
        self.errors = Errors()
        self.expected_refusals = 0
        self.expected_errors = 0
        self.gate: Gate | None = None
        self.held: dict[int, asyncio.Event] = {}
        """Chats whose calls wait for their event."""
        self._cases = count(1000)
        self._store: SqliteStore
        self.bot: Assistant
        self._polling: Polling

    def chat(self, number: int, name: str) -> "Chat":
        return Chat(self, number, name)

    async def starts(self) -> None:
        """A new process on the same database."""
        self._store = await open_store(self.path, self.clock())
        wire = GuardedWire(self)
        store: Store = self.gate.guards(self._store) if self.gate else self._store
        self.bot = Assistant(
            self.settings,
            store,
            token=self.telegram.token,
            request=wire,
            updates_request=wire,
            clock=self.clock,
            new_case=lambda: next(self._cases),
        )
        self._polling = Polling(self.bot.application.bot, wire, self.bot.inbox, self.clock, seconds=0)
        logging.getLogger("bot").addHandler(self.errors)
        await self.bot.start()

    async def ends(self) -> None:
        """The process ends in good order, or is found dead."""
        await self.bot.stop()
        await self._store.close()
        logging.getLogger("bot").removeHandler(self.errors)

    async def restarts(self) -> None:
        await self.ends()
        await self.starts()
        await self.settles()

    async def settles(self) -> None:
        """The bot fetches what has happened, deals with it, and sends what is to be sent."""
        await self.fetches()
        self.looks_well()

    async def fetches(self) -> None:
        while await self._polling.fetch():
            pass
        await self.bot.settle()

    async def time_passes(self) -> None:
        """The bot looks at the clock."""
        await self.bot.tick(self.clock())
        await self.settles()

    def looks_well(self) -> None:
        """What must never be, is not."""
        assert not self.bot.broken.done(), self.bot.broken.result()
        errors = self.errors.found[self.expected_errors :]
        assert not errors, "\n".join(errors)
        refusals = [f"{call.method}: {call.error}" for call in self.telegram.refusals]
        assert len(refusals) <= self.expected_refusals, refusals
        assert not self.telegram.open_queries, "a tap was not answered"
        answers = Counter(
            call.params["callback_query_id"]
            for call in self.telegram.calls
            if call.method == "answerCallbackQuery"
        )
        assert all(times == 1 for times in answers.values()), "a tap was answered twice"

    async def session(self, person: int) -> Session:
        """The present case of a person, as stored."""
        known = await self._store.load(person)
        assert known.session is not None, "nothing is stored of this person"
        assert known.session.state == replay(known.session.records).state
        return known.session

    async def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """What a statement finds in the database."""
        database = self._store._database
        return await database.run(lambda db: [tuple(row) for row in db.execute(statement)])


class GuardedWire(WireRequest):
    """The wire of one process; a dead process says nothing any more."""

    def __init__(self, world: World) -> None:
        super().__init__(world.telegram)
        self._gate = world.gate
        self._held = world.held

    async def do_request(
        self, url: str, method: str, request_data: Any = None, *rest: Any, **named: Any
    ) -> tuple[int, bytes]:
        name = url.rpartition("/")[2]
        chat = request_data.parameters.get("chat_id") if request_data else None
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
        self._seen: dict[int, tuple[Any, ...]] = {}
        self._new: list[dict[str, Any]] = []
        self._calls = 0
        self._ever: list[tuple[int, str, str]] = []
        self._tapped: tuple[int, str] | None = None
        self.last_update: dict[str, Any] = {}

    # What the person does.

    async def says(self, text: str) -> None:
        await self._does(lambda: self.person.says(text))

    async def taps(self, label: str) -> None:
        """Tap a button that is on the screen now."""
        screen = self.screen
        for row in screen["reply_markup"]["inline_keyboard"] if screen else []:
            for button in row:
                if button["text"] == label:
                    await self._taps(screen["message_id"], button["callback_data"])
                    return
        raise AssertionError(f"no button {label!r}; there are {self.buttons}")

    async def taps_again(self) -> None:
        """The same tap once more, as by an impatient finger."""
        assert self._tapped, "nothing was tapped yet"
        await self._taps(*self._tapped)

    async def taps_old(self, label: str) -> None:
        """Tap a button that was on an earlier screen and is not on this one."""
        now = {data for _, _, data in _buttons_of(self.screen)} if self.screen else set()
        for message, known, data in reversed(self._ever):
            if known == label and data not in now:
                await self._taps(message, data)
                return
        raise AssertionError(
            f"no earlier button {label!r}; there were {[known for _, known, _ in self._ever]}"
        )

    async def goes_back(self) -> None:
        await self.taps("Kembali")

    async def sends_sticker(self) -> None:
        await self.sends("sticker")

    async def sends(self, kind: str) -> None:
        """A `photo`, `voice`, `document`, `contact`, `location` or `sticker`."""
        await self._does(lambda: self.person.sends(kind))

    async def edits(self, text: str) -> None:
        """Edit one's own last message."""
        own = [message for message in self.person.messages() if not message["from"]["is_bot"]]
        await self._does(lambda: self.person.edits(own[-1]["message_id"], text))

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
    def screen(self) -> dict[str, Any]:
        """The one message with buttons; empty where there is none."""
        armed = [message for message in self.person.messages() if message.get("reply_markup")]
        assert len(armed) < 2, f"{len(armed)} messages have buttons"
        return armed[0] if armed else {}

    @property
    def buttons(self) -> list[str]:
        return [label for _, label, _ in _buttons_of(self.screen)]

    @property
    def text(self) -> str:
        return str(self.screen.get("text", ""))

    def sees(self, *texts: str, buttons: list[str] | None = None) -> None:
        """Each text stands in what has come or changed since the last verb; each button is on the screen."""
        new = "\n\n".join([*(str(message.get("text", message)) for message in self._new), *self._toasts])
        for text in texts:
            assert text in new, f"{text!r} is not in what is new:\n{new or '(nothing)'}"
        missing = [label for label in buttons or [] if label not in self.buttons]
        assert not missing, f"no buttons {missing}; there are {self.buttons}"

    def sees_nothing(self) -> None:
        assert not self._new, [message.get("text") for message in self._new]

    @property
    def _toasts(self) -> list[str]:
        calls = list(self.world.telegram.calls)[self._calls :]
        return [str(call.params.get("text", "")) for call in calls if call.method == "answerCallbackQuery"]

    async def ended_in(self, state: str) -> None:
        """The state of the present case, as stored."""
        session = await self.world.session(self.person.id)
        assert session.state == state, f"the case is in {session.state!r}"

    # How it is done.

    async def _taps(self, message: int, data: str) -> None:
        self._tapped = (message, data)
        await self._does(lambda: self.person.taps(message, data))

    async def _does(self, act: Callable[[], dict[str, Any]], *, again: bool = False) -> None:
        async def done() -> None:
            # As it is now: later edits change the simulated message itself.
            self.last_update = cast("dict[str, Any]", _copied(act()))
            if again:
                await self.world.bot.inbox.take([self.last_update])
            await self.world.settles()

        await self._lets(done)

    async def _lets(self, happen: Callable[[], Any]) -> None:
        self._look()
        self._calls = len(self.world.telegram.calls)
        self._new = []
        await happen()
        self._new = self._look()
        assert self.screen is not None

    def _look(self) -> list[dict[str, Any]]:
        """The bot's messages that say or offer something else than when last looked at."""
        new = []
        for message in self.person.messages():
            if not message["from"]["is_bot"]:
                continue
            content = (message.get("text"), message.get("document"), str(message.get("reply_markup")))
            before = self._seen.get(message["message_id"])
            self._seen[message["message_id"]] = content
            disarmed = before is not None and "reply_markup" not in message and before[0] == content[0]
            if before != content and not disarmed:
                new.append(message)
                self._ever.extend(_buttons_of(message))
        return new


def _buttons_of(message: dict[str, Any]) -> list[tuple[int, str, str]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", []) if message else []
    return [
        (message["message_id"], button["text"], button["callback_data"]) for row in rows for button in row
    ]


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(part) for key, part in value.items()}
    return [_copied(part) for part in value] if isinstance(value, list) else value


async def idle() -> None:
    """Let everything that is ready run; no time passes."""
    for _ in range(20):
        await asyncio.sleep(0)
