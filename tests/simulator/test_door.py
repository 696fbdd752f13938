"""Nobody but this machine's own programs and pages comes in, and nothing that is served acts as a page here."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.simulator.page.api import PageApi
from bot.simulator.server import serving
from tests.simulator.playing import Silent, simulation
from tests.simulator.world import World

ROUTES = (
    ("GET", "/"),
    ("GET", "/page/page.js"),
    ("GET", "/events"),
    ("POST", "/do"),
    ("GET", "/files/photo-1"),
    ("GET", "/transcript/11"),
    ("GET", "/bot{token}/getMe"),
    ("POST", "/bot{token}/getMe"),
    ("GET", "/file/bot{token}/photos/file_1.jpg"),
    ("GET", "/nothing"),
)
FOREIGN = (
    {"Host": "evil.example"},
    {"Host": "127.0.0.1.evil.example:{port}"},
    {"Host": "[::1"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "http://localhost:{port}"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
)


@pytest.fixture(name="url")
async def _url(world: World) -> AsyncIterator[str]:
    played = simulation(world.telegram, world.clock)
    async with serving(world.telegram, more=PageApi(played, Silent()).routes()) as played.url:
        yield played.url


@pytest.fixture(name="client")
async def _client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.mark.parametrize("foreign", FOREIGN, ids=str)
async def test_no_foreign_page_and_no_foreign_name(
    world: World, url: str, client: aiohttp.ClientSession, foreign: dict[str, str]
) -> None:
    before = len(world.telegram.calls)
    headers = {name: value.format(port=url.rpartition(":")[2]) for name, value in foreign.items()}
    for method, path in ROUTES:
        if path == "/" and "Sec-Fetch-Site" in foreign:
            continue  # a link elsewhere may lead to the page
        asked = url + path.format(token=world.telegram.token)
        async with client.request(method, asked, headers=headers) as answer:
            assert answer.status == 403, (method, path)
            assert (await answer.json())["ok"] is False
    assert len(world.telegram.calls) == before


@pytest.mark.parametrize(
    "own", [{}, {"Host": "localhost:{port}"}, {"Origin": "http://127.0.0.1:{port}"}], ids=str
)
async def test_what_comes_from_here(
    world: World, url: str, client: aiohttp.ClientSession, own: dict[str, str]
) -> None:
    headers = {name: value.format(port=url.rpartition(":")[2]) for name, value in own.items()}
    async with client.get(f"{url}/bot{world.telegram.token}/getMe", headers=headers) as answer:
        assert answer.status == 200


async def test_what_was_uploaded_runs_nowhere(world: World, url: str, client: aiohttp.ClientSession) -> None:
    """A page that somebody uploads is saved, not shown; neither by the Bot API nor for the browser's page."""
    content = b"<script>fetch('/do')</script>"
    update = world.sari.sends("document", content=content, name="a.html")
    file = world.telegram.files.find(update["message"]["document"]["file_id"])
    for path in (f"/files/{file.id}", f"/file/bot{world.telegram.token}/{file.path}"):
        async with client.get(url + path) as answer:
            assert await answer.read() == content
            assert answer.headers["Content-Disposition"] == "attachment"
            assert "sandbox" in answer.headers["Content-Security-Policy"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/nothing", "/bot1:x/getMe", "/page/page.js"])
async def test_nothing_is_framed(url: str, client: aiohttp.ClientSession, path: str) -> None:
    async with client.get(url + path) as answer:
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
