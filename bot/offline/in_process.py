"""The bot in one process with its simulated Telegram, one database and a clock: for transcripts and tests.

What people do enters as live: the simulated Telegram holds it until the bot's own polling fetches it.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from itertools import count

from telegram.request import BaseRequest

from bot.app import Assistant
from bot.incoming.polling import Polling
from bot.records.help_desk import Desk
from bot.settings import Settings
from bot.simulator.telegram import Telegram
from bot.simulator.wire import WireRequest
from bot.store.interface import Store
from bot.store.opening import open_store
from bot.store.sql_store import SqlStore
from flows.dialogue.machine.session import Session

WIB = timezone(timedelta(hours=7))
_HOUR = timedelta(hours=1)


class Clock:
    """A time that stands still unless it is moved."""

    def __init__(self, now: str = "2026-08-25 09:00") -> None:
        self.now = datetime.min.replace(tzinfo=UTC)
        self.moves_to(now)

    def __call__(self) -> datetime:
        return self.now

    def moves_to(self, moment: str) -> None:
        """A day or a minute; without a zone, by the clock of Jakarta. Raises ValueError where it is neither."""
        read = datetime.fromisoformat(moment)
        self.now = (read if read.tzinfo else read.replace(tzinfo=WIB)).astimezone(UTC)

    def moves_by(self, **span: float) -> None:
        self.now += timedelta(**span)


class ErrorLog(logging.Handler):
    """Errors that the bot logs."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(f"{record.name}: {record.getMessage()} {getattr(record, 'frames', '')}")


class InProcessBot:
    """The whole bot on a database of its own, with the simulated Telegram around it."""

    def __init__(
        self,
        path: str,
        clock: Clock,
        settings: Settings,
        first_case: int = 1000,
        desks: Sequence[Desk] = (),
    ) -> None:
        """`desks` are there from the beginning, with their groups."""
        self._desks = desks
        self.path = path
        self.clock = clock
        self.settings = settings
        self.telegram = Telegram(clock, bot_name="Sinkron", bot_username="sinkron_bot")
        self.errors = ErrorLog()
        self.expected_errors = 0
        self.expected_refusals = 0
        self.guarded = False
        """Who floods the bot is not heard for a while, as when it serves."""
        self.bot: Assistant
        self._cases = count(first_case)
        self._store: SqlStore
        self._polling: Polling

    async def starts(self) -> None:
        """A new process on the same database."""
        self._store = await open_store(self.path, self.clock())
        known = {desk.code for desk in await self._store.desks()}
        for desk in self._desks:
            if desk.code not in known:
                await self._store.put_desk(desk)
        wire = self._wire()
        self.bot = Assistant(
            self.settings,
            self._guarded(self._store),
            token=self.telegram.token,
            request=wire,
            updates_request=wire,
            clock=self.clock,
            new_case=lambda: next(self._cases),
            guarded=self.guarded,
        )
        self._polling = Polling(self.bot.application.bot, wire, self.bot.inbox, self.clock, seconds=0)
        logging.getLogger("bot").addHandler(self.errors)
        await self.bot.start()

    async def ends(self) -> None:
        """The process ends in good order, or is found dead."""
        try:
            await self.bot.stop()
        finally:
            await self._store.close()
            logging.getLogger("bot").removeHandler(self.errors)

    async def restarts(self) -> None:
        """The process ends, and another takes up what it left."""
        await self.ends()
        await self.starts()
        await self.fetches()

    async def fetches(self) -> None:
        """The bot fetches what has happened, deals with it, and sends what is to be sent."""
        while await self._polling.fetch():
            pass
        await self.bot.settle()

    async def lives_through(self, span: timedelta) -> None:
        """Time passes; at each full hour, and at its end, the bot looks at the clock."""
        end = self.clock.now + span
        while self.clock.now < end:
            hour = self.clock.now.replace(minute=0, second=0, microsecond=0) + _HOUR
            self.clock.now = min(hour, end)
            await self.bot.tick(self.clock.now)
            await self.fetches()

    async def stored(self, person: int) -> Session | None:
        """The present case of a person, as stored."""
        return (await self._store.load(person)).session

    def troubles(self) -> list[str]:
        """Troubles, which must never be: an error in the log, a refused call, a tap without its one answer, a broken store."""
        found = [f"the store is broken: {self.bot.broken.result()}"] if self.bot.broken.done() else []
        found += self.errors.found[self.expected_errors :]
        refusals = [f"Telegram refused {call.method}: {call.error}" for call in self.telegram.refusals]
        if len(refusals) > self.expected_refusals:
            found += refusals
        found += [f"Telegram would have passed over: {note}" for note in self.telegram.notes]
        if self.telegram.open_queries:
            found.append("a tap was not answered")
        answered = Counter(
            call.params["callback_query_id"]
            for call in self.telegram.calls
            if call.method == "answerCallbackQuery"
        )
        if any(times > 1 for times in answered.values()):
            found.append("a tap was answered twice")
        return found

    def _wire(self) -> BaseRequest:
        """The way to Telegram of one process."""
        return WireRequest(self.telegram)

    def _guarded(self, store: Store) -> Store:
        """The store as one process gets it."""
        return store
