"""SIGTERM at any moment of the start: the process ends within seconds, with status 0."""

import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.served import Process, Served, running, serving, until

pytestmark = pytest.mark.prove
SECONDS = 8.0
"""Less than a call to Telegram that does not come back is tried again."""


@pytest.fixture(name="served")
async def _served() -> AsyncIterator[Served]:
    async with serving() as served:
        yield served


async def _ends_well(process: Process) -> None:
    process.signals(signal.SIGTERM)
    assert await process.ends(SECONDS) == 0, process.said
    assert "Traceback" not in process.said


def _heeds(process: Process) -> bool:
    """Whether the process has taken SIGTERM into its own hands: the interpreter's first moments are nobody's."""
    caught = next(
        line.split()[1]
        for line in Path(f"/proc/{process.number}/status").read_text().splitlines()
        if line.startswith("SigCgt")
    )
    return bool(int(caught, 16) >> (signal.SIGTERM - 1) & 1)


@pytest.mark.parametrize("simulated", [False, True])
async def test_while_it_is_loaded(served: Served, tmp_path: Path, simulated: bool) -> None:
    async with running(served, tmp_path, BOT_TOKEN="" if simulated else served.telegram.token) as process:
        await until(lambda: _heeds(process))
        await _ends_well(process)


async def test_while_the_database_is_opened(served: Served, tmp_path: Path) -> None:
    """Another process has it, and does not give it back."""
    with closing(sqlite3.connect(tmp_path / "sinkron.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        async with running(served, tmp_path) as process:
            await until((tmp_path / "sinkron.db.lock").exists)
            await _ends_well(process)


@pytest.mark.parametrize(
    ("mode", "method"),
    [
        ("polling", "getMe"),
        ("polling", "setMyCommands"),
        ("polling", "getUpdates"),
        ("webhook", "getWebhookInfo"),
        ("webhook", "getUpdates"),
        ("webhook", "setWebhook"),
    ],
)
async def test_while_telegram_does_not_answer(served: Served, tmp_path: Path, mode: str, method: str) -> None:
    served.telegram.fault("timeout", method, times=None)
    async with running(served, tmp_path, BOT_MODE=mode) as process:
        await until(lambda: served.telegram.faults.counted.total() > 0, why=lambda: process.said)
        await _ends_well(process)
