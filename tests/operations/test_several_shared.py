"""Two bots, and three processes that serve both of them together on one PostgreSQL."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.simulator.delivery import Delivery
from bot.simulator.server import listening
from bot.simulator.telegram import Telegram
from tests.many import Crew
from tests.postgres import Cluster, empty_schema, run
from tests.served import HASTY, TOKEN, Process, Served, until

pytestmark = pytest.mark.prove
NAME = "jabar"
OTHER = "5353535353:AAGothersecretothersecretothersecretothe"
PASSWORD = "geheim-0123"
BOTS = ("", NAME)
PEOPLE = range(11, 29)
"""They are in many shards, so that each process works for some of them."""


@asynccontextmanager
async def crew_of_two(
    server: Cluster, folder: Path, mode: str
) -> AsyncIterator[tuple[Crew, dict[str, Telegram]]]:
    """The processes behind their router; and Telegram by token, from which a bot can be taken."""
    served = Served()
    bots = {TOKEN: served.telegram, OTHER: Telegram(token=OTHER)}
    (folder / "bots").write_text(f"{NAME} {OTHER}\n")
    async with empty_schema(server) as url, listening(bots.get) as served.url:
        with_password = url.replace("postgres@", f"postgres:{PASSWORD}@")
        crew = Crew(served, folder, with_password, 3, mode, HASTY)
        for process in crew.processes:
            process.environment["BOTS_FILE"] = str(folder / "bots")
        router = f"http://127.0.0.1:{served.webhook_port}"
        delivering = [asyncio.create_task(Delivery(bot, router).run()) for bot in bots.values()]
        try:
            async with crew.router():
                crew.starts()
                yield crew, bots
        finally:
            for delivery in delivering:
                delivery.cancel()
            await asyncio.gather(*delivering, return_exceptions=True)
            crew.stops()
            await run(server, f"DROP SCHEMA IF EXISTS {NAME} CASCADE")


async def _shared_among(crew: Crew, processes: list[Process], name: str) -> None:
    async def even() -> bool:
        told = [await crew.told(process, name) for process in processes]
        held = sorted(one.get("shards_held", 0) for one in told)
        return sum(held) == 64 and held[-1] - held[0] <= 2 and sum(one.get("leads", 0) for one in told) == 1

    await until(even, 60, lambda: crew.said)


async def _leader(crew: Crew, name: str) -> Process:
    (found,) = [process for process in crew.processes if (await crew.told(process, name)).get("leads")]
    return found


async def _answers(crew: Crew, telegram: Telegram, said: str, answer: str) -> None:
    """Everybody says something, and hears one answer to it."""
    before = {person: len(telegram.messages(person)) for person in PEOPLE}
    for person in PEOPLE:
        telegram.person(person, "Sari").says(said)

    def heard(person: int) -> list[str]:
        new = telegram.messages(person)[before[person] + 1 :]
        return [str(message.get("text")) for message in new if message["from"]["is_bot"]]

    await until(lambda: all(map(heard, PEOPLE)), 60, lambda: f"{telegram.token[:4]} {crew.said}")
    for person in PEOPLE:
        (one,) = heard(person)
        assert answer in one


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_one_process_is_killed_and_one_token_withdrawn(
    server: Cluster, tmp_path: Path, mode: str
) -> None:
    """Neither touches the other bot, nor anybody's order; and no secret of either stands anywhere."""
    async with crew_of_two(server, tmp_path, mode) as (crew, bots):
        for name in BOTS:
            await _shared_among(crew, crew.processes, name)
        for telegram in bots.values():
            await _answers(crew, telegram, "/start", "Apa yang terjadi")

        killed = await _leader(crew, NAME)
        killed.kills()
        left = [process for process in crew.processes if process is not killed]
        for telegram in bots.values():
            await _answers(crew, telegram, "/kasus", "Kasus")
        for name in BOTS:
            await _shared_among(crew, left, name)
        killed.starts()
        for name in BOTS:
            await _shared_among(crew, crew.processes, name)

        numbers = [process.number for process in crew.processes]
        del bots[OTHER]
        await until(
            lambda: all("bot ended" in process.said for process in crew.processes), 60, lambda: crew.said
        )
        await _answers(crew, bots[TOKEN], "/bantuan", "/lanjut")
        await _shared_among(crew, crew.processes, "")
        assert [process.number for process in crew.processes if process.alive] == numbers

        one = crew.processes[0]
        one.signals(signal.SIGTERM)
        assert await one.ends() == 0, one.said
        one.starts()  # the token is still in the file, and nobody knows it
        await _shared_among(crew, crew.processes, "")
        for process in crew.processes:
            process.signals(signal.SIGTERM)
        assert await asyncio.gather(*(process.ends() for process in crew.processes)) == [0, 0, 0], crew.said
        said = "".join(process.said for process in crew.processes)
        assert "cut off" in said
        assert "found whole" not in said, "nobody has looked"
        for secret in (OTHER, OTHER.partition(":")[2], TOKEN, PASSWORD):
            assert secret not in said
