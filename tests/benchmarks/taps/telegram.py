"""Telegram that answers every call at once, and the people who tap: the other side of the bots that are measured.

It is no simulation of Telegram (`bot.simulator` is one): it checks nothing, so that next to no time is spent here. What it sends
has the form and the size of what Telegram sends.
"""

import asyncio
import json
import random
import re
from collections import deque
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import web

Json = dict[str, Any]

TAPS = 17
"""A person writes /start, taps so often, and is heard of no more; the next is somebody new. A case takes 13 to 21 taps."""
_PATIENCE = 30.0
"""Seconds after which a bot is stuck that has answered nobody."""
_DATE = 1_790_000_000
_TAG = re.compile(r"<[^<>]*>")
_OWN: dict[str, Any] = {
    "getMe": {
        "id": 1,
        "is_bot": True,
        "first_name": "Bot",
        "username": "a_bot",
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
    },
    "getWebhookInfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
    "getMyCommands": [],
}
"""What is answered to calls that ask for something; to all others it is true, or the message."""


@dataclass
class Person:
    """Somebody with one chat, and what stands in it."""

    number: int
    taps: int
    """So often they will tap yet."""
    screen: Json | None = None
    """The newest message with buttons."""
    waits: set[str] = field(default_factory=set)
    """What they wait for before anybody taps in their place."""


class Line:
    """One bot's line to Telegram: its people, and what it has not fetched yet."""

    def __init__(self, people: int, seed: int) -> None:
        self._dice = random.Random(seed)
        self._numbers = count(1)
        self._people = deque(self._somebody(self._dice.randint(1, TAPS)) for _ in range(people))
        self._all = {person.number: person for person in self._people}
        self._tapping: dict[str, Person] = {}
        self._updates: deque[Json] = deque()
        self._arrived = asyncio.Event()
        self._left = 0
        self._busy = 0
        self._over = asyncio.Event()
        self.fetching = asyncio.Event()
        """Set once the bot fetches updates."""
        self.calls = 0
        """So many calls the bot has made but for fetching."""
        self.letters = 0
        self.buttons = 0
        self.screens = 0
        """So many screens it has drawn, and in all of them so many letters and buttons."""

    def _somebody(self, taps: int) -> Person:
        return Person(next(self._numbers) + 1_000_000_000, taps)

    async def taken(self, taps: int, at_once: int) -> None:
        """Return once `taps` have been answered and drawn, `at_once` of them at the same time. TimeoutError where the bot is stuck."""
        self._left = taps
        self._over.clear()
        for _ in range(at_once):
            self._next()
        calls = -1
        while not self._over.is_set():
            if calls == self.calls:
                raise TimeoutError("the bot answers nobody any more")
            calls = self.calls
            try:
                await asyncio.wait_for(self._over.wait(), _PATIENCE)
            except TimeoutError:
                continue

    def _next(self) -> None:
        """Have the next person do something, if there is anything left to do."""
        if not self._left:
            if not self._busy:
                self._over.set()
            return
        self._left -= 1
        self._busy += 1
        person = self._people.popleft()
        self._updates.append(self._does(person))
        self._arrived.set()

    def _does(self, person: Person) -> Json:
        who = {
            "id": person.number,
            "is_bot": False,
            "first_name": "Sari",
            "last_name": "Wulandari",
            "username": f"sari{person.number}",
            "language_code": "id",
        }
        if person.screen is None:
            person.waits = {"screen"}
            text = {"text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}
            return {"message": {**_message(person.number, next(self._numbers)), "from": who, **text}}
        person.taps -= 1
        person.waits = {"screen", "answer"}
        rows = person.screen["reply_markup"]["inline_keyboard"]
        # The last row leads back and to more, and nobody is led to an end by it.
        offered = [button for row in rows[:-1] or rows for button in row if "callback_data" in button]
        query = {"id": str(next(self._numbers)), "chat_instance": str(person.number * 7919)}
        self._tapping[query["id"]] = person
        data = self._dice.choice(offered)["callback_data"]
        return {"callback_query": {**query, "from": who, "message": person.screen, "data": data}}

    async def fetched(self, given: Json) -> list[Json]:
        """The updates that are new to the bot; what it has before is confirmed by `given` itself, as nothing is ever sent twice."""
        self.fetching.set()
        if not self._updates:
            self._arrived.clear()
            try:
                await asyncio.wait_for(self._arrived.wait(), float(given.get("timeout", 0)))
            except TimeoutError:
                return []
        found = [self._updates.popleft() for _ in range(min(100, len(self._updates)))]
        return [{"update_id": next(self._numbers), **update} for update in found]

    def called(self, method: str, given: Json) -> Any:
        """The answer to a call."""
        self.calls += 1
        if method in _OWN:
            return _OWN[method]
        if method == "answerCallbackQuery":
            self._got(self._tapping.pop(given["callback_query_id"], None), "answer")
            return True
        if "chat_id" not in given or not method.startswith(("send", "edit")):
            return True
        chat = int(given["chat_id"])
        message = _message(chat, int(given.get("message_id") or next(self._numbers)))
        message |= {"from": _OWN["getMe"], **_said(given.get("text", ""))}
        markup = given.get("reply_markup")
        if markup:
            message["reply_markup"] = json.loads(markup) if isinstance(markup, str) else markup
        person = self._all.get(chat)
        if person and markup and "inline_keyboard" in message["reply_markup"]:
            person.screen = message
            self.screens += 1
            self.letters += len(message["text"])
            self.buttons += sum(map(len, message["reply_markup"]["inline_keyboard"]))
            self._got(person, "screen")
        return message

    def _got(self, person: Person | None, what: str) -> None:
        """Somebody has got what they waited for; once it is all, somebody else goes on."""
        if person is None or what not in person.waits:
            return
        person.waits.discard(what)
        if person.waits:
            return
        self._busy -= 1
        if not person.taps:
            del self._all[person.number]
            person = self._somebody(TAPS)
            self._all[person.number] = person
        self._people.append(person)
        self._next()


def _message(chat: int, number: int) -> Json:
    there = {"id": chat, "first_name": "Sari", "last_name": "Wulandari", "type": "private"}
    return {"message_id": number, "date": _DATE, "chat": there}


def _said(text: str) -> Json:
    """The text of a message without its marks, and these apart, as Telegram has them."""
    plain, bold = _TAG.sub("", text), text.count("<b>")
    marks = [{"type": "bold", "offset": number, "length": 1} for number in range(bold)]
    return {"text": plain, "entities": marks} if marks else {"text": plain}


class Telegram:
    """The server: a line for each bot, by its token."""

    def __init__(self) -> None:
        self.lines: dict[str, Line] = {}
        self._runner = web.AppRunner(self._application(), access_log=None)
        self.url = ""

    async def open(self) -> None:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        await self._runner.cleanup()

    def _application(self) -> web.Application:
        application = web.Application()
        application.router.add_route("*", "/bot{token}/{method}", self._answer)
        return application

    async def _answer(self, request: web.Request) -> web.Response:
        line, method = self.lines[request.match_info["token"]], request.match_info["method"]
        given = await request.json() if request.content_type.endswith("json") else dict(await request.post())
        lowered = method[0].lower() + method[1:]
        result = await line.fetched(given) if lowered == "getUpdates" else line.called(lowered, given)
        body = json.dumps({"ok": True, "result": result}).encode()
        return web.Response(body=body, content_type="application/json")
