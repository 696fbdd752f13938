"""What the server answers becomes a result or one of python-telegram-bot's errors."""

import asyncio
import gzip
import json

import pytest
from aiohttp import web
from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.outgoing.render import Message
from bot.transport import AiohttpRequest, OversizedAnswer, UnreadableAnswer
from bot.transport.call import call, written
from bot.transport.request import DEPTH, LARGEST
from tests.transport.server import TOKEN, requesting, result, says, serving


def fields(**values: object) -> RequestData:
    return RequestData([RequestParameter.from_input(name, value) for name, value in values.items()])


async def test_a_result_is_handed_over() -> None:
    async with serving(result({"id": 7})) as server, requesting() as request:
        assert await request.post(server.url()) == {"id": 7}
    (asked,) = server.asked
    assert asked.method == "POST"
    assert asked.path == f"/bot{TOKEN}/getMe"
    assert asked.headers["User-Agent"] == request.USER_AGENT


async def test_fields_go_as_json() -> None:
    """As Telegram wants them: texts as they are, all else as texts of JSON; what is None stays away."""
    async with serving(result(True)) as server, requesting() as request:
        await request.post(
            server.url(),
            fields(chat_id=-100, text="Sudah & beres = 100% ✓\n", options=["a", "ä"], silent=True, none=None),
        )
    assert server.asked[0].headers["Content-Type"] == "application/json"
    assert server.asked[0].fields == {
        "chat_id": "-100",
        "text": "Sudah & beres = 100% ✓\n",
        "options": '["a", "\\u00e4"]',
        "silent": "true",
    }


async def test_a_call_without_fields_has_no_body() -> None:
    async with serving(result(True)) as server, requesting() as request:
        await request.post(server.url(), RequestData([]))
    assert server.asked[0].headers["Content-Length"] == "0"


async def test_every_2xx_is_a_success() -> None:
    async with serving(result(1)) as server, requesting() as request:
        for status in (200, 201, 299):
            server.answer = says(status, {"ok": True, "result": status})
            assert await request.post(server.url()) == status


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, BadRequest),
        (401, InvalidToken),
        (403, Forbidden),
        (404, InvalidToken),
        (409, Conflict),
        (418, NetworkError),
        (500, NetworkError),
        (502, NetworkError),
        (599, NetworkError),
    ],
)
async def test_a_refusal_is_the_error_of_its_status(status: int, kind: type[TelegramError]) -> None:
    async with (
        serving(says(status, {"ok": False, "description": "why not"})) as server,
        requesting() as request,
    ):
        with pytest.raises(kind, match="why not") as raised:
            await request.post(server.url())
    assert type(raised.value) is kind


async def test_too_many_says_when_to_come_back() -> None:
    answer = says(429, {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 17}})
    async with serving(answer) as server, requesting() as request:
        with pytest.raises(RetryAfter) as raised:
            await request.post(server.url())
    assert raised.value._retry_after.total_seconds() == 17


async def test_a_migrated_group_says_where_it_is() -> None:
    answer = says(
        400, {"ok": False, "description": "upgraded", "parameters": {"migrate_to_chat_id": -100123}}
    )
    async with serving(answer) as server, requesting() as request:
        with pytest.raises(ChatMigrated) as raised:
            await request.post(server.url())
    assert raised.value.new_chat_id == -100123


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b'{"ok": true', b"[1, 2]", b'"text"', b"\xff\xfe", b"[" * 100_000]
)
async def test_no_json_object_is_an_invalid_response(body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """And its content is not logged: a broken getUpdates is full of what people wrote."""
    async with serving(says(200, body)) as server, requesting() as request:
        with pytest.raises(TelegramError, match="Invalid server response"):
            await request.post(server.url())
    assert not caplog.records


async def test_a_gateways_page_is_the_error_of_its_status() -> None:
    async with serving(says(502, b"<html>Bad Gateway</html>")) as server, requesting() as request:
        with pytest.raises(NetworkError, match=r"Bad Gateway \(502\)"):
            await request.post(server.url())


async def test_broken_characters_do_not_break_an_answer() -> None:
    async with serving(says(200, b'{"ok": true, "result": "a\xffb"}')) as server, requesting() as request:
        answered: object = await request.post(server.url())
    assert answered == "a\ufffdb"


async def test_a_redirect_is_not_followed() -> None:
    """The token goes to no other server."""
    async with serving(result(True)) as server, requesting() as request:
        server.answer = says(302, {}, headers={"Location": server.url("elsewhere")})
        with pytest.raises(NetworkError, match="302"):
            await request.post(server.url())
    assert len(server.asked) == 1


async def test_a_cookie_is_not_kept() -> None:
    async with (
        serving(says(200, {"result": 1}, headers={"Set-Cookie": "a=b"})) as server,
        requesting() as request,
    ):
        # By name: a cookie of a bare IP address would be dropped by any jar.
        by_name = server.url().replace("127.0.0.1", "localhost")
        await request.post(by_name)
        await request.post(by_name)
    assert len(server.asked) == 2
    assert all("Cookie" not in asked.headers for asked in server.asked)


async def test_a_file_is_fetched_as_it_is() -> None:
    content = bytes(range(256)) * 4000
    async with serving(says(200, content)) as server, requesting() as request:
        assert await request.retrieve(server.url("file/photo 1.jpg")) == content
    assert server.asked[0].method == "GET"


async def test_calls_run_at_once() -> None:
    """Twenty calls that are answered only when all twenty are there, each with its own answer."""
    everybody = asyncio.Barrier(20)

    async def answer(request: web.Request) -> web.StreamResponse:
        await everybody.wait()
        return web.json_response({"ok": True, "result": request.path.rpartition("/")[2]})

    async with serving(answer) as server, requesting() as request:
        answers: list[object] = [
            *await asyncio.gather(*(request.post(server.url(f"call{number}")) for number in range(20)))
        ]
    assert answers == [f"call{number}" for number in range(20)]


async def test_a_connection_is_used_again() -> None:
    peers = set()

    async def answer(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        peers.add(request.transport.get_extra_info("peername"))
        return web.json_response({"ok": True, "result": True})

    async with serving(answer) as server, requesting() as request:
        for _ in range(5):
            await request.post(server.url())
    assert len(peers) == 1


async def test_it_opens_and_closes_and_opens_again() -> None:
    request = AiohttpRequest(trust_env=False)
    async with serving(result(True)) as server:
        await request.shutdown()
        with pytest.raises(NetworkError, match="not initialized"):
            await request.post(server.url())
        for _ in range(2):
            await request.initialize()
            await request.initialize()
            assert await request.post(server.url()) is True
            await request.shutdown()
            await request.shutdown()
        with pytest.raises(RuntimeError, match="not initialized"):
            await request.do_request(server.url(), "POST")


async def test_a_bot_speaks_through_it() -> None:
    me = {"id": 4242424242, "is_bot": True, "first_name": "Sinkron", "username": "sinkron_bot"}
    async with serving(result(me)) as server:
        bot = Bot(
            TOKEN,
            base_url=f"http://127.0.0.1:{server.port}/bot",
            request=AiohttpRequest(trust_env=False),
            get_updates_request=AiohttpRequest(trust_env=False),
        )
        async with bot:
            assert bot.username == "sinkron_bot"
            server.answer = result([])
            assert await bot.get_updates(timeout=1) == ()
            server.answer = says(429, {"ok": False, "description": "x", "parameters": {"retry_after": 3}})
            with pytest.raises(RetryAfter):
                await bot.send_message(1, "Halo")
    assert server.asked[-1].fields == {"chat_id": "1", "text": "Halo"}


async def test_an_answer_is_read_up_to_its_bound_however_small_it_was_packed() -> None:
    """Nobody knows what was done: it is a NetworkError, as where the connection broke."""
    packed = gzip.compress(b'{"ok":true,"result":"' + b"x" * (2 * LARGEST) + b'"}')
    assert len(packed) < LARGEST / 100
    async with (
        serving(says(200, packed, {"Content-Encoding": "gzip"})) as server,
        requesting() as request,
    ):
        with pytest.raises(OversizedAnswer) as told:
            await request.post(server.url())
        assert isinstance(told.value, NetworkError)
        assert told.value.beginning.startswith(b'{"ok":true')
        server.answer = says(200, gzip.compress(b'{"ok":true,"result":7}'), {"Content-Encoding": "gzip"})
        assert await request.post(server.url()) == 7


@pytest.mark.parametrize("deep", [DEPTH + 1, 5000])
def test_an_answer_that_lies_too_deep_is_none(deep: int) -> None:
    """As Python's own reader ends far deeper, and at no fixed depth."""
    with pytest.raises(UnreadableAnswer):
        AiohttpRequest.parse_json_payload(b'{"a":' * deep + b"1" + b"}" * deep)
    inner = DEPTH - 1
    assert AiohttpRequest.parse_json_payload(b'{"a":' * inner + b"1" + b"}" * inner) == json.loads(
        '{"a":' * inner + "1" + "}" * inner
    )


def test_a_parameter_is_written_as_python_telegram_bot_does() -> None:
    """Its own way and ours are the same for whatever the bot gives."""
    buttons = [
        InlineKeyboardButton("Akun operator", callback_data="1:x:1:login:operator"),
        InlineKeyboardButton("Kabupaten lain", url="https://t.me/x"),
        InlineKeyboardButton("Salin", copy_text=CopyTextButton("salinan")),
    ]
    for value in (
        InlineKeyboardMarkup([buttons[:1], buttons[1:]]),
        ReplyKeyboardRemove(),
        LinkPreviewOptions(is_disabled=True),
        ReplyParameters(7, allow_sending_without_reply=True),
        ParseMode.HTML,
        "Sudah & beres",
        -100,
        True,
        ["message", "callback_query"],
    ):
        theirs = RequestParameter.from_input("x", value).json_value
        assert theirs is not None
        if isinstance(value, str):
            assert written(value) == theirs == str(value)
        else:
            assert json.loads(written(value)) == json.loads(theirs)
    drawn = Message("x", ((("Akun operator", "1:x:1:login:operator"), ("Kabupaten lain", "https://t.me/x")),))
    assert drawn.keyboard == InlineKeyboardMarkup([buttons[:2]])
    assert drawn.keyboard.to_dict() == InlineKeyboardMarkup([buttons[:2]]).to_dict()


async def test_half_a_pair_of_surrogates_is_written_as_python_does() -> None:
    """What pydantic's writer refuses: it is for Telegram to say what it thinks of it."""
    async with serving(result(True)) as server, requesting() as request:
        await call(request, server.url().rpartition("/")[0], "sendMessage", {"text": "\ud83d"})
    assert server.asked[0].fields == {"text": "\ud83d"}
