"""The simulator alone: its control makes bots, people and groups, lets them act, and lets in nobody else."""

import base64
import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.simulator.__main__ import main
from bot.simulator.control.api import ControlApi
from bot.simulator.control.bots import Bots
from bot.simulator.control.requests import ACTIONS
from bot.simulator.delivery import WebhookSetting
from bot.simulator.server import listening

SECRET = "rahasia"
SARI, BUDI, FORUM = 11, 12, -1001


class Control:
    """Requests to the control, and calls of its bots."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self.session = session
        self.acted: set[str] = set()
        """The actions that people were let do."""

    async def asks(self, method: str, path: str, body: Any = None, status: int = 200) -> Any:
        address = f"{self.url}/control/bots{path}"
        headers = {"Authorization": f"Bearer {SECRET}"}
        async with self.session.request(method, address, json=body, headers=headers) as answer:
            told = await answer.json()
            assert answer.status == status, told
            return told

    async def calls(self, token: str, method: str, **params: Any) -> Any:
        async with self.session.post(f"{self.url}/bot{token}/{method}", json=params) as answer:
            return await answer.json()


@pytest.fixture(name="bots")
async def _bots() -> AsyncIterator[Bots]:
    bots = Bots()
    yield bots
    await bots.close()


@pytest.fixture(name="control")
async def _control(bots: Bots) -> AsyncIterator[Control]:
    api = ControlApi(bots, SECRET)
    async with listening(bots.by_token, more=api.routes()) as url, aiohttp.ClientSession() as session:
        yield Control(url, session)


@pytest.fixture(name="token")
async def _token(control: Control) -> str:
    """Of a bot with Sari, Budi and a forum."""
    made = await control.asks("POST", "", {"token": "5:abc", "username": "uji_bot"}, 201)
    for number, name in ((SARI, "Sari"), (BUDI, "Budi")):
        await control.asks("POST", "/5/people", {"id": number, "first_name": name}, 201)
    group = {"id": FORUM, "title": "Forum", "forum": True, "administrators": [SARI], "members": [BUDI]}
    await control.asks("POST", "/5/groups", {**group, "bot_rights": ["manage_topics", "invite_users"]}, 201)
    return str(made["token"])


async def _does(control: Control, act: str, status: int = 200, **more: Any) -> Any:
    control.acted.add(act)
    return await control.asks("POST", "/5/do", {"act": act, "person": SARI, **more}, status)


async def test_nothing_without_the_secret(control: Control, token: str) -> None:
    """On any route but the page of documentation, which tells nothing of the bots."""
    assert token
    async with control.session.get(f"{control.url}/control") as answer:
        page = await answer.text()
    assert SECRET not in page
    assert "5:abc" not in page
    routes = re.findall(r"<code>(GET|POST|PUT|DELETE) (/control/[^<]+)</code>", page)
    assert len(routes) > 15
    for method, path in routes:
        address = control.url + path.format(bot=5, chat=SARI, query="1", file="photo-1")
        for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Bearer é"}):
            async with control.session.request(method, address, headers=headers) as answer:
                assert answer.status == 401, path
    for action in ACTIONS:
        assert f'"act": "{action.model_json_schema()["properties"]["act"]["const"]}"' in page


async def test_bots_know_nothing_of_each_other(control: Control, token: str) -> None:
    other = await control.asks("POST", "", {}, 201)
    assert re.fullmatch(r"\d+:[\w-]{30,}", other["token"])
    await _does(control, "say", text="halo")
    assert [bot["id"] for bot in await control.asks("GET", "")] == [5, other["id"]]
    assert len((await control.calls(token, "getUpdates"))["result"]) == 3
    assert (await control.calls(other["token"], "getUpdates"))["result"] == []
    assert (await control.calls(token, "getMe"))["result"]["username"] == "uji_bot"
    await control.asks("DELETE", f"/{other['id']}")
    assert (await control.calls(other["token"], "getMe"))["error_code"] == 401


async def test_people_act(control: Control, token: str) -> None:
    """Each action that there is, once, with what comes of it."""
    await _does(control, "open", payload="abc")
    keys = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    sent = (await control.calls(token, "sendMessage", chat_id=SARI, text="a", reply_markup=keys))["result"]
    assert "callback_query" in await _does(control, "tap", message=sent["message_id"], data="b")
    said = (await _does(control, "say", text="halo", reply_to=sent["message_id"]))["message"]
    assert said["reply_to_message"]["text"] == "a"
    assert "edited_message" in await _does(control, "edit", message=said["message_id"], text="hai")
    assert "message_reaction" in await _does(control, "react", message=sent["message_id"], emoji="👍")
    content = base64.b64encode(b"isi").decode()
    file = (await _does(control, "send", kind="document", content=content, name="a.txt"))["message"][
        "document"
    ]
    async with control.session.get(
        f"{control.url}/control/bots/5/files/{file['file_id']}", headers={"Authorization": f"Bearer {SECRET}"}
    ) as answer:
        assert await answer.read() == b"isi"
    poll = {"question": "?", "options": [{"text": "a"}, {"text": "b"}]}
    asked = (await control.calls(token, "sendPoll", chat_id=SARI, **poll))["result"]
    assert "poll" in await _does(control, "vote", message=asked["message_id"], options=[1])
    bill = {
        "title": "a",
        "description": "b",
        "payload": "c",
        "currency": "XTR",
        "prices": [{"label": "a", "amount": 1}],
    }
    bill = (await control.calls(token, "sendInvoice", chat_id=SARI, **bill))["result"]
    assert "pre_checkout_query" in await _does(control, "pay", message=bill["message_id"])
    query = (await _does(control, "search", text="a"))["inline_query"]["id"]
    words = {"message_text": "b"}
    result = {
        "type": "article",
        "id": "1",
        "title": "a",
        "input_message_content": words,
        "reply_markup": keys,
    }
    assert (await control.calls(token, "answerInlineQuery", inline_query_id=query, results=[result]))["ok"]
    chosen = (await _does(control, "choose", query=query, result="1"))["chosen_inline_result"]
    assert "callback_query" in await _does(
        control, "tap", inline_message=chosen["inline_message_id"], data="b"
    )
    link = (await control.calls(token, "createChatInviteLink", chat_id=FORUM))["result"]["invite_link"]
    await control.asks("POST", "/5/people", {"id": 13, "first_name": "Wayan"}, 201)
    assert "message" in await _does(control, "join", person=13, chat=FORUM, link=link)
    assert "message" in await _does(control, "leave", person=13, chat=FORUM)
    assert "chat_member" in await _does(control, "promote", person=BUDI, chat=FORUM, rights=["pin_messages"])
    assert "my_chat_member" in await _does(control, "promote", chat=FORUM, rights=["pin_messages"], bot=True)
    assert "my_chat_member" in await _does(control, "dismiss", chat=FORUM)
    assert "my_chat_member" in await _does(
        control, "invite", chat=FORUM, payload="x", rights=["pin_messages"]
    )
    ask = {"keyboard": [[{"text": "a", "request_chat": {"request_id": 1, "chat_is_channel": False}}]]}
    assert (await control.calls(token, "sendMessage", chat_id=SARI, text="a", reply_markup=ask))["ok"]
    assert "chat_shared" in (await _does(control, "share_chat", group=FORUM))["message"]
    assert "my_chat_member" in await _does(control, "block", blocked=True)
    with_none_missing = {action.model_json_schema()["properties"]["act"]["const"] for action in ACTIONS}
    assert with_none_missing == control.acted | {"say"}
    calls = await control.asks("GET", "/5/calls")
    assert [call for call in calls if call["error"]] == []
    assert await control.asks("GET", "/5/notes") == []


WRONG: list[tuple[str, str, Any, int]] = [
    ("POST", "/5/do", {"act": "say", "person": 99, "text": "a"}, 404),
    ("POST", "/5/do", {"act": "say", "person": SARI, "text": ""}, 400),
    ("POST", "/5/do", {"act": "nonsense", "person": SARI}, 400),
    ("POST", "/5/do", {"act": "say", "person": SARI, "text": "a", "txet": "b"}, 400),
    ("POST", "/5/do", {"act": "send", "person": SARI, "kind": "photo", "content": "%"}, 400),
    ("POST", "/5/do", {"act": "edit", "person": SARI, "message": 99, "text": "a"}, 404),
    ("POST", "/5/do", {"act": "promote", "person": SARI, "chat": FORUM, "rights": ["fly"]}, 409),
    ("POST", "/9/do", {"act": "say", "person": SARI, "text": "a"}, 404),
    ("POST", "/x/do", {}, 404),
    ("POST", "", {"token": "5:other"}, 409),
    ("POST", "", {"token": "nonsense"}, 409),
    ("POST", "", {"username": "no"}, 409),
    ("POST", "/5/people", {"id": SARI, "first_name": "Lain"}, 409),
    ("POST", "/5/people", {"id": -1, "first_name": "Lain"}, 400),
    ("POST", "/5/groups", {"id": -9, "title": "a", "forum": True, "members": [SARI]}, 409),
    ("POST", "/5/groups", {"id": -9, "title": "a"}, 409),
    ("POST", "/5/groups", {"id": FORUM, "title": "a", "members": [SARI]}, 409),
    ("POST", "/5/faults", {"kind": "nonsense"}, 400),
    ("PUT", "/5/weather", {"error": 101}, 400),
    ("POST", "/5/clock", {"seconds": -1}, 400),
    ("GET", "/5/chats/99/messages", None, 404),
    ("GET", "/5/searches/99", None, 404),
    ("GET", "/5/files/nothing", None, 404),
    ("GET", "/5/idle?seconds=x", None, 409),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), WRONG)
async def test_what_cannot_be_is_refused(
    control: Control, token: str, method: str, path: str, body: Any, status: int
) -> None:
    """With a reason."""
    assert token
    assert (await control.asks(method, path, body, status))["error"]


async def test_faults_and_time(control: Control, token: str) -> None:
    fault = {"kind": "error", "method": "getMe", "code": 403, "description": "Forbidden: x"}
    await control.asks("POST", "/5/faults", fault)
    assert (await control.calls(token, "getMe"))["error_code"] == 403
    assert (await control.calls(token, "getMe"))["ok"]
    await control.asks("PUT", "/5/weather", {"error": 100})
    assert (await control.calls(token, "getMe"))["error_code"] == 500
    await control.asks("PUT", "/5/weather", {})
    await _does(control, "say", text="a")
    assert len(await control.asks("GET", "/5/updates")) == 3
    assert "busy" in (await control.asks("GET", "/5/idle?seconds=0.05", status=408))["error"]
    await control.asks("POST", "/5/clock", {"seconds": 86400 + 60})
    assert await control.asks("GET", "/5/updates") == []
    await control.asks("GET", "/5/idle?quiet=0.01")


async def test_an_answer_to_the_webhook_is_a_call(control: Control, bots: Bots, token: str) -> None:
    """As JSON or as a form; nobody is told what comes of it."""
    answers = iter(
        [
            web.json_response({"method": "sendMessage", "chat_id": SARI, "text": "sebagai JSON"}),
            web.Response(
                text=f"method=sendmessage&chat_id={SARI}&text=sebagai+form",
                content_type="application/x-www-form-urlencoded",
            ),
            web.json_response({"method": "sendMessage", "chat_id": 99, "text": "tidak"}),
            web.Response(text="ok"),
        ]
    )

    async def hears(_: web.Request) -> web.Response:
        return next(answers)

    application = web.Application()
    application.add_routes([web.post("/", hears)])
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    telegram = bots.by_token(token)
    assert telegram
    telegram.updates.drop()
    telegram.webhook = WebhookSetting(f"http://127.0.0.1:{runner.addresses[0][1]}/")
    for text in ("satu", "dua", "tiga", "empat"):
        await _does(control, "say", text=text)
    await control.asks("GET", "/5/idle")
    said = [message["text"] for message in telegram.messages(SARI) if message["from"]["is_bot"]]
    assert said == ["sebagai JSON", "sebagai form"]
    await runner.cleanup()


@pytest.mark.parametrize(
    "arguments", [["--host", "0.0.0.0"], ["--token", "nonsense"], ["--token", "5:a", "--token", "5:b"]]
)
def test_arguments_that_cannot_be_used(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--port", "0", *arguments])
    assert ended.value.code == 2
    assert "error: " in capsys.readouterr().err


async def test_only_by_the_names_that_are_given(bots: Bots) -> None:
    bots.make("5:abc")
    async with listening(bots.by_token, names=("simulator",)) as url, aiohttp.ClientSession() as session:
        for host, status in (("simulator:8081", 200), ("127.0.0.1", 403), ("elsewhere", 403)):
            async with session.get(f"{url}/bot5:abc/getMe", headers={"Host": host}) as answer:
                assert answer.status == status
