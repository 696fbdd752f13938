"""Without a token: the simulated Telegram with its page in the browser, the bot beside it, and this terminal."""

import os
import stat
import sys
from collections.abc import AsyncIterator
from typing import TextIO

from bot.outgoing.render import plain
from bot.settings import Settings
from bot.simulator.control import Control
from bot.simulator.house import ChildEndedError, House, opened
from bot.simulator.server import serving
from bot.tryout.terminal import Talk, typed_lines
from flows.texts import write
from flows.view import Line


async def simulate(
    settings: Settings, lines: AsyncIterator[str] | None = None, out: TextIO = sys.stdout
) -> None:
    """Simulate until the terminal's input ends; where there is no terminal, until stopped.

    Raises StoreError, and ChildEndedError where the bot ends by itself.
    """
    house = House(settings)
    control = Control(house)
    async with serving(house.telegram, settings.port, more=control.routes()) as house.url:
        print(_words("hint", url=house.url), file=out, flush=True)
        try:
            async with opened(house):
                if lines is None and _nobody_types():
                    raise ChildEndedError(await house.over)
                talk = Talk(house, out)
                await talk.begin()
                async for line in lines or typed_lines():
                    await talk.hears(line)
        finally:
            if not house.over.done():
                print(f"\n{_words('end')}", file=out, flush=True)


def _nobody_types() -> bool:
    """Whether the standard input is a device that is no terminal, as of a process in the background."""
    return stat.S_ISCHR(os.fstat(0).st_mode) and not os.isatty(0)


def _words(name: str, **values: str) -> str:
    return plain(write(Line(f"bot.terminal.{name}", values)))
