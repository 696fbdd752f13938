"""A bot moves from a file to PostgreSQL and back: all of it, or nothing."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cli import copy_store
from bot.exit_status import FAILED, WRONG_SETTINGS
from bot.program import main
from bot.records.rows import StoredUpdate
from bot.store.connection import Connection
from bot.store.inspection import look
from bot.store.interface import BrokenStoreError, InUseError, RefusedStoreError
from bot.store.opening import open_store
from bot.store.postgres import moving
from tests.living.make import FOLDER, SQL
from tests.postgres import Cluster, empty_schema, run

NOW = datetime(2026, 8, 29, 2, 0, tzinfo=UTC)
TRIGGERS = "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled != 'O'"


@pytest.fixture(name="url")
async def _url(server: Cluster) -> AsyncIterator[str]:
    async with empty_schema(server) as url:
        yield url


@pytest.fixture(name="file")
async def _file(tmp_path: Path) -> str:
    """The database of a bot that has lived, in the present shape."""
    path = str(tmp_path / "living.db")
    with closing(sqlite3.connect(path)) as db:
        db.executescript((FOLDER / SQL).read_text())
        db.execute(
            "INSERT INTO unread (person, context, text, at) VALUES (-5, 'q', 'tanda ? \U0001f642 ''', 1)"
        )
        db.commit()
    await (await open_store(path, NOW)).close()
    return path


async def _copies(source: str, target: str) -> list[str]:
    return await asyncio.to_thread(copy_store, source, target, NOW)


def _dump(path: str) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return sorted(db.iterdump())


async def _number(where: str, table: str) -> int:
    def counted(db: Connection) -> int:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    return await asyncio.to_thread(look, where, counted)


@pytest.mark.parametrize("arguments", [("a.db", "b.db"), ("postgresql://a/b", "postgres://a:geheim@b/c")])
def test_like_to_like_is_refused(arguments: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["copy-store", *arguments]) == WRONG_SETTINGS
    said = capsys.readouterr().err
    assert said.startswith("copy-store takes a file's path and an address")
    assert len(said.splitlines()) == 1


def test_what_is_not_there_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["copy-store", str(tmp_path / "no.db"), "postgresql://a:geheim@127.0.0.1:1/x"]) == FAILED
    assert capsys.readouterr().err == f"There is no database at {tmp_path / 'no.db'}.\n"
    assert not list(tmp_path.iterdir())


@pytest.mark.prove
async def test_there_and_back(url: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row, and what keeps the rows true afterwards: the triggers, and numbers that are new."""
    monkeypatch.setattr(moving, "_AT_ONCE", 7)
    back = str(tmp_path / "back.db")
    there = await _copies(file, url)
    assert (await _copies(url, back))[:-1] == there[:-1]
    assert len(there) > 20
    assert _dump(back) == _dump(file)
    assert await _number(url, "outbox") > 10
    store = await open_store(url, NOW)
    try:
        assert await store._run(lambda db: db.execute(TRIGGERS).fetchone()[0]) == 0
        before = await store._run(_people)
        await store._run(lambda db: db.execute("INSERT INTO people (person) VALUES (987654)"))
        assert await store._run(_people) == before + 1
        assert await store.take_in([StoredUpdate(10**9, 11, "{}", NOW)])
    finally:
        await store.close()


def _people(db: Connection) -> Any:
    return db.execute("SELECT sum(number) FROM counts WHERE what = 'people'").fetchone()[0]


@pytest.mark.prove
@pytest.mark.parametrize("returns", [False, True])
async def test_a_cut_connection_begins_anew(
    url: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, returns: bool
) -> None:
    """What was copied before is undone on either side."""
    back = str(tmp_path / "back.db")
    batches, cut = moving._batches, list[str]()

    def once(db: Connection, table: Any) -> Any:
        if table.name == "people" and not cut:
            cut.append(table.name)
            raise ConnectionResetError
        return batches(db, table)

    if returns:
        await _copies(file, url)
    monkeypatch.setattr(moving, "_batches", once)
    if not returns:
        await _copies(file, url)
    await _copies(url, back)
    assert cut
    assert _dump(back) == _dump(file)


@pytest.mark.prove
async def test_for_a_user_with_no_more_rights_than_the_bot(server: Cluster, url: str, file: str) -> None:
    schema = url.rpartition("=")[2]
    await run(server, f"CREATE ROLE plain LOGIN; ALTER SCHEMA {schema} OWNER TO plain")
    try:
        await _copies(file, url.replace("postgres@", "plain@"))
        assert await _number(url, "cases") == await _number(file, "cases")
    finally:
        await run(server, f"DROP SCHEMA {schema} CASCADE; CREATE SCHEMA {schema}; DROP ROLE plain")


@pytest.mark.prove
async def test_each_refusal_leaves_all_as_it_was(
    url: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, back = _dump(file), tmp_path / "back.db"
    store = await open_store(file, NOW)
    with pytest.raises(InUseError):
        await _copies(file, url)
    await store.close()
    store = await open_store(url, NOW)
    with pytest.raises(InUseError):
        await _copies(file, url)
    await store.close()

    with monkeypatch.context() as changed:
        changed.setattr(moving, "_batches", _one_short(moving._batches))
        with pytest.raises(BrokenStoreError, match="not equal"):
            await _copies(file, url)
    assert await _number(url, "people") == 0
    assert await _number(url, "migrations") > 10

    await _copies(file, url)
    with pytest.raises(RefusedStoreError, match="is not empty"):
        await _copies(file, url)
    with pytest.raises(RefusedStoreError, match="is not empty"):
        await _copies(url, file)
    with monkeypatch.context() as changed:
        changed.setattr(moving, "_batches", _one_short(moving._batches))
        with pytest.raises(BrokenStoreError, match="not equal"):
            await _copies(url, str(back))
    assert not back.exists()
    assert _dump(file) == kept


def _one_short(batches: Any) -> Any:
    """The first read of the people lacks the last of them."""
    lacked = list[object]()

    def short(db: Connection, table: Any) -> Any:
        found = list(batches(db, table))
        if table.name == "people" and not lacked:
            lacked.append(found[-1].pop())
        return iter(found)

    return short
