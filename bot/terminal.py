"""The conversation in a terminal: the same bot, its Telegram simulated in this process, its database the same file."""

import asyncio
import json
import os
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any, TextIO

from bot.app import Assistant, clock
from bot.render import plain
from bot.settings import Settings
from bot.simulator.telegram import Telegram
from bot.simulator.wire import WireRequest
from bot.store.sqlite import open_store
from flows.dialogue.view import Line
from flows.texts import write

PERSON = 1
"""Who sits at the terminal; Telegram's own ids are far above."""
_GLANCE = 20.0
"""So many seconds of silence pass before the time is looked at: a reminder may be due."""


async def converse(
    settings: Settings, lines: AsyncIterator[str] | None = None, out: TextIO = sys.stdout
) -> None:
    """Talk until the input ends. Raises RefusedStoreError, BrokenStoreError."""
    telegram = Telegram()
    store = await open_store(settings.database_path, clock())
    try:
        assistant = Assistant(
            settings,
            store,
            token=telegram.token,
            request=WireRequest(telegram),
            updates_request=WireRequest(telegram),
        )
        talk = Talk(settings, assistant, telegram, out)
        try:
            await talk.begin()
            async for line in lines or _typed_lines():
                await talk.hears(line)
        finally:
            await assistant.stop()
            if not assistant.broken.done():
                print(f"\n{_words('end')}", file=out)
    finally:
        await store.close()


class Talk:
    """One person at a terminal, as Telegram shows them to the bot."""

    def __init__(self, settings: Settings, assistant: Assistant, telegram: Telegram, out: TextIO) -> None:
        self._assistant = assistant
        self._telegram = telegram
        self._out = out
        self._person = telegram.person(PERSON, "Operator")
        telegram.started.add(PERSON)
        desk = settings.helpdesk_chat_id
        self._desk = telegram.group(desk, "Petugas") if desk is not None else None
        self._seen: dict[tuple[int, int], tuple[str, str]] = {}
        self._buttons: list[tuple[int, str]] = []
        """The numbered buttons: the message they stand under, and their data."""
        self._last_update = 0

    async def begin(self) -> None:
        """Show where the person stands; for somebody new, what the bot is."""
        print(_words("hint"), file=self._out)
        store = self._assistant.store
        known = await store.load(PERSON)
        if known.session:
            await store.screen_lost(PERSON)  # the last terminal is gone, and its messages with it
        await self._assistant.start()
        if known.session is None:
            await self._arrives(self._person.says("/start"))
        await self._settles()
        self._show()

    async def _settles(self) -> None:
        """Raises BrokenStoreError where what was typed cannot be kept."""
        await self._assistant.settle()
        if self._assistant.broken.done():
            raise self._assistant.broken.result()

    async def hears(self, line: str) -> None:
        """One line, dealt with completely. An empty one is only a look at what has come."""
        said = line.strip()
        if said.isascii() and said.isdecimal() and 1 <= int(said) <= len(self._buttons):
            await self._arrives(self._person.taps(*self._buttons[int(said) - 1]))
        elif said:
            await self._arrives(self._person.says(line))
        await self._assistant.tick(self._assistant.clock())
        await self._settles()
        if said or self._changed():
            await self._show_file()
            self._show()

    async def _arrives(self, update: dict[str, Any]) -> None:
        # The simulated Telegram counts from 1 with each start, while the database remembers what it has seen.
        now = int(self._assistant.clock().timestamp() * 1000)
        self._last_update = max(self._last_update + 1, now)
        await self._assistant.inbox.take([{**update, "update_id": self._last_update}])

    def _changed(self) -> list[tuple[str, dict[str, Any]]]:
        """Messages of the bot that are new or show something else now, each with where it stands."""
        chats = [("", self._person.messages())]
        if self._desk:
            chats.append((_words("to_desk"), self._desk.messages()))
        return [
            (head, message)
            for head, messages in chats
            for message in messages
            if message["from"]["is_bot"] and self._seen.get(_place(message)) != _content(message)
        ]

    def _show(self) -> None:
        """Print what is new, and number the buttons of the message that has them."""
        for call in self._telegram.calls:
            if call.method == "answerCallbackQuery" and call.params.get("text"):
                print(f"\n({call.params['text']})", file=self._out)
        self._telegram.calls.clear()
        for head, message in self._changed():
            before = self._seen.get(_place(message))
            self._seen[_place(message)] = _content(message)
            lost_its_buttons = before is not None and "reply_markup" not in message
            if not lost_its_buttons and message.get("text"):
                print(f"\n--- {head}\n" if head else "", message["text"], "", sep="\n", file=self._out)
                self._number(message)
            elif lost_its_buttons:
                self._buttons = [button for button in self._buttons if button[0] != message["message_id"]]
        print("> ", end="", file=self._out, flush=True)

    def _number(self, message: dict[str, Any]) -> None:
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        if rows:
            self._buttons = []
        for row in rows:
            labels = []
            for button in row:
                self._buttons.append((message["message_id"], button["callback_data"]))
                labels.append(f"[{len(self._buttons)}] {button['text']}")
            print("  " + "   ".join(labels), file=self._out)

    async def _show_file(self) -> None:
        """A terminal opens no files: what the bot sent as one is printed."""
        for call in self._telegram.calls:
            if call.method == "sendDocument" and not call.error:
                print(f"\n{plain(call.params['caption'])}", file=self._out)
                stored = await self._assistant.store.export(PERSON)
                print(json.dumps(stored, ensure_ascii=False, indent=2), file=self._out)


def _place(message: dict[str, Any]) -> tuple[int, int]:
    return message["chat"]["id"], message["message_id"]


def _content(message: dict[str, Any]) -> tuple[str, str]:
    return message.get("text", ""), json.dumps(message.get("reply_markup"))


def _words(name: str) -> str:
    return plain(write(Line(f"bot.terminal.{name}")))


async def _typed_lines() -> AsyncIterator[str]:
    """The lines of standard input, and an empty one after each while of silence.

    A thread reads them, so that the bot goes on meanwhile; straight from the descriptor, as a reader that holds
    Python's own buffer while the process ends would end it with an error.
    """
    loop = asyncio.get_running_loop()
    arrived: asyncio.Queue[bytes] = asyncio.Queue()

    def read() -> None:
        while True:
            piece = os.read(0, 65536)
            with suppress(RuntimeError):  # the conversation has ended meanwhile
                loop.call_soon_threadsafe(arrived.put_nowait, piece)
            if not piece:
                return

    threading.Thread(target=read, daemon=True).start()
    rest = b""
    while True:
        try:
            piece = await asyncio.wait_for(arrived.get(), _GLANCE)
        except TimeoutError:
            yield ""
            continue
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            yield line.decode(errors="replace")
        if not piece:
            if rest:
                yield rest.decode(errors="replace")
            return
