"""Run without a token: the simulated Telegram with its page in the browser, the bot beside it, and this terminal."""

import os
import stat
import sys
from collections.abc import AsyncIterator
from typing import TextIO

from bot.offline.recorder import TranscriptRecorder
from bot.offline.simulation import OfflineSimulation, opened
from bot.offline.terminal import Talk, typed_lines
from bot.outgoing.render import plain
from bot.settings import Settings
from bot.simulator.bot_process import BotEndedError
from bot.simulator.page.api import PageApi
from bot.simulator.server import serving
from flows.texts import write
from flows.view import Line


async def simulate(
    settings: Settings,
    lines: AsyncIterator[str] | None = None,
    out: TextIO = sys.stdout,
    *,
    processes: int = 1,
) -> None:
    """Simulate until the terminal's input ends; where there is no terminal, until stopped. So many processes serve the bot.

    Raises StoreError, and BotEndedError where the bot ends by itself.
    """
    simulation = OfflineSimulation(settings, processes)
    page = PageApi(simulation, TranscriptRecorder(simulation))
    async with serving(simulation.telegram, settings.port, more=page.routes()) as simulation.url:
        print(_words("hint", url=simulation.url), file=out, flush=True)
        try:
            async with opened(simulation):
                if lines is None and _nobody_types():
                    raise BotEndedError(await simulation.over())
                talk = Talk(simulation, out)
                await talk.begin()
                async for line in lines or typed_lines():
                    await talk.deal_with(line)
        finally:
            if not all(process.over.done() for process in simulation.processes):
                print(f"\n{_words('end')}", file=out, flush=True)


def _nobody_types() -> bool:
    """Whether the standard input is a device that is no terminal, as of a process in the background."""
    return stat.S_ISCHR(os.fstat(0).st_mode) and not os.isatty(0)


def _words(name: str, **values: str) -> str:
    return plain(write(Line(f"bot.terminal.{name}", values)))
