"""A python-telegram-bot transport over one aiohttp session."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from pydantic_core import from_json
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import TimedOut
from telegram.request import BaseRequest, RequestData

from bot.transport.body import Body, as_json, multipart
from bot.transport.failure import NotSentInTime, OversizedAnswer, UnreadableAnswer, failure
from bot.transport.proxies import checked, proxy_to

_IDLE = 15.0
"""Seconds that an idle connection is kept."""
_LEAST = 0.001
"""aiohttp reads a time-out of 0 as none at all."""

ANSWER, DOWNLOAD, UPLOAD = 60.0, 600.0, 1800.0
"""Seconds in all, beside the read time-out, that a call, a file that comes down and one that goes up take at most: an answer of which
a byte comes now and then would else never end."""
LARGEST = 24 * 1024 * 1024
"""Bytes of an answer, unpacked, that are read at most: a file that bots may fetch has 20 MB."""
DEPTH = 200
"""So deep may values of an answer lie in each other."""


class AiohttpRequest(BaseRequest):
    """The HTTP of a bot: HTTP/1.1, kept-alive connections, no redirect followed, no cookie kept.

    Time-outs are in seconds, None for never; they hold unless a call brings its own. What keeps coming ends all the same after ANSWER,
    DOWNLOAD or UPLOAD. `media_write_timeout` takes the place
    of `write_timeout` where files go up. `connection_pool_size` (1 or more) is how many calls may be under way; the others wait for
    `pool_timeout`. `proxy` is an http:// or https:// address, or `host:port`; without one the system's variables (HTTPS_PROXY,
    ALL_PROXY, NO_PROXY ...) are asked if `trust_env`. ProxyError for any other proxy, SOCKS among them. `gate` is awaited before
    each call goes out.

    The errors that calls raise: see `bot.transport.failure`. None of them holds the address.
    """

    __slots__ = (
        "_connect_timeout",
        "_free",
        "_gate",
        "_media_write_timeout",
        "_pool_size",
        "_pool_timeout",
        "_proxies",
        "_proxy",
        "_read_timeout",
        "_session",
        "_trust_env",
        "_write_timeout",
    )

    def __init__(
        self,
        *,
        connection_pool_size: int = 256,
        read_timeout: float | None = 5.0,
        write_timeout: float | None = 5.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 1.0,
        proxy: str | None = None,
        media_write_timeout: float | None = 20.0,
        trust_env: bool = True,
        gate: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        if connection_pool_size < 1:
            raise ValueError("connection_pool_size must be 1 or more")
        self._pool_size = connection_pool_size
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._connect_timeout = connect_timeout
        self._pool_timeout = pool_timeout
        self._media_write_timeout = media_write_timeout
        self._proxy = checked(proxy) if proxy else None
        self._trust_env = trust_env
        self._proxies: dict[tuple[str, str], str | None] = {}
        self._gate = gate
        self._session: aiohttp.ClientSession | None = None
        self._free = asyncio.Semaphore(connection_pool_size)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._pool_size} connections>"

    @property
    def read_timeout(self) -> float | None:
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session. Nothing happens if it is open; after `shutdown` a new one is opened."""
        if self._session is not None and not self._session.closed:
            return
        self._proxies = {}
        self._free = asyncio.Semaphore(self._pool_size)
        self._session = aiohttp.ClientSession(
            # The semaphore limits the calls, as aiohttp's own limit has no time-out apart from the connection's.
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=_IDLE),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
        )

    async def shutdown(self) -> None:
        """Close the session and its connections. Nothing happens if it is closed."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0917  BaseRequest's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call: the status and the body of the answer. RuntimeError before `initialize` and after `shutdown`."""
        if self._session is None:
            raise RuntimeError("This AiohttpRequest is not initialized!")
        files = request_data.multipart_data if request_data and request_data.contains_files else {}
        read = _chosen(read_timeout, self._read_timeout)
        longest = UPLOAD if files else DOWNLOAD if method == "GET" else ANSWER
        write = _chosen(write_timeout, self._media_write_timeout if files else self._write_timeout)
        limits = _limits(_chosen(connect_timeout, self._connect_timeout), read)
        fields = request_data.json_parameters if request_data else {}
        body: Body | None = None
        if files:
            body = multipart(fields, files, write)
        elif fields:
            body = as_json(fields, write)
        await self._wait_for_room(_chosen(pool_timeout, self._pool_timeout))
        try:
            if self._gate is not None:
                await self._gate()
            async with asyncio.timeout(None if read is None else read + longest) as whole:
                return await self._exchange(url, method, body, limits)
        except TimeoutError:
            if not whole.expired():
                raise
            raise TimedOut from None
        finally:
            self._free.release()

    async def _wait_for_room(self, seconds: float | None) -> None:
        """Take a place among the calls under way. NotSentInTime where none comes free."""
        if not self._free.locked():
            await self._free.acquire()  # does not wait
            return
        try:
            async with asyncio.timeout(seconds):
                await self._free.acquire()
        except TimeoutError:
            raise NotSentInTime(
                "Pool timeout: All connections in the connection pool are occupied. Request was *not* sent."
            ) from None

    async def _exchange(
        self, url: str, method: str, body: Body | None, limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        assert self._session is not None
        proxy = self._proxy_for(url)
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                timeout=limits,
                allow_redirects=False,
                proxy=proxy,
            ) as response:
                return response.status, await _content(response)
        except OversizedAnswer:
            raise
        except Exception as error:  # noqa: BLE001  whatever it is, its text may quote the address
            failed = failure(error)
        raise failed  # here and not above: outside of the except it carries no context

    def _proxy_for(self, url: str) -> str | None:
        """The proxy to `url`'s host; looked up once for each host, as the look-up reads the environment."""
        if self._proxy is not None or not self._trust_env:
            return self._proxy
        target = urlsplit(url)
        key = (target.scheme, target.netloc)
        if key not in self._proxies:
            self._proxies[key] = proxy_to(url)
        return self._proxies[key]

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer's JSON object. UnreadableAnswer where it is none, or lies too deep; it is not logged, as it may be what
        people wrote.
        """
        failed = False
        parsed: object = None
        try:
            parsed = _read(payload)
        except (ValueError, RecursionError):
            failed = True
        # What opens so seldom cannot lie so deep.
        deep = payload.count(b"{") + payload.count(b"[") > DEPTH and _is_deep(parsed)
        if failed or not isinstance(parsed, dict) or deep:
            raise UnreadableAnswer(payload)
        return parsed


def _read(payload: bytes) -> object:
    """The value that JSON has; what pydantic's reader refuses, as letters that are none, is read by Python's own. Raises ValueError,
    RecursionError.
    """
    try:
        return from_json(payload, cache_strings="keys")
    except ValueError:
        return json.loads(payload.decode("utf-8", "replace"))


async def _content(response: aiohttp.ClientResponse) -> bytes:
    """The whole body, unpacked. OversizedAnswer where there is too much of it, however little of it was sent."""
    found = bytearray()
    async for piece in response.content.iter_any():
        found += piece
        if len(found) > LARGEST:
            response.close()
            raise OversizedAnswer(bytes(found[:LARGEST]))
    return bytes(found)


def _is_deep(value: object) -> bool:
    """Whether values lie deeper in each other than any that the Bot API has."""
    level: list[object] = [value]
    for _ in range(DEPTH):
        level = [inner for part in level if isinstance(part, dict | list) for inner in _inside(part)]
        if not level:
            return False
    return True


def _inside(part: dict[str, object] | list[object]) -> Iterable[object]:
    return part.values() if isinstance(part, dict) else part


@lru_cache(maxsize=64)
def _limits(connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(connect=connect, sock_read=read)


def _chosen(given: ODVInput[float], default: float | None) -> float | None:
    """The call's own time-out if it brings one, in a form that aiohttp takes at its word."""
    seconds = default if isinstance(given, DefaultValue) else given
    return None if seconds is None else max(seconds, _LEAST)
