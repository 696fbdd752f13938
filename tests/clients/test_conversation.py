"""Bots made with three other libraries hold a conversation with the simulator: none of them knows that it is none.

Buttons, edits, a deep link, a file up and down, an album, a topic, inline mode.
"""

import asyncio
import base64
import os
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.clients.alone import ROOT, Alone, alone, running

CLIENTS = Path(os.environ.get("CLIENTS") or ROOT / ".clients")
"""Where the libraries are installed, apart from the project's own."""
BOTS = Path(__file__).parent / "bots"
PYTHON = CLIENTS / "bin" / "python"
SARI, FORUM = 11, -1001
_PATIENCE = 30

pytestmark = pytest.mark.prove


def _command(bot: str) -> Sequence[str]:
    """How the bot is started. Skips where its library is not installed."""
    if bot.endswith(".mjs"):
        node = shutil.which("node")
        if node is None:
            pytest.skip("Node is not installed")
        if not (CLIENTS / "node_modules" / "grammy").exists():
            pytest.skip("grammY is not installed; `make clients` installs it")
        return (node, str(BOTS / bot))
    library = {"aiogram_bot.py": "aiogram", "telebot_bot.py": "telebot"}[bot]
    if not list(CLIENTS.glob(f"lib/python*/site-packages/{library}")):
        pytest.skip(f"{library} is not installed; `make clients` installs it")
    return (str(PYTHON), str(BOTS / bot))


class Chat:
    """What Sari does, and what stands in a chat when the bot has dealt with it."""

    def __init__(self, simulator: Alone, bot: int) -> None:
        self._simulator = simulator
        self._bot = bot

    async def does(self, act: str, **more: Any) -> dict[str, Any]:
        update: dict[str, Any] = await self.asks("POST", "/do", {"act": act, "person": SARI, **more})
        return update

    async def asks(self, method: str, path: str, body: Any = None, status: int = 200) -> Any:
        return await self._simulator.asks(method, f"/bots/{self._bot}{path}", body, status)

    async def sees(self, many: int = 1, chat: int = SARI, **wanted: Any) -> list[dict[str, Any]]:
        """The last messages of a chat, once so many of them are the bot's and the last is like this."""
        async with asyncio.timeout(_PATIENCE):
            while True:
                messages = (await self.asks("GET", f"/chats/{chat}/messages"))[-many:]
                if messages and self._is(messages[-1], wanted) and messages[0]["from"]["id"] == self._bot:
                    return list(messages)
                await self.asks("GET", "/idle?seconds=60&quiet=0.05")

    @staticmethod
    def _is(message: dict[str, Any], wanted: dict[str, Any]) -> bool:
        return all(message.get(name) == value for name, value in wanted.items())


@asynccontextmanager
async def _conversing(bot: str) -> AsyncIterator[Chat]:
    command = _command(bot)
    async with alone() as simulator:
        made = await simulator.asks("POST", "/bots", {"username": "client_bot"}, 201)
        chat = Chat(simulator, made["id"])
        await chat.asks("POST", "/people", {"id": SARI, "first_name": "Sari"}, 201)
        group = {
            "id": FORUM,
            "title": "Forum",
            "forum": True,
            "administrators": [SARI],
            "bot_rights": ["manage_topics"],
        }
        await chat.asks("POST", "/groups", group, 201)
        environment = {"BOT_TOKEN": made["token"], "BOT_API_URL": simulator.url, "CLIENTS": str(CLIENTS)}
        async with running(command, environment) as process:
            try:
                yield chat
            except BaseException:
                process.kill()
                assert process.stdout
                print((await process.stdout.read()).decode())
                raise
        assert await chat.asks("GET", "/notes") == []
        refused = [call for call in await chat.asks("GET", "/calls") if call["error"]]
        assert refused == []


@pytest.mark.parametrize("bot", ["aiogram_bot.py", "telebot_bot.py", "grammy_bot.mjs"])
async def test_a_conversation(bot: str) -> None:
    async with _conversing(bot) as chat:
        await chat.does("open", payload="abc")
        [greeting] = await chat.sees(text="payload abc")
        assert greeting["entities"] == [{"type": "bold", "offset": 0, "length": 7}]
        tapped = await chat.does("tap", message=greeting["message_id"], data="press")
        [changed] = await chat.sees(text="changed")
        assert changed["message_id"] == greeting["message_id"]
        assert "reply_markup" not in changed
        await chat.asks("GET", "/idle?seconds=60")
        answers = [
            call["params"]
            for call in await chat.asks("GET", "/calls")
            if call["method"] == "answerCallbackQuery"
        ]
        assert [(answer["callback_query_id"], answer["text"]) for answer in answers] == [
            (tapped["callback_query"]["id"], "pressed")
        ]

        content = base64.b64encode(b"\x00forth\r\n--x--").decode()
        sent = await chat.does("send", kind="document", content=content, name="forth.bin")
        [back] = await chat.sees(caption="back")
        assert back["document"]["file_name"] == "back.bin"
        assert back["reply_to_message"]["message_id"] == sent["message"]["message_id"]
        assert await _content(chat, back["document"]["file_id"]) == b"\x00forth\r\n--x--"[::-1]

        await chat.does("say", text="/album")
        first, second = await chat.sees(2, caption="album")
        assert first["media_group_id"] == second["media_group_id"]
        assert await _content(chat, second["photo"][0]["file_id"]) == b"\xff\xd8\xff\x02"

        await chat.does("say", text="/topic@client_bot", chat=FORUM)
        [inside] = await chat.sees(chat=FORUM, text="inside")
        assert inside["is_topic_message"]

        query = (await chat.does("search", text="words"))["inline_query"]["id"]
        await chat.asks("GET", "/idle?seconds=60")
        [result] = await chat.asks("GET", f"/searches/{query}")
        chosen = await chat.does("choose", query=query, result=result["id"])
        await _becomes(chat, "chosen")
        await chat.does(
            "tap", inline_message=chosen["chosen_inline_result"]["inline_message_id"], data="press"
        )
        await _becomes(chat, "changed")


async def _becomes(chat: Chat, text: str) -> None:
    """The message that Sari has sent through the bot has this text in the end."""
    async with asyncio.timeout(_PATIENCE):
        while (await chat.asks("GET", f"/chats/{SARI}/messages"))[-1]["text"] != text:
            await chat.asks("GET", "/idle?seconds=60&quiet=0.05")


async def _content(chat: Chat, file: str) -> bytes:
    address = f"{chat._simulator.url}/control/bots/{chat._bot}/files/{file}"
    async with chat._simulator.session.get(address) as answer:
        return await answer.read()
