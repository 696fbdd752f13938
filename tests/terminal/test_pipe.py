"""`… | head`: whoever reads the output has had enough, and no command makes a fuss about it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.exit_status import NOBODY_READS

ROOT = Path(__file__).parents[2]
FACTS, REPLY = b"{}\n", b'{"text": "sudah", "context": "yesno"}\n'
COMMANDS = {
    "bot --help": b"",
    "bot": b"1\n",
    "bot unclear": b"",
    "bot status": b"",
    "bot check nowhere": b"",
    "flows": b"1\n" * 50,
    "flows.eligibility": FACTS * 50,
    "flows.reading": REPLY * 50,
}


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a bot has been simulated once, so that there is a database to look at."""
    folder = tmp_path_factory.mktemp("pipe")
    assert _runs(folder, "bot", b"1\n", subprocess.DEVNULL) == (0, b"")
    return folder


def _runs(folder: Path, command: str, typed: bytes, out: int) -> tuple[int, bytes]:
    """The exit status, and what stands on stderr."""
    done = subprocess.run(
        [sys.executable, "-m", *command.split()],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "PYTHONWARNINGS": "error"},
        input=typed,
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stderr


@pytest.mark.prove
@pytest.mark.parametrize("command", COMMANDS)
def test_it_ends_quietly(folder: Path, command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        status, errors = _runs(folder, command, COMMANDS[command], writer)
    finally:
        os.close(writer)
    assert errors == b""
    assert status in {NOBODY_READS, -signal.SIGPIPE}  # of its own, or by the signal itself
