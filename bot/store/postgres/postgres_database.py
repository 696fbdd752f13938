"""PostgreSQL for one process: one connection, on which it has its locks and carries out its units of work.

Nothing can be committed by a process that has lost a lock, as locks and work share the connection. Where that breaks, it is
made anew, and what was under way is done again; a commit of which nobody told how it ended is asked for by its number first.

The database's lock is one process's alone, or shared by those that serve the bot together (`roll`). Where two of them want the
same rows, one waits for a moment, and then does its work again: first what had come together each for itself.
"""

import asyncio
import logging
import random
import secrets
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

import asyncpg

from bot.store.address import shown
from bot.store.connection import Connection
from bot.store.interface import BrokenStoreError, InUseError, StoreError, WrongDatabaseError
from bot.store.migrations import is_current, migrate
from bot.store.postgres.postgres_connection import PostgresConnection, answer, beside
from bot.store.postgres.postgres_server import GONE, LOCK, OPENING, connect, own_schema

log = logging.getLogger("bot.store.postgres")
T = TypeVar("T")
Work = Callable[[Connection], Any]
Outcome = tuple[Any, Exception | None]
PATIENCE = 15.0
"""So many seconds a database that has gone is waited for."""
OPENS_IN = 120
"""So many seconds another process that opens the database, and perhaps brings its tables to their present shape, is waited for."""
_AGAIN = 0.2
_PAUSE = (0.005, 0.05)
"""Seconds, from and to, that one of two who want the same waits, so that not both begin anew at once."""
_TOGETHER = 32
"""So many units of work share a commit at most."""
_CROSSED = (
    asyncpg.LockNotAvailableError,
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
)
"""Another process wants the same: it is done again, on the same connection."""
_A_MOMENT = 200
"""So many milliseconds a lock is waited for: those who wait for each other are parted so, long before the server finds out."""
_PARTED = f"SET lock_timeout = {_A_MOMENT}"
_UNUSABLE = (
    asyncpg.InsufficientResourcesError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.InsufficientPrivilegeError,
    asyncpg.PostgresSystemError,
    asyncpg.DataCorruptedError,
    asyncpg.IndexCorruptedError,
)


class PostgresDatabase:
    """The same as `database.Database`: units of work, each whole or not at all."""

    def __init__(self, url: str, *, patience: float = PATIENCE, shared: bool = False) -> None:
        """`shared`: other processes that serve the bot may have the database too."""
        self._url = url
        self._patience = patience
        self._shared = shared
        self.name = f"sinkron-dapodik {secrets.token_hex(8)}"
        """Name by which the server knows this process."""
        self.on_connection: Callable[[asyncpg.Connection[Any]], Awaitable[None]] | None = None
        """Called with each new connection before anything is done on it. What it raises is raised by what was asked for."""
        self._raw: asyncpg.Connection[Any] | None = None
        self._waiting: asyncio.Queue[tuple[Work, asyncio.Future[Any]] | None] = asyncio.Queue()
        self._doubtful: str | None = None
        self._working: asyncio.Task[None] | None = None

    async def open(self, now: datetime) -> None:
        """Raises StoreError, with which nothing stays open."""
        try:
            await self._connect(opening=True)
            assert self._raw is not None
            await self._migrates(self._raw, self._db, now)
            await self._raw.execute(_PARTED)
        except BaseException as error:
            await self._drop()
            if isinstance(error, asyncpg.InsufficientPrivilegeError):
                raise WrongDatabaseError(
                    f"The user of {shown(self._url)} may not make tables there: {error}."
                ) from None
            if isinstance(error, (*GONE, *_UNUSABLE)):
                raise BrokenStoreError(f"PostgreSQL cannot be used: {error}.") from error
            raise
        self._working = asyncio.create_task(self._work(), name="postgres")

    async def _migrates(self, raw: "asyncpg.Connection[Any]", db: Connection, now: datetime) -> None:
        """Bring the tables to their present shape, which wants the database for itself."""
        if not await beside(lambda: is_current(db)):
            if not await raw.fetchval(f"SELECT pg_try_advisory_lock({LOCK})"):
                raise InUseError(
                    f"Processes of another version are using {shown(self._url)}. Stop them all first, then start this one."
                )
            await beside(lambda: migrate(db, int(now.timestamp())))
            if self._shared:
                await raw.execute(f"SELECT pg_advisory_unlock({LOCK})")
        await raw.execute(f"SELECT pg_advisory_unlock({OPENING})")

    async def close(self) -> None:
        """What was asked for before is done first."""
        self._waiting.put_nowait(None)
        if self._working:
            await self._working
        await self._drop()

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction. It may be run more than once, and is kept once. Raises BrokenStoreError."""
        if self._working is None or self._working.done():
            raise BrokenStoreError("The database was closed.")
        kept: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        # Whoever asked may have been cancelled, and then nobody looks at what went wrong.
        kept.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        self._waiting.put_nowait((work, kept))
        return await asyncio.shield(kept)

    async def _work(self) -> None:
        while True:
            batch = [await self._waiting.get()]
            while len(batch) < _TOGETHER and not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            asked = [one for one in batch if one is not None]
            outcomes = await self._kept([work for work, _ in asked]) if asked else []
            for (_, waits), (found, error) in zip(asked, outcomes, strict=True):
                if waits.cancelled():
                    continue
                if error:
                    waits.set_exception(error)
                else:
                    waits.set_result(found)
            if None in batch:
                return

    async def _kept(self, works: Sequence[Work]) -> list[Outcome]:
        loop = asyncio.get_running_loop()
        until = loop.time() + self._patience
        outcomes: list[Outcome] = []
        while True:
            try:
                if self._raw is None and await self._was_committed():
                    return outcomes
                outcomes = []
                await beside(lambda: self._together(works, outcomes))  # noqa: B023  it is run at once
            except (*GONE, *_CROSSED, BrokenStoreError) as error:
                crossed = isinstance(error, _CROSSED)
                await (self._rolls_back() if crossed else self._drop())
                if crossed and len(works) > 1:
                    return [(await self._kept([work]))[0] for work in works]
                if loop.time() > until:
                    broken = BrokenStoreError(f"The database cannot be used any more: {error}.")
                    return [(None, broken)] * len(works)
                await _waits(error, crossed=crossed)
            except StoreError as error:
                return [(None, BrokenStoreError(str(error)))] * len(works)
            except Exception as error:  # noqa: BLE001  it goes to whoever has asked
                await self._rolls_back()
                if len(works) > 1:
                    return [(await self._kept([work]))[0] for work in works]
                return [(None, _told(error))]
            else:
                return outcomes

    def _together(self, works: Sequence[Work], outcomes: list[Outcome]) -> None:
        """All in one transaction, each from a point of its own to which it goes back where it fails."""
        assert self._raw is not None
        raw, db = self._raw, self._db
        answer(raw.execute("BEGIN"))
        for work in works:
            answer(raw.execute("SAVEPOINT unit"))
            try:
                outcomes.append((work(db), None))
            except (*GONE, *_CROSSED):
                raise
            except Exception as error:  # noqa: BLE001  it goes to whoever has asked
                answer(raw.execute("ROLLBACK TO unit"))
                outcomes.append((None, _told(error)))
        self._doubtful = answer(raw.fetchval("SELECT pg_current_xact_id_if_assigned()::text"))
        answer(raw.execute("COMMIT"))
        self._doubtful = None

    async def _rolls_back(self) -> None:
        try:
            if self._raw is not None:
                await self._raw.execute("ROLLBACK")
        except (*GONE, asyncpg.PostgresError):
            await self._drop()

    async def _was_committed(self) -> bool:
        """Whether the transaction was kept whose end nobody told; asked on a new connection."""
        await self._connect()
        assert self._raw is not None
        await self._raw.execute(_PARTED)
        number, self._doubtful = self._doubtful, None
        if number is None:
            return False
        return bool(await self._raw.fetchval("SELECT pg_xact_status($1::text::xid8)", number) == "committed")

    async def _connect(self, *, opening: bool = False) -> None:
        """`opening`: those that start at the same moment wait for each other. Raises InUseError, WrongDatabaseError, BrokenStoreError."""
        raw = await connect(self._url, self.name)
        try:
            # A connection of this very process that only the server still believes in would keep the lock.
            await raw.execute(
                "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity"
                f" WHERE application_name = '{self.name}' AND pid != pg_backend_pid()"
            )
            if opening:
                await own_schema(raw)
                await self._waits_for_who_opens(raw)
            await self._locks(raw)
        except BaseException:
            raw.terminate()
            raise
        self._raw, self._db = raw, PostgresConnection(raw)

    async def _waits_for_who_opens(self, raw: "asyncpg.Connection[Any]") -> None:
        """Raises InUseError where another process does not come to an end with it, as one that stands still."""
        await raw.execute(f"SET lock_timeout = {OPENS_IN * 1000}")
        try:
            await raw.execute(f"SELECT pg_advisory_lock({OPENING})")
        except asyncpg.LockNotAvailableError:
            raise InUseError(
                f"Another process has been opening {shown(self._url)} for {OPENS_IN} seconds. If it stands still, end it."
            ) from None
        await raw.execute("SET lock_timeout = 0")

    async def _locks(self, raw: "asyncpg.Connection[Any]") -> None:
        """Raises InUseError, and what `on_connection` raises."""
        form = "_shared" if self._shared else ""
        if not await raw.fetchval(f"SELECT pg_try_advisory_lock{form}({LOCK})"):
            raise InUseError(
                f"Another process is using {shown(self._url)}, and wants it for itself. Stop it first."
                if self._shared
                else f"Another process is using {shown(self._url)}. Stop it first."
            )
        if self.on_connection:
            await self.on_connection(raw)

    async def _drop(self) -> None:
        raw, self._raw = self._raw, None
        if raw is None:
            return
        try:
            await raw.close(timeout=1)
        except (*GONE, asyncpg.PostgresError, TimeoutError):
            raw.terminate()


async def _waits(error: Exception, *, crossed: bool) -> None:
    """Wait before work is done again."""
    if crossed:
        await asyncio.sleep(random.uniform(*_PAUSE))  # noqa: S311  nothing secret
        return
    log.warning("database lost", extra={"error": type(error).__name__})
    await asyncio.sleep(_AGAIN)


def _told(error: Exception) -> Exception:
    if isinstance(error, _UNUSABLE):
        return BrokenStoreError(f"The database cannot be used any more: {error}.")
    return error


def size(db: Connection) -> int:
    """Bytes of the tables, with their indexes."""
    (found,) = db.execute(
        "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
    ).fetchone()
    return int(found)
