"""The bot as a process of its own, over HTTP: it serves, ends when told to, and says why when it must."""

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.simulator.delivery import WebhookSetting
from bot.simulator.errors import ApiError
from bot.simulator.server import serving
from bot.simulator.telegram import Telegram
from tests.chat import SARI

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


@pytest.fixture(name="telegram")
def _telegram() -> Telegram:
    return Telegram()


@asynccontextmanager
async def _bot(
    folder: Path, url: str, token: str, program: str = "bot"
) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        program,
        cwd=folder,
        env={
            "PYTHONPATH": str(ROOT),
            "PATH": os.environ["PATH"],
            "PYTHONWARNINGS": "error",
            "BOT_TOKEN": token,
            "BOT_API_URL": url,
            "DATABASE_PATH": str(folder / "x.db"),
            "LOG_LEVEL": "DEBUG",
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def _said(telegram: Telegram, text: str) -> None:
    """Wait until the bot's last message says `text`."""
    async with asyncio.timeout(PATIENCE):
        while True:
            own = [m for m in telegram.messages(SARI) if m["from"]["is_bot"]]
            if own and text in own[-1].get("text", ""):
                return
            await asyncio.sleep(0.01)  # another process


async def test_a_conversation_a_kill_and_an_end(tmp_path: Path, telegram: Telegram) -> None:
    """Served, killed, served on, and ended by SIGTERM with status 0; the token is in no line that it wrote."""
    sari = telegram.person(SARI, "Sari")
    async with serving(telegram) as url:
        async with _bot(tmp_path, url, telegram.token) as process:
            sari.says("/start")
            await _said(telegram, "Apa yang terjadi")
            process.kill()
            await process.communicate()
        sari.says("/bantuan")
        async with _bot(tmp_path, url, telegram.token) as process:
            await _said(telegram, "/lanjut ke kasus Anda")
            process.send_signal(signal.SIGTERM)
            process.send_signal(signal.SIGTERM)
            out, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
        assert process.returncode == 0, errors.decode()
        assert out == b""
        assert telegram.token.encode() not in errors
        assert b"simulated" not in errors
        assert b"serving" in errors
    # What the killed process had drawn and not noted is drawn again by the next one.
    assert not [call for call in telegram.refusals if "not modified" not in str(call.error)]
    assert telegram.settings["setMyCommands"][0]["command"] == "start"
    assert telegram.settings["setMyDescription"]


@pytest.mark.prove
@pytest.mark.parametrize("withdrawn", [False, True])
async def test_a_wrong_token(tmp_path: Path, telegram: Telegram, withdrawn: bool) -> None:
    """Known at the start or found out later: the process ends with status 2 and a sentence without the token."""
    token = telegram.token if withdrawn else "222222:not-the-one"
    telegram.person(SARI, "Sari").says("/start")
    async with serving(telegram) as url, _bot(tmp_path, url, token, "tests.hasty") as process:
        if withdrawn:
            await _said(telegram, "Apa yang terjadi")
            telegram.token = "another"
            telegram.person(SARI, "Sari").says("halo")
        _, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 2
    assert (
        errors.decode().rstrip().endswith("Telegram does not know this BOT_TOKEN (the value is not shown).")
    )
    assert token.encode() not in errors


async def test_a_webhook_is_set(tmp_path: Path, telegram: Telegram) -> None:
    """Another process serves this bot: this one ends instead of taking its updates away."""
    telegram.webhook = WebhookSetting("https://other.example/hook")
    async with serving(telegram) as url, _bot(tmp_path, url, telegram.token) as process:
        _, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 1
    assert "webhook" in errors.decode().splitlines()[-1]
    assert telegram.webhook


async def test_the_store_breaks_while_serving(tmp_path: Path, telegram: Telegram) -> None:
    """A lock that nobody gives back: the process ends with status 1 and a sentence, and Telegram keeps the update."""
    sari = telegram.person(SARI, "Sari")
    sari.says("/start")
    async with serving(telegram) as url, _bot(tmp_path, url, telegram.token, "tests.hasty") as process:
        await _said(telegram, "Apa yang terjadi")
        other = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        sari.says("halo")
        async with asyncio.timeout(PATIENCE):
            _, errors = await process.communicate()
        other.close()
    assert process.returncode == 1
    assert "The database cannot be used any more" in errors.decode().splitlines()[-1]
    assert telegram.pending


async def test_profile_refusals_stop_nothing(tmp_path: Path, telegram: Telegram) -> None:
    """Telegram limits how often a bot may change its descriptions; the bot serves all the same."""
    slow = ApiError(429, "Too Many Requests: retry after 9999", {"retry_after": 9999})
    for method in ("setMyCommands", "setMyDescription", "setMyShortDescription"):
        telegram.fault("error", method, error=slow)
    telegram.person(SARI, "Sari").says("/start")
    async with serving(telegram) as url, _bot(tmp_path, url, telegram.token):
        await _said(telegram, "Apa yang terjadi")
