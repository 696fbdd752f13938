"""The token and the webhook's secret are nowhere: not in the output at the chattiest level, and not in the database."""

import functools
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.simulator.fault_injection import Chances
from tests.served import SECRET, TOKEN, Process, Served, serving, until

CHATTY = """
import logging
from bot.operations import log
log.QUIET.clear()
logging.getLogger("httpx").setLevel(logging.DEBUG)
from bot.program import main
raise SystemExit(main([]))
"""
"""The bot as it is, but for the lid on other people's loggers."""


@pytest.fixture(name="served")
async def _served() -> AsyncIterator[Served]:
    async with serving() as served:
        yield served


@pytest.mark.prove
@pytest.mark.parametrize("mode", ["webhook", "polling"])
async def test_no_secret_anywhere(served: Served, tmp_path: Path, mode: str) -> None:
    """A conversation on a bad wire, a person who sends the token itself, and an unreadable update."""
    if mode == "webhook":
        served.is_hooked()
    served.telegram.faults.chances = Chances(drop_before=10, drop_after=10, error=10, flood=5)
    process = Process(served, tmp_path, ("-c", CHATTY), BOT_MODE=mode, LOG_LEVEL="DEBUG")
    process.starts()
    try:
        sari = served.telegram.person(11, "Sari")
        sari.says("/start")
        sari.says(f"token saya {TOKEN}")
        served.telegram.happens("message", {"nonsense": 1, "from": sari.user, "text": TOKEN})
        await until(lambda: _done(process), why=lambda: process.said)
        while sum(served.telegram.faults.counted.values()) <= 3:
            update = sari.says("/bantuan")
            await until(functools.partial(_is_done, process, update["update_id"]), why=lambda: process.said)
        process.signals(signal.SIGTERM)
        assert await process.ends() == 0, process.said
    finally:
        process.stops()
    searched = {"output": process.output.read_bytes()}
    searched |= {file.name: file.read_bytes() for file in _files(tmp_path, "sinkron.db*")}
    assert "sinkron.db" in searched
    assert b"level=debug" in searched["output"]
    assert b"logger=telegram" in searched["output"]
    for where, content in searched.items():
        for secret in _spellings():
            assert secret not in content, where


def _done(process: Process) -> bool:
    if "logger=bot" not in process.said:  # it has not begun
        return False
    states = process.rows("SELECT state, count(*) FROM inbox GROUP BY state")
    return dict(states) in ({"done": 2, "aside": 1}, {"done": 3, "aside": 1})


def _is_done(process: Process, update: int) -> bool:
    return bool(process.rows(f"SELECT 1 FROM inbox WHERE update_id = {update} AND state = 'done'"))


def _files(folder: Path, pattern: str) -> list[Path]:
    return list(folder.glob(pattern))


def _spellings() -> list[bytes]:
    """Each secret as it is, as in an address, and the part of the token that opens the door."""
    found = [TOKEN, quote(TOKEN, safe=""), TOKEN.partition(":")[2], SECRET]
    return [secret.encode() for secret in found]
