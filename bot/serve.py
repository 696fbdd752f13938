"""The process: serve its bots until it is told to end, and end visibly when it cannot go on."""

import asyncio
import logging
import signal
import stat
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from telegram.error import InvalidToken

from bot.app import clock
from bot.incoming.single_mode import OtherModeError
from bot.operations.log import SERVED, loop_trouble
from bot.operations.site import Sites
from bot.served_bot import WAITS, Beside, TimeOuts, serve_bot
from bot.settings import ENV_FILE, Settings
from bot.store.files import close_to_others, closed_to_others
from bot.transport.proxies import proxy_to

log = logging.getLogger("bot.serve")

_OF_ONE_TOKEN = (InvalidToken, OtherModeError)
"""What ends a bot and says nothing of the others."""


async def serve(
    settings: Settings,
    others: Mapping[str, Settings] | None = None,
    *,
    clock: Callable[[], datetime] = clock,
    every: float = 20.0,
    beside: Beside | None = None,
    waits: TimeOuts = WAITS,
) -> None:
    """Serve the bot, and `others` by their names, until SIGTERM or SIGINT. The time is looked at `every` so many seconds.

    Raises what ends the process otherwise: InvalidToken, NetworkError, OtherModeError, PortError, ProxyError,
    RefusedStoreError, BrokenStoreError. A bot whose token is not known any more, or that somebody else serves, ends alone as
    long as there are others.
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        # A second signal finds the stopping under way, and hurries nothing.
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    asyncio.get_running_loop().set_exception_handler(loop_trouble)
    proxy_to(settings.bot_api_url)  # one that cannot be used is found before anything is begun
    several = {"": settings, **(others or {})}
    _close_to_others(several)
    sites = Sites()

    async def one(name: str, its: Settings) -> None:
        SERVED.set(name)
        await serve_bot(its, stop, sites, name=name, clock=clock, every=every, beside=beside, waits=waits)

    await _all([asyncio.create_task(one(name, its), name=name) for name, its in several.items()], stop)


async def _all(bots: list[asyncio.Task[None]], stop: asyncio.Event) -> None:
    """Wait until each bot has ended. Where one cannot go on for a reason that is not its own alone, all end. Raises what ended them."""
    running, faults = set(bots), list[BaseException]()
    try:
        while running:
            done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                fault = task.exception()
                if fault is not None:
                    faults.append(fault)
                if isinstance(fault, _OF_ONE_TOKEN) and running:
                    log.error("bot ended", extra={"bot": task.get_name(), "error": type(fault).__name__})
                else:
                    stop.set()
    finally:
        stop.set()
        await asyncio.gather(*bots, return_exceptions=True)
    grave = [fault for fault in faults if not isinstance(fault, _OF_ONE_TOKEN)]
    if grave or len(faults) == len(bots):
        raise (grave or faults)[0]


def _close_to_others(several: Mapping[str, Settings]) -> None:
    """Close the databases, `.env` and the file of the tokens to the machine's other users; where that fails, log a warning."""
    found: list[str] = []
    for its in several.values():
        found += [] if its.database_url else close_to_others(its.database_path)
    for file in (ENV_FILE, several[""].bots_file):
        # One that is somebody else's may be meant for a group that this process is in.
        if file and not closed_to_others(Path(file), stat.S_IRWXO):
            found.append(file)
    if found:
        log.warning("others may read", extra={"path": ", ".join(found)})
