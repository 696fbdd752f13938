"""A wire that breaks: which error, whether Telegram may have acted, and never the address."""

import asyncio
import socket
import ssl
import traceback
from asyncio import StreamReader as Reader
from asyncio import StreamWriter as Writer
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.transport import AiohttpRequest, NotSent, NotSentInTime
from bot.transport.failure import failure
from tests.transport.server import TOKEN, requesting, speaking


async def error_of(request: AiohttpRequest, url: str, **timeouts: float) -> NetworkError:
    """The error of one call; it must be free of the address, whatever way one looks at it."""
    data = RequestData([RequestParameter.from_input("text", "Halo")])
    with pytest.raises(NetworkError) as raised:
        await request.post(url, data, **timeouts)
    error = raised.value
    seen = "".join(traceback.format_exception(error)) + repr(error) + str(error)
    assert TOKEN not in seen
    assert "/bot" not in seen.replace("/bot/transport", "")
    assert error.__cause__ is None
    assert error.__context__ is None
    return error


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def test_nobody_listens() -> None:
    async with requesting() as request:
        error = await error_of(request, f"http://127.0.0.1:{closed_port()}/bot{TOKEN}/getMe")
    assert isinstance(error, NotSent)
    assert not isinstance(error, TimedOut)
    assert str(error) == "ClientConnectorError: Connection refused. Request was *not* sent."


async def test_no_such_host() -> None:
    async with requesting() as request:
        error = await error_of(request, f"http://nobody.invalid/bot{TOKEN}/getMe")
    assert isinstance(error, NotSent)
    assert "nobody.invalid is not found" in str(error)


async def test_no_tls_where_tls_was_expected() -> None:
    async def talk(reader: Reader, writer: Writer) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async with speaking(talk) as url, requesting() as request:
        assert isinstance(await error_of(request, url.replace("http:", "https:")), NotSent)


async def test_no_connection_in_time() -> None:
    """TLS that never comes counts as connecting."""

    async def talk(reader: Reader, _: Writer) -> None:
        await reader.read()

    async with speaking(talk) as url, requesting() as request:
        error = await error_of(request, url.replace("http:", "https:"), connect_timeout=0.05)
    assert isinstance(error, NotSentInTime)
    assert isinstance(error, TimedOut)
    assert isinstance(error, NotSent)


async def test_no_answer_in_time() -> None:
    async def talk(reader: Reader, _: Writer) -> None:
        await reader.read()

    async with speaking(talk) as url, requesting() as request:
        error = await error_of(request, url, read_timeout=0.05)
    assert type(error) is TimedOut


async def test_half_an_answer_in_time() -> None:
    async def talk(reader: Reader, writer: Writer) -> None:
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"ok"')
        await reader.read()

    async with speaking(talk) as url, requesting() as request:
        assert type(await error_of(request, url, read_timeout=0.05)) is TimedOut


async def hangs_up(_: Reader, __: Writer) -> None:
    pass


async def hears_and_hangs_up(reader: Reader, _: Writer) -> None:
    await reader.readuntil(b"\r\n\r\n")


async def resets(reader: Reader, writer: Writer) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    writer.transport.abort()


async def breaks_off(reader: Reader, writer: Writer) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"ok": true')
    await writer.drain()


async def babbles(reader: Reader, writer: Writer) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
    await writer.drain()


@pytest.mark.parametrize("talk", [hangs_up, hears_and_hangs_up, resets, breaks_off, babbles])
async def test_a_connection_that_breaks_may_have_delivered(
    talk: Callable[[Reader, Writer], Awaitable[None]],
) -> None:
    async with speaking(talk) as url, requesting() as request:
        error = await error_of(request, url)
    assert not isinstance(error, NotSent | TimedOut)


async def test_a_post_is_never_repeated_by_itself() -> None:
    """Where the server may have acted, only the caller knows whether to say it again."""
    calls = 0

    async def talk(reader: Reader, writer: Writer) -> None:
        nonlocal calls
        while await reader.readuntil(b'"Halo"}'):
            calls += 1
            if calls == 2:
                return
            writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n{"ok": true, "result": []}')

    data = RequestData([RequestParameter.from_input("text", "Halo")])
    async with speaking(talk) as url, requesting() as request:
        await request.post(url, data)
        await error_of(request, url)
    assert calls == 2


@pytest.mark.parametrize(
    "url", [f"http://[/bot{TOKEN}/getMe", f"ftp://127.0.0.1/bot{TOKEN}/getMe", f"/bot{TOKEN}/getMe"]
)
async def test_an_address_that_is_none(url: str) -> None:
    async with requesting() as request:
        assert isinstance(await error_of(request, url), NotSent)


async def test_a_cancelled_call_gives_its_place_back() -> None:
    async def talk(reader: Reader, _: Writer) -> None:
        await reader.readuntil(b"\r\n\r\n")
        arrived.set()
        await reader.read()

    arrived = asyncio.Event()
    async with speaking(talk) as url, requesting(connection_pool_size=1) as request:
        for _ in range(3):
            call = asyncio.create_task(request.post(url))
            await arrived.wait()
            arrived.clear()
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
        assert not request._free.locked()


URL = f"https://api.telegram.org/bot{TOKEN}/sendMessage"


@pytest.mark.parametrize(
    ("error", "kind", "text"),
    [
        (
            aiohttp.ConnectionTimeoutError(f"Connection timeout to host {URL}"),
            NotSentInTime,
            "No connection in time",
        ),
        (aiohttp.SocketTimeoutError(URL), TimedOut, "Timed out"),
        (TimeoutError(URL), TimedOut, "Timed out"),
        (aiohttp.InvalidURL(URL), NotSent, "InvalidURL. Request"),
        (
            aiohttp.ClientOSError(32, f"Can not write request body for {URL}"),
            NetworkError,
            "ClientOSError: Broken pipe",
        ),
        (aiohttp.ClientOSError(URL), NetworkError, "ClientOSError"),
        (aiohttp.ClientConnectionError(f"Failed to send {URL}"), NetworkError, "ClientConnectionError"),
        (ValueError(URL), NetworkError, "ValueError"),
    ],
)
def test_no_text_of_aiohttps_comes_through(error: Exception, kind: type[NetworkError], text: str) -> None:
    made = failure(error)
    assert type(made) is kind
    assert str(made).startswith(text)
    assert TOKEN not in f"{made!r}{made}"


def test_an_untrusted_certificate_says_so() -> None:
    verdict = ssl.SSLCertVerificationError(1, "certificate verify failed")
    verdict.verify_message = "self-signed certificate"
    key = ConnectionKey("api.telegram.org", 443, True, True, None, None, None)
    made = failure(aiohttp.ClientConnectorCertificateError(key, verdict))
    assert isinstance(made, NotSent)
    assert "self-signed certificate" in str(made)
