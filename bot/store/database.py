"""The SQLite file: opened for one process, one hop to its thread for one unit of work."""

import asyncio
import fcntl
import logging
import os
import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import aiosqlite

from bot.store.check import AT_START, check_whole, is_looked_at_first
from bot.store.files import lock_of, make_folder
from bot.store.interface import BrokenStoreError, InUseError
from bot.store.migrations import migrate

log = logging.getLogger("bot.store.database")

T = TypeVar("T")

MEMORY = ":memory:"
_SHARED_FIRST, _SHARED_SIZE = 0x4000_0002, 510
"""The bytes that SQLite locks while somebody has a database open: https://sqlite.org/fileformat2.html#the_lock_byte_page."""


class Database(aiosqlite.Connection):
    """aiosqlite's thread, given whole units of work.

    aiosqlite awaits each statement by itself: a turn of five statements would cross to the thread and back five times
    (450-730 µs against 140-210 µs), and another task could slip its own statements into the open transaction.
    """

    async def run_lightly(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do `work` as `run` does, without waiting for the disk: the end of the process undoes nothing, a power cut may."""

        def unsynced(db: sqlite3.Connection) -> T:
            db.execute("PRAGMA synchronous = NORMAL")
            try:
                return _in_one_transaction(db, work)
            finally:
                db.execute("PRAGMA synchronous = FULL")

        return await self._apart(unsynced)

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` in the database's thread in one transaction. Raises BrokenStoreError."""
        return await self._apart(lambda db: _in_one_transaction(db, work))

    async def _apart(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            done: T = await self._execute(work, self._conn)  # type: ignore[no-untyped-call]  # theirs
        except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
            if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
                raise
            raise BrokenStoreError(f"The database cannot be used any more: {error}.") from error
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


def _in_one_transaction(db: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    db.execute("BEGIN IMMEDIATE")
    try:
        done = work(db)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has rolled it back by itself
            db.execute("ROLLBACK")
        raise
    return done


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


async def open_database(
    path: str, now: datetime, *, busy_seconds: float = 5, at_start: int = AT_START
) -> tuple[Database, Lock | None, bool]:
    """The database at `path` in its present shape, its lock, and whether it was looked through: one larger than `at_start`
    bytes is not. Raises RefusedStoreError, BrokenStoreError.
    """
    lock = None
    try:
        if path != MEMORY:
            make_folder(path)
            lock = Lock(path)
        # Not in the thread of aiosqlite: where opening fails, it would outlive the failure, and maybe the loop.
        opened, looked_at = await asyncio.to_thread(connect, path, now, busy_seconds, at_start)
        database = await Database(lambda: opened, iter_chunk_size=64)
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
