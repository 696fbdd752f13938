"""The store wherever it is set to be: in a file, or in PostgreSQL."""

from datetime import datetime

from bot.store import sqlite
from bot.store.address import is_served
from bot.store.sql_store import SqlStore


async def open_store(where: str, now: datetime, *, busy_seconds: float = 5) -> SqlStore:
    """The store at `where`, a file's path or an address of PostgreSQL's; asyncpg is needed for that alone. Another process that
    writes to a file is waited for `busy_seconds`. Raises RefusedStoreError, BrokenStoreError.
    """
    if is_served(where):
        from bot.store.postgres import postgres_store as postgres  # noqa: PLC0415  who has a file needs nothing of it

        return await postgres.open_store(where, now)
    return await sqlite.open_store(where, now, busy_seconds=busy_seconds)
