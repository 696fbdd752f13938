"""The ways in which a call can come, as lenient as Telegram's server; what it cannot read it refuses in JSON."""

import io
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.simulator.errors import ApiError, too_many_requests
from bot.simulator.server import LARGEST, serving
from tests.simulator.world import SARI, World

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(name="url")
async def _url(world: World) -> AsyncIterator[str]:
    async with serving(world.telegram) as url:
        yield f"{url}/bot{world.telegram.token}"


@pytest.fixture(name="client")
async def _client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (FORM, f"chat_id={SARI}&text=a+%26+b"),
        ("application/json; charset=utf-8", json.dumps({"chat_id": SARI, "text": "a & b"})),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_body_whatever_the_method(
    url: str, client: aiohttp.ClientSession, method: str, kind: str, body: str
) -> None:
    headers = {"Content-Type": kind}
    async with client.request(method, f"{url}/sendMessage", data=body, headers=headers) as answer:
        assert (await answer.json())["result"]["text"] == "a & b"


@pytest.mark.parametrize("name", ["sendMessage", "sendmessage", "SENDMESSAGE", "SendMessage"])
async def test_any_case(url: str, client: aiohttp.ClientSession, name: str) -> None:
    given = {"chat_id": str(SARI), "text": "<b>a</b>", "parse_mode": "html"}
    async with client.post(f"{url}/{name}", data=given) as answer:
        assert (await answer.json())["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 1}]


_PART = 'Content-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'


def _multipart(disposition: bytes, content: bytes = b"isi", boundary: bytes = b"xyz") -> bytes:
    text = b"--" + boundary + b"\r\n" + _PART.format("chat_id", SARI).encode()
    file = b"--" + boundary + b"\r\nContent-Disposition: form-data; " + disposition + b"\r\n\r\n" + content
    return text + file + b"\r\n--" + boundary + b"--\r\n"


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        (b'name="document"; filename="a.txt"', "a.txt"),
        (b"name=document; filename=a.txt", "a.txt"),
        (b"name=document;filename=a.txt\r\nContent-Type: text/plain", "a.txt"),
        (b"name=\"document\"; filename*=UTF-8''se%20kolah.txt", "se kolah.txt"),
        (b"name=\"document\"; filename=x.txt; filename*=utf-8''%C3%A9.txt", "é.txt"),
        ('name="document"; filename="école.txt"'.encode(), "école.txt"),
        (b'name="document"; filename="a\\"b.txt"', 'a"b.txt'),
    ],
)
async def test_names_of_files(
    world: World, url: str, client: aiohttp.ClientSession, disposition: bytes, name: str
) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=xyz"}
    content = b"isi\r\n--xy\r\n\r\n\x00\xff"
    body = _multipart(disposition, content)
    async with client.post(f"{url}/sendDocument", data=body, headers=headers) as answer:
        told = await answer.json()
    assert answer.status == 200, told
    assert told["result"]["document"]["file_name"] == name
    assert world.telegram.files.find(told["result"]["document"]["file_id"]).content == content


BROKEN = [
    ("multipart/form-data", _multipart(b"name=document; filename=a")),
    ("multipart/form-data; boundary=", _multipart(b"name=document; filename=a")),
    ("multipart/form-data; boundary=other", _multipart(b"name=document; filename=a")),
    ("multipart/form-data; boundary=xyz", _multipart(b"name=document; filename=a")[:-6]),
    ("multipart/form-data; boundary=xyz", _multipart(b"filename=a")),
    ("multipart/form-data; boundary=xyz", b""),
    ("multipart/form-data; boundary=xyz", b"--xyz\r\nno headers\r\n--xyz--\r\n"),
    (FORM, b"text=%ff"),
    (
        "multipart/form-data; boundary=xyz",
        b'--xyz\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\r\n--xyz--',
    ),
]


@pytest.mark.parametrize(("kind", "body"), BROKEN)
async def test_what_is_broken_is_refused(
    url: str, client: aiohttp.ClientSession, kind: str, body: bytes
) -> None:
    async with client.post(f"{url}/sendDocument", data=body, headers={"Content-Type": kind}) as answer:
        assert answer.status == 400
        told = await answer.json()
    assert (told["ok"], told["error_code"]) == (False, 400)
    assert told["description"].startswith("Bad Request: ")


@pytest.mark.parametrize("body", ["", "[", "[1]", "null", '"a"', "[" * 5000])
async def test_json_that_is_no_object_has_no_parameters(
    url: str, client: aiohttp.ClientSession, body: str
) -> None:
    headers = {"Content-Type": "application/json"}
    async with client.post(f"{url}/getMe", data=body, headers=headers) as answer:
        assert answer.status == 200


async def test_refusals_of_the_server_itself(world: World, url: str, client: aiohttp.ClientSession) -> None:
    """In JSON, with the code as the status; a method that Telegram has and the simulator has not is named."""
    address = url.rpartition("/")[0]
    asked = [
        (f"{address}/nowhere", 404, "Not Found"),
        (f"{url}/noSuchMethod", 404, "Not Found"),
        (f"{address}/bot1:x/getMe", 401, "Unauthorized"),
        (f"{url}/setPassportDataErrors", 501, "does not model setPassportDataErrors"),
    ]
    for path, status, words in asked:
        async with client.post(path) as answer:
            told = await answer.json()
        assert (answer.status, told["ok"], told["error_code"]) == (status, False, status)
        assert words in told["description"]
    async with client.post(f"{url}/getMe", data=io.BytesIO(b"x" * (LARGEST + 1))) as answer:
        assert (answer.status, (await answer.json())["error_code"]) == (413, 413)
    world.telegram.fault("error", error=too_many_requests(7))
    async with client.post(f"{url}/getMe") as answer:
        assert (answer.status, answer.headers["Retry-After"]) == (429, "7")
        assert (await answer.json())["parameters"] == {"retry_after": 7}
    world.telegram.fault("error", error=ApiError(500, "Internal Server Error"))
    async with client.post(f"{url}/getMe") as answer:
        assert "Retry-After" not in answer.headers


async def test_what_is_ignored_is_noted(world: World, url: str, client: aiohttp.ClientSession) -> None:
    """A parameter that there is not, and one that is not modelled; unknown keys of an object are dropped."""
    key = {"text": "Ya", "callback_data": "ya", "colour": "red"}
    given = {
        "chat_id": SARI,
        "text": "halo",
        "txet": "x",
        "message_effect_id": "5",
        "reply_markup": {"inline_keyboard": [[key]]},
    }
    async with client.post(f"{url}/sendMessage", json=given) as answer:
        message = (await answer.json())["result"]
    assert message["reply_markup"]["inline_keyboard"] == [[{"text": "Ya", "callback_data": "ya"}]]
    assert list(world.telegram.notes) == [
        "sendMessage: message_effect_id is not modelled, and was ignored",
        "sendMessage: txet is no parameter, and was ignored",
    ]


async def test_names_of_earlier_versions(world: World, url: str, client: aiohttp.ClientSession) -> None:
    """The server obeys them still, and so they are no notes."""
    told = world.sari.says("ada?")["message"]["message_id"]
    given = {
        "chat_id": str(SARI),
        "text": "lihat https://example.org",
        "reply_to_message_id": str(told),
        "allow_sending_without_reply": "true",
        "disable_web_page_preview": "True",
    }
    async with client.post(f"{url}/sendMessage", data=given) as answer:
        message = (await answer.json())["result"]
    assert message["reply_to_message"]["message_id"] == told
    assert message["link_preview_options"] == {"is_disabled": True}
    async with client.post(f"{url}/getChatMembersCount", data={"chat_id": str(SARI)}) as answer:
        assert (await answer.json())["result"] == 2
    assert not world.telegram.notes
