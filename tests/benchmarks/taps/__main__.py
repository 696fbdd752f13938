"""The processor time of a tap, everything included, beside two other libraries and two bare calls: `make bench`.

    python -m tests.benchmarks.taps [--rounds 5] [--taps 1500] [--people 640] [--only NAME ...]

Each bot is a process of its own that fetches its updates over HTTP from a Telegram that answers at once; AT_ONCE people wait for
it at the same moment. A round has every bot answer so many taps, one bot after the other; told are the medians of the rounds, and
of the ratios within each round, as what else the machine does changes from one to the next. The peers are in `.peers/`.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.taps.telegram import Line, Telegram

ROOT = Path(__file__).parents[3]
PEERS = ROOT / ".peers" / "bin" / "python"
AT_ONCE = 32
MEASURE = "python-telegram-bot"
"""What the others are compared with."""


@dataclass(frozen=True)
class Bot:
    """A bot that is measured."""

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Found:
    """What was measured of one bot: of each round the milliseconds of a tap, and the taps of a second."""

    milliseconds: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)


def bots(folder: Path) -> list[Bot]:
    peers = Path(__file__).parent / "peers"
    return [
        Bot("this project", (sys.executable, "-m", "bot"), {"DATABASE_PATH": str(folder / "bot.db")}),
        Bot(MEASURE, (PEERS, peers / "ptb_bot.py", folder / "kept.pickle")),
        Bot("aiogram", (PEERS, peers / "aiogram_bot.py")),
        Bot("two bare calls", (PEERS, peers / "bare_bot.py")),
    ]


def processor_time(process: Process) -> float:
    """Seconds that a process has used of the processor, all its threads."""
    return time.clock_gettime(~process.pid << 3 | 2)  # Linux's clock of another process


async def started(bot: Bot, telegram: Telegram, people: int, stack: AsyncExitStack) -> tuple[Line, Process]:
    """A bot that fetches its updates, ended with the stack."""
    token = f"{len(telegram.lines) + 1}:benchmark"
    line = telegram.lines[token] = Line(people, seed=1)
    environment = {"BOT_TOKEN": token, "BOT_API_URL": telegram.url, "LOG_LEVEL": "INFO", **bot.environment}
    process = await asyncio.create_subprocess_exec(
        *bot.command, cwd=ROOT, env={**os.environ, **environment}, stdout=DEVNULL, stderr=None
    )

    async def end() -> None:
        if process.returncode is None:
            process.kill()
            await process.wait()

    stack.push_async_callback(end)
    await asyncio.wait_for(line.fetching.wait(), 60)
    return line, process


async def measure(chosen: Sequence[Bot], rounds: int, taps: int, people: int) -> dict[str, Found]:
    found = {bot.name: Found() for bot in chosen}
    async with AsyncExitStack() as stack:
        telegram = Telegram()
        await telegram.open()
        stack.push_async_callback(telegram.close)
        running = {bot.name: await started(bot, telegram, people, stack) for bot in chosen}
        for line, _ in running.values():
            await line.taken(people * 3, AT_ONCE)
        for _ in range(rounds):
            for name, (line, process) in running.items():
                begun, busy = time.perf_counter(), processor_time(process)
                await line.taken(taps, AT_ONCE)
                found[name].milliseconds.append((processor_time(process) - busy) * 1000 / taps)
                found[name].rates.append(taps / (time.perf_counter() - begun))
        for name, (line, _) in running.items():
            size = f"{line.letters / line.screens:.0f} letters and {line.buttons / line.screens:.1f} buttons"
            print(f"{name:22}{line.calls / line.screens:5.2f} calls a screen of {size}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--taps", type=int, default=1500)
    parser.add_argument("--people", type=int, default=640)
    parser.add_argument("--only", nargs="*", default=[])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        chosen = [bot for bot in bots(Path(folder)) if not given.only or bot.name in given.only]
        found = asyncio.run(measure(chosen, given.rounds, given.taps, given.people))
    base = found.get(MEASURE, found[chosen[0].name])
    print(f"\n{'':22}{'ms of processor a tap':>24}{'ratio':>8}{'taps/s':>9}")
    for name, one in found.items():
        ratio = statistics.median(
            own / other for own, other in zip(one.milliseconds, base.milliseconds, strict=True)
        )
        spread = f"{statistics.median(one.milliseconds):.2f} ({min(one.milliseconds):.2f}-{max(one.milliseconds):.2f})"
        print(f"{name:22}{spread:>24}{ratio:>8.2f}{statistics.median(one.rates):>9.0f}")


if __name__ == "__main__":
    main()
