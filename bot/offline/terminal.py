"""Terminal of one person of the simulation: buttons are numbers, and everything else is typed."""

import asyncio
import os
import threading
import unicodedata
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import TextIO

from bot.offline.simulation import OfflineSimulation
from bot.outgoing.render import plain
from bot.simulator.phone import Button, Message, Phone, buttons_of
from flows.texts import write
from flows.view import Line

_GLANCE = 20.0
"""So many seconds of silence pass before it is looked what has come by itself: a reminder."""


class Talk:
    """The first operator of a simulation, at a terminal."""

    def __init__(self, simulation: OfflineSimulation, out: TextIO) -> None:
        self._simulation = simulation
        self._out = out
        self._person = simulation.operators[0]
        self._phone = Phone(simulation.telegram, self._person.id)
        self._desk = Phone(simulation.telegram, simulation.desk.id)
        self._numbered: list[Button] = []

    async def begin(self) -> None:
        """Show where the person stands; for somebody new, what the bot is. Raises BotEndedError."""
        if self._person.id not in self._simulation.telegram.started:
            self._person.says("/start")
        await self._simulation.settles()
        self._show()

    async def deal_with(self, line: str) -> None:
        """Deal with one line completely. An empty one is only a look at what has come. Raises BotEndedError."""
        said = line.strip()
        if said.isascii() and said.isdecimal() and 1 <= int(said) <= len(self._numbered):
            button = self._numbered[int(said) - 1]
            self._person.taps(button.message, button.data)
        elif said:
            self._person.says(line)
        await self._simulation.settles()
        self._show(asked=bool(said))

    def _show(self, *, asked: bool = True) -> None:
        """Print what is new, number the buttons that can be tapped now, and wait for more."""
        news, to_desk = self._phone.look(), self._desk.look()
        self._numbered = [button for button in self._numbered if button in self._phone.buttons]
        for toast in news.toasts:
            self._print(f"({toast})")
        for message in news.messages:
            self._print(self._words_of(message))
            self._number(message)
        for message in to_desk.messages:
            self._print(f"--- {_words('to_desk')}\n{self._words_of(message)}")
        if asked or news.messages or to_desk.messages:
            print("> ", end="", file=self._out, flush=True)

    def _print(self, text: str) -> None:
        print(f"\n{harmless(text)}\n", file=self._out)

    def _words_of(self, message: Message) -> str:
        """A message's text. A terminal opens no files: what the bot sent as one is printed."""
        if file := message.get("document"):
            content = self._simulation.telegram.files.find(file["file_id"]).content.decode(errors="replace")
            return f"{message.get('caption', '')}\n{content}"
        return str(message.get("text") or message.get("caption", ""))

    def _number(self, message: Message) -> None:
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        if rows:
            self._numbered = buttons_of(message)
        numbers = iter(range(1, len(self._numbered) + 1))
        for row in rows:
            labels = [f"[{next(numbers)}] {harmless(button['text'])}" for button in row]
            print("  " + "   ".join(labels), file=self._out)


def harmless(text: str) -> str:
    """The text without characters that a terminal obeys (of Unicode's category Cc, but for line ends and tabs) or that
    turn the direction of writing (Cf); each is shown as the character for what cannot be shown.
    """
    return "".join(
        "\N{REPLACEMENT CHARACTER}"
        if unicodedata.category(sign) in {"Cc", "Cf"} and sign not in "\n\t\N{ZERO WIDTH JOINER}"
        else sign
        for sign in text
    )


def _words(name: str) -> str:
    return plain(write(Line(f"bot.terminal.{name}")))


async def typed_lines() -> AsyncIterator[str]:
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
