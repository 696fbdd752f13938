"""Calls through a proxy."""

import asyncio
import base64
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli import run
from bot.exit_status import WRONG_SETTINGS, ended
from bot.operations.log_redaction import Redactor
from bot.serve import serve
from bot.settings import Settings, Stated
from bot.transport import AiohttpRequest, NotSent
from bot.transport.proxies import ProxyError, credentials, proxy_to
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


async def test_a_proxy_without_a_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    """As other programs read it: an HTTP proxy."""
    async with serving(result(True)) as proxy:
        for named in (f"127.0.0.1:{proxy.port}", f" budi:rahasia@127.0.0.1:{proxy.port}"):
            async with requesting(proxy=named) as request:
                assert await request.post(URL) is True
            monkeypatch.setenv("HTTP_PROXY", named)
            async with requesting(trust_env=True) as request:
                assert await request.post(URL) is True
    assert len(proxy.asked) == 4


@pytest.mark.parametrize(
    ("excepted", "url", "direct"),
    [
        ("telegram.invalid", "https://telegram.invalid/bot", True),
        ("telegram.invalid:443", "https://telegram.invalid/bot", True),
        ("telegram.invalid:8443", "https://telegram.invalid/bot", False),
        ("telegram.invalid:8443", "https://telegram.invalid:8443/bot", True),
        ("localhost, .invalid", "https://api.telegram.invalid/bot", True),
        ("invalid", "https://telegram.invalid/bot", True),
        ("gram.invalid", "https://telegram.invalid/bot", False),
        ("10.1.2.3:8081", "https://10.1.2.3:8081/bot", True),
        ("10.1.2.3:8081", "https://10.1.2.3:8082/bot", False),
        ("10.0.0.0/8", "https://10.1.2.3:8081/bot", True),
        ("10.0.0.0/16", "https://10.1.2.3:8081/bot", False),
        ("10.0.0.0/8", "https://telegram.invalid/bot", False),
        ("[::1]", "https://[::1]:8081/bot", True),
        ("*", "https://telegram.invalid/bot", True),
        ("", "https://telegram.invalid/bot", False),
    ],
)
def test_who_is_reached_directly(
    monkeypatch: pytest.MonkeyPatch, excepted: str, url: str, direct: bool
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "proxy.invalid:3128")
    monkeypatch.setenv("NO_PROXY", excepted)
    assert proxy_to(url) == (None if direct else "http://proxy.invalid:3128")


@pytest.mark.parametrize(
    ("proxy", "why"),
    [
        ("socks5://budi:rahasia@127.0.0.1:1080", "SOCKS is not supported"),
        ("socks5h://rahasia:1080", "SOCKS is not supported"),
        ("SOCKS4://rahasia:1080", "SOCKS is not supported"),
        ("ftp://rahasia:21", "must be like http://host:3128"),
        ("rahasia:80000", "must be like http://host:3128"),
        ("http://", "must be like http://host:3128"),
        ("http://[rahasia", "must be like http://host:3128"),
        ("http://rahasia..id:80", "must be like http://host:3128"),
        ("http://ra hasia:80", "must be like http://host:3128"),
    ],
)
def test_a_proxy_that_cannot_be_used_is_refused(proxy: str, why: str) -> None:
    with pytest.raises(ProxyError, match=why) as raised:
        AiohttpRequest(proxy=proxy)
    assert "rahasia" not in str(raised.value)


def _serves(settings: Settings) -> None:
    asyncio.run(serve(settings))


def _unhooks(settings: Settings) -> None:
    run("unhook", None, settings)


@pytest.mark.parametrize("work", [_serves, _unhooks])
def test_it_is_refused_before_anything_is_begun(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    work: Callable[[Settings], None],
) -> None:
    """A wrong setting: starting again does not help."""
    monkeypatch.chdir(tmp_path)
    settings = Stated(bot_token=SecretStr(TOKEN))
    monkeypatch.setenv("ALL_PROXY", "socks5://budi:rahasia@127.0.0.1:1080")
    assert ended(partial(work, settings), settings) == WRONG_SETTINGS
    said = capsys.readouterr().err
    assert "SOCKS is not supported" in said
    assert "rahasia" not in said
    assert not list(tmp_path.iterdir())


def test_what_is_secret_in_an_address_is_for_no_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stands in the address, and as it is meant; with a scheme and without."""
    monkeypatch.setenv("HTTPS_PROXY", "http://budi:rah%40sia@proxy.invalid:3128")
    monkeypatch.setenv("ALL_PROXY", "siti:mawar9@proxy.invalid:3128")
    monkeypatch.setenv("NO_PROXY", "localhost,10.0.0.0/8")
    redacts = Redactor(credentials("https://kunci-api@bot-api.example"))
    text = redacts(
        "http://budi:rah%40sia@proxy.invalid rah@sia siti:mawar9@proxy.invalid mawar9 kunci-api localhost"
    )
    assert not [part for part in ("rah%40sia", "rah@sia", "mawar9", "kunci-api") if part in text]
    assert "proxy.invalid" in text
    assert "localhost" in text
