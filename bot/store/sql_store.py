"""The store, whichever database carries out its statements: each method is one unit of work."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from bot.records.desk_case import Entry
from bot.records.letters import Due, Letter
from bot.records.priority import Priority
from bot.records.rows import Known, Saved, ScreenStanding, ShownScreen, StoredUpdate
from bot.store import clock_set_back, desks, exporting, inbox, liveness, outbox, own_data, turns
from bot.store.connection import Connection, Held
from bot.store.exporting import Cursor, Portion
from bot.store.figures import Figures, figures
from bot.store.sql_announcements import SqlAnnouncements
from bot.store.sql_desk_cases import SqlDeskCases
from bot.store.sql_districts import SqlDistricts
from bot.store.sql_upkeep import SqlUpkeep
from flows.dialogue.machine.session import Session


class SqlStore(SqlDistricts, SqlDeskCases, SqlAnnouncements, SqlUpkeep, ABC):
    """Does what `interface.Store` says, but for what depends on the database."""

    async def close(self) -> None:
        await self._database.close()

    async def take_in(self, updates: Sequence[StoredUpdate]) -> frozenset[int]:
        return await self._run(lambda db: inbox.take_in(db, updates))

    async def unfinished(self, shards: Held = None) -> list[StoredUpdate]:
        return await self._run(lambda db: inbox.unfinished(db, shards))

    async def places(self, shards: frozenset[int], after: int) -> list[tuple[int, int]]:
        return await self._run(lambda db: inbox.places(db, shards, after))

    async def numbered(self, numbers: Sequence[int]) -> list[StoredUpdate]:
        return await self._run(lambda db: inbox.numbered(db, numbers))

    async def begin(self, update_id: int) -> None:
        await self._run(lambda db: inbox.begin(db, update_id))

    async def finish(
        self, update_id: int, letters: Sequence[Letter], at: datetime, log: Sequence[Entry] = ()
    ) -> None:
        def work(db: Connection) -> None:
            inbox.done(db, update_id)
            outbox.add(db, letters, at)
            desks.write_log(db, log)

        await self._run(work)

    async def failed(self, update_id: int, error: str) -> int:
        return await self._run(lambda db: inbox.failed(db, update_id, error))

    async def set_aside(self, update_id: int, error: str, letters: Sequence[Letter], at: datetime) -> None:
        def work(db: Connection) -> None:
            inbox.set_aside(db, update_id, error)
            outbox.add(db, letters, at)

        await self._run(work)

    async def ignore(
        self, person: int, until: datetime, update_id: int, letters: Sequence[Letter], at: datetime
    ) -> None:
        def work(db: Connection) -> None:
            inbox.ignore(db, person, at, until)
            inbox.done(db, update_id)
            outbox.add(db, letters, at)

        await self._run(work)

    async def ignored(self, now: datetime) -> dict[int, tuple[datetime, datetime]]:
        return await self._run(lambda db: inbox.ignored(db, now))

    async def load(self, person: int) -> Known:
        return await self._run(lambda db: turns.load(db, person))

    async def case_of(self, person: int, case: int) -> Session | None:
        return await self._run(lambda db: turns.case_of(db, person, case))

    async def save(self, saved: Saved) -> None:
        await self._run(lambda db: turns.save(db, saved))

    async def set_blocked(self, person: int, blocked: bool, update_id: int | None = None) -> None:
        await self._run(lambda db: turns.set_blocked(db, person, blocked, update_id))

    async def screen_shown(self, person: int, screen: ShownScreen) -> None:
        await self._run(lambda db: turns.screen_shown(db, person, screen))

    async def standing(self, person: int) -> ScreenStanding:
        return await self._run(lambda db: turns.standing(db, person))

    async def screen_lost(self, person: int) -> None:
        await self._run(lambda db: turns.screen_lost(db, person))

    async def undrawn(self, shards: Held = None) -> list[int]:
        return await self._run(lambda db: turns.undrawn(db, shards))

    async def claim(
        self,
        now: datetime,
        full: Mapping[int, Priority] | None = None,
        shards: Held = None,
        spent: Mapping[int, frozenset[int]] | None = None,
    ) -> list[Due]:
        return await self._run(lambda db: outbox.claim(db, now, full, shards, spent))

    async def sent(
        self, letter: int, message: int | None, screen: tuple[int, ShownScreen] | None = None
    ) -> None:
        def work(db: Connection) -> None:
            outbox.sent(db, letter, message)
            if screen:
                turns.screen_shown(db, *screen)

        await self._run(work)

    async def put_off(self, letter: int, due: datetime, error: str) -> None:
        await self._run(partial(outbox.put_off, letter=letter, due=due, error=error, uncertain=False))

    async def clock_set_back(self, now: datetime) -> None:
        await self._run(lambda db: clock_set_back.bring_back(db, now))

    async def repeat_later(self, letter: int, due: datetime, error: str) -> None:
        await self._run(partial(outbox.put_off, letter=letter, due=due, error=error, uncertain=True))

    async def put_back(self, letter: int, now: datetime, error: str) -> None:
        await self._run(lambda db: outbox.put_back(db, letter, now, error))

    async def leave_uncertain(self, letter: int, error: str) -> None:
        await self._run(lambda db: outbox.end(db, letter, "uncertain", error))

    async def give_up(self, letter: int, error: str) -> None:
        await self._run(lambda db: outbox.end(db, letter, "failed", error))

    async def under_way(self, shards: Held = None) -> list[Due]:
        return await self._run(lambda db: outbox.under_way(db, shards))

    async def moved(self, old: int, new: int, update_id: int | None = None) -> None:
        def work(db: Connection) -> None:
            outbox.moved(db, old, new)
            desks.moved(db, old, new)
            if update_id is not None:
                inbox.done(db, update_id)

        await self._run(work)

    async def address(self, chat: int) -> int:
        return await self._run(lambda db: outbox.address(db, chat))

    async def reminders(self, now: datetime, shards: Held = None) -> list[Session]:
        return await self._run(lambda db: turns.reminders(db, now, shards))

    async def forget(self, cases: datetime, rows: datetime, now: datetime) -> int:
        forgotten, more = 0, True
        while more:
            gone, more = await self._run(lambda db: own_data.forget(db, cases, rows, now))
            forgotten += gone
        await self._freed()  # also of what is no case, such as the name of somebody who has left a group
        return forgotten

    async def marked(self, name: str) -> str | None:
        return await self._run(lambda db: liveness.read(db, name))

    async def figures(self, now: datetime) -> Figures:
        return await self._run(lambda db: figures(db, now, self._size(db)))

    async def export(self, whose: int | str, after: Cursor | None = None) -> Portion:
        return await self._run(lambda db: exporting.export(db, whose, after))

    async def exported(self, person: int, since: datetime) -> int:
        return await self._run(lambda db: exporting.asked(db, person, int(since.timestamp())))

    async def erase(self, person: int, farewell: Letter, at: datetime, update_id: int) -> None:
        await self._run(lambda db: own_data.erase(db, person, farewell, at, update_id))
        await self._freed()

    async def mark(self, words: Mapping[str, str]) -> None:
        await self._run(lambda db: liveness.write(db, words))

    @abstractmethod
    async def look_whole(self, now: datetime) -> bool: ...

    @abstractmethod
    async def tidy(self) -> None: ...

    @abstractmethod
    def _size(self, db: Connection) -> int:
        """Bytes of the database."""
