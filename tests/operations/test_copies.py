"""Backup, restore, and what is said of a file that is not whole."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.records.rows import StoredUpdate
from bot.store.copies import back_up, restore
from bot.store.interface import BrokenStoreError, RefusedStoreError
from bot.store.sqlite import SqliteStore, open_store

NOW = datetime(2026, 8, 25, 2, tzinfo=UTC)


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> str:
    return str(tmp_path / "sinkron.db")


@pytest.fixture(name="store")
async def _store(path: str) -> AsyncIterator[SqliteStore]:
    store = await open_store(path, NOW)
    await store.take_in([_update(1)])
    yield store
    await store.close()


def _update(number: int) -> StoredUpdate:
    return StoredUpdate(number, 11, "{}", NOW)


def _reads(path: str) -> bytes:
    return Path(path).read_bytes()


def _writes(path: str, content: bytes) -> None:
    Path(path).write_bytes(content)


def _named(folder: Path, beginning: str) -> list[str]:
    return [file.name for file in folder.glob(f"{beginning}*")]


def _ids(path: str | Path) -> list[int]:
    db = sqlite3.connect(path)
    try:
        return [number for (number,) in db.execute("SELECT update_id FROM inbox ORDER BY 1")]
    finally:
        db.close()


async def test_a_backup_while_the_bot_writes(store: SqliteStore, path: str, tmp_path: Path) -> None:
    """It is one moment's whole database, in one file that only its owner reads."""
    copy = tmp_path / "copy.db"
    copying = asyncio.create_task(asyncio.to_thread(back_up, path, str(copy)))
    number = 1
    while not copying.done():
        number += 1
        await store.take_in([_update(number)])
    assert await copying == copy.stat().st_size
    found = _ids(copy)
    assert found == list(range(1, len(found) + 1))
    assert copy.stat().st_mode & 0o077 == 0
    assert _named(tmp_path, "copy") == ["copy.db"]


@pytest.mark.usefixtures("store")
async def test_a_backup_never_overwrites(path: str, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("dear")
    with pytest.raises(RefusedStoreError, match="exists already"):
        back_up(path, str(tmp_path / "copy.db"))
    assert (tmp_path / "copy.db").read_text() == "dear"


@pytest.mark.usefixtures("store")
async def test_a_backup_that_cannot_be_written(path: str, tmp_path: Path) -> None:
    with pytest.raises(BrokenStoreError, match="cannot be written"):
        back_up(path, str(tmp_path / "nowhere" / "copy.db"))


async def test_no_backup_of_nothing(path: str) -> None:
    with pytest.raises(RefusedStoreError, match="There is no database at"):
        back_up(path, f"{path}.copy")


async def test_restored_as_it_was(store: SqliteStore, path: str) -> None:
    """The former file is kept, with what was only in its log."""
    back_up(path, f"{path}.copy")
    await store.take_in([_update(2)])
    await store.close()
    kept = restore(path, f"{path}.copy", NOW)
    assert kept is not None
    assert (_ids(path), _ids(kept)) == ([1], [1, 2])
    again = await open_store(path, NOW)
    assert [row.update_id for row in await again.unfinished()] == [1]
    await again.close()


async def test_not_restored_while_a_bot_runs(store: SqliteStore, path: str) -> None:
    back_up(path, f"{path}.copy")
    await store.take_in([_update(2)])
    with pytest.raises(RefusedStoreError, match="Another process is using"):
        restore(path, f"{path}.copy", NOW)
    assert _ids(path) == [1, 2]


async def test_restored_over_a_damaged_file(store: SqliteStore, path: str) -> None:
    back_up(path, f"{path}.copy")
    await store.close()
    _damage(Path(path))
    with pytest.raises(RefusedStoreError, match="is damaged"):
        await open_store(path, NOW)
    assert restore(path, f"{path}.copy", NOW) is not None
    assert _ids(path) == [1]


@pytest.mark.parametrize("content", [b"", b"no database at all" * 500], ids=["empty", "nonsense"])
async def test_not_restored_from_anything_else(store: SqliteStore, path: str, content: bytes) -> None:
    """Nothing has changed then."""
    await store.close()
    _writes(f"{path}.copy", content)
    with pytest.raises(RefusedStoreError, match=r"not a database of this program|is damaged"):
        restore(path, f"{path}.copy", NOW)
    assert _ids(path) == [1]


async def test_not_restored_from_a_newer_version(store: SqliteStore, path: str) -> None:
    back_up(path, f"{path}.copy")
    await store.close()
    db = sqlite3.connect(f"{path}.copy")
    db.execute("INSERT INTO migrations VALUES ('m999_future', 0)")
    db.commit()
    db.close()
    with pytest.raises(RefusedStoreError, match="newer version"):
        restore(path, f"{path}.copy", NOW)


def _damage(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    file.write_bytes(bytes(content))


async def test_a_damaged_file_is_refused_unchanged(store: SqliteStore, path: str) -> None:
    """The sentence says what to do, and the file stays as it was for whoever wants to save something from it."""
    await store.close()
    _damage(Path(path))
    before = _reads(path)
    with pytest.raises(RefusedStoreError, match="python -m bot restore FILE"):
        await open_store(path, NOW)
    assert _reads(path) == before


async def test_what_a_restore_has_left_is_forgotten_in_time(store: SqliteStore, path: str) -> None:
    """As long as a case that nobody touches; and what a killed one has not finished, at the next tidying. Nothing else."""
    back_up(path, f"{path}.copy")
    await store.close()
    old, young = restore(path, f"{path}.copy", NOW), restore(path, f"{path}.copy", NOW + timedelta(days=3))
    _writes(f"{old}-wal", b"")
    _writes(f"{path}.restoring", b"half")
    again = await open_store(path, NOW)
    await again.forget(NOW, NOW, NOW)
    assert _named(Path(path).parent, "sinkron.db.restoring") == []
    assert old
    assert _named(Path(path).parent, Path(old).name)
    await again.forget(NOW + timedelta(days=1), NOW, NOW)
    assert _named(Path(path).parent, Path(old).name) == []
    assert young
    assert sorted(_named(Path(path).parent, "sinkron.db.")) == [
        Path(young).name, "sinkron.db.copy", "sinkron.db.lock",
    ]  # fmt: skip
    await again.close()
