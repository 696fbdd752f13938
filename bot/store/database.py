"""The SQLite file: opened for one process, one hop to its thread for one unit of work."""

import asyncio
import fcntl
import logging
import os
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import aiosqlite

from bot.store.check import AT_START, check_whole, is_looked_at_first
from bot.store.files import lock_of, make_folder
from bot.store.interface import BrokenStoreError, InUseError, WrongDatabaseError
from bot.store.migrations import migrate

log = logging.getLogger("bot.store.database")

T = TypeVar("T")

Work = Callable[[sqlite3.Connection], Any]
Outcome = tuple[Any, Exception | None]

MEMORY = ":memory:"
_TOGETHER = 32
"""So many units of work share a commit at most."""
_SHARED_FIRST, _SHARED_SIZE = 0x4000_0002, 510
"""The bytes that SQLite locks while somebody has a database open: https://sqlite.org/fileformat2.html#the_lock_byte_page."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A unit of work, and who waits for it."""

    work: Work
    kept: "asyncio.Future[Any]"
    synced: bool
    """Whether it is on the disk when it is done."""


class Database(aiosqlite.Connection):
    """aiosqlite's thread, given whole units of work.

    aiosqlite awaits each statement by itself: a turn of five statements would cross to the thread and back five times
    (450-730 µs against 140-210 µs), and another task could slip its own statements into the open transaction. What several wait for
    at the same moment crosses together and shares one commit.
    """

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._asked: list[_Asked] = []
        self._working: asyncio.Task[None] | None = None

    async def run_lightly(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do `work` as `run` does, without waiting for the disk: the end of the process undoes nothing, a power cut may."""
        return await self._kept(work, synced=False)

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` in the database's thread in one transaction. It may be run more than once, and is kept once.

        Raises BrokenStoreError, and what `work` raises.
        """
        return await self._kept(work, synced=True)

    async def close(self) -> None:
        while self._working:
            await self._working
        await super().close()

    async def _kept(self, work: Callable[[sqlite3.Connection], T], *, synced: bool) -> T:
        kept: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._asked.append(_Asked(work, kept, synced))
        if self._working is None:
            self._working = asyncio.create_task(self._works(), name="database")
        return await kept

    async def _works(self) -> None:
        """Carry out what is asked for; what is asked for meanwhile waits, and then shares a commit."""
        try:
            while self._asked:
                together, self._asked = self._asked[:_TOGETHER], self._asked[_TOGETHER:]
                synced = any(one.synced for one in together)
                try:
                    outcomes = await self._apart(
                        partial(_carried_out, works=[one.work for one in together], synced=synced)
                    )
                except Exception as error:  # noqa: BLE001  it goes to whoever has asked
                    outcomes = [(None, error)] * len(together)
                for one, (found, failed) in zip(together, outcomes, strict=True):
                    if one.kept.done():  # nobody waits for it any more
                        continue
                    if failed:
                        one.kept.set_exception(failed)
                    else:
                        one.kept.set_result(found)
        finally:
            self._working = None

    async def _apart(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            done: T = await self._execute(work, self._conn)  # type: ignore[no-untyped-call]  # theirs
        except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
            raise _told(error) from error
        return done

    owes_checkpoint = True
    """What was erased may still stand in the log: at the start nobody knows what the last process left there."""

    async def checkpoint(self) -> None:
        """Move everything from the log into the file and empty the log: what was erased is then in neither.

        Where somebody else reads the database just now, nobody waits for that: it is owed.
        """

        def emptied(db: sqlite3.Connection) -> bool:
            (waits,) = db.execute("PRAGMA busy_timeout").fetchone()
            db.execute("PRAGMA busy_timeout = 0")
            try:
                busy, *_ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.OperationalError:
                return False
            finally:
                db.execute(f"PRAGMA busy_timeout = {waits:d}")
            return not busy

        self.owes_checkpoint = not await self._apart(emptied)
        if self.owes_checkpoint:
            log.warning("what was erased stays in the database's log until nobody reads it")


def size(db: sqlite3.Connection) -> int:
    """Bytes of the file."""
    (pages,), (bytes_each,) = (
        db.execute(f"PRAGMA {what}").fetchone() for what in ("page_count", "page_size")
    )
    return int(pages) * int(bytes_each)


def _carried_out(db: sqlite3.Connection, works: Sequence[Work], *, synced: bool) -> list[Outcome]:
    """Outcomes of the works, all in one transaction; where one of them fails, each in one of its own."""
    if not synced:
        db.execute("PRAGMA synchronous = NORMAL")
    try:
        return [(found, None) for found in _in_one_transaction(db, works)]
    except Exception as error:  # noqa: BLE001  it goes to whoever has asked
        told = _told(error)
        if len(works) == 1 or isinstance(told, BrokenStoreError):
            return [(None, told)] * len(works)
    finally:
        if not synced:
            db.execute("PRAGMA synchronous = FULL")
    return [_carried_out(db, [work], synced=synced)[0] for work in works]


def _in_one_transaction(db: sqlite3.Connection, works: Sequence[Work]) -> list[Any]:
    db.execute("BEGIN IMMEDIATE")
    try:
        done = [work(db) for work in works]
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has rolled it back by itself
            db.execute("ROLLBACK")
        raise
    return done


def _told(error: Exception) -> Exception:
    """The same error, or BrokenStoreError where it says that the database cannot be used."""
    if not isinstance(error, sqlite3.DatabaseError) or isinstance(
        error, sqlite3.IntegrityError | sqlite3.ProgrammingError
    ):
        return error
    broken = BrokenStoreError(f"The database cannot be used any more: {error}.")
    broken.__cause__ = error
    return broken


class Lock:
    """Lock on a database file, for one process. The kernel frees it when the process ends, however it ends."""

    def __init__(self, path: str) -> None:
        """Raises RefusedStoreError where another process has it."""
        self._file = os.open(lock_of(path), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _used_by_another_name(path)
        except BlockingIOError:
            os.close(self._file)
            raise InUseError(
                f"Another process is using {path}. One bot runs on one database: stop the other one first."
            ) from None
        except OSError:
            os.close(self._file)
            raise

    def release(self) -> None:
        os.close(self._file)


def _used_by_another_name(path: str) -> None:
    """Raises BlockingIOError where a file of several names is a database that somebody has open: our lock stands beside one name."""
    try:
        file = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if os.fstat(file).st_nlink > 1:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
    finally:
        os.close(file)


OLDEST = (3, 39)
"""The oldest SQLite that knows the statements: `IS DISTINCT FROM` came with it."""


async def open_database(
    path: str, now: datetime, *, busy_seconds: float = 5, at_start: int = AT_START
) -> tuple[Database, Lock | None, bool]:
    """The database at `path` in its present shape, its lock, and whether it was looked through: one larger than `at_start`
    bytes is not. Raises RefusedStoreError, BrokenStoreError.
    """
    if sqlite3.sqlite_version_info < OLDEST:
        raise WrongDatabaseError(
            f"The SQLite of this Python is {sqlite3.sqlite_version}; {'.'.join(map(str, OLDEST))} or newer is needed."
        )
    lock = None
    try:
        if path != MEMORY:
            make_folder(path)
            lock = Lock(path)
        # Not in the thread of aiosqlite: where opening fails, it would outlive the failure, and maybe the loop.
        opened, looked_at = await asyncio.to_thread(connect, path, now, busy_seconds, at_start)
        database = await Database(lambda: opened)
    except (OSError, sqlite3.Error) as error:
        if lock:
            lock.release()
        raise BrokenStoreError(f"The database {path} cannot be opened: {error}.") from error
    except BaseException:
        if lock:
            lock.release()
        raise
    assert isinstance(database, Database)
    return database, lock, looked_at


def connect(path: str, now: datetime, busy_seconds: float, at_start: int) -> tuple[sqlite3.Connection, bool]:
    db = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    try:
        db.row_factory = sqlite3.Row
        looked_at = is_looked_at_first(db, path, at_start)
        if looked_at:
            check_whole(db, path)
        db.execute("PRAGMA journal_mode = WAL")
        # An update is confirmed to Telegram once it is committed here: it must survive a power cut too.
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        # What is erased is overwritten, not only unlinked.
        db.execute("PRAGMA secure_delete = ON")
        migrate(db, int(now.timestamp()))
    except BaseException:
        db.close()
        raise
    return db, looked_at
