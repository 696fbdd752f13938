"""What PostgreSQL adds to the contract: its shape, its lock, and what becomes of work when the connection or the server goes."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import asyncpg
import pytest

from bot.exit_status import WRONG_SETTINGS, ended
from bot.records.rows import StoredUpdate
from bot.settings import Stated
from bot.store.connection import Connection
from bot.store.inspection import in_use, look
from bot.store.interface import (
    BrokenStoreError,
    InUseError,
    RefusedStoreError,
    StoreError,
    WrongDatabaseError,
)
from bot.store.postgres import postgres_database, postgres_server
from bot.store.postgres.postgres_server import OPENING
from bot.store.postgres.postgres_store import PostgresStore, open_shared, open_store
from bot.store.sqlite import open_store as open_file
from tests.postgres import Cluster, empty_schema, run

pytestmark = pytest.mark.prove
NOW = datetime(2026, 8, 25, 2, 0, tzinfo=UTC)


def _arrived(number: int) -> StoredUpdate:
    return StoredUpdate(number, 11, "{}", NOW)


@pytest.fixture(name="url")
async def _url(server: Cluster) -> AsyncIterator[str]:
    async with empty_schema(server) as url:
        yield url


@pytest.fixture(name="store")
async def _store(url: str) -> AsyncIterator[PostgresStore]:
    store = await open_store(url, NOW)
    yield store
    await store.close()


async def _cut(url: str) -> None:
    """All other connections to the server are cut."""
    raw = await asyncpg.connect(url)
    await raw.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'sinkron%'"
    )
    await raw.close()


async def test_both_have_the_same_tables_and_columns(store: PostgresStore) -> None:
    def of_file(db: Connection) -> set[tuple[str, str]]:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {(table, row[1]) for table in tables for row in db.execute(f"PRAGMA table_info({table})")}

    def of_server(db: Connection) -> set[tuple[str, str]]:
        found = db.execute(
            "SELECT table_name::text, column_name::text FROM information_schema.columns"
            " WHERE table_schema = current_schema()"
        )
        return {(table, column) for table, column in found}

    def triggers(statement: str) -> Any:
        return lambda db: {str(name) for (name,) in db.execute(statement)}

    file = await open_file(":memory:", NOW)
    try:
        assert await store._run(of_server) == await file._run(of_file)
        ours = triggers("SELECT tgname::text FROM pg_trigger WHERE NOT tgisinternal")
        theirs = triggers("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        assert await store._run(ours) == await file._run(theirs)
    finally:
        await file.close()


async def test_one_process_has_it(store: PostgresStore, url: str) -> None:
    with pytest.raises(InUseError, match="Another process"):
        await open_store(url, NOW)
    assert await asyncio.to_thread(in_use, url)
    await store.close()
    assert not await asyncio.to_thread(in_use, url)
    store._database = (await open_store(url, NOW))._database


async def test_who_stands_still_while_it_opens_is_told_of(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not waited for without end, and without a word."""
    monkeypatch.setattr(postgres_database, "OPENS_IN", 1)
    raw = await asyncpg.connect(url)
    await raw.execute(f"SELECT pg_advisory_lock({OPENING})")
    with pytest.raises(InUseError, match="has been opening"):
        await asyncio.wait_for(open_shared(url, NOW), 20)
    await raw.close()
    store, _ = await open_shared(url, NOW)
    await store.close()


async def test_a_cut_connection_loses_nothing(store: PostgresStore, url: str) -> None:
    """What was asked for meanwhile is done once, on the next one."""
    await store.take_in([_arrived(1)])
    await _cut(url)
    found = await asyncio.gather(*(store.take_in([_arrived(number)]) for number in range(2, 60)))
    assert found == [{number} for number in range(2, 60)]
    assert len(await store.unfinished()) == 59


async def test_a_commit_of_which_nobody_told(store: PostgresStore) -> None:
    """It was kept, and is not done again: the second time, the update would not be new."""
    engine = store._database
    assert isinstance(engine, postgres_database.PostgresDatabase)

    class Mute:
        def __init__(self, raw: Any) -> None:
            self.raw = raw

        def __getattr__(self, name: str) -> Any:
            return getattr(self.raw, name)

        async def execute(self, statement: str) -> str:
            found: str = await self.raw.execute(statement)
            if statement == "COMMIT":
                raise ConnectionResetError
            return found

    engine._raw = Mute(engine._raw)
    assert await store.take_in([_arrived(7)]) == {7}
    assert len(await store.unfinished()) == 1


async def test_a_server_that_comes_back(server: Cluster, store: PostgresStore) -> None:
    await store.take_in([_arrived(1)])
    await asyncio.to_thread(server.ends, killed=True)
    asked = asyncio.create_task(store.take_in([_arrived(2)]))
    await asyncio.to_thread(server.starts)
    assert await asked == {2}
    assert len(await store.unfinished()) == 2


async def test_a_server_that_stays_away(server: Cluster, url: str) -> None:
    store = await open_store(url, NOW, patience=0)
    await asyncio.to_thread(server.ends)
    try:
        with pytest.raises(BrokenStoreError, match="cannot be used any more"):
            await store.take_in([_arrived(1)])
    finally:
        await asyncio.to_thread(server.starts)
        await store.close()


async def test_what_fails_alone_keeps_the_others(store: PostgresStore) -> None:
    """Several that share a commit do not share a fault, not even one that the commit finds."""

    def loose(db: Connection) -> None:
        db.execute("INSERT INTO people (person, case_id) VALUES (5, 99)")

    def wrong(db: Connection) -> None:
        db.execute("INSERT INTO inbox (update_id, body, received_at) VALUES (8, '', 0)")
        raise ZeroDivisionError

    found = await asyncio.gather(
        store.take_in([_arrived(1)]),
        store._run(wrong),
        store._run(loose),
        store.take_in([_arrived(2)]),
        return_exceptions=True,
    )
    assert (found[0], found[3]) == (frozenset({1}), frozenset({2}))
    assert isinstance(found[1], ZeroDivisionError)
    assert isinstance(found[2], asyncpg.ForeignKeyViolationError)
    assert [row.update_id for row in await store.unfinished()] == [1, 2]


async def test_text_that_postgresql_cannot_keep(store: PostgresStore) -> None:
    await store.mark({"name": "a\0b"})
    assert await store.marked("name") == "a\ufffdb"


async def _refused(url: str) -> StoreError:
    with pytest.raises(StoreError) as refused:
        await open_store(url, NOW, patience=0)
    return refused.value


async def test_each_refusal_is_a_sentence(
    server: Cluster, store: PostgresStore, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And says whether another setting is needed. No password is shown."""
    await store._run(lambda db: db.execute("INSERT INTO migrations VALUES ('m999_later', 0)"))
    await store.close()
    newer = await _refused(url)
    assert isinstance(newer, RefusedStoreError)
    assert "newer version" in str(newer)
    with pytest.raises(RefusedStoreError, match="newer version"):
        await asyncio.to_thread(look, url, lambda _: None)
    nobody = await _refused(f"postgres://nobody:geheim@/postgres?host={server.folder}")
    nowhere = await _refused(f"postgresql://postgres:geheim@/nowhere?host={server.folder}")
    away = await _refused("postgresql://a:geheim@127.0.0.1:1/x")
    monkeypatch.setattr(postgres_server, "OLDEST", 99)
    old = await _refused(url)
    assert isinstance(nobody, WrongDatabaseError)
    assert isinstance(nowhere, WrongDatabaseError)
    assert isinstance(old, WrongDatabaseError)
    assert isinstance(away, BrokenStoreError)
    for refusal in (nobody, nowhere, away, old):
        assert "geheim" not in str(refusal)
        assert str(refusal).endswith(".")

    def raises() -> None:
        raise nobody

    assert ended(raises, Stated()) == WRONG_SETTINGS
    store._database = (await open_file(":memory:", NOW))._database


async def test_a_dump_restores_all(server: Cluster, store: PostgresStore, url: str) -> None:
    """As docs/operations.md has it: what was kept is there, and the next numbers are new."""
    schema = url.rpartition("=")[2]
    await store.take_in([_arrived(1), _arrived(2)])
    shape = f"SELECT count(*) FROM pg_class WHERE relnamespace = '{schema}'::regnamespace"
    before = await store._run(lambda db: db.execute(shape).fetchone()[0])
    dump, host = str(server.folder / schema), ("-h", str(server.folder), "-U", "postgres")

    async def program(name: str, *arguments: str) -> None:
        running = await asyncio.create_subprocess_exec(str(server.programs / name), *host, *arguments)
        assert await running.wait() == 0

    await program("pg_dump", "-Fc", "-n", schema, "-f", dump, "postgres")
    await program("createdb", f"restored_{schema}")
    await program("pg_restore", "--no-owner", "-d", f"restored_{schema}", dump)
    again = await open_store(url.replace("/postgres?", f"/restored_{schema}?"), NOW)
    try:
        assert await again._run(lambda db: db.execute(shape).fetchone()[0]) == before
        assert await again.take_in([_arrived(2), _arrived(3)]) == {3}
        assert [row.update_id for row in await again.unfinished()] == [1, 2, 3]
    finally:
        await again.close()


async def test_a_schema_that_is_not_there_is_made(server: Cluster) -> None:
    """Of one server several bots have each its own; what two processes make at the same moment is made once."""
    url = server.url("jabar")
    first, second = await asyncio.gather(open_shared(url, NOW), open_shared(url, NOW))
    for store, _ in (first, second):
        await store.close()
    with pytest.raises(StoreError):
        await open_store(server.url('"Jabar Barat"'), NOW)
    await run(server, "DROP SCHEMA jabar CASCADE")
