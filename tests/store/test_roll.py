"""Several processes on one PostgreSQL: who holds what, what becomes of whoever is silent, and two hands at one row."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, cast

import asyncpg
import pytest

from bot.records.letters import Letter, TellBody
from bot.records.rows import Saved, StoredUpdate
from bot.shards.keeper import Keeper
from bot.shards.shards import SharedShards
from bot.store.connection import SHARDS, shard_of
from bot.store.interface import AlreadyAppliedError, BrokenStoreError, InUseError, StaleError
from bot.store.postgres.postgres_database import PostgresDatabase
from bot.store.postgres.postgres_store import PostgresStore, open_shared, open_store
from bot.store.postgres.roll import LEADER, CutOffError, Roll
from flows.dialogue.machine.session import Session
from tests.chat import idle
from tests.postgres import Cluster, empty_schema
from tests.served import until

pytestmark = pytest.mark.prove
NOW = datetime(2026, 8, 25, 2, 0, tzinfo=UTC)
ALL = frozenset(range(SHARDS))
SARI = 11


class One:
    """One of the processes."""

    def __init__(self, store: PostgresStore, roll: Roll) -> None:
        self.store = store
        self.roll = roll
        self.heard: list[str] = []

    async def holders(self) -> set[str | None]:
        return {*(await self.roll.attendance()).holders.values()}


@pytest.fixture(name="url")
async def _url(server: Cluster) -> AsyncIterator[str]:
    async with empty_schema(server) as url:
        yield url


@asynccontextmanager
async def process(url: str) -> AsyncIterator[One]:
    one = One(*await open_shared(url, NOW, patience=3))
    await one.roll.joins(one.heard.append)
    try:
        yield one
    finally:
        if one.roll._line:
            one.roll._line.terminate()
        await one.store.close()


@pytest.fixture(name="first")
async def _first(url: str) -> AsyncIterator[One]:
    async with process(url) as one:
        yield one


@pytest.fixture(name="second")
async def _second(url: str) -> AsyncIterator[One]:
    async with process(url) as one:
        yield one


@asynccontextmanager
async def other_hand(url: str) -> AsyncIterator["asyncpg.Connection[Any]"]:
    """A transaction of somebody else's, committed at the end."""
    raw = await asyncpg.connect(url)
    async with raw.transaction():
        yield raw
    await raw.close()


async def _outside(url: str, statement: str, *values: object) -> None:
    raw = await asyncpg.connect(url)
    await raw.execute(statement, *values)
    await raw.close()


def _arrived(number: int, person: int = SARI) -> StoredUpdate:
    return StoredUpdate(number, person, "{}", NOW, shard=shard_of(person))


async def test_each_is_held_once(first: One, second: One) -> None:
    """Taken by whoever comes first, and free for the next once it is given."""
    assert await first.roll.take_shards([*ALL, LEADER]) == ALL | {LEADER}
    assert await second.roll.take_shards(ALL) == set()
    assert (await second.roll.attendance()).free() == []
    await first.roll.gives([1, 2])
    assert await second.roll.take_shards(ALL) == {1, 2}
    assert await first.holders() == {first.roll.name, second.roll.name}
    await first.roll.leaves()
    assert await second.roll.take_shards([0, 1, LEADER]) == {0, LEADER}
    assert second.heard == ["roll"]


async def test_whoever_beats_is_not_cut_off(first: One, second: One) -> None:
    await first.roll.take_shards([1])
    await first.roll.beats()
    assert not await second.roll.cuts_off(first.roll.name)
    assert await second.roll.take_shards([1]) == set()


async def test_whoever_is_silent_can_keep_nothing_any_more(first: One, second: One, url: str) -> None:
    """Not what was under way, nor what comes later; and it is told why."""
    await first.roll.take_shards([1])
    await _outside(url, "UPDATE processes SET beat = 0 WHERE name = $1", first.roll.name)
    assert await second.roll.cuts_off(first.roll.name)
    assert await second.roll.take_shards([1]) == {1}
    for _ in range(2):
        with pytest.raises(BrokenStoreError, match="taken over what this one held"):
            await first.store.take_in([_arrived(1)])
    with pytest.raises(BrokenStoreError, match="cannot be reached"):
        await first.roll.beats()
    with pytest.raises(CutOffError):
        await first.roll.beats()
    assert await second.store.unfinished() == []


async def test_a_cut_connection_moves_nothing(first: One, second: One, url: str) -> None:
    """Its holder has it again before it keeps anything; till then it is nobody's."""
    await first.roll.take_shards([1])
    await _outside(
        url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1",
        first.roll.name,
    )
    assert await second.roll.take_shards([1]) == set()
    assert await first.store.take_in([_arrived(1)]) == {1}
    assert await second.roll.take_shards([1]) == set()
    await first.roll.gives([1])
    assert await second.roll.take_shards([1]) == {1}


async def test_together_or_alone(first: One, url: str) -> None:
    """Whoever wants the database for itself does not get it from several, and the other way round."""
    with pytest.raises(InUseError, match="Stop it first"):
        await open_store(url, NOW, patience=0)
    await first.store.close()
    alone = await open_store(url, NOW)
    with pytest.raises(InUseError, match="wants it for itself"):
        await open_shared(url, NOW, patience=0)
    await alone.close()
    first.store._database = (await open_store(url, NOW))._database


async def test_new_tables_are_not_made_under_others(first: One, url: str) -> None:
    await first.store._run(lambda db: db.execute("DELETE FROM migrations WHERE name LIKE '%many_processes'"))
    with pytest.raises(InUseError, match="Processes of another version"):
        await open_shared(url, NOW, patience=0)


async def test_everybody_is_told(first: One, second: One) -> None:
    await first.roll.tells("desks")
    await second.roll.beats()  # an answer of the server's, behind which nothing is left to come
    assert second.heard == ["desks"]


async def test_only_what_belongs_to_the_shards(first: One) -> None:
    """Updates, letters and screens of the others are the others'."""
    store, mine = first.store, frozenset({shard_of(SARI)})
    await store.take_in([_arrived(1), _arrived(2, SARI + 1), _arrived(3)])
    for person in (SARI, SARI + 1):
        session = Session(case=person, person=person, opened_at=NOW, touched_at=NOW, remind_at=NOW)
        letters = (Letter(f"a{person}", -person, TellBody("a")),)
        await store.save(Saved(person, (session,), NOW, letters=letters))
    assert [number for _, number in await store.places(mine, 0)] == [1, 3]
    assert [row.update_id for row in await store.unfinished(mine)] == [1, 3]
    assert [row.update_id for row in await store.numbered([2, 9, 1])] == [1, 2]
    assert await store.undrawn(mine) == [SARI]
    assert [session.person for session in await store.reminders(NOW, mine)] == [SARI]
    assert [due.letter.chat for due in await store.claim(NOW, None, mine)] == [-SARI]
    assert [due.letter.chat for due in await store.under_way(mine)] == [-SARI]
    assert await store.claim(NOW, None, frozenset()) == []
    assert [due.letter.chat for due in await store.claim(NOW)] == [-SARI - 1]


async def test_an_update_is_applied_by_one(first: One, second: One) -> None:
    """And of two turns that rest on the same look, one is kept."""
    await first.store.take_in([_arrived(number) for number in range(20)])
    await first.store.save(Saved(SARI, (), NOW))
    for number in range(20):
        version = (await first.store.load(SARI)).version
        found = await asyncio.gather(
            *(
                one.store.save(Saved(SARI, (), NOW, update_id=update, version=version))
                for one, update in ((first, number), (second, number if number % 2 else None))
            ),
            return_exceptions=True,
        )
        assert [isinstance(error, (StaleError, AlreadyAppliedError)) for error in found].count(True) == 1
        assert (await first.store.load(SARI)).version == version + 1


async def test_a_letter_that_comes_while_another_goes_is_not_forgotten(first: One, url: str) -> None:
    """Neither process sees what the other has not committed yet; the chat's next letter is found all the same."""
    await first.store.add_letters([Letter("a", -5, TellBody("a"))], NOW)
    (due,) = await first.store.claim(NOW)
    async with other_hand(url) as raw:
        await raw.execute(
            "INSERT INTO outbox (key, chat, kind, body, made_at, due_at) VALUES ('b', -5, 'tell', '{\"text\": \"b\"}', 0, 0)"
        )
        sending = asyncio.create_task(first.store.sent(due.id, 7))
        await asyncio.sleep(0.3)
        assert not sending.done()
    await sending
    assert [due.letter.key for due in await first.store.claim(NOW)] == ["b"]


async def test_who_counts_waits_for_nobody(first: One, url: str) -> None:
    """What each has counted is the sum, and is put together when the bot tidies up."""
    parts = "SELECT count(*) FROM counts WHERE what = 'inbox'"
    own = await first.store._run(lambda db: db.execute("SELECT pg_backend_pid() % 16").fetchone()[0])
    async with other_hand(url) as raw, other_hand(url) as next_raw:
        # One of the two has not the same part.
        there = raw if await raw.fetchval("SELECT pg_backend_pid() % 16") != own else next_raw
        await there.execute("INSERT INTO inbox (update_id, body, received_at) VALUES (1, '', 2000000000)")
        await asyncio.wait_for(first.store.take_in([_arrived(number) for number in (2, 3)]), 1)
    await first.store.finish(1, (), NOW)
    assert (await first.store.figures(NOW)).inbox == {"waiting": 2, "done": 1}
    assert await first.store._run(lambda db: db.execute(parts).fetchone()[0]) == 3
    await first.store.forget(NOW, NOW, NOW)
    assert (await first.store.figures(NOW)).inbox == {"waiting": 2, "done": 1}
    assert await first.store._run(lambda db: db.execute(parts).fetchone()[0]) == 2


async def test_who_wait_for_each_other_are_parted(first: One, second: One) -> None:
    """Each commits what it has together with others; in the end everything is kept, once."""
    people = range(100, 120)
    for person in people:
        await first.store.save(Saved(person, (), NOW))
    await asyncio.gather(
        *(first.store.save(Saved(person, (), NOW, aside=True)) for person in people),
        *(second.store.save(Saved(person, (), NOW, aside=True)) for person in reversed(people)),
    )
    assert {(await first.store.load(person)).version for person in people} == {3}


async def test_nothing_goes_out_while_nobody_knows_whose_it_is(url: str) -> None:
    """Whoever stood still waits for the next beat; there is none for whoever was taken over from."""
    store, roll = await open_shared(url, NOW, patience=3)
    keeper = Keeper(roll, SharedShards())
    await keeper.joins()
    assert keeper._beating
    try:
        await keeper.make_sure()
        keeper._beaten_at -= 60
        await asyncio.wait_for(keeper.make_sure(), 5)
        await _outside(url, "DELETE FROM processes")
        with pytest.raises(CutOffError):
            await keeper._beating
        keeper._beaten_at -= 60
        going = asyncio.create_task(keeper.make_sure())
        await idle()
        assert not going.done()
        going.cancel()
    finally:
        await keeper.leaves()
        await store.close()


class Idle:
    """A worker for whom there is nothing to do."""

    async def takes_over(self, shards: frozenset[int]) -> None: ...

    async def done_with(self, shards: frozenset[int]) -> bool:  # noqa: ARG002  a worker's signature
        return True

    async def leads(self) -> None: ...

    def hears(self, word: str) -> None: ...

    def among(self, processes: int) -> None: ...


FROZEN = {
    "with all that others need": "LOCK TABLE inbox, people",
    "leaving": "DELETE FROM processes WHERE name = '{name}'",
}


@pytest.mark.parametrize("amid", FROZEN.values(), ids=FROZEN)
async def test_who_froze_amid_its_work_holds_up_nobody_for_long(second: One, url: str, amid: str) -> None:
    """However much the others wait for what it has locked: they cut it off, have what it held, and their work is done."""
    store, roll = await open_shared(url, NOW)
    keeper = Keeper(roll, shards := SharedShards())
    await keeper.joins()
    await second.roll.take_shards([1, LEADER])
    frozen = second.store._database
    assert isinstance(frozen, PostgresDatabase)
    assert frozen._raw
    await frozen._raw.execute("BEGIN")
    await frozen._raw.execute(amid.format(name=frozen.name))
    keeping = asyncio.create_task(keeper.run(Idle()))
    try:
        assert await store.take_in([_arrived(1)]) == {1}
        await until(lambda: shards.held == ALL and shards.leads, 15)
        assert not keeping.done()
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        await keeper.leaves()
        await store.close()


async def test_whoever_falls_while_it_cuts_another_off_leaves_it_to_the_next(
    first: One, second: One, url: str
) -> None:
    """Else nobody would know any more of the connections that have the locks."""
    await second.roll.take_shards([1])
    await _outside(url, "UPDATE processes SET beat = 0 WHERE name = $1", second.roll.name)

    class Falling:
        """A connection that breaks where it would end the others."""

        def __init__(self, raw: Any) -> None:
            self.raw = raw

        def __getattr__(self, name: str) -> Any:
            return getattr(self.raw, name)

        async def execute(self, statement: str, *values: object) -> str:
            if "pg_terminate_backend" in statement:
                raise ConnectionResetError
            found: str = await self.raw.execute(statement, *values)
            return found

    first.roll._line = cast("asyncpg.Connection[Any]", Falling(first.roll._line))
    with pytest.raises(BrokenStoreError):
        await first.roll.cuts_off(second.roll.name)
    assert await first.roll.silent() == [second.roll.name]
    assert await first.roll.cuts_off(second.roll.name)
    assert await first.roll.take_shards([1]) == {1}
