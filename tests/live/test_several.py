"""Two bots in one process, over HTTP: each has its own people, and what befalls one does not befall the other."""

import asyncio
import os
import signal
import sqlite3
import sys
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from bot.simulator.server import listening
from bot.simulator.telegram import Telegram
from tests.chat import SARI
from tests.served import ROOT, free_port

PATIENCE = 60.0
pytestmark = pytest.mark.prove


async def _said(telegram: Telegram, text: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            own = [message for message in telegram.messages(SARI) if message["from"]["is_bot"]]
            if any(text in message.get("text", "") for message in own):
                return
            await asyncio.sleep(0.01)  # another process


async def test_two_bots_in_one_process(tmp_path: Path) -> None:
    """One person talks to both; one token is withdrawn, and the other bot goes on until it is told to end."""
    bots = {token: Telegram(token=token) for token in ("111111:AAmain", "222222:AAother")}
    main, other = bots.values()
    (tmp_path / "bots").write_text(f"jabar {other.token}\n")
    port = free_port()
    async with listening(bots.get) as url:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.hasty",
            cwd=tmp_path,
            env={
                "PYTHONPATH": str(ROOT),
                "PATH": os.environ["PATH"],
                "PYTHONWARNINGS": "error",
                "BOT_TOKEN": main.token,
                "BOT_API_URL": url,
                "BOTS_FILE": "bots",
                "DATABASE_PATH": "data/sinkron.db",
                "HEALTH_PORT": str(port),
            },
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            for telegram in bots.values():
                telegram.person(SARI, "Sari").says("/start")
                await _said(telegram, "Apa yang terjadi")
            for path in ("readyz", "jabar/readyz"):
                answer = await asyncio.to_thread(urllib.request.urlopen, f"http://127.0.0.1:{port}/{path}")
                assert answer.status == 200
            del bots[other.token]
            async with asyncio.timeout(PATIENCE):
                assert process.stderr
                told = b""
                while b"bot ended" not in told:
                    told = await process.stderr.readline()
            assert b"bot=jabar" in told
            main.person(SARI, "Sari").says("/bantuan")
            await _said(main, "/lanjut ke kasus Anda")
            process.send_signal(signal.SIGTERM)
            _, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()
    assert process.returncode == 0, errors.decode()
    for name in ("sinkron", "jabar"):
        with closing(sqlite3.connect(tmp_path / f"data/{name}.db")) as database:
            assert database.execute("SELECT person FROM people").fetchall() == [(SARI,)]
    assert (tmp_path / "bots").stat().st_mode & 0o077 == 0
