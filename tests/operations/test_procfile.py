"""The Procfile under a real process manager: honcho."""

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.served import ROOT, Process, Served, serving, until

pytestmark = pytest.mark.prove


@pytest.fixture(name="served")
async def _served() -> AsyncIterator[Served]:
    async with serving() as served:
        yield served


@contextmanager
def _honcho(process: Process, *names: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = process.environment | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{process.environment['PATH']}"
    }
    del environment["BOT_MODE"]  # the Procfile says it
    with process.output.open("ab") as output:
        manager = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "honcho",
                "-f",
                str(ROOT / "Procfile"),
                "-d",
                str(process.database.parent),
                "start",
                *names,
            ],
            env=environment,
            cwd=process.database.parent,
            stdout=output,
            stderr=output,
        )
    try:
        yield manager
    finally:
        if manager.poll() is None:
            manager.send_signal(signal.SIGTERM)
            manager.wait(20)


@pytest.mark.parametrize("name", ["worker", "web"])
async def test_each_serves_alone(served: Served, tmp_path: Path, name: str) -> None:
    """It answers, and ends in good order when the manager is told to end."""
    process = Process(served, tmp_path)
    if name == "web":
        served.is_hooked()
    with _honcho(process, name) as manager:
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
    with _honcho(process) as manager:
        await until(lambda: manager.poll() is not None, why=lambda: process.said)
        assert manager.returncode != 0
    assert "One bot runs on one database: stop the other one first." in process.said
