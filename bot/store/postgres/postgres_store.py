"""The store on PostgreSQL."""

from datetime import datetime

from bot.store.connection import Connection
from bot.store.postgres.postgres_database import PATIENCE, PostgresDatabase, size
from bot.store.postgres.roll import Roll
from bot.store.sql_store import SqlStore


class PostgresStore(SqlStore):
    """Does what `interface.Store` says. What is erased leaves the disk with the server's next VACUUM."""

    async def tidy(self) -> None:
        """Nothing is owed: the server makes room by itself."""

    async def forget(self, cases: datetime, rows: datetime, now: datetime) -> int:
        """Forget as the interface says; the parts of each count are put together, as those of old hours would stay for ever."""
        forgotten = await super().forget(cases, rows, now)
        await self._run(_counts_in_one)
        return forgotten

    async def look_whole(self, now: datetime) -> bool:  # noqa: ARG002  the interface's signature
        """The server looks itself at each page that it reads, where it was set up with checksums; nothing is claimed beyond that."""
        return False

    def _size(self, db: Connection) -> int:
        return size(db)


def _counts_in_one(db: Connection) -> None:
    """Nobody counts meanwhile."""
    db.execute("LOCK TABLE counts IN EXCLUSIVE MODE")
    sums = db.execute(
        "SELECT what, key, hour, sum(number)::bigint FROM counts GROUP BY what, key, hour HAVING sum(number) != 0"
    ).fetchall()
    db.execute("DELETE FROM counts")
    db.executemany(
        "INSERT INTO counts (what, key, hour, part, number) VALUES (?, ?, ?, 0, ?)",
        [tuple(row) for row in sums],
    )


async def open_store(url: str, now: datetime, *, patience: float = PATIENCE) -> PostgresStore:
    """The store in the database at `url`, brought to its present shape, for this process alone. Raises RefusedStoreError,
    BrokenStoreError.
    """
    database = PostgresDatabase(url, patience=patience)
    await database.open(now)
    return PostgresStore(database)


async def open_shared(url: str, now: datetime, *, patience: float = PATIENCE) -> tuple[PostgresStore, Roll]:
    """The same for one of the processes that serve the bot together, with their roll."""
    database = PostgresDatabase(url, patience=patience, shared=True)
    roll = Roll(url, database)
    await database.open(now)
    return PostgresStore(database), roll
