"""The server speaks HTTP as Telegram's does: every way to give parameters, tokens, and files to download."""

import io
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.simulator.server import serving
from tests.simulator.world import SARI, World


@pytest.fixture(name="url")
async def _url(world: World) -> AsyncIterator[str]:
    async with serving(world.telegram) as url:
        yield url


@pytest.fixture(name="client")
async def _client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart", "get"])
async def test_each_way_to_give_parameters(
    world: World, url: str, client: aiohttp.ClientSession, way: str
) -> None:
    """A text that looks like a number stays a text; a keyboard comes as an object, or as JSON in a string."""
    keys = {"inline_keyboard": [[{"text": "Ya", "callback_data": "ya"}]]}
    given = {"chat_id": str(SARI), "text": "1.50", "reply_markup": json.dumps(keys)}
    send = f"{url}/bot{world.telegram.token}/sendMessage"
    match way:
        case "query":
            asked = client.post(send, params=given)
        case "get":
            asked = client.get(send, params=given)
        case "form":
            asked = client.post(send, data=given)
        case "json":
            asked = client.post(send, json={"chat_id": SARI, "text": "1.50", "reply_markup": keys})
        case _:
            form = aiohttp.FormData(given)
            form.add_field("unused", io.BytesIO(b"isi"), filename="a.bin")
            asked = client.post(send, data=form)
    async with asked as answer:
        body = await answer.json()
    assert answer.status == 200, body
    assert body["result"]["text"] == "1.50"
    assert body["result"]["reply_markup"] == keys


async def test_a_wrong_token(world: World, url: str, client: aiohttp.ClientSession) -> None:
    file = world.sari.sends("photo")["message"]["photo"][0]["file_id"]
    path = world.telegram.files.find(file).path
    for wrong in ("bot1:x/getMe", "bot1:x/getUpdates", f"file/bot1:x/{path}"):
        async with client.get(f"{url}/{wrong}") as answer:
            assert answer.status == 401
            assert await answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    async with client.get(f"{url}/file/bot{world.telegram.token}/{path}") as answer:
        assert (answer.status, answer.content_type) == (200, "image/jpeg")
    async with client.get(f"{url}/file/bot{world.telegram.token}/photos/no.jpg") as answer:
        assert answer.status == 404


async def test_the_largest_file(world: World, url: str, client: aiohttp.ClientSession) -> None:
    """50 MB are taken, and not a byte more."""
    send = f"{url}/bot{world.telegram.token}/sendDocument"
    for size, status in ((50_000_000, 200), (50_000_001, 413)):
        form = aiohttp.FormData({"chat_id": str(SARI)})
        form.add_field("document", io.BytesIO(bytes(size)), filename="a.bin")
        async with client.post(send, data=form) as answer:
            assert answer.status == status
            assert (await answer.json())["ok"] is (status == 200)
