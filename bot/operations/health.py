"""Health over HTTP: whether the process lives, whether the bot serves, and its figures.

`Alive` tells a stranger nothing and costs nothing, and may stand on an open port. `Health` says how much is going on: it
stands on a port of its own, or behind a secret.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from aiohttp import web
from pydantic import SecretStr

from bot.operations import metrics
from bot.operations.site import Handler, reading
from bot.shards.shards import ALONE, Shards
from bot.store.figures import Figures
from bot.store.interface import BrokenStoreError, Store

FRESH = timedelta(seconds=10)
"""So old figures may be: however many ask, the database is asked no oftener."""


class Source(Protocol):
    """Source of updates: polling or a webhook."""

    last_success: datetime | None

    def ready(self, now: datetime) -> bool:
        """Whether updates can come in."""

    async def run(self) -> None: ...


class Alive:
    """Answers `/healthz`: 200 while the process lives. Whatever it cannot live without ends it."""

    def paths(self) -> Mapping[str, Handler]:
        return {"/healthz": reading(self._alive)}

    async def _alive(self, _: web.Request) -> web.Response:
        return web.Response(text="ok\n")


class Health:
    """Answers `/readyz` and `/metrics`, to everybody or only to whoever brings the secret."""

    def __init__(
        self,
        store: Store,
        source: Source,
        clock: Callable[[], datetime],
        secret: SecretStr | None = None,
        *,
        shards: Shards = ALONE,
        name: str = "",
    ) -> None:
        """`secret` is to come as `Authorization: Bearer …`; None: nothing is asked for. `name` of one bot among several: its
        paths begin with it.
        """
        self._under = f"/{name}" if name else ""
        self._store = store
        self._source = source
        self._clock = clock
        self._secret = secret
        self._shards = shards
        self._figures: tuple[datetime, Figures] | None = None
        self._asking = asyncio.Lock()

    def paths(self) -> Mapping[str, Handler]:
        return {
            f"{self._under}/readyz": reading(self._for_the_secret(self._ready)),
            f"{self._under}/metrics": reading(self._for_the_secret(self._metrics)),
        }

    def _for_the_secret(
        self, answer: Callable[[], Awaitable[web.Response]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def guarded(request: web.Request) -> web.Response:
            if self._secret is not None:
                given = request.headers.get("Authorization", "").encode(errors="replace")
                wanted = f"Bearer {self._secret.get_secret_value()}".encode()
                if not hmac.compare_digest(given, wanted):
                    return web.Response(status=401, headers={"WWW-Authenticate": "Bearer"})
            return await answer()

        return guarded

    async def _look(self) -> Figures:
        """The figures, at most FRESH old; who asks meanwhile gets the same. Raises BrokenStoreError."""
        async with self._asking:
            now = self._clock()
            if self._figures is None or not timedelta(0) <= now - self._figures[0] < FRESH:
                self._figures = (now, await self._store.figures(now))
            return self._figures[1]

    async def _ready(self) -> web.Response:
        """200 where updates come in and the database can be used, else 503; the body says what is wrong."""
        wrong = [] if self._source.ready(self._clock()) else ["no updates come in"]
        try:
            figures = await self._look()
        except BrokenStoreError:
            wrong.append("the database cannot be used")
            return _answer({"ready": False, "wrong": wrong})
        held = self._shards.held
        return _answer(
            {
                "ready": not wrong,
                "wrong": wrong,
                "inbox": figures.inbox,
                "inbox_age": figures.inbox_age,
                "outbox": figures.outbox,
                "outbox_age": figures.outbox_age,
                "failures": figures.failures,
                **({} if held is None else {"shards": len(held), "leads": self._shards.leads}),
            }
        )

    async def _metrics(self) -> web.Response:
        try:
            figures = await self._look()
        except BrokenStoreError:
            return web.Response(status=503)
        body = metrics.exposition(figures, self._source.last_success, self._shards)
        return web.Response(body=body, headers={"Content-Type": metrics.CONTENT_TYPE})


def _answer(said: dict[str, object]) -> web.Response:
    return web.Response(
        status=200 if said["ready"] else 503, text=json.dumps(said) + "\n", content_type="application/json"
    )
