"""Three processes on one PostgreSQL, as whoever runs them sees it."""

import asyncio
import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.simulator.fault_injection import Fault
from tests.many import Crew
from tests.postgres import Cluster, empty_schema
from tests.served import Process, serving, until

pytestmark = pytest.mark.prove
OWNER = 7


@pytest.fixture(name="crew")
async def _crew(server: Cluster, tmp_path: Path) -> AsyncIterator[Crew]:
    async with empty_schema(server) as url, serving() as served:
        served.is_hooked()
        crew = Crew(served, tmp_path, url, 3, "webhook")
        for process in crew.processes:
            process.environment["OWNER_IDS"] = str(OWNER)
        async with crew.router():
            crew.starts()
            try:
                yield crew
            finally:
                crew.stops()


async def _shared_among(crew: Crew, processes: list[Process]) -> None:
    async def even() -> bool:
        told = await asyncio.gather(*map(crew.told, processes))
        held = sorted(one.get("shards_held", 0) for one in told)
        return sum(held) == 64 and held[-1] - held[0] <= 2 and sum(one.get("leads", 0) for one in told) == 1

    await until(even, 60, lambda: crew.said)


async def test_each_has_its_part_and_who_leaves_leaves_it_at_once(crew: Crew) -> None:
    first, *others = crew.processes
    await _shared_among(crew, crew.processes)
    looking = Process(crew.served, first.output.parent, DATABASE_URL=crew.url)
    looking.output = first.output.parent / "status.txt"
    looking.starts("status")
    assert await looking.ends() == 0, looking.said
    assert len(re.findall(r"^process       [0-9a-f]{16} holds 2[0-2] of 64", looking.said, re.MULTILINE)) == 3
    assert looking.said.count(", leads") == 1
    first.signals(signal.SIGTERM)
    assert await first.ends() == 0
    await _shared_among(crew, others)
    assert "cut off" not in crew.said


async def test_who_leads_next_keeps_nobody_waiting_for_its_profile(crew: Crew) -> None:
    """While Telegram does not answer to what is set once, those are served whom the killed process worked for."""
    await _shared_among(crew, crew.processes)
    for what in ("Commands", "Description", "ShortDescription"):
        crew.served.telegram.faults.ordered.append(Fault("timeout", f"setMy{what}", times=None))
    (leading,) = [one for one in crew.processes if (await crew.told(one)).get("leads")]
    leading.kills()
    people = [crew.served.telegram.person(number, "Sari") for number in range(11, 75)]
    for person in people:
        person.says("/start")
    await until(lambda: all(len(one.messages()) > 1 for one in people), 15, lambda: crew.said)


async def test_a_server_that_was_away_cuts_off_nobody(crew: Crew, server: Cluster) -> None:
    """However long: nobody could be heard. Everybody goes on with what they had."""
    await _shared_among(crew, crew.processes)
    numbers = [process.number for process in crew.processes]
    await asyncio.to_thread(server.ends, killed=True)
    await asyncio.sleep(5)
    await asyncio.to_thread(server.starts)
    sari = crew.served.telegram.person(11, "Sari")
    sari.says("/start")
    await until(lambda: len(sari.messages()) > 1, why=lambda: crew.said)
    await _shared_among(crew, crew.processes)
    assert [process.number for process in crew.processes if process.alive] == numbers
    assert "cut off" not in crew.said


async def test_a_district_is_known_everywhere_at_once(crew: Crew) -> None:
    """An owner adds it by whichever process works for them; people of every process are asked by its name."""
    served = crew.served
    await _shared_among(crew, crew.processes)
    served.telegram.person(OWNER, "Pemilik").says("/start")
    owner = served.telegram.person(OWNER, "Pemilik")
    await until(lambda: len(owner.messages()) > 1, why=lambda: crew.said)
    owner.says("/kelola tambah contoh | Kabupaten Contoh | kabkota | - | WIB | 08.00-15.30")
    await until(
        lambda: any("Contoh" in str(m.get("text")) for m in owner.messages() if m["from"]["is_bot"]),
        why=lambda: [m.get("text") for m in owner.messages()],
    )

    async def known() -> bool:
        people = [served.telegram.person(number, "Sari") for number in (3, 30, 60)]
        for person in people:
            person.says("/start d_contoh")
        await asyncio.sleep(1)
        return all(
            any("Kabupaten Contoh" in str(m.get("text")) for m in person.messages() if m["from"]["is_bot"])
            for person in people
        )

    await until(known, 30, lambda: crew.said)
