"""The simulated Telegram on a loopback socket, with trouble on the wire, and the bot as a process of its own."""

import asyncio
import json
import math
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from bot.simulator.errors import ApiError
from bot.simulator.telegram import Telegram

TOKEN = "4242424242:AAHsecretsecretsecretsecretsecretsecr"
SECRET = "webhook-secret-0123456789"
WEBHOOK = "https://bot.example/updates"
ROOT = Path(__file__).parent.parent

_TALKING = {"sendMessage", "editMessageText", "answerCallbackQuery"}
_TEXTS = {
    "text",
    "caption",
    "callback_query_id",
    "parse_mode",
    "url",
    "secret_token",
    "description",
    "short_description",
}


@dataclass
class Trouble:
    """How often, of a hundred calls, each thing goes wrong."""

    drop_before: float = 0
    drop_after: float = 0
    error: float = 0
    flood: float = 0
    timeout: float = 0

    def draws(self, dice: random.Random) -> str | None:
        left = dice.random() * 100
        for kind in ("drop_before", "drop_after", "error", "flood", "timeout"):
            left -= getattr(self, kind)
            if left < 0:
                return kind
        return None


class Served:
    """One bot's Telegram behind HTTP. It delivers to a webhook once one is set."""

    def __init__(self, *, seed: int = 1) -> None:
        self.telegram = Telegram(token=TOKEN)
        self.trouble = Trouble()
        self.dice = random.Random(seed)
        self.troubles: Counter[str] = Counter()
        self.refused: list[str] = []
        """Refusals that nobody ordered."""
        self.on_talk: Callable[[], None] = lambda: None
        """Called when the bot has said something to somebody."""
        self.port = 0
        self.webhook_port = 0
        """Where the router in front of the bot would send what comes for WEBHOOK_URL."""
        self.deliveries: Counter[int] = Counter()
        self.hang = 7.0
        """So many seconds an ordered time-out lasts: longer than the bot waits."""
        self.down = False
        """The machine cannot be reached."""
        self.flooded: dict[int, float] = {}
        """Chats that are refused with 429 until then, by the loop's time."""
        self.broken_methods: set[str] = set()
        """Methods that are answered with 500."""
        self._delivering: set[int] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        token, method = request.match_info["token"], request.match_info["method"]
        if self.down:
            return _dropped(request)
        if token != self.telegram.token:
            return _answered(ApiError(401, "Unauthorized"))
        kind = "error" if method in self.broken_methods else self.trouble.draws(self.dice)
        if kind:
            self.troubles[kind] += 1
        if kind == "drop_before":
            return _dropped(request)
        if kind == "error":
            return _answered(ApiError(500, "Internal Server Error"))
        if kind == "flood":
            return _answered(ApiError(429, "Too Many Requests: retry after 1", {"retry_after": 1}))
        params = await _params(request)
        left = self.flooded.get(int(params.get("chat_id", 0)), 0) - asyncio.get_running_loop().time()
        if left > 0:
            self.troubles["flooded"] += 1
            wait = math.ceil(left)
            return _answered(ApiError(429, f"Too Many Requests: retry after {wait}", {"retry_after": wait}))
        try:
            if method in {"getUpdates", "getWebhookInfo"}:
                self._fits(method)
            result = await self.telegram.call(method, params)
        except ApiError as error:
            self.refused.append(f"{method}: {error}")
            return _answered(error)
        if method in _TALKING:
            self.on_talk()
        if kind == "timeout":
            await asyncio.sleep(self.hang)
        if kind in {"drop_after", "timeout"}:
            return _dropped(request)
        return web.json_response({"ok": True, "result": result})

    def _fits(self, method: str) -> None:
        if method == "getUpdates" and self.telegram.settings.get("webhook"):
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
            )

    def said_so(self, method: str) -> bool:
        """Whether this call has been made."""
        return any(call.method == method for call in self.telegram.calls)

    async def happened(self) -> None:
        """Something has been done by a person: a waiting poll is answered."""
        await self.telegram.tell_pollers()

    async def deliver_for_ever(self) -> None:
        """Deliver to the webhook: one after the other for each person, again until it is answered with 200."""
        timeout = aiohttp.ClientTimeout(total=5)
        async with aiohttp.ClientSession(timeout=timeout) as session, asyncio.TaskGroup() as group:
            busy: dict[int, asyncio.Task[None]] = {}
            while True:
                if self.telegram.settings.get("webhook"):
                    for update in list(self.telegram.pending):
                        key = _whose(update)
                        if key not in busy or busy[key].done():
                            busy[key] = group.create_task(self._deliver(session, update))
                await asyncio.sleep(0.005)

    async def _deliver(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> None:
        url = self.telegram.settings.get("webhook")
        if not url:
            return
        number = update["update_id"]
        kind = self.trouble.draws(self.dice)
        try:
            self.deliveries[number] += 1
            async with session.post(
                f"http://127.0.0.1:{self.webhook_port}{urlsplit(url).path}",
                json=update,
                headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
            ) as response:
                # An answer that gets lost on its way: the same update is delivered again.
                if kind not in {"drop_after", "timeout"} and response.status == 200:
                    with suppress(ValueError):
                        self.telegram.pending.remove(update)
                    return
        except (aiohttp.ClientError, TimeoutError):
            pass
        await asyncio.sleep(0.05)


def _whose(update: dict[str, Any]) -> int:
    content = next(value for key, value in update.items() if key != "update_id")
    return int(content["from"]["id"])


def _dropped(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


def _answered(error: ApiError) -> web.Response:
    return web.json_response(error.body(), status=error.code)


async def _params(request: web.Request) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            found[key] = value.filename
        elif key in _TEXTS:
            found[key] = value
        else:
            found[key] = json.loads(value)
    return found


@asynccontextmanager
async def serving(*, seed: int = 1) -> AsyncIterator[Served]:
    """The simulated Telegram, listening, and delivering to a webhook."""
    served = Served(seed=seed)
    served.webhook_port = free_port()
    application = web.Application()
    application.router.add_post("/bot{token}/{method}", served.answer)
    # A poller that was killed polls no longer.
    runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    served.port = runner.addresses[0][1]
    delivering = asyncio.create_task(served.deliver_for_ever())
    try:
        yield served
    finally:
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)
        await runner.cleanup()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Process:
    """`python -m bot` as a process of its own, with its output in a file."""

    def __init__(self, served: Served, folder: Path, **settings: str) -> None:
        self.output = folder / "output.txt"
        self.database = folder / "sinkron.db"
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

    def starts(self, *arguments: str, program: tuple[str, ...] = ("-m", "bot")) -> None:
        with self.output.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, *program, *arguments],
                cwd=self._folder,
                env=self.environment,
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
            )

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def signals(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def kills(self) -> None:
        self.signals(signal.SIGKILL)
        assert self._process is not None
        self._process.wait(10)

    async def ends(self, seconds: float = 20) -> int:
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
async def running(served: Served, folder: Path, **settings: str) -> AsyncIterator[Process]:
    """A process that has been started, and is no more afterwards."""
    process = Process(served, folder, **settings)
    process.starts()
    try:
        yield process
    finally:
        process.stops()


async def until(
    condition: Callable[[], bool] | Callable[[], Awaitable[bool]], seconds: float = 20, why: object = None
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
