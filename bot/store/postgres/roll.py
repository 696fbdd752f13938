"""Roll of the processes that serve one bot from one database, and of what each of them holds.

| what                | how it is known                                                                          |
|---------------------|------------------------------------------------------------------------------------------|
| who is there        | a row of `processes`; a connection of its own renews its `beat`                          |
| who holds a shard   | a session lock of the connection that commits, and the row of `shards`                   |
| who has gone        | whoever has not beaten for SILENT: their row goes, by a statement that looks at the beat, and their connections are cut: both or neither |

So nothing can be committed for a shard by whoever has lost it: the lock shares the connection with the work. A connection that
is made anew locks everything once more, and finds out whether its row is still there before it does anything else.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import asyncpg

from bot.store.connection import SHARDS, Connection
from bot.store.interface import BrokenStoreError, RefusedStoreError
from bot.store.postgres.postgres_database import PostgresDatabase
from bot.store.postgres.postgres_server import GONE, connect

log = logging.getLogger("bot.store.postgres.roll")

T = TypeVar("T")

LEADER = SHARDS
"""A shard more: what is done once."""
SILENT = 5.0
"""So many seconds without a beat, and the others cut a process off."""
GONE_FOR = 1.5
"""So many are enough where it has no connection any more: then it was killed, and does not merely stand still."""
_PATIENCE = 2.0
"""So many seconds one beat may take."""
_KEY = "hashtextextended(current_schema() || ' sinkron-dapodik shard', {})"
_NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint"
_SILENT = (
    f"beat < {_NOW} - CASE WHEN EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
    f" AND application_name IN (name, name || ' beat')) THEN {int(SILENT * 1000)} ELSE {int(GONE_FOR * 1000)} END"
)
"""Condition that a row of `processes` is of one that is silent."""

_ENDED = (
    "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name IN ($1, $2)"
)
"""Ends the connections of a process, which are called by two names."""
_A_MOMENT = 200
"""So many milliseconds a process's row is waited for."""


class CutOffError(RefusedStoreError):
    """The other processes have taken over what this one held."""

    def __init__(self) -> None:
        super().__init__(
            "The other processes have taken over what this one held, as nothing was heard of it for some seconds. Start it again."
        )


@dataclass(frozen=True, slots=True)
class Attendance:
    """The roll at one moment."""

    there: frozenset[str]
    """The processes that serve the bot, also those that are silent and not cut off yet."""
    holders: Mapping[int, str | None]
    """Who holds each shard that was ever held."""

    def free(self) -> list[int]:
        """The shards, LEADER among them, that nobody holds who is there."""
        return [shard for shard in range(SHARDS + 1) if self.holders.get(shard) not in self.there]


class Roll:
    """Roll as one process sees it, and its own part in it."""

    def __init__(self, url: str, database: PostgresDatabase) -> None:
        self._url = url
        self._database = database
        self.name = database.name
        self._locked: set[int] = set()
        self._line: asyncpg.Connection[Any] | None = None
        self._alone = asyncio.Lock()
        self._hears: Callable[[str], None] = lambda _: None
        database.on_connection = self._locks_again

    async def joins(self, hears: Callable[[str], None]) -> None:
        """Be there from now on; `hears` is given the words of all processes. Raises BrokenStoreError."""
        self._hears = hears
        await self._on_line(
            lambda line: line.execute(f"INSERT INTO processes VALUES ($1, {_NOW})", self.name)
        )

    async def leaves(self) -> None:
        """All that this process holds is free, and it is there no more. Raises BrokenStoreError."""

        def work(db: Connection) -> None:
            db.execute("UPDATE shards SET holder = NULL WHERE holder = ?", (self.name,))
            db.execute("DELETE FROM processes WHERE name = ?", (self.name,))

        locked, self._locked = self._locked, set()
        try:
            await self._database.run(work)
            await self._database.run(lambda db: _unlock(db, locked))
            await self.tells("roll")
        finally:
            line, self._line = self._line, None
            if line is not None:
                line.terminate()

    async def beats(self) -> None:
        """Be heard once more. Raises CutOffError, and BrokenStoreError where the database cannot be reached now."""
        beaten = await self._on_line(
            lambda line: line.execute(f"UPDATE processes SET beat = {_NOW} WHERE name = $1", self.name)
        )
        if beaten == "UPDATE 0":
            raise CutOffError

    async def tells(self, word: str) -> None:
        """Tell all processes something. Raises BrokenStoreError."""
        await self._on_line(
            lambda line: line.execute("SELECT pg_notify('sinkron_' || current_schema(), $1)", word)
        )

    async def attendance(self) -> Attendance:
        """The roll as it is now, by the connection that commits: so one that was lost is found. Raises BrokenStoreError."""

        def work(db: Connection) -> Attendance:
            there = db.execute("SELECT name FROM processes").fetchall()
            holders = db.execute("SELECT shard, holder FROM shards").fetchall()
            return Attendance(
                frozenset(name for (name,) in there),
                {int(shard): holder for shard, holder in holders},
            )

        return await self._database.run(work)

    async def take_shards(self, shards: Iterable[int]) -> frozenset[int]:
        """Take those of the shards that are free; gives them. Raises BrokenStoreError."""
        wanted = sorted(shards)

        def work(db: Connection) -> frozenset[int]:
            return frozenset(shard for shard in wanted if self._taken(db, shard))

        taken = await self._database.run(work)
        self._locked |= taken
        return taken

    def _taken(self, db: Connection, shard: int) -> bool:
        (locked,) = db.execute(f"SELECT pg_try_advisory_lock({_KEY.format(shard)})").fetchone()
        if not locked:
            return False
        db.execute("INSERT INTO shards VALUES (?, NULL) ON CONFLICT DO NOTHING", (shard,))
        taken = db.execute(
            "UPDATE shards SET holder = ? WHERE shard = ? AND"
            " (holder IS NULL OR holder NOT IN (SELECT name FROM processes))",
            (self.name, shard),
        )
        if not taken.rowcount:
            _unlock(db, [shard])
        return bool(taken.rowcount)

    async def gives(self, shards: Iterable[int]) -> None:
        """Let go of shards, for which nothing is under way. Raises BrokenStoreError."""
        given = sorted(shards)
        self._locked -= {*given}

        def frees(db: Connection) -> None:
            for shard in given:
                db.execute(
                    "UPDATE shards SET holder = NULL WHERE shard = ? AND holder = ?", (shard, self.name)
                )

        await self._database.run(frees)
        await self._database.run(
            lambda db: _unlock(db, given)
        )  # once that is committed: till then nobody could take them

    async def silent(self) -> list[str]:
        """The other processes that have been silent for too long. Asked by the connection that beats: all work may be waiting for
        what one of them has locked. Raises BrokenStoreError.
        """
        found = await self._on_line(
            lambda line: line.fetch(f"SELECT name FROM processes WHERE name != $1 AND {_SILENT}", self.name)
        )
        return [name for (name,) in found]

    async def cuts_off(self, name: str) -> bool:
        """Cut a process off that is silent; whether that was so, and nothing of it can be committed any more. Raises
        BrokenStoreError.
        """

        async def cut(line: "asyncpg.Connection[Any]") -> bool:
            with suppress(asyncpg.LockNotAvailableError):
                return await _cut(line, name)
            # It froze while it was leaving, and its own row is locked by what it has not committed.
            await line.execute(
                f"{_ENDED} AND EXISTS (SELECT 1 FROM processes WHERE name = $1 AND {_SILENT})",
                name,
                _line_of(name),
            )
            with suppress(asyncpg.LockNotAvailableError):
                return await _cut(line, name)
            return False

        return await self._on_line(cut, patience=10)

    async def _locks_again(self, raw: "asyncpg.Connection[Any]") -> None:
        """Take the locks again on a connection that is made anew. Raises CutOffError where the others have taken over, BrokenStoreError where a lock
        is not to be had yet.
        """
        for shard in sorted(self._locked):
            if not await raw.fetchval(f"SELECT pg_try_advisory_lock({_KEY.format(shard)})"):
                await self._is_there(raw)
                raise BrokenStoreError("a lock is not free yet")
        if self._locked:
            await self._is_there(raw)  # at last: who takes over takes the row away before anything else

    async def _is_there(self, raw: "asyncpg.Connection[Any]") -> None:
        if not await raw.fetchval("SELECT 1 FROM processes WHERE name = $1", self.name):
            raise CutOffError

    async def _on_line(
        self, work: Callable[["asyncpg.Connection[Any]"], Awaitable[T]], *, patience: float = _PATIENCE
    ) -> T:
        """Run `work` on the connection that beats and listens, which is made where there is none."""
        async with self._alone:
            try:
                async with asyncio.timeout(patience):
                    if self._line is None:
                        self._line = await self._listening()
                    return await work(self._line)
            except (*GONE, TimeoutError) as error:
                line, self._line = self._line, None
                if line is not None:
                    line.terminate()
                raise BrokenStoreError(f"The database cannot be reached: {type(error).__name__}.") from error

    async def _listening(self) -> "asyncpg.Connection[Any]":
        line = await connect(self._url, _line_of(self.name))
        channel = await line.fetchval("SELECT 'sinkron_' || current_schema()")
        await line.add_listener(channel, lambda *told: self._hears(str(told[3])))
        return line


async def _cut(line: "asyncpg.Connection[Any]", name: str) -> bool:
    """Take the row of a silent process away and end its connections; nothing where it is not silent. Both or neither: if only the row
    went, nobody would know of the connections, which have the locks.
    """
    async with line.transaction():
        await line.execute(f"SET LOCAL lock_timeout = {_A_MOMENT}")
        gone = await line.execute(f"DELETE FROM processes WHERE name = $1 AND {_SILENT}", name)
        if gone == "DELETE 1":
            await line.execute(_ENDED, name, _line_of(name))
        return bool(gone == "DELETE 1")


def _line_of(name: str) -> str:
    return f"{name} beat"


def _unlock(db: Connection, shards: Iterable[int]) -> None:
    """A lock may have been taken more than once, where a unit of work was begun anew."""
    for shard in shards:
        while db.execute(f"SELECT pg_advisory_unlock({_KEY.format(shard)})").fetchone()[0]:
            pass
