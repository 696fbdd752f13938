"""The store on SQLite: each unit of work is one hop to the database's thread, in one transaction."""

import asyncio
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from bot.store import files, inbox, liveness
from bot.store.check import AT_START, DAMAGED, pieces
from bot.store.connection import Connection
from bot.store.copies import forget_leftovers
from bot.store.database import Database, Lock, open_database, size
from bot.store.interface import BrokenStoreError
from bot.store.sql_store import SqlStore


class SqliteStore(SqlStore):
    """Does what `interface.Store` says."""

    def __init__(self, database: Database, lock: Lock | None, path: str, *, looked_at: bool) -> None:
        super().__init__(database)
        self._lock = lock
        self._path = path
        self._looked_at = looked_at
        self._files = files.identity(path)

    _database: Database

    async def close(self) -> None:
        await super().close()
        if self._lock:
            self._lock.release()
            self._lock = None

    async def begin(self, update_id: int) -> None:
        await self._database.run_lightly(lambda db: inbox.begin(db, update_id))

    async def forget(self, cases: datetime, rows: datetime, now: datetime) -> int:
        forgotten = await super().forget(cases, rows, now)
        if self._lock:
            with suppress(OSError):  # one that cannot be deleted now is tried again with the next
                await asyncio.to_thread(forget_leftovers, self._path, cases)
        return forgotten

    async def tidy(self) -> None:
        if self._database.owes_checkpoint:
            await self._database.checkpoint()

    async def mark(self, words: Mapping[str, str]) -> None:
        if self._lock and files.identity(self._path) != self._files:
            raise BrokenStoreError(
                f"The database {self._path} was taken away or replaced while the bot ran. Put it back, or restore a backup with "
                "`python -m bot restore FILE`."
            )
        await super().mark(words)

    async def look_whole(self, now: datetime) -> bool:
        tables = iter(()) if self._looked_at else pieces(self._path)
        try:
            while await asyncio.to_thread(next, tables, None):
                pass
        except BrokenStoreError:
            with suppress(BrokenStoreError):
                await self.mark({liveness.WHOLE: DAMAGED})
            raise
        await self.mark({liveness.WHOLE: str(int(now.timestamp()))})
        return True

    async def _freed(self) -> None:
        await self._database.checkpoint()

    def _size(self, db: Connection) -> int:
        assert isinstance(db, sqlite3.Connection)
        return size(db)


async def open_store(
    path: str, now: datetime, *, busy_seconds: float = 5, at_start: int = AT_START
) -> SqliteStore:
    """The store in the file at `path`; up to `at_start` bytes it is looked through first. Raises RefusedStoreError,
    BrokenStoreError.
    """
    database, lock, looked_at = await open_database(path, now, busy_seconds=busy_seconds, at_start=at_start)
    return SqliteStore(database, lock, path, looked_at=looked_at)
