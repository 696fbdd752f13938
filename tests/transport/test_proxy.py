"""Calls through a proxy."""

import asyncio
import base64
import traceback

import pytest
from telegram.error import NetworkError

from bot.transport import AiohttpRequest, NotSent
from tests.transport.server import TOKEN, requesting, result, serving, speaking

URL = f"http://telegram.invalid/bot{TOKEN}/getMe"


async def test_a_call_goes_through_the_proxy_with_its_password() -> None:
    async with (
        serving(result(True)) as proxy,
        requesting(proxy=f"http://budi:rahasia@127.0.0.1:{proxy.port}") as request,
    ):
        assert await request.post(URL) is True
    (asked,) = proxy.asked
    assert asked.headers["Host"] == "telegram.invalid"
    assert asked.headers["Proxy-Authorization"] == "Basic " + base64.b64encode(b"budi:rahasia").decode()


async def test_the_systems_proxy_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    async with serving(result("proxy")) as proxy, serving(result("direct")) as server:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        async with requesting(trust_env=True) as request:
            answered: list[object] = [await request.post(url) for url in (URL, URL, server.url())]
            assert answered == ["proxy", "proxy", "direct"]
        async with requesting(trust_env=False) as request:
            with pytest.raises(NotSent):
                await request.post(URL)


async def test_a_proxy_that_refuses_the_tunnel_has_sent_nothing() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()

    async with speaking(talk) as address:
        proxy = address.partition("/bot")[0].replace("http://", "http://budi:rahasia@")
        async with requesting(proxy=proxy) as request:
            with pytest.raises(NotSent, match="407") as raised:
                await request.post(URL.replace("http:", "https:"))
    seen = "".join(traceback.format_exception(raised.value))
    assert "rahasia" not in seen
    assert TOKEN not in seen


async def test_a_proxy_that_is_not_there_has_sent_nothing() -> None:
    async with requesting(proxy="http://budi:rahasia@127.0.0.1:1") as request:
        with pytest.raises(NotSent) as raised:
            await request.post(URL)
    assert "rahasia" not in "".join(traceback.format_exception(raised.value))


@pytest.mark.parametrize(
    "proxy", ["socks5://budi:rahasia@127.0.0.1:1080", "127.0.0.1:3128", "http://", "http://[rahasia"]
)
def test_a_proxy_that_cannot_be_used_is_refused(proxy: str) -> None:
    with pytest.raises(ValueError, match="SOCKS is not supported") as raised:
        AiohttpRequest(proxy=proxy)
    assert "rahasia" not in str(raised.value)


async def test_the_systems_proxy_that_cannot_be_used_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:1")
    async with requesting(trust_env=True) as request:
        with pytest.raises(NetworkError, match="SOCKS is not supported"):
            await request.post(URL)
