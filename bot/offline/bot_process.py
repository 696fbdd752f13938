"""The bot as the simulation runs it: a process of its own that serves as live, but on the simulation's time.

Its standard input says what time it is and asks whether all is dealt with, a JSON object a line; when it ends, the
process ends in good order. `{"ahead": 3600.0}`: the time is so many seconds ahead. `{"settle": 5}`: answer
`{"settled": 5}` on the standard output as soon as everything that came in is dealt with.
"""

import asyncio
import json
import sys
from datetime import timedelta

from bot.app import Assistant
from bot.event_loop import run as run_loop
from bot.exit_status import ended
from bot.operations.log import set_up
from bot.serve import serve
from bot.settings import Settings, read_settings
from bot.simulator.clock import MovableClock

_GLANCE = 0.5
"""So many seconds pass between two looks at the time, which may have been moved."""


async def obeys(assistant: Assistant, clock: MovableClock) -> None:
    """Do what the standard input says, until it ends."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    pipe, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    try:
        while line := await reader.readline():
            said = json.loads(line)
            if "ahead" in said:
                clock.move(timedelta(seconds=said["ahead"]) - clock.ahead)
                await assistant.tick(clock())
            if "settle" in said:
                await assistant.settle()
                print(json.dumps({"settled": said["settle"]}), flush=True)
    finally:
        pipe.close()


async def served(settings: Settings, clock: MovableClock) -> None:
    await serve(settings, clock=clock, every=_GLANCE, beside=lambda assistant: obeys(assistant, clock))


def main() -> int:
    """The exit status, as of the bot."""
    settings = read_settings()
    set_up(settings.log_level, [])
    clock = MovableClock()
    return ended(lambda: run_loop(served(settings, clock)), settings)


if __name__ == "__main__":
    sys.exit(main())
