"""The simulation: Telegram, its people and the districts' groups in this process, and the bot as a process beside it.

The bot is the one that serves Telegram, started with the address of the simulated Bot API. It can be killed and
started again; what people do meanwhile waits for it.
"""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

from bot.settings import Settings
from bot.simulator.clock import MovableClock
from bot.simulator.districts import OFFICES, STAFF
from bot.simulator.groups import Group
from bot.simulator.people import Person
from bot.simulator.telegram import Telegram
from bot.store import liveness
from bot.store.interface import InUseError, RefusedStoreError
from bot.store.sqlite import SqliteStore, open_store
from flows.texts import write
from flows.view import Line

OPERATORS = (1, 2, 3, 4)
"""Telegram's own ids are far above."""
OWNER = 8
_PATIENCE = 20.0
"""So many seconds the bot has to end in good order."""
_FREED = 10.0
"""So many seconds a bot that was left behind by an earlier simulation has to let go of the database."""


class ChildEndedError(Exception):
    """The bot has ended by itself; it has said why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class House:
    """Everybody, and the bot. `bot` says how it stands to those who `watch`: `runs`, `dead`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = MovableClock()
        # Message numbers as no simulation before has had them: a bot remembers those that it has seen.
        self.telegram = Telegram(self.clock, first_message=int(self.clock().timestamp() * 10) % 2**31)
        self.operators: list[Person] = [self._person(number, "operator") for number in OPERATORS]
        self.staff: list[Person] = [self._person(number, "staff") for number in STAFF]
        self.owner: Person = self._person(OWNER, "owner")
        self.groups: list[Group] = [office.moves_in(self.telegram, self.staff) for office in OFFICES]
        self.telegram.updates.drop()  # what was set up happened before the bot was there
        self.bot = "dead"
        self.over: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        """Done, with its status, once the bot has ended by itself."""
        self.watchers: list[Callable[[], None]] = []
        """Called when the bot or the time is another."""
        self.url = ""
        self._child: Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._asked = count(1)
        self._settled: dict[int, asyncio.Event] = {}

    @property
    def desk(self) -> Group:
        """The first of the groups."""
        return self.groups[0]

    def _person(self, number: int, role: str) -> Person:
        return self.telegram.person(number, _words(f"{role}.{number}"))

    async def prepares(self) -> None:
        """What an earlier simulation has shown is gone: those who have a case are shown it anew. The districts are there.

        Raises StoreError, also for the database of a bot that has served real people.
        """
        store = await self._opened()
        try:
            served = await store.marked(liveness.BOT)
            if served not in {None, str(self.telegram.bot_user["id"])}:
                raise RefusedStoreError(
                    f"{self.settings.database_path} is the database of a bot that serves people, and without "
                    "BOT_TOKEN the bot is only simulated: set another DATABASE_PATH."
                )
            for person in self.telegram.people.values():
                if (await store.load(person.id)).session:
                    self.telegram.started.add(person.id)
                    await store.screen_lost(person.id)
            for desk in await store.desks():
                await store.put_desk(replace(desk, chat=None, forum=False))
            for office in OFFICES:
                await store.put_desk(office.desk)
                await store.appoint(office.code, office.staff[0])
        finally:
            await store.close()

    async def _opened(self) -> SqliteStore:
        loop = asyncio.get_running_loop()
        until = loop.time() + _FREED
        while True:
            try:
                return await open_store(self.settings.database_path, self.clock())
            except InUseError:
                if loop.time() > until:
                    raise
            await asyncio.sleep(0.1)

    # The bot.

    async def starts(self) -> None:
        """The bot begins to serve, where it does not."""
        if self._child:
            return
        self._child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.simulator.child",
            stdin=PIPE,
            stdout=PIPE,
            env=self._environment(),
            start_new_session=True,  # a Ctrl-C is for this process, which then lets it end
        )
        self._tell({"ahead": self.clock.ahead.total_seconds()})
        self._reading = asyncio.create_task(self._hears(self._child))
        self._stands("runs")

    async def kills(self) -> None:
        """The bot is killed, with no time to finish anything."""
        await self._ends(signal.SIGKILL)

    async def stops(self) -> None:
        """The bot ends in good order."""
        await self._ends(signal.SIGTERM)

    async def moves(self, span: timedelta) -> None:
        """It is so much later, for everybody. ValueError for a negative span."""
        self.clock.move(span)
        self._tell({"ahead": self.clock.ahead.total_seconds()})
        self._tell_watchers()

    async def settles(self) -> None:
        """Wait until the bot has dealt with everything that has happened. Raises ChildEndedError."""
        asked = next(self._asked)
        event = self._settled[asked] = asyncio.Event()
        while self.telegram.pending:
            await self._or_over(self.telegram.updates.news(), 0.05)
        while not event.is_set():
            self._tell({"settle": asked})
            await self._or_over(event.wait(), 1.0)
        del self._settled[asked]

    async def _or_over(self, happening: Awaitable[object], seconds: float) -> None:
        """Wait for something, at most so long; ChildEndedError where the bot ends meanwhile."""
        waiting = asyncio.ensure_future(happening)
        await asyncio.wait((waiting, self.over), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self.over.done():
            raise ChildEndedError(self.over.result())

    def _environment(self) -> dict[str, str]:
        quiet = "log_level" not in self.settings.model_fields_set
        return {
            **os.environ,
            "BOT_TOKEN": self.telegram.token,
            "BOT_API_URL": self.url,
            "BOT_MODE": "polling",
            "DATABASE_PATH": self.settings.database_path,
            "OWNER_IDS": str(OWNER),
            "LOG_LEVEL": "ERROR" if quiet else self.settings.log_level,
        }

    def _tell(self, said: dict[str, object]) -> None:
        if self._child and self._child.stdin:
            with suppress(ConnectionError):  # it is ending
                self._child.stdin.write(json.dumps(said).encode() + b"\n")

    async def _hears(self, child: Process) -> None:
        """Its answers, and its end."""
        assert child.stdout
        while line := await child.stdout.readline():
            settled = self._settled.get(json.loads(line)["settled"])
            if settled:
                settled.set()
        status = await child.wait()
        if self._child is child:  # nobody has ended it
            self._child = None
            self._stands("dead")
            if not self.over.done():
                self.over.set_result(status)

    async def _ends(self, number: signal.Signals) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with suppress(ProcessLookupError):
            child.send_signal(number)
        await self._waits_for(child)
        self._stands("dead")

    async def _waits_for(self, child: Process) -> None:
        try:
            await asyncio.wait_for(child.wait(), _PATIENCE)
        except TimeoutError:
            child.kill()
            await child.wait()

    async def closes(self) -> None:
        """Nothing is left behind."""
        await self._ends(signal.SIGTERM)
        if self._reading:
            await self._reading

    def _stands(self, how: str) -> None:
        self.bot = how
        self._tell_watchers()

    def _tell_watchers(self) -> None:
        for watcher in self.watchers:
            watcher()


def until_morning(now: datetime) -> timedelta:
    """From now to eight o'clock tomorrow where Jakarta's time is."""
    local = now + timedelta(hours=7)
    morning = (local + timedelta(days=1)).replace(hour=8, minute=0, second=0, microsecond=0)
    return morning - local


@asynccontextmanager
async def opened(house: House) -> AsyncIterator[None]:
    """The bot serves in the house, whose address is set, until left. Raises StoreError."""
    await house.prepares()
    try:
        await house.starts()
        yield
    finally:
        await house.closes()


def _words(name: str) -> str:
    return write(Line(f"bot.house.{name}"))
