"""An open port cannot be sat on, and gives nothing away."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import cast

import aiohttp
import pytest
from aiohttp import web

from bot.operations.health import FRESH, Alive, Health, Source
from bot.operations.site import LARGEST_BODY, LARGEST_HEADER, TOO_LARGE, Handler, Site
from bot.store.figures import Figures
from bot.store.interface import Store
from bot.store.sqlite import open_store
from tests.served import free_port, until

PATIENCE = 0.3
NOW = datetime(2026, 8, 25, tzinfo=UTC)


class Slow:
    """Answers when it is let, and says of a body whether it was too large."""

    def __init__(self) -> None:
        self.let = asyncio.Event()

    def paths(self) -> dict[str, Handler]:
        return {"/slow": self._answer}

    async def _answer(self, request: web.Request) -> web.Response:
        await self.let.wait()
        return web.Response(text="too large" if TOO_LARGE in request else "done")


@asynccontextmanager
async def opened(*parts: Slow | Alive | Health, **limits: float) -> AsyncIterator[tuple[Site, int]]:
    site, port = Site(request_seconds=PATIENCE, **limits), free_port()  # type: ignore[arg-type]  # whole numbers
    await site.open("127.0.0.1", port, *parts)
    try:
        yield site, port
    finally:
        await site.close()


async def silent(port: int, said: bytes = b"") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(said)
    return reader, writer


async def is_shut(reader: asyncio.StreamReader) -> bool:
    try:
        return await reader.read() == b""
    except ConnectionError:
        return True


@pytest.mark.parametrize(
    "said", [b"", b"GET /healthz HT", b"POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf"]
)
async def test_who_asks_nothing_is_shut_out(said: bytes) -> None:
    """Nothing, half a head, half a body: none of them stays."""
    async with opened(Alive(), Slow()) as (site, port):
        reader, writer = await silent(port, said)
        assert await is_shut(reader)
        writer.close()
        await until(lambda: not site.doors)


async def test_an_idle_connection_goes_after_its_answer() -> None:
    async with opened(Alive()) as (site, port):
        reader, writer = await silent(port, b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b"200 OK" in await reader.readuntil(b"\r\n\r\n")
        assert await reader.readexactly(3) == b"ok\n"
        assert await is_shut(reader)
        writer.close()
        await until(lambda: not site.doors)


async def test_an_answer_may_take_its_time() -> None:
    """The limit is for what the other side has to do, not for the work."""
    slow = Slow()
    async with opened(slow) as (_, port), aiohttp.ClientSession() as client:
        asking = asyncio.create_task(client.post(f"http://127.0.0.1:{port}/slow", data=b"x"))
        for _ in range(3):  # each stands for the time in which a request must come
            reader, writer = await silent(port)
            assert await is_shut(reader)
            writer.close()
        slow.let.set()
        assert await (await asking).text() == "done"


async def test_connections_are_bounded(caplog: pytest.LogCaptureFixture) -> None:
    """In all, and from one address; what is refused is said once a minute."""
    async with opened(Alive(), most=50, most_of_one=3) as (site, port):
        held = [await silent(port) for _ in range(3)]
        await until(lambda: len(site.doors) == 3)
        for _ in range(4):
            reader, writer = await silent(port)
            assert await is_shut(reader)
            writer.close()
        assert len([record for record in caplog.records if record.message == "too many connections"]) == 1
        for _, writer in held:
            writer.close()
        await until(lambda: not site.doors)
        async with (
            aiohttp.ClientSession() as client,
            client.get(f"http://127.0.0.1:{port}/healthz") as answer,
        ):
            assert answer.status == 200


async def test_heads_and_bodies_are_bounded() -> None:
    slow = Slow()
    slow.let.set()
    async with opened(Alive(), slow) as (_, port), aiohttp.ClientSession() as client:
        url = f"http://127.0.0.1:{port}"
        async with client.get(f"{url}/healthz", headers={"X": "x" * (LARGEST_HEADER + 10)}) as answer:
            assert answer.status == 400
        async with client.post(f"{url}/slow", data=b"x" * (LARGEST_BODY + 10)) as answer:
            assert await answer.text() == "too large"


async def test_nonsense_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Its bytes may be anybody's words, or break a line of the log."""
    caplog.set_level(logging.INFO)
    async with opened(Alive()) as (_, port):
        reader, writer = await silent(port, b"\x16\x03 rahasia\r\nlevel=ERROR\r\n\r\n")
        await reader.read()
        writer.close()
    assert "rahasia" not in caplog.text


class Asked:
    """A real store that counts how often the figures are computed."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.times = 0

    async def figures(self, now: datetime) -> Figures:
        self.times += 1
        return await self.store.figures(now)


class Heard:
    last_success: datetime | None = None

    def ready(self, _: datetime) -> bool:
        return True


async def test_figures_are_computed_once_in_ten_seconds() -> None:
    """However many ask: a hundred at once, and again before the time is over."""
    store = Asked(await open_store(":memory:", NOW))
    now = [NOW]
    health = Health(cast("Store", store), cast("Source", Heard()), lambda: now[0])
    async with opened(health, most_of_one=200) as (_, port), aiohttp.ClientSession() as client:

        async def asks() -> int:
            async with client.get(f"http://127.0.0.1:{port}/readyz") as answer:
                return answer.status

        assert set(await asyncio.gather(*(asks() for _ in range(100)))) == {200}
        now[0] += FRESH - timedelta(seconds=1)
        await asks()
        assert store.times == 1
        now[0] += timedelta(seconds=1)
        await asks()
        assert store.times == 2
    await store.store.close()
