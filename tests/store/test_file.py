"""The SQLite file: its shape from blank and from the oldest, and who may open it."""

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.records.rows import StoredUpdate
from bot.store import inbox
from bot.store.connection import Connection
from bot.store.files import close_to_others
from bot.store.interface import (
    BrokenStoreError,
    InUseError,
    RefusedStoreError,
    StoreError,
    WrongDatabaseError,
)
from bot.store.migrations import MIGRATIONS, migrate
from bot.store.sqlite import open_store
from flows.dialogue.machine.session import SESSION_JSON, Session

NOW = datetime(2026, 8, 25, 2, 0, tzinfo=UTC)


def _shape(db: sqlite3.Connection) -> list[tuple[str, ...]]:
    return db.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()


def _blank() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def test_from_blank_and_step_by_step_are_the_same() -> None:
    """A database that was there from the first day has the shape of a new one."""
    new, old = _blank(), _blank()
    try:
        migrate(new, 0)
        for place in range(1, len(MIGRATIONS) + 1):
            assert migrate(old, 0, MIGRATIONS[:place]) == [MIGRATIONS[place - 1].__name__]
        assert _shape(new) == _shape(old)
        assert migrate(new, 0) == []
    finally:
        new.close()
        old.close()


async def test_from_the_oldest_shape_with_rows(tmp_path: Path) -> None:
    """What the first release kept is there, and can be gone on with."""
    path = tmp_path / "old.db"
    session = Session(case=1, person=11, opened_at=NOW, touched_at=NOW, seq=4)
    db = sqlite3.connect(path, isolation_level=None)
    migrate(db, 0, MIGRATIONS[:1])
    db.execute("BEGIN")
    db.execute("INSERT INTO people VALUES (11, 1, 70, 1, 4, 0, 0)")
    db.execute(
        "INSERT INTO cases VALUES (1, 11, ?, 4, 'menu', 0, 0, NULL, 0)", (SESSION_JSON.write(session),)
    )
    db.execute("INSERT INTO inbox (update_id, person, body, received_at) VALUES (5, 11, '{}', 0)")
    db.execute(
        "INSERT INTO outbox (key, chat, kind, body, made_at, due_at) VALUES ('a', -5, 'desk', ?, 0, 0)",
        (json.dumps({"text": "x", "rows": []}),),
    )
    db.execute("COMMIT")
    db.close()
    store = await open_store(str(path), NOW)
    try:
        assert (await store.load(11)).session == session
        assert [row.update_id for row in await store.unfinished()] == [5]
        await store.moved(-5, -1005)
        (due,) = await store.claim(NOW)
        assert due.letter.chat == -1005
    finally:
        await store.close()


def test_a_step_that_fails_leaves_nothing() -> None:
    """Its record and its work are one."""

    def m999_fails(db: Connection) -> None:
        db.execute("CREATE TABLE half (a)")
        raise KeyboardInterrupt

    db = _blank()
    try:
        migrate(db, 0)
        before = _shape(db)
        with pytest.raises(KeyboardInterrupt):
            migrate(db, 0, (*MIGRATIONS, m999_fails))
        assert _shape(db) == before
        assert migrate(db, 0) == []
    finally:
        db.close()


def test_names_are_in_order() -> None:
    names = [step.__name__ for step in MIGRATIONS]
    assert [name[:5] for name in names] == [f"m{place:03}_" for place in range(1, len(names) + 1)]
    assert all(step.__doc__ for step in MIGRATIONS)


async def test_an_sqlite_that_is_too_old_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At once, and by the status of what no restart mends; nothing is made."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 38, 5))
    with pytest.raises(WrongDatabaseError, match=r"3\.39 or newer"):
        await open_store(str(tmp_path / "data/x.db"), NOW)
    assert not (tmp_path / "data").exists()


async def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """An older program would not know what it does to it."""
    path = str(tmp_path / "new.db")
    await (await open_store(path, NOW)).close()
    db = sqlite3.connect(path)
    db.execute("INSERT INTO migrations VALUES ('m900_from_tomorrow', 0)")
    db.commit()
    db.close()
    with pytest.raises(
        RefusedStoreError, match=r"newer version of this program \(it knows m900_from_tomorrow\)"
    ):
        await open_store(path, NOW)


@pytest.mark.prove
async def test_a_second_process_is_refused(tmp_path: Path) -> None:
    """While one has the file open, in this process or another; not after."""
    path = str(tmp_path / "one.db")
    store = await open_store(path, NOW)
    with pytest.raises(RefusedStoreError, match="Another process is using"):
        await open_store(path, NOW)
    told = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "bot"],
        env={"DATABASE_PATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
    assert told.returncode == 1
    assert told.stderr.startswith("Another process is using")
    assert told.stderr.count("\n") == 1
    await store.close()
    await (await open_store(path, NOW)).close()


HOLDING = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
print(db.execute("SELECT count(*) FROM people").fetchone(), flush=True)
sys.stdin.read()
"""


async def test_it_is_refused_by_whichever_link(tmp_path: Path) -> None:
    """Also by another name of the same file, beside which the lock does not stand."""
    path = tmp_path / "one.db"
    await (await open_store(str(path), NOW)).close()
    (tmp_path / "soft.db").symlink_to("one.db")
    (tmp_path / "hard.db").hardlink_to(path)
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDING, str(path), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout
    await other.stdout.readline()
    with pytest.raises(InUseError, match=r"Another process is using .*hard\.db"):
        await open_store(str(tmp_path / "hard.db"), NOW)
    await other.communicate(b"")
    store = await open_store(str(path), NOW)
    with pytest.raises(InUseError, match=r"Another process is using .*soft\.db"):
        await open_store(str(tmp_path / "soft.db"), NOW)
    await store.close()
    await (await open_store(str(tmp_path / "soft.db"), NOW)).close()


async def test_no_database_at_all(tmp_path: Path) -> None:
    """A sentence, not a traceback."""
    (tmp_path / "text.db").write_text(
        "This is no database, but a text that is long enough to be taken for one." * 20
    )
    for path in (tmp_path / "text.db", tmp_path):
        with pytest.raises(StoreError, match=r"(cannot be opened|is damaged)"):
            await open_store(str(path), NOW)


async def test_a_store_that_is_held_by_somebody_else(tmp_path: Path) -> None:
    """A lock that does not go away is said, not waited for for ever."""
    path = str(tmp_path / "held.db")
    store = await open_store(path, NOW, busy_seconds=0.01)
    other = sqlite3.connect(path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BrokenStoreError, match="locked"):
            await store.take_in([StoredUpdate(1, None, "{}", NOW)])
        other.execute("ROLLBACK")
        assert await store.take_in([StoredUpdate(1, None, "{}", NOW)]) == {1}
    finally:
        other.close()
        await store.close()


async def test_what_waits_at_the_same_moment_shares_a_commit(tmp_path: Path) -> None:
    """And what of it fails is undone alone: the others are kept, each once."""
    store = await open_store(str(tmp_path / "many.db"), NOW)
    database = store._database
    told: list[str] = []
    database._conn.set_trace_callback(told.append)

    def fails(db: Connection) -> None:
        inbox.take_in(db, [StoredUpdate(99, None, "{}", NOW)])
        raise LookupError

    async def asked(*numbers: int) -> list[frozenset[int]]:
        taken = (store.take_in([StoredUpdate(number, None, "{}", NOW)]) for number in numbers)
        return await asyncio.gather(*taken)

    try:
        assert await asked(1, 2, 2, 3) == [{1}, {2}, set(), {3}]
        assert told.count("COMMIT") == 1
        failed, found = await asyncio.gather(database.run(fails), asked(3, 4), return_exceptions=True)
        assert isinstance(failed, LookupError)
        assert found == [frozenset(), frozenset({4})]
        assert {row.update_id for row in await store.unfinished()} == {1, 2, 3, 4}
    finally:
        await store.close()


async def test_all_hear_that_the_database_cannot_be_used(tmp_path: Path) -> None:
    """At once: they do not wait for it one after the other."""
    path = str(tmp_path / "held.db")
    store = await open_store(path, NOW, busy_seconds=0.01)
    other = sqlite3.connect(path, isolation_level=None)
    begun: list[str] = []
    store._database._conn.set_trace_callback(begun.append)
    try:
        other.execute("BEGIN IMMEDIATE")
        taken = (store.take_in([StoredUpdate(number, None, "{}", NOW)]) for number in range(5))
        found = await asyncio.gather(*taken, return_exceptions=True)
        assert all(isinstance(error, BrokenStoreError) for error in found)
        assert begun.count("BEGIN IMMEDIATE") <= 1
    finally:
        other.close()
        await store.close()


async def test_how_the_file_is_kept(tmp_path: Path) -> None:
    """Committed means on the disk; erased means overwritten."""
    store = await open_store(str(tmp_path / "deep" / "er" / "x.db"), NOW)
    try:
        database = store._database
        kept = {
            name: await database.run(lambda db, name=name: db.execute(f"PRAGMA {name}").fetchone()[0])  # type: ignore[misc]
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
        assert kept == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    finally:
        await store.close()


async def _damaged(path: str, table: str) -> None:
    """A database with rows in it, a page of which is overwritten."""
    store = await open_store(path, NOW)
    await store.take_in([StoredUpdate(number, 11, "x" * 900, NOW) for number in range(200)])
    await store.close()
    _overwrites(path, table)


def _overwrites(path: str, table: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        size = db.execute("PRAGMA page_size").fetchone()[0]
    with Path(path).open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * 500)


async def test_a_large_database_is_looked_through_beside_the_work(tmp_path: Path) -> None:
    """It opens at once; when it was found whole, can be seen from outside."""
    path = str(tmp_path / "large.db")
    await (await open_store(path, NOW)).close()
    store = await open_store(path, NOW, at_start=0)
    try:
        assert (await store.figures(NOW)).whole is None
        await store.look_whole(NOW)
        assert (await store.figures(NOW)).whole == NOW
    finally:
        await store.close()


async def test_damage_is_found_beside_the_work(tmp_path: Path) -> None:
    """It is said, no time is shown any more, and the next start looks before it does anything."""
    path = str(tmp_path / "damaged.db")
    await _damaged(path, "inbox_by_person")
    store = await open_store(path, NOW, at_start=0)
    try:
        with pytest.raises(BrokenStoreError, match=r"is damaged \(.*\)\. Restore a backup"):
            await store.look_whole(NOW)
        assert (await store.figures(NOW)).whole is None
    finally:
        await store.close()
    with pytest.raises(RefusedStoreError, match="Nothing was changed in it"):
        await open_store(path, NOW, at_start=0)


async def test_a_small_database_is_looked_through_first(tmp_path: Path) -> None:
    path = str(tmp_path / "small.db")
    await _damaged(path, "inbox_by_person")
    with pytest.raises(RefusedStoreError, match=r"is damaged \("):
        await open_store(path, NOW)


def test_what_is_no_file_keeps_its_rights(tmp_path: Path) -> None:
    """As a device does, which is everybody's: /dev/null, closed by root, would be in the way of all others."""
    device = tmp_path / "sinkron.db"
    os.mkfifo(device)
    device.chmod(0o666)
    assert close_to_others(str(device)) == []
    assert device.stat().st_mode & 0o777 == 0o666
