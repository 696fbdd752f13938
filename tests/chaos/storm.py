"""Many operators, a bot that is killed again and again, and a wire that fails."""

import argparse
import asyncio
import random
import signal
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.outgoing.render import plain
from bot.simulator.errors import NOT_MODIFIED, QUERY_TOO_OLD
from bot.simulator.fault_injection import Chances
from bot.store.sqlite import open_store
from flows.dialogue.case_code import case_code
from flows.dialogue.machine.session import SESSION_JSON, Session
from flows.texts import write
from flows.view import Line
from tests.chaos.operator import DESKS, Operator
from tests.served import Process, Served, serving, until

_OF_THE_STORM = (NOT_MODIFIED, QUERY_TOO_OLD)
"""Endings of refusals that come of it: what is drawn once more stands already; a tap waits for a process that is dead."""
Rows = Callable[[str], list[tuple[Any, ...]]]
"""What a statement finds in the database."""
SILENT = 3
"""So many lives in a row may end before the bot has said a word: on a busy machine a start takes longer than most lives."""
WIRE = Chances(drop_before=1.5, drop_after=1.5, error=1.5, flood=1, timeout=0.3)


@dataclass
class Report:
    """What came of a storm."""

    mode: str
    kills: int = 0
    operators: int = 0
    updates: int = 0
    taps: int = 0
    lost: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    """What came after all, when whoever waited for it had given up."""
    double: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    """What was left in the inbox or set aside."""
    recoveries: list[float] = field(default_factory=list)
    repeated: int = 0
    """Cards and messages that say of themselves that they may be repetitions."""
    cards: int = 0
    messages: int = 0
    """What was passed on to the desks."""
    troubles: Counter[str] = field(default_factory=Counter)
    status: int | None = None
    said: str = ""

    @property
    def well(self) -> bool:
        return not (self.lost or self.late or self.double or self.refused or self.waiting or self.status)

    def __str__(self) -> str:
        silences = self.recoveries or [0.0]
        recovery = f"recovery median {statistics.median(silences):.2f} s, longest {max(silences):.1f} s"
        wire = ", ".join(f"{kind} {count}" for kind, count in sorted(self.troubles.items()))
        bad = "".join(
            f"\n  {line}"
            for line in [*self.lost, *self.late, *self.double, *self.refused, *self.waiting][:20]
        )
        return (
            f"{self.mode}: kills {self.kills}, operators {self.operators}, updates {self.updates}, taps {self.taps}, "
            f"lost {len(self.lost)}, late {len(self.late)}, double {len(self.double)}, refused {len(self.refused)}, left {len(self.waiting)}, "
            f"cards {self.cards}, messages {self.messages} (marked as repeated {self.repeated}), {recovery}, "
            f"wire: {wire}; exit status {self.status}{bad}"
        )


async def storm(mode: str, folder: Path, *, kills: int, operators: int, seed: int = 1) -> Report:
    """Kill the bot so many times while so many operators at a time walk; then let everybody come to their end."""
    report = Report(mode)
    dice = random.Random(seed)
    async with serving(seed=seed) as served:
        served.telegram.faults.chances = WIRE
        for desk in DESKS:
            assert desk.chat is not None
            served.telegram.group(desk.chat, desk.name)
        if mode == "webhook":
            served.is_hooked()  # as from before: nobody has to be looked for
        process = Process(served, folder, BOT_MODE=mode)
        store = await open_store(str(process.database), datetime.now(UTC))
        for desk in DESKS:
            await store.put_desk(desk)
        await store.close()
        killing = asyncio.create_task(_kills(process, served, report, kills, dice))
        walkers: list[Operator] = []

        async def place(number: int) -> None:
            count = 0
            while not killing.done() or not count:
                walker = Operator(served, 1000 * (number + 1) + count, random.Random(seed + len(walkers)))
                walkers.append(walker)
                await walker.walks()
                count += 1

        try:
            await asyncio.gather(*(place(number) for number in range(operators)))
            await killing
            await _ends(process, report)
        finally:
            killing.cancel()
            process.stops()
        report.said = process.said
        counts(report, served, process.rows, walkers)
    return report


async def _kills(process: Process, served: Served, report: Report, kills: int, dice: random.Random) -> None:
    """At random moments: in the start, in the middle of a turn, before and after what is committed or sent.

    However slow the machine is, some lives come to their work: else nobody would be answered, and that is nobody's loss.
    """
    loop = asyncio.get_running_loop()
    silent_since: float | None = None
    silent = 0

    def talks() -> None:
        # A bot that dies again before it has said a word: the silence goes on.
        nonlocal silent_since
        if silent_since is not None:
            report.recoveries.append(loop.time() - silent_since)
            silent_since = None

    def talked() -> bool:
        return silent_since is None

    served.on_talk = talks
    process.starts()
    while report.kills < kills:
        if silent >= SILENT:
            await until(talked, 120, lambda: f"not a word:\n{process.said[-3000:]}")
        await asyncio.sleep(dice.uniform(0.2, 2.5))
        if not process.alive:
            raise AssertionError(f"the bot ended by itself:\n{process.said[-3000:]}")
        process.kills()
        report.kills += 1
        silent = 0 if silent_since is None else silent + 1
        silent_since = silent_since or loop.time()
        process.starts()


async def _ends(process: Process, report: Report) -> None:
    """What is left to send is sent; then two signals, the second into the middle of the ending."""
    await until(lambda: open_letters(process.rows) == 0, 300, "letters are left")
    process.signals(signal.SIGTERM)
    process.signals(signal.SIGTERM)
    report.status = await process.ends(30)


def open_letters(rows: Rows) -> int:
    """Letters and updates that are not done with."""
    found = rows(
        "SELECT (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'under_way'))"
        " + (SELECT count(*) FROM inbox WHERE state = 'waiting')"
    )
    return int(found[0][0])


def counts(report: Report, served: Served, rows: Rows, walkers: list[Operator]) -> None:
    """Compare what is kept and what is to be seen with what must have become of everybody."""
    report.operators = len(walkers)
    report.taps = sum(walker.taps for walker in walkers)
    report.troubles = served.telegram.faults.counted
    report.refused = [refused for refused in served.refused if not refused.endswith(_OF_THE_STORM)]
    sessions = {
        person: SESSION_JSON.read(text)
        for person, text in rows("SELECT person, session FROM cases JOIN people USING (person, case_id)")
    }
    report.updates = rows("SELECT count(*) FROM inbox")[0][0]
    report.waiting = [
        f"update {number} is {state}: {error}"
        for number, state, error in rows("SELECT update_id, state, error FROM inbox WHERE state != 'done'")
    ]
    for walker in walkers:
        if walker.late:
            (report.late if walker.has_come() else report.lost).append(walker.late)
            continue
        _compares(report, walker, sessions.get(walker.number))
        _looks_at_the_desk(report, served, walker)


def _looks_at_the_desk(report: Report, served: Served, walker: Operator) -> None:
    """One card and one message; further ones say that they may be repetitions. Other groups have nothing of the case."""
    assert walker.expected
    code = case_code(walker.expected.case)
    repeated = plain(write(Line("desk.repeated")))
    for desk in DESKS:
        texts = [str(message.get("text")) for message in served.telegram.messages(desk.chat or 0)]
        cards = [text for text in texts if code in text and "Jenjang" in text]
        wanted = desk.chat == walker.group
        passed = walker.arrived() if wanted else []
        report.cards += len(cards)
        report.messages += len(passed)
        for what, found in (("card", cards), ("message", passed)):
            fresh = [text for text in found if repeated not in text]
            report.repeated += len(found) - len(fresh)
            if wanted and not found:
                report.lost.append(f"a {what} of operator {walker.number}")
            if len(fresh) > wanted:
                report.double.append(f"an unmarked {what} of operator {walker.number}")


def _compares(report: Report, walker: Operator, stored: Session | None) -> None:
    expected = walker.expected
    if stored is None or expected is None:
        report.lost.append(f"operator {walker.number} is not known")
        return
    told = [(record.subject, record.choice) for record in stored.records]
    wanted = [(record.subject, record.choice) for record in expected.records]
    if (stored.seq, stored.state, told) == (expected.seq, expected.state, wanted):
        return
    found = report.double if stored.seq > expected.seq else report.lost
    found.append(
        f"operator {walker.number} stands at {stored.state} {stored.seq}, not {expected.state} {expected.seq}"
    )


async def main() -> int:
    """The storms as asked for on the command line; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.storm")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--operators", type=int, default=40, help="at the same time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mode", choices=["polling", "webhook"], action="append")
    asked = parser.parse_args()
    well = True
    for mode in asked.mode or ["polling", "webhook"]:
        with tempfile.TemporaryDirectory() as folder:
            report = await storm(
                mode, Path(folder), kills=asked.kills, operators=asked.operators, seed=asked.seed
            )
            print(report, flush=True)
            if not report.well:
                well = False
                print(report.said[-3000:])
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
