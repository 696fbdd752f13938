"""Time-outs and the number of calls at once."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from telegram.error import TimedOut

from bot.transport import AiohttpRequest, NotSentInTime
from bot.transport import request as request_module
from tests.transport.server import requesting, result, serving, speaking


def held(
    until: asyncio.Event, arrived: asyncio.Semaphore
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(_: web.Request) -> web.StreamResponse:
        arrived.release()
        await until.wait()
        return web.json_response({"ok": True, "result": True})

    return answer


def test_the_read_timeout_can_be_asked() -> None:
    """python-telegram-bot adds it to the seconds of a long poll."""
    assert AiohttpRequest().read_timeout == 5
    assert AiohttpRequest(read_timeout=None).read_timeout is None


async def test_a_call_over_the_limit_was_not_sent() -> None:
    go, arrived = asyncio.Event(), asyncio.Semaphore(0)
    async with (
        serving(held(go, arrived)) as server,
        requesting(connection_pool_size=2, pool_timeout=0.05) as request,
    ):
        first = [asyncio.create_task(request.post(server.url())) for _ in range(2)]
        await arrived.acquire()
        await arrived.acquire()
        with pytest.raises(NotSentInTime, match="Pool timeout"):
            await request.post(server.url())
        with pytest.raises(NotSentInTime, match="Pool timeout"):
            await request.post(server.url(), pool_timeout=0)
        go.set()
        assert await asyncio.gather(*first) == [True, True]
        assert await request.post(server.url(), pool_timeout=0) is True
    assert len(server.asked) == 3


async def test_a_call_over_the_limit_waits_for_its_place() -> None:
    under_way = most = 0

    async def answer(_: web.Request) -> web.StreamResponse:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0)
        under_way -= 1
        return web.json_response({"ok": True, "result": True})

    async with serving(answer) as server, requesting(connection_pool_size=3, pool_timeout=None) as request:
        assert await asyncio.gather(*(request.post(server.url()) for _ in range(30))) == [True] * 30
    assert most <= 3


async def test_a_calls_own_timeout_goes_before_the_default() -> None:
    go, arrived = asyncio.Event(), asyncio.Semaphore(0)
    async with serving(held(go, arrived)) as server, requesting(read_timeout=0.05) as request:
        with pytest.raises(TimedOut):
            await request.post(server.url())
        with pytest.raises(TimedOut):
            await request.post(server.url(), read_timeout=0)
        call = asyncio.create_task(request.post(server.url(), read_timeout=None))
        asyncio.get_running_loop().call_later(0.1, go.set)  # twice the default, which must not count
        assert await call is True


async def test_a_long_answer_that_keeps_coming_does_not_time_out() -> None:
    """The read time-out is for each piece, as a file may take longer than an answer."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        loop = asyncio.get_running_loop()
        for _ in range(8):
            piece = loop.create_future()
            loop.call_later(0.05, piece.set_result, None)
            await piece
            await response.write(b"x" * 1000)
        return response

    async with serving(answer) as server, requesting(read_timeout=0.25) as request:
        assert await request.retrieve(server.url()) == b"x" * 8000


@pytest.mark.parametrize(
    "begins", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"]
)
async def test_an_answer_of_which_a_byte_comes_now_and_then_ends(
    monkeypatch: pytest.MonkeyPatch, begins: bytes
) -> None:
    """Be it the head or the body; each byte comes within the read time-out."""
    for whole in ("ANSWER", "DOWNLOAD", "UPLOAD"):
        monkeypatch.setattr(request_module, whole, 0.1)

    async def drips(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(begins)
        loop = asyncio.get_running_loop()
        while not writer.is_closing():
            writer.write(b"x")
            next_one = loop.create_future()
            loop.call_later(0.02, next_one.set_result, None)
            await next_one

    async with speaking(drips) as url, requesting(read_timeout=0.2) as request:
        with pytest.raises(TimedOut):
            await request.post(url)
        with pytest.raises(TimedOut):
            await request.retrieve(url)


@pytest.mark.parametrize("size", [0, -1])
def test_a_pool_without_room_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        AiohttpRequest(connection_pool_size=size)


async def test_a_repr_says_nothing_secret() -> None:
    async with serving(result(True)), requesting(proxy="http://budi:rahasia@127.0.0.1:1") as request:
        assert repr(request) == "<AiohttpRequest of 256 connections>"
