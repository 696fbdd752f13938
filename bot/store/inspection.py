"""A look at the store from outside, by a connection of its own, while the bot may run."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from bot.store import database
from bot.store.address import is_served
from bot.store.connection import Connection
from bot.store.interface import BrokenStoreError, RefusedStoreError
from bot.store.migrations import check_known

T = TypeVar("T")


def look(where: str, work: Callable[[Connection], T]) -> T:
    """Result of `work`, which can change nothing. Raises RefusedStoreError, BrokenStoreError, and what `work` raises."""
    if is_served(where):
        from bot.store.postgres import looking  # noqa: PLC0415  who has a file needs nothing of it

        return asyncio.run(looking.looked(where, work))
    if not Path(where).is_file():
        raise RefusedStoreError(f"There is no database at {where}.")
    try:
        with closing(
            sqlite3.connect(f"{Path(where).absolute().as_uri()}?mode=rw", uri=True, timeout=5)
        ) as db:
            db.execute("PRAGMA query_only = ON")
            check_known(db, where)
            return work(db)
    except sqlite3.Error as error:
        raise BrokenStoreError(f"The database {where} cannot be read: {error}.") from error


def size_of(db: Connection) -> int:
    """Bytes of the database."""
    if isinstance(db, sqlite3.Connection):
        return database.size(db)
    from bot.store.postgres import postgres_database as postgres  # noqa: PLC0415

    return postgres.size(db)


def in_use(where: str) -> bool:
    """Whether a bot runs on it."""
    if is_served(where):
        from bot.store.postgres import looking  # noqa: PLC0415

        return asyncio.run(looking.in_use(where))
    try:
        database.Lock(where).release()
    except RefusedStoreError:
        return True
    return False
