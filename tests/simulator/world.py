"""A small world to make calls in, and two ways to make them: in process, and over a socket."""

import io
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import aiohttp

from bot.simulator.call import answer
from bot.simulator.clock import MovableClock
from bot.simulator.members import Member
from bot.simulator.params import Upload
from bot.simulator.server import serving
from bot.simulator.telegram import Telegram

SARI, BUDI, WAYAN = 11, 12, 13
"""Sari talks to the bot; Budi has never written to it; Wayan has blocked it, and is one of the staff."""
DESK, FORUM, HALL = -50, -1001, -1002
"""The bot is a member of the desk's group and of the hall, and an administrator of the forum."""
MOVED, HOME = -60, -1006
"""A group that has become a supergroup, and that one."""
THROWN_OUT, THROWN_OUT_OF_SUPER, LEFT = -70, -1007, -80
STARTED, OLD, HELLO, PHOTO, DESK_SAID = 1, 2, 3, 4, 5
"""Sari's first message; the bot's in her chat, one of them too old; somebody else's in the desk's group."""
TOPIC, CLOSED, DELETED, SAID, OWN = 1, 2, 4, 5, 6
"""In the forum: three topics, and what Wayan and the bot say in the first. In the hall: TOPIC is Wayan's, and CLOSED."""
ALL = [
    "chat_member",
    "message_reaction",
    "message",
    "edited_message",
    "my_chat_member",
    "callback_query",
    "inline_query",
]
"""Every kind of update."""
JPEG = b"\xff\xd8\xff\xe0 a photo"
BUTTON = {"inline_keyboard": [[{"text": "Ya", "callback_data": "ya"}]]}

Caller = Callable[..., Coroutine[Any, Any, tuple[int, dict[str, Any]]]]


class World:
    """Telegram, with these people and groups in it."""

    def __init__(self) -> None:
        self.clock = MovableClock()
        self.telegram = Telegram(self.clock, bot_name="Sinkron", bot_username="sinkron_bot")
        self.sari = self.telegram.person(SARI, "Sari")
        self.budi = self.telegram.person(BUDI, "Budi")
        self.wayan = self.telegram.person(WAYAN, "Wayan")
        self.desk = self.telegram.group(DESK, "Dinas")
        self.forum = self.telegram.group(FORUM, "Kasus")
        self.hall = self.telegram.group(HALL, "Balai")

    async def begins(self) -> None:
        """Everything that is there from the start has happened, and the bot has seen it."""
        call, bot = self.telegram.call, self.telegram.bot_user
        self.wayan.says("/start")
        self.telegram._messages.clear()
        self.telegram._message_ids.clear()
        self.wayan.blocks_bot()
        self.sari.says("/start")
        await call("sendMessage", {"chat_id": SARI, "text": "lama"})
        self.clock.move(timedelta(hours=49))
        await call("sendMessage", {"chat_id": SARI, "text": "Halo", "reply_markup": BUTTON})
        photo = {"chat_id": SARI, "photo": Upload("a.jpg", JPEG), "caption": "Lihat"}
        await call("sendPhoto", photo)
        self.wayan.says("halo semua", self.desk)
        self.forum.is_forum = self.hall.is_forum = True
        self.forum.promotes(self.wayan, "can_manage_topics")
        self.forum.promotes_bot(self.wayan, "can_manage_topics", "can_pin_messages", "can_delete_messages")
        await call("createForumTopic", {"chat_id": FORUM, "name": "Kasus 1"})
        for group in (self.hall, self.forum):
            if group is self.hall:
                group.opens_topic("Umum", self.wayan)
            group.closes_topic(group.opens_topic("Selesai", self.wayan).thread, self.wayan)
            group.deletes_topic(group.opens_topic("Salah", self.wayan).thread)
        self.wayan.says("sudah dicek", self.forum, thread=TOPIC)
        await call("sendMessage", {"chat_id": FORUM, "text": "Kartu", "message_thread_id": TOPIC})
        self.wayan.says("di balai", self.hall)
        self.telegram.group(MOVED, "Lama").becomes_supergroup(HOME)
        self.telegram.group(THROWN_OUT, "Luar").removes_bot(self.wayan)
        self.telegram.group(THROWN_OUT_OF_SUPER, "Luar").removes_bot(self.wayan)
        self.telegram.group(LEFT, "Luar").sets(bot, Member(bot, "left"), by=bot)
        self.telegram.updates.drop()
        assert self.telegram.message(SARI, HELLO)["text"] == "Halo"
        assert self.telegram.message(FORUM, OWN)["text"] == "Kartu"


@asynccontextmanager
async def calling(telegram: Telegram, way: str) -> AsyncIterator[Caller]:
    """How calls are made; each is given as the bot's library would write it."""
    if way == "in process":

        async def calls(method: str, **params: Any) -> tuple[int, dict[str, Any]]:
            answered = await answer(telegram, method, _written(params))
            return answered.status, answered.body

        yield calls
        return

    async with serving(telegram) as url, aiohttp.ClientSession() as session:

        async def posts(method: str, **params: Any) -> tuple[int, dict[str, Any]]:
            form = aiohttp.FormData(quote_fields=False)
            for name, value in _written(params).items():
                if isinstance(value, Upload):
                    form.add_field(name, io.BytesIO(value.content), filename=value.name)
                else:
                    form.add_field(name, value)
            async with session.post(f"{url}/bot{telegram.token}/{method}", data=form) as answer:
                return answer.status, await answer.json()

        yield posts


def _written(params: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, str | Upload) else json.dumps(value)
        for name, value in params.items()
    }
