"""The HTTP servers of this process: on which address they listen, and how much of them anybody can take up.

The port may be open to the whole world. A connection costs a file and some memory for as long as it stays, so that their
number is bounded, in all and for one address, and so is the time in which a request must have come.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Protocol, cast

from aiohttp import web

log = logging.getLogger("bot.operations.site")

LARGEST_BODY = 256 * 1024
"""Bytes of a request's body that are read at most; an update of Telegram's is far smaller."""
LARGEST_HEADER = 8 * 1024
"""Bytes of one header field, and of the first line."""
CONNECTIONS = 512
"""Open at the same time at most."""
CONNECTIONS_OF_ONE = 192
"""Open from one address at most. Telegram delivers over up to 100, and a router stands for all of its clients."""
REQUEST_SECONDS = 20.0
"""So long a connection may take for a request, its body included, and stay idle after an answer."""
TOO_LARGE = web.RequestKey("too_large", bool)
"""Set in a request whose body was larger than LARGEST_BODY: it cannot be read."""
_TOLD = 60.0
"""Seconds between two lines of the log about connections that were refused."""


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
"""Answers a request."""


def reading(answer: Callable[[web.Request], Awaitable[web.Response]]) -> Handler:
    """Answer to a path that is only read: 405 to what would change something."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        if request.method not in {"GET", "HEAD"}:
            return web.Response(status=405, headers={"Allow": "GET, HEAD"})
        return await answer(request)

    return guarded


class PortError(Exception):
    """The port cannot be listened on. The message is a sentence for whoever runs the bot."""


class Part(Protocol):
    """Part of a site, which answers at paths of its own."""

    def paths(self) -> Mapping[str, Handler]:
        """Handlers by the path at which they answer. Of several parts the first one that has a path answers there."""


class _Door(asyncio.Protocol):
    """Door of one connection: let in if there is room, and shut where no request comes in time.

    What aiohttp itself does with a connection is handed on. It has no limit of its own for the first request, nor for the
    number of connections.
    """

    def __init__(self, inner: asyncio.Protocol, site: "Site") -> None:
        self._inner = inner
        self._site = site
        self._transport: asyncio.Transport | None = None
        self._address = ""
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        address = str((transport.get_extra_info("peername") or ("",))[0])
        if not self._site.lets_in(address):
            cast("asyncio.Transport", transport).abort()
            return
        self._address, self._transport = address, cast("asyncio.Transport", transport)
        self._site.doors[transport] = self
        self._inner.connection_made(transport)
        self.waits()

    def waits(self) -> None:
        """Wait for a request, which from now on must come whole within REQUEST_SECONDS."""
        self.serves()
        loop = asyncio.get_running_loop()
        self._deadline = loop.call_later(self._site.request_seconds, self._shut)

    def serves(self) -> None:
        """A request has come: its answer may take as long as it takes."""
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None

    def _shut(self) -> None:
        if self._transport:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        if self._transport:
            self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received() if self._transport else None

    def pause_writing(self) -> None:
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._inner.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self.serves()
        if self._transport:
            self._site.doors.pop(self._transport, None)
            self._site.lets_out(self._address)
            self._transport = None
            self._inner.connection_lost(exc)


class Site:
    """Site: one HTTP server, if this process needs one."""

    def __init__(
        self,
        *,
        most: int = CONNECTIONS,
        most_of_one: int = CONNECTIONS_OF_ONE,
        request_seconds: float = REQUEST_SECONDS,
    ) -> None:
        """`most` connections in all and `most_of_one` for one address; `request_seconds` for a request to come."""
        self.request_seconds = request_seconds
        self.doors: dict[object, _Door] = {}
        self._most = most
        self._most_of_one = most_of_one
        self._open: Counter[str] = Counter()
        self._told = float("-inf")
        self._paths: dict[Part, Mapping[str, Handler]] = {}
        self._runner: web.AppRunner | None = None
        self._server: asyncio.Server | None = None

    async def open(self, host: str, port: int, *parts: Part) -> None:
        """Listen on `host`, an address of this machine or 0.0.0.0 for all of them. Raises PortError."""
        self.add(*parts)
        application = web.Application(client_max_size=LARGEST_BODY, middlewares=[self._timed])
        application.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(
            application,
            access_log=None,
            shutdown_timeout=5,
            keepalive_timeout=self.request_seconds,
            max_line_size=LARGEST_HEADER,
            max_field_size=LARGEST_HEADER,
            logger=logging.getLogger("aiohttp.server"),
        )
        await self._runner.setup()
        make = self._runner.server
        assert make is not None
        try:
            self._server = await asyncio.get_running_loop().create_server(
                lambda: _Door(make(), self), host, port, backlog=128
            )
        except OSError as error:
            raise PortError(f"Port {port} cannot be listened on: {error.strerror}.") from None

    def add(self, *parts: Part) -> None:
        """Answer at the paths of these parts too, also while it is listened."""
        self._paths.update((part, part.paths()) for part in parts)

    def leave_out(self, *parts: Part) -> None:
        """Answer for these parts no more."""
        for part in parts:
            del self._paths[part]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        for paths in self._paths.values():
            if request.path in paths:
                return await paths[request.path](request)
        return web.Response(status=404)

    async def close(self) -> None:
        """Take nothing new, and finish what is being answered."""
        if self._server:
            self._server.close()
            self._server = None
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    def lets_in(self, address: str) -> bool:
        """Whether there is room for another connection from `address`; it is counted then."""
        if self._open.total() >= self._most or self._open[address] >= self._most_of_one:
            if time.monotonic() >= self._told + _TOLD:
                self._told = time.monotonic()
                log.warning("too many connections", extra={"open": self._open.total()})
            return False
        self._open[address] += 1
        return True

    def lets_out(self, address: str) -> None:
        """A connection from `address` has ended."""
        self._open[address] -= 1
        if self._open[address] <= 0:
            del self._open[address]

    @web.middleware
    async def _timed(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """The body must come within the connection's deadline as well; the answer may take longer."""
        door = self.doors.get(request.transport)
        try:
            await request.read()
        except web.HTTPRequestEntityTooLarge:
            request[TOO_LARGE] = (
                True  # what is answered to it is the handler's business; the rest is not read
            )
        if door:
            door.serves()
        try:
            answer = await handler(request)
            if TOO_LARGE in request:
                answer.force_close()
            return answer
        finally:
            if door:
                door.waits()


class Sites:
    """The ports that a process listens on. What several bots of it want answered on one port is answered there together."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, int], Site] = {}
        self._users: Counter[tuple[str, int]] = Counter()
        self._changing = asyncio.Lock()

    @asynccontextmanager
    async def opened(self, host: str, port: int, *parts: Part) -> AsyncIterator[None]:
        """Answer at the paths of these parts until this is left. Raises PortError."""
        where = host, port
        async with self._changing:
            if where in self._open:
                self._open[where].add(*parts)
            else:
                site = Site()
                await site.open(host, port, *parts)
                self._open[where] = site
            self._users[where] += 1
        try:
            yield
        finally:
            async with self._changing:
                self._users[where] -= 1
                if self._users[where]:
                    self._open[where].leave_out(*parts)
                else:
                    await self._open.pop(where).close()
