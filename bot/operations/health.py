"""What can be asked over HTTP: whether the process lives, whether the bot serves, and its figures."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from aiohttp import web

from bot.operations import metrics
from bot.store.interface import BrokenStoreError, Store

LARGEST_BODY = 256 * 1024
"""Bytes of a request's body that are read at most; an update of Telegram's is far smaller."""


class Source(Protocol):
    """Where updates come from."""

    last_success: datetime | None

    def ready(self, now: datetime) -> bool:
        """Whether updates can come in."""

    async def run(self) -> None: ...


class PortError(Exception):
    """The port cannot be listened on. The message is a sentence for whoever runs the bot."""


class Health:
    """Answers `/healthz`, `/readyz` and `/metrics`."""

    def __init__(self, store: Store, source: Source, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._source = source
        self._clock = clock

    def add_to(self, router: web.UrlDispatcher) -> None:
        router.add_get("/healthz", self.alive)
        router.add_get("/readyz", self.ready)
        router.add_get("/metrics", self.metrics)

    async def alive(self, _: web.Request) -> web.Response:
        """The process answers; whatever it cannot live without ends it."""
        return web.Response(text="ok\n")

    async def ready(self, _: web.Request) -> web.Response:
        """200 where updates come in and the database can be used, else 503; the body says what is wrong."""
        wrong = [] if self._source.ready(self._clock()) else ["no updates come in"]
        try:
            figures = await self._store.figures(self._clock())
        except BrokenStoreError:
            wrong.append("the database cannot be used")
            return _answer({"ready": False, "wrong": wrong})
        return _answer(
            {
                "ready": not wrong,
                "wrong": wrong,
                "inbox": figures.inbox,
                "inbox_age": figures.inbox_age,
                "outbox": figures.outbox,
                "outbox_age": figures.outbox_age,
                "failures": figures.failures,
            }
        )

    async def metrics(self, _: web.Request) -> web.Response:
        try:
            figures = await self._store.figures(self._clock())
        except BrokenStoreError:
            return web.Response(status=503)
        body = metrics.exposition(figures, self._source.last_success)
        return web.Response(body=body, headers={"Content-Type": metrics.CONTENT_TYPE})


def _answer(said: dict[str, object]) -> web.Response:
    return web.Response(
        status=200 if said["ready"] else 503, text=json.dumps(said) + "\n", content_type="application/json"
    )


class Site:
    """The HTTP server of this process, if it needs one."""

    def __init__(self) -> None:
        self._runner: web.AppRunner | None = None

    async def open(self, port: int, *parts: "Part") -> None:
        """Listen on all addresses. Raises PortError."""
        application = web.Application(client_max_size=LARGEST_BODY)
        for part in parts:
            part.add_to(application.router)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=5)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, port=port).start()
        except OSError as error:
            raise PortError(f"Port {port} cannot be listened on: {error.strerror}.") from None

    async def close(self) -> None:
        """Take nothing new, and finish what is being answered."""
        if self._runner:
            await self._runner.cleanup()
            self._runner = None


class Part(Protocol):
    """Something that answers at paths of its own."""

    def add_to(self, router: web.UrlDispatcher) -> None: ...
