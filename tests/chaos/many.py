"""Many operators, and several processes that share them: killed, frozen, cut off, and their PostgreSQL with them."""

import argparse
import asyncio
import random
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.store.opening import open_store
from flows.dialogue.buttons import read_button
from tests.chaos.operator import DESKS, Operator
from tests.chaos.storm import WIRE, Report, counts, open_letters
from tests.many import Crew
from tests.postgres import Cluster, cluster, empty_schema, run
from tests.served import serving, until

ACTS = ("kill", "kill", "leave", "freeze", "cut", "server")


class Hasty(Operator):
    """Writes to the desk several times without waiting."""

    async def _writes(self) -> None:
        person = self.served.telegram.person(self.number, "Sari")
        for number in range(1, HASTE):
            person.says(f"Sebelumnya, {number} kali")
        await super()._writes()


HASTE = 4
"""So many messages in a row."""


@dataclass
class ManyReport(Report):
    """What came of it."""

    acts: str = ""
    ended: int = 0
    """So often a process found itself cut off, and was started again."""
    ends: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    """Seconds from a tap to its screen, in order."""
    in_a_row: int = 0
    """Messages written without waiting, whose order was looked at."""
    wrong: list[str] = field(default_factory=list)
    """Screens that do not show what is, and processes that ended by a mistake of ours."""

    @property
    def well(self) -> bool:
        return super().well and not self.wrong

    def __str__(self) -> str:
        ends = "".join(f"\n  {said}" for said in self.ends)
        at = [self.waits[int(len(self.waits) * part)] for part in (0.5, 0.99)] if self.waits else [0, 0]
        times = f"wait p50 {at[0]:.2f} s, p99 {at[1]:.1f} s, longest {max(self.waits, default=0):.1f} s"
        return f"{super().__str__()}\n  {times}; in a row {self.in_a_row}; screens wrong {len(self.wrong)} {self.wrong[:5]}; {self.acts}; found itself cut off {self.ended}{ends}"


async def storm(
    server: Cluster,
    folder: Path,
    *,
    mode: str = "webhook",
    processes: int = 3,
    acts: tuple[str, ...] = ACTS,
    operators: int = 8,
    seed: int = 1,
) -> ManyReport:
    """Do all this to the processes while so many operators at a time walk; then let everybody come to their end."""
    report = ManyReport(mode, acts=" ".join(acts))
    dice = random.Random(seed)
    async with empty_schema(server) as url, serving(seed=seed) as served:
        served.telegram.faults.chances = WIRE
        for desk in DESKS:
            assert desk.chat is not None
            served.telegram.group(desk.chat, desk.name)
        if mode == "webhook":
            served.is_hooked()
        store = await open_store(url, datetime.now(UTC))
        for desk in DESKS:
            await store.put_desk(desk)
        await store.close()
        crew = Crew(served, folder, url, processes, mode)
        walkers: list[Operator] = []
        async with crew.router():
            crew.starts()
            looking = asyncio.create_task(crew.looks_after())
            doing = asyncio.create_task(_does(crew, server, report, acts, dice))

            async def place(number: int) -> None:
                count = 0
                while not doing.done() or not count:
                    walker = Hasty(served, 1000 * (number + 1) + count, random.Random(seed + len(walkers)))
                    walkers.append(walker)
                    await walker.walks()
                    count += 1

            try:
                await asyncio.gather(*(place(number) for number in range(operators)))
                await doing

                async def all_out() -> bool:
                    return await asyncio.to_thread(open_letters, crew.finds) == 0

                await until(all_out, 120, "letters are left")
            finally:
                looking.cancel()
                doing.cancel()
                report.said = crew.said
                crew.stops()
        report.ended = sum("taken over what this one held" in str(said) for said in crew.ended)
        report.ends = crew.ended
        report.status = 0
        await asyncio.to_thread(counts, report, served, crew.finds, walkers)
        report.wrong += [said for said in crew.ended if "uncaught" in said or "Traceback" in said]
        report.waits = sorted(wait for walker in walkers for wait in walker.waits)
        report.in_a_row = (await crew.rows("SELECT count(*) FROM relays WHERE kind = 'in'"))[0][0]
        _looks_at_screens(report, walkers, await crew.rows(_SCREENS))
        report.double += [f"the order of operator {row[0]}" for row in await crew.rows(_DISORDER)]
    return report


_SCREENS = "SELECT person, screen_message, screen_case, screen_seq FROM people"
_DISORDER = (
    "SELECT DISTINCT early.from_chat FROM relays early JOIN relays late ON early.from_chat = late.from_chat"
    " WHERE early.kind = 'in' AND late.kind = 'in' AND early.id < late.id AND early.from_message > late.from_message"
)
"""Messages were taken up in another order than they were written in."""


def _looks_at_screens(report: ManyReport, walkers: list[Operator], kept: list[tuple[Any, ...]]) -> None:
    """The message that the bot takes for somebody's screen shows their case as it is."""
    screens = {person: (message, (case, seq)) for person, message, case, seq in kept}
    for walker in walkers:
        if walker.late or walker.expected is None:
            continue
        message, shown = screens[walker.number]
        found = [m for m in walker.served.telegram.messages(walker.number) if m["message_id"] == message]
        rows = found[0].get("reply_markup", {}).get("inline_keyboard", []) if found else []
        seen = [at for row in rows for button in row if (at := read_button(button.get("callback_data", "")))]
        wanted = (walker.expected.case, walker.expected.seq)
        if shown != wanted or not found or any((at.case, at.seq) != wanted for at in seen):
            report.wrong.append(f"operator {walker.number} is shown {shown}, {seen[:1]}, and not {wanted}")


async def _does(
    crew: Crew, server: Cluster, report: ManyReport, acts: tuple[str, ...], dice: random.Random
) -> None:
    await asyncio.sleep(3)
    for act in acts:
        await asyncio.sleep(dice.uniform(1, 4))
        process = dice.choice(crew.processes)
        match act:
            case "kill":
                if process.alive:
                    process.kills()
                    report.kills += 1
            case "leave":
                await crew.leaves(process)
            case "freeze":
                await until(lambda: crew.holds(process), 60, lambda: crew.said)  # noqa: B023  it is asked at once
                await crew.freezes(process)
            case "cut":
                await run(
                    server,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'sinkron%'",
                )
            case "server":
                await asyncio.to_thread(server.ends, killed=True)
                await asyncio.to_thread(server.starts)
    await asyncio.sleep(5)


async def main() -> int:
    """The storm as asked for on the command line; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.many")
    parser.add_argument("--times", type=int, default=4, help="so often all that can be done is done")
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument("--operators", type=int, default=20, help="at the same time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mode", choices=["polling", "webhook"], default="webhook")
    asked = parser.parse_args()
    acts = [*ACTS * asked.times]
    random.Random(asked.seed).shuffle(acts)
    with cluster() as server, tempfile.TemporaryDirectory() as folder:
        report = await storm(
            server,
            Path(folder),
            mode=asked.mode,
            processes=asked.processes,
            acts=tuple(acts),
            operators=asked.operators,
            seed=asked.seed,
        )
    print(report, flush=True)
    if not report.well:
        print(report.said)
    return 0 if report.well else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
