"""The simulated Telegram on a loopback socket, and the bot as a process of its own."""

import asyncio
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.simulator import server
from bot.simulator.delivery import Delivery, WebhookSetting
from bot.simulator.telegram import Telegram

TOKEN = "4242424242:AAHsecretsecretsecretsecretsecretsecr"
SECRET = "webhook-secret-0123456789"
WEBHOOK = "https://bot.example/updates"
ROOT = Path(__file__).parent.parent
HASTY = ("-m", "tests.hasty")
"""The program for a test in which the bot waits in vain."""

_TALKING = {"sendMessage", "editMessageText", "answerCallbackQuery"}
_HANG = 7.0
"""So many seconds an ordered time-out lasts: longer than the bot waits."""
_PAUSE = 0.05
"""So many seconds pass at most before an update is delivered again."""


class Served:
    """One bot's Telegram behind HTTP. It delivers to a webhook once one is set."""

    def __init__(self, *, seed: int = 1) -> None:
        self.telegram = Telegram(token=TOKEN)
        self.telegram.faults.dice = random.Random(seed)
        self.telegram.watchers.append(self._watch)
        self.refused: list[str] = []
        """Refusals that nobody ordered, and what was ignored in a call."""
        self.on_talk: Callable[[], None] = lambda: None
        """Called when the bot has said something to somebody."""
        self.url = ""
        self.webhook_port = free_port()
        """Where the router in front of the bot would send what comes for WEBHOOK_URL."""

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    def is_hooked(self, url: str = WEBHOOK) -> None:
        """A webhook is set already, as by an earlier process."""
        self.telegram.webhook = WebhookSetting(url, SECRET)
        self.telegram.updates.stir()

    def said_so(self, method: str) -> bool:
        """Whether this call has been made."""
        return any(call.method == method for call in self.telegram.calls)

    def _watch(self, kind: str, content: dict[str, Any]) -> None:
        if kind == "call" and content["error"]:
            self.refused.append(f"{content['method']}: {content['error']}")
        elif kind == "note":
            self.refused.append(content["note"])
        elif kind == "call" and content["method"] in _TALKING:
            self.on_talk()


@asynccontextmanager
async def serving(*, seed: int = 1) -> AsyncIterator[Served]:
    """The simulated Telegram, listening, and delivering to a webhook."""
    served = Served(seed=seed)
    router = f"http://127.0.0.1:{served.webhook_port}"
    delivery = Delivery(served.telegram, router, sleep=lambda seconds: asyncio.sleep(min(seconds, _PAUSE)))
    async with server.serving(served.telegram, delivery=delivery, silence=_HANG) as served.url:
        yield served


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Process:
    """`python -m bot` as a process of its own, with its output in a file."""

    def __init__(
        self, served: Served, folder: Path, program: tuple[str, ...] = ("-m", "bot"), **settings: str
    ) -> None:
        self._program = program
        self.python = sys.executable
        self.output = folder / "output.txt"
        self.database = folder / settings.get("DATABASE_PATH", "sinkron.db")
        self.environment = {
            **{key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "LANG"}},
            "PYTHONPATH": str(ROOT),
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": served.url,
            "BOT_MODE": "polling",
            "WEBHOOK_URL": WEBHOOK,
            "WEBHOOK_SECRET": SECRET,
            "PORT": str(served.webhook_port),
            "DATABASE_PATH": str(self.database),
            **settings,
        }
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def starts(self, *arguments: str) -> None:
        with self.output.open("ab") as output:
            self._process = subprocess.Popen(
                [self.python, *self._program, *arguments],
                cwd=self._folder,
                env=self.environment,
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
            )

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def number(self) -> int:
        """The process's id."""
        assert self._process is not None
        return self._process.pid

    def signals(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def kills(self) -> None:
        self.signals(signal.SIGKILL)
        assert self._process is not None
        self._process.wait(10)

    async def ends(self, seconds: float = 60) -> int:
        """Wait for the end; gives the exit status."""
        assert self._process is not None
        await until(lambda: not self.alive, seconds, self.said)
        return int(self._process.returncode)

    def stops(self) -> None:
        """Whatever became of the test, nothing is left behind."""
        if self.alive:
            self.kills()

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """What a statement finds in the database, while the bot runs or not."""
        with closing(sqlite3.connect(self.database)) as db:
            return db.execute(statement).fetchall()

    @property
    def said(self) -> str:
        return self.output.read_text() if self.output.exists() else ""


@asynccontextmanager
async def running(
    served: Served, folder: Path, program: tuple[str, ...] = ("-m", "bot"), **settings: str
) -> AsyncIterator[Process]:
    """A process that has been started, and is no more afterwards."""
    process = Process(served, folder, program, **settings)
    process.starts()
    try:
        yield process
    finally:
        process.stops()


async def until(
    condition: Callable[[], bool] | Callable[[], Awaitable[bool]], seconds: float = 60, why: object = None
) -> None:
    """Wait for a condition. AssertionError after so many seconds, with what `why` says."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while True:
        found = condition()
        if found if isinstance(found, bool) else await found:
            return
        if loop.time() > deadline:
            raise AssertionError(f"not in {seconds} s: {why() if callable(why) else why}")
        await asyncio.sleep(0.01)
