"""The disk while the bot runs: files taken away or replaced, a disk that takes nothing more, and who else may read."""

import asyncio
import resource
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.served_bot import _mark
from bot.store.interface import BrokenStoreError
from bot.store.sqlite import open_store
from tests.served import HASTY, Process, Served, running, serving, until

NOW = datetime(2026, 8, 25, 2, tzinfo=UTC)


@pytest.fixture(name="served")
async def _served() -> AsyncIterator[Served]:
    async with serving() as served:
        yield served


@asynccontextmanager
async def _talking(served: Served, folder: Path, **settings: str) -> AsyncIterator[Process]:
    """A bot that has answered somebody, and is then left in peace."""
    async with running(served, folder, HASTY, **settings) as process:
        sari = served.telegram.person(11, "Sari")
        sari.says("/start")
        await until(lambda: len(sari.messages()) > 1, why=lambda: process.said)
        await until(lambda: bool(process.rows("SELECT 1 FROM marks WHERE name = 'arrived'")))
        yield process


def _removes(file: Path) -> None:
    file.unlink()


def _replaces(file: Path) -> None:
    shutil.copy(file, f"{file}.other")
    Path(f"{file}.other").replace(file)


def _removes_folder(file: Path) -> None:
    shutil.rmtree(file.parent)


@pytest.mark.parametrize(
    "happens",
    [_removes, *(pytest.param(how, marks=pytest.mark.prove) for how in (_replaces, _removes_folder))],
)
async def test_a_database_that_is_not_there_any_more(
    served: Served, tmp_path: Path, happens: Callable[[Path], None]
) -> None:
    """Although nobody writes: one sentence, and status 1."""
    file = tmp_path / "data/sinkron.db"
    async with _talking(served, tmp_path, DATABASE_PATH="data/sinkron.db", PYTHONWARNINGS="error") as process:
        happens(file)
        assert await process.ends() == 1, process.said
    last = process.said.splitlines()[-1]
    assert last.startswith("The database data/sinkron.db was taken away or replaced while the bot ran."), last
    assert "Traceback" not in process.said


@pytest.mark.prove
async def test_a_disk_that_takes_nothing_more(served: Served, tmp_path: Path) -> None:
    """As one that has become read-only: each write fails from now on."""
    async with _talking(served, tmp_path) as process:
        # Room for the last words, and for no page: the write-ahead log begins anew where it was taken over meanwhile.
        most = process.output.stat().st_size + 2048
        assert _size(f"{process.database}-wal") > most
        resource.prlimit(process.number, resource.RLIMIT_FSIZE, (most, most))
        assert await process.ends() == 1, process.said
    assert process.said.splitlines()[-1] == "The database cannot be used any more: disk I/O error."


@pytest.fixture(name="small")
def _small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 32 megabytes: what waits while it is full must fit on it afterwards."""
    folder = tmp_path / "small"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", folder], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("a small disk can only be mounted by root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.prove
async def test_a_full_disk(served: Served, tmp_path: Path, small: Path) -> None:
    """What was kept is there when there is room again."""
    async with _talking(served, tmp_path, DATABASE_PATH=str(small / "sinkron.db")) as process:
        _fills(small / "full")
        budi = served.telegram.person(12, "Budi")
        for _ in range(40):  # little fits into what the log has of the disk already
            budi.says("kata " * 800)
        assert await process.ends() == 1, process.said
        assert (
            process.said.splitlines()[-1] == "The database cannot be used any more: database or disk is full."
        )
        (small / "full").unlink()
        process.starts()
        served.telegram.people[11].says("/bantuan")
        await until(lambda: len(served.telegram.people[11].messages()) > 3, why=lambda: process.said)
        process.signals(signal.SIGTERM)
        assert await process.ends() == 0, process.said


def _fills(file: Path) -> None:
    with file.open("wb", buffering=0) as full, suppress(OSError):
        while True:
            full.write(bytes(4096))


def _size(file: str) -> int:
    return Path(file).stat().st_size


def _moves(file: Path, target: Path) -> None:
    file.rename(target)


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", ".lock"])
async def test_each_file_is_missed_and_looked_for_twice(tmp_path: Path, ending: str) -> None:
    """One that is back at the second look was never missed."""
    path = str(tmp_path / "sinkron.db")
    file, away = Path(path + ending), tmp_path / "away"
    store = await open_store(path, NOW)
    try:
        _moves(file, away)
        looking = asyncio.create_task(_mark(store, {"arrived": "1"}, 0.01))
        await asyncio.sleep(0)
        _moves(away, file)
        await looking
        assert await store.marked("arrived") == "1"
        _moves(file, away)
        with pytest.raises(BrokenStoreError, match="taken away or replaced"):
            await _mark(store, {"arrived": "2"}, 0)
    finally:
        await store.close()


def _modes(folder: Path) -> dict[str, str]:
    """The modes of a folder and its files; what the bot clears away meanwhile is left out."""
    modes = {}
    for file in [folder, *folder.iterdir()]:
        with suppress(FileNotFoundError):
            modes[file.name] = f"{file.stat().st_mode & 0o777:o}"
    return modes


@pytest.mark.prove
async def test_nobody_else_reads_what_is_made(served: Served, tmp_path: Path) -> None:
    """Whatever the process was started with; what an earlier version has left open is closed at the start."""
    data = tmp_path / "data"
    settings = {"DATABASE_PATH": "data/sinkron.db"}
    async with _talking(served, tmp_path, **settings) as process:
        assert _modes(data) == {
            "data": "700", "sinkron.db": "600", "sinkron.db-wal": "600", "sinkron.db-shm": "600", "sinkron.db.lock": "600",
        }  # fmt: skip
        process.kills()
        for name in ("sinkron.db.before-20260101T000000000000", "sinkron.db.restoring"):
            (data / name).touch()
        (tmp_path / ".env").write_text("LOG_LEVEL=INFO\n")
        for file in [data, tmp_path / ".env", *_named(data)]:
            file.chmod(0o777 if file == data else 0o666)
        process.starts()
        await until(lambda: process.said.count("event=serving") == 2, why=lambda: process.said)
        assert set(_modes(data).values()) == {"700", "600"}
        assert (tmp_path / ".env").stat().st_mode & 0o777 == 0o600
    assert "others may read" not in process.said


def _named(folder: Path) -> list[Path]:
    return list(folder.iterdir())


@pytest.fixture(name="open_file")
def _open_file(tmp_path: Path) -> Iterator[Path]:
    """A file that bears the database's name, and whose rights cannot be changed."""
    file = tmp_path / "sinkron.db-old"
    file.touch()
    file.chmod(0o644)
    if subprocess.run(["chattr", "+i", file], capture_output=True, check=False).returncode:
        pytest.skip("a file that cannot be changed can only be made by root, and not on every file system")
    try:
        yield file
    finally:
        subprocess.run(["chattr", "-i", file], check=True)


@pytest.mark.prove
async def test_where_it_cannot_be_closed_one_warning_says_so(
    served: Served, tmp_path: Path, open_file: Path
) -> None:
    """The bot serves nevertheless."""
    async with _talking(served, tmp_path) as process:
        (line,) = [line for line in process.said.splitlines() if "others may read" in line]
        assert f"path={open_file}" in line
