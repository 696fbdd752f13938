"""The simulation of `make run`: operators, the owner and the made-up districts, the bot beside them on its database."""

import asyncio
import secrets
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.offline.districts import OFFICES, STAFF
from bot.settings import Settings
from bot.simulator.clock import MovableClock
from bot.simulator.groups import Group
from bot.simulator.people import Person
from bot.simulator.simulation import Simulation
from bot.simulator.telegram import Telegram
from bot.store import liveness
from bot.store.address import shown
from bot.store.interface import InUseError, RefusedStoreError
from bot.store.opening import open_store
from bot.store.sql_store import SqlStore
from flows.texts import write
from flows.view import Line

BOT_ID = 111_111
"""The same at each start: the database remembers whose it is."""
OPERATORS = (1, 2, 3, 4)
"""Telegram's own ids are far above."""
OWNER = 8
_COMMAND = (sys.executable, "-m", "bot.offline.bot_process")
_FREED = 10.0
"""Seconds that a bot left behind by an earlier simulation has to let go of the database."""


class OfflineSimulation(Simulation):
    """Everybody, and the bot with these settings. The secret half of its token is another at each start."""

    def __init__(self, settings: Settings, processes: int = 1) -> None:
        clock = MovableClock()
        super().__init__(
            Telegram(
                clock,
                token=f"{BOT_ID}:{secrets.token_hex(20)}",
                # Message numbers as no simulation before has had them: a bot remembers those that it has seen.
                first_message=int(clock().timestamp() * 10) % 2**31,
                bot_name="Sinkron",
                bot_username="sinkron_bot",
            ),
            clock,
            _COMMAND,
            processes,
        )
        self.settings = settings
        self.operators: list[Person] = [self._person(number, "operator") for number in OPERATORS]
        self.staff: list[Person] = [self._person(number, "staff") for number in STAFF]
        self.owner: Person = self._person(OWNER, "owner")
        self.writers = [*self.operators, self.owner]
        self.recorded = self.operators
        self.groups = [office.moves_in(self.telegram, self.staff) for office in OFFICES]
        self.links = [{"payload": f"d_{office.code}", "name": office.name} for office in OFFICES]
        self.telegram.updates.drop()  # what was set up happened before the bot was there

    @property
    def desk(self) -> Group:
        """The first of the groups."""
        return self.groups[0]

    def _person(self, number: int, role: str) -> Person:
        return self.telegram.person(number, write(Line(f"bot.simulation.{role}.{number}")))

    def environment(self) -> Mapping[str, str]:
        """The settings that the bot's process gets."""
        quiet = "log_level" not in self.settings.model_fields_set
        return {
            **super().environment(),
            "BOT_MODE": "polling",
            "no_proxy": "*",  # it calls nobody but this machine
            "DATABASE_PATH": self.settings.database_path,
            "DATABASE_URL": self.settings.database if self.settings.database_url else "",
            "OWNER_IDS": str(OWNER),
            "LOG_LEVEL": "ERROR" if quiet else self.settings.log_level,
        }

    async def prepares(self) -> None:
        """Prepare the store: the districts are there, and those who have a case are shown it anew, as an earlier simulation's
        messages are gone.

        Raises StoreError, also for the database of a bot that has served real people.
        """
        store = await self._opened()
        try:
            served = await store.marked(liveness.BOT)
            if served not in {None, str(self.telegram.bot_user["id"])}:
                raise RefusedStoreError(
                    f"{shown(self.settings.database)} is the database of a bot that serves people, and without "
                    "BOT_TOKEN the bot is only simulated: set another DATABASE_PATH or DATABASE_URL."
                )
            self._goes_on_from(await store.marked(liveness.ARRIVED))
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

    def _goes_on_from(self, arrived: str | None) -> None:
        """The clock stands no earlier than when the bot last heard of Telegram, also where it had been moved."""
        if arrived and (left := datetime.fromtimestamp(int(arrived), UTC) - self.clock()) > timedelta():
            self.clock.move(left)

    async def _opened(self) -> SqlStore:
        loop = asyncio.get_running_loop()
        until = loop.time() + _FREED
        while True:
            try:
                return await open_store(self.settings.database, self.clock())
            except InUseError:
                if loop.time() > until:
                    raise
            await asyncio.sleep(0.1)


@asynccontextmanager
async def opened(simulation: OfflineSimulation) -> AsyncIterator[None]:
    """The bot serves in the simulation, whose address is set, until left. Raises StoreError."""
    await simulation.prepares()
    try:
        await simulation.starts()
        yield
    finally:
        await simulation.closes()
