"""A look at PostgreSQL from outside."""

from collections.abc import Callable
from typing import TypeVar

from bot.store.address import shown
from bot.store.connection import Connection
from bot.store.interface import RefusedStoreError
from bot.store.migrations import check_applied
from bot.store.postgres import postgres_server
from bot.store.postgres.postgres_connection import PostgresConnection, beside

T = TypeVar("T")


async def looked(url: str, work: Callable[[Connection], T]) -> T:
    """What `work` finds in one transaction that changes nothing. Raises RefusedStoreError, BrokenStoreError."""
    raw = await postgres_server.connect(url)
    try:
        if await raw.fetchval("SELECT to_regclass('migrations')") is None:
            raise RefusedStoreError(f"{shown(url)} is not a database of this program.")
        async with raw.transaction(isolation="repeatable_read", readonly=True):
            db = PostgresConnection(raw)
            await beside(lambda: check_applied(db))
            return await beside(lambda: work(db))
    finally:
        await raw.close()


async def in_use(url: str) -> bool:
    """Whether a bot has it."""
    raw = await postgres_server.connect(url)
    try:
        return await postgres_server.in_use(raw)
    finally:
        await raw.close()
