"""The store on PostgreSQL."""

from datetime import datetime

from bot.store.connection import Connection
from bot.store.postgres.database import PATIENCE, PostgresDatabase, size
from bot.store.sql_store import SqlStore


class PostgresStore(SqlStore):
    """Does what `interface.Store` says. What is erased leaves the disk with the server's next VACUUM."""

    async def tidy(self) -> None:
        """Nothing is owed: the server makes room by itself."""

    async def look_whole(self, now: datetime) -> None:
        """The server looks itself at each page that it reads, where it was set up with checksums; nothing is claimed beyond that."""

    def _size(self, db: Connection) -> int:
        return size(db)


async def open_store(url: str, now: datetime, *, patience: float = PATIENCE) -> PostgresStore:
    """The store in the database at `url`, brought to its present shape. Raises RefusedStoreError, BrokenStoreError."""
    database = PostgresDatabase(url, patience=patience)
    await database.open(now)
    return PostgresStore(database)
