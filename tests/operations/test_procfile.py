"""The Procfile under a real process manager: honcho."""

import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.honcho import managed
from tests.served import Process, Served, serving, until

pytestmark = pytest.mark.prove


@pytest.fixture(name="served")
async def _served() -> AsyncIterator[Served]:
    async with serving() as served:
        yield served


@pytest.mark.parametrize("name", ["worker", "web"])
async def test_each_serves_alone(served: Served, tmp_path: Path, name: str) -> None:
    """It answers, and ends in good order when the manager is told to end."""
    process = Process(served, tmp_path)
    if name == "web":
        served.is_hooked()
    with managed(process, name) as manager:
        sari = served.telegram.person(11, "Sari")
        sari.says("/start")
        await until(lambda: len(sari.messages()) > 1, why=lambda: process.said)
        manager.send_signal(signal.SIGTERM)
        await until(lambda: manager.poll() is not None, why=lambda: process.said)
    assert f"{name}.1" in process.said
    assert "(rc=0)" in process.said, process.said


async def test_both_at_once_are_refused(served: Served, tmp_path: Path) -> None:
    """Whichever comes second says so and ends; the manager then ends the other."""
    process = Process(served, tmp_path)
    with managed(process) as manager:
        await until(lambda: manager.poll() is not None, why=lambda: process.said)
        assert manager.returncode != 0
    assert "One bot runs on one database: stop the other one first." in process.said
