"""The evening before a cut-off: who gets to the end, and how long people wait for an answer. By hand:

python -m tests.benchmarks.evening [people [milliseconds]]

The rates and the waiting room are the bot's own (`OverallRate`, `Admission`), on a simulated clock; what a turn costs is measured
first on the real bot, with the simulated Telegram in the same process and so without HTTP. Whoever has measured it with HTTP, as
`python -m tests.benchmarks.taps` does, or on PostgreSQL, gives it as `milliseconds` of the processor. What nobody knows is assumed, and printed: how many come,
how patient they are, and how much Telegram takes of answers, if there is such a limit at all.
"""

import asyncio
import math
import random
import statistics
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from pathlib import Path

from bot.incoming.admission import Admission
from bot.outgoing.rates import OverallRate
from tests.chat import Clock, World

PEOPLE = 88_000
"""A fifth of 440,000 schools."""
MINUTES = 61
GROWS = 20.0
"""Minutes in which arrivals grow by e."""
TAPS = (13, 21)
READS, SPREAD = 12.5, 0.6
"""Seconds to read and think: the median, and how it spreads (lognormal: the mean is 15)."""
AGAIN, TIMES = 8.0, 3
"""Who gets no answer taps again after so many seconds, so often."""
PATIENCE = (20.0, 90.0)
"""And gives up after so many seconds, and as many more on average."""
OUTSIDE = 1800.0
"""Who knows their place waits so many seconds on average."""
FURTHER = 0.15
"""So many calls more than one a turn: what was written takes the buttons from the screen above."""
STEP = 0.1
FIXED = 30.0
"""The bot's own limit before."""
_WARM = (20, 200)


async def cost() -> float:
    """Seconds of the processor a turn of the real bot takes."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder) / "evening.db", Clock())
        await world.starts()
        begun = 0.0
        for place, people in enumerate(_WARM):
            begun = time.process_time()
            first = 1_000 * (place + 1)
            for number in range(first, first + people):
                world.telegram.person(number, "Operator").says("/start")
            await world.fetches()
            for _ in range(3):
                for number in range(first, first + people):
                    screen = [m for m in world.telegram.messages(number) if m.get("reply_markup")][-1]
                    button = screen["reply_markup"]["inline_keyboard"][0][0]
                    world.telegram.people[number].taps(screen["message_id"], button["callback_data"])
                await world.fetches()
        spent = time.process_time() - begun
        await world.ends()
    return spent / (4 * _WARM[-1])


@dataclass(slots=True)
class Person:
    """One who has come."""

    left: int
    """Taps to the end."""
    asked: float = -1.0
    """Since when they wait for an answer; below 0: they do not."""
    patience: float = 0.0
    queued: bool = False
    gone: bool = False


@dataclass(slots=True)
class Evening:
    """One run. Times are in seconds since it began."""

    name: str
    people: int
    turns: float
    """A second, of the processor."""
    ceiling: float
    """Calls a second that Telegram takes."""
    learns: bool
    """The rate over all chats is learnt; else it is fixed."""
    room: bool
    share: float = 1.0
    """Of the people there are: what is the bot's and Telegram's is counted in the same part."""
    dice: random.Random = field(default_factory=lambda: random.Random(7))
    waits: list[float] = field(default_factory=list)
    answered: int = 0
    done: int = 0
    gave_up: int = 0
    refused: int = 0

    def play(self) -> str:
        """The evening to its end; gives the line of the table."""
        rate, admission = OverallRate(), Admission()
        events: list[tuple[float, int, str, Person]] = []
        cpu: deque[tuple[float, Person]] = deque()
        send: deque[tuple[float, Person]] = deque()
        outside: deque[tuple[float, Person]] = deque()
        number, busy, fixed, taken = 0, 0.0, 0.0, deque[float]()
        come = self._arrivals()
        due = next(come, math.inf)
        for step in range(int(MINUTES * 60 / STEP)):
            now = step * STEP
            head = min([queue[0][0] for queue in (cpu, send) if queue], default=now)
            while due <= now:
                one = Person(self.dice.randint(*TAPS))
                if self.room and admission.is_open:
                    outside.append((now + self.dice.expovariate(1 / OUTSIDE), one))
                else:
                    number = self._asks(one, now, events, cpu, number)
                due = next(come, math.inf)
            if self.room:
                for _ in range(admission.may_begin(now, now - head, len(outside))):
                    until, one = outside.popleft()
                    if until > now:
                        number = self._asks(one, now, events, cpu, number)
                    else:
                        self.gave_up += 1
            while events and events[0][0] <= now:
                at, _, what, one = heappop(events)
                number = self._happens(what, one, now, events, cpu, send, number)
            busy = max(busy, now)
            while cpu and busy < now + STEP:
                since, one = cpu.popleft()
                busy += 1 / self.turns
                if not one.queued and one.asked >= 0:
                    one.queued = True
                    send.append((since, one))
            while send:
                at = max(now, rate.due(now) if self.learns else fixed)
                if at >= now + STEP:
                    break
                _, one = send.popleft()
                if one.gone:
                    continue
                calls = 1 + (self.dice.random() < FURTHER)
                for _ in range(calls):
                    rate.send(at)
                    fixed = max(fixed, at) + 1 / (FIXED * self.share)
                while taken and taken[0] <= at - 1:
                    taken.popleft()
                if len(taken) >= self.ceiling:
                    self.refused += 1
                    rate.refused(id(one), at, at)
                    number += 1
                    heappush(events, (at + 1, number, "resend", one))
                    continue
                taken.extend([at] * calls)
                number = self._sees(one, at, events, number)
        inside = self.people - self.done - self.gave_up - len(outside)
        late = self.waits or [0.0]
        cuts = statistics.quantiles(late, n=100) if len(late) > 1 else late * 99
        return (
            f"{self.name:<44} {100 * self.done / self.people:5.1f} % {100 * self.gave_up / self.people:5.1f} %"
            f" {100 * inside / self.people:5.1f} % {100 * len(outside) / self.people:5.1f} %"
            f" {self.answered / (MINUTES * 60):6.0f} {cuts[49]:7.1f} {cuts[98]:7.1f} {self.refused:8}"
        )

    def _arrivals(self) -> Iterator[float]:
        """When each comes: more and more to the end."""
        low = math.exp(-MINUTES / GROWS)
        for place in range(self.people):
            share = low + (1 - low) * (place + 0.5) / self.people
            yield (MINUTES + GROWS * math.log(share)) * 60

    def _asks(
        self,
        one: Person,
        now: float,
        events: list[tuple[float, int, str, Person]],
        cpu: deque[tuple[float, Person]],
        number: int,
    ) -> int:
        """A tap; if nothing comes of it there are more, and in the end none."""
        one.asked, one.patience = now, PATIENCE[0] + self.dice.expovariate(1 / PATIENCE[1])
        cpu.append((now, one))
        for again in range(1, TIMES + 1):
            if again * AGAIN < one.patience:
                heappush(events, (now + again * AGAIN, number + again, f"again {one.left}", one))
        heappush(events, (now + one.patience, number + TIMES + 1, f"leaves {one.left}", one))
        return number + TIMES + 2

    def _happens(
        self,
        what: str,
        one: Person,
        now: float,
        events: list[tuple[float, int, str, Person]],
        cpu: deque[tuple[float, Person]],
        send: deque[tuple[float, Person]],
        number: int,
    ) -> int:
        kind, _, left = what.partition(" ")
        if kind == "taps":
            return self._asks(one, now, events, cpu, number)
        if kind == "resend" and not one.gone:
            send.append((now, one))
        if one.asked < 0 or one.gone or left != str(one.left):
            return number
        if kind == "again":
            cpu.append((now, one))
        elif kind == "leaves":
            one.gone = True
            self.gave_up += 1
        return number

    def _sees(self, one: Person, at: float, events: list[tuple[float, int, str, Person]], number: int) -> int:
        self.answered += 1
        if at > (MINUTES - 15) * 60:
            self.waits.append(at - one.asked)
        one.asked, one.queued = -1.0, False
        one.left -= 1
        if not one.left:
            self.done += 1
            return number
        reads = self.dice.lognormvariate(math.log(READS), SPREAD)
        heappush(events, (at + reads, number, "taps", one))
        return number + 1


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    share = people / PEOPLE
    spent = asyncio.run(cost())
    print(f"A turn of the real bot costs {spent * 1_000:.2f} ms of the processor without HTTP.")
    if len(sys.argv) > 2:
        spent = float(sys.argv[2]) / 1_000
    print(f"Taken are {spent * 1_000:.2f} ms: {1 / spent:.0f} a second in one process.")
    print(
        f"{people} people in {MINUTES} minutes, e times more every {GROWS:.0f}; {TAPS[0]} to {TAPS[1]} taps a case.\n"
    )
    print(
        f"{'':<44} {'done':>7} {'gave up':>7} {'inside':>7} {'outside':>7} {'ans/s':>6} {'p50':>7} {'p99':>7} {'refused':>8}"
    )
    turns = share / spent
    for workers, ceiling, name in (
        (1, math.inf, "no ceiling, one process"),
        (6, math.inf, "no ceiling, six processes"),
        (6, 300, "Telegram takes 300/s, six processes"),
        (6, 100, "Telegram takes 100/s, six processes"),
    ):
        for learns, room, how in (
            (False, False, "30/s (before)"),
            (True, False, "lanes"),
            (True, True, "lanes, room"),
        ):
            if learns or (workers == 1):
                run = Evening(f"{how}: {name}", people, workers * turns, ceiling * share, learns, room, share)
                print(run.play(), flush=True)


if __name__ == "__main__":
    main()
