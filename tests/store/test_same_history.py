"""Whatever happens, both databases say the same of it."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.records.desk_case import DeskCase
from bot.records.desk_drawings import Card
from bot.records.help_desk import Desk
from bot.records.letters import FarewellBody, Letter, ScreenBody, TellBody
from bot.records.priority import Priority
from bot.records.rows import Saved, ShownScreen, StoredUpdate
from bot.store.connection import Connection
from bot.store.interface import AlreadyAppliedError, CaseTakenError, StaleError, Store
from bot.store.postgres.postgres_store import PostgresStore
from bot.store.postgres.postgres_store import open_store as open_server
from bot.store.sqlite import open_store as open_file
from flows.dialogue.machine.session import Record, Session
from tests.exported import exported
from tests.postgres import Cluster, empty_schema

NOW = datetime(2026, 8, 25, 2, 0, tzinfo=UTC)
PEOPLE, CASES, GROUP = (11, 12, 13), (1, 2, 3, 4), -100
CONTOH = Desk("contoh", "Kabupaten Contoh", "kabkota", None, "WIB", 480, 930, GROUP)
Step = tuple[str, int, int, int]


def _saved(person: int, case: int, number: int) -> Saved:
    record = Record(subject="symptom", choice="other", at=NOW)
    touched = NOW - timedelta(days=190 if number % 5 == 0 else 0)
    session = Session(
        case=case,
        person=person,
        opened_at=NOW,
        touched_at=touched,
        records=(record,),
        seq=number,
        remind_at=NOW if number % 2 else None,
    )
    rank = Priority.BULK if number % 2 else Priority.ANSWER
    letters = (
        Letter(f"t{number}", person, TellBody("halo"), person, case, rank),
        Letter(f"s{number}", person, ScreenBody("s", (), number), person, case),
        Letter(f"g{number}", GROUP, TellBody("kartu"), person, case),
    )
    at_desk = DeskCase(
        case=case, person=person, district="contoh", desk="contoh", level="sd", since=NOW, owner=person
    )
    return Saved(
        person,
        (session,),
        NOW,
        update_id=number if number % 4 else None,
        letters=letters[: number % 4],
        desk=at_desk if number % 3 else None,
        fresh=not number % 2,
    )


async def _does(store: Store, step: Step) -> Any:
    """One step; what it gave, without the numbers that each database gives by itself."""
    what, person, case, number = step
    now = NOW + timedelta(minutes=number)
    match what:
        case "arrives":
            return await store.take_in([StoredUpdate(number, person, f'{{"a": "{number}\u00e9"}}', NOW)])
        case "saves":
            return await store.save(_saved(person, case, number))
        case "shows":
            return await store.screen_shown(person, ShownScreen(number, case, number))
        case "blocks":
            return await store.set_blocked(person, bool(number % 2))
        case "carded":
            return await store.carded(case, Card(GROUP, None, number, number))
        case "moves":
            return await store.moved(GROUP - number % 2, GROUP - 1 + number % 2)
        case "forgets":
            return await store.forget(NOW - timedelta(days=180), NOW - timedelta(days=2), NOW)
        case "erases":
            farewell = Letter(f"bye{number}", person, FarewellBody("bye"))
            return await store.erase(person, farewell, NOW, number)
    due = await store.claim(now)
    for place, one in enumerate(due):
        await _ends(store, one.id, (place + number) % 5, now)
    return sorted((one.letter.key, one.tries, one.uncertain) for one in due)


async def _ends(store: Store, letter: int, how: int, now: datetime) -> None:
    ends: tuple[Callable[[], Any], ...] = (
        lambda: store.sent(letter, 5),
        lambda: store.put_off(letter, now, "RetryAfter"),
        lambda: store.repeat_later(letter, now, "TimedOut"),
        lambda: store.put_back(letter, now, "process ended"),
        lambda: store.give_up(letter, "Forbidden"),
    )
    await ends[how]()


def _plain(found: Any) -> Any:
    """Without the numbers that each database gives by itself."""
    match found:
        case dict():
            return {key: _plain(value) for key, value in found.items() if key not in {"id", "place"}}
        case list():
            return [_plain(one) for one in found]
    return found


async def _seen(store: Store) -> Any:
    return [
        [_plain(await exported(store, person)) for person in PEOPLE],
        [await store.load(person) for person in PEOPLE],
        [await store.standing(person) for person in PEOPLE],
        _plain(await exported(store, "contoh")),
        await store.undrawn(),
        await store.unsettled(),
        await store.reminders(NOW),
        await store.open_cases("contoh"),
        await store.due_boards(NOW),
        replace(await store.figures(NOW), size=0),
    ]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["arrives", "saves", "saves", "saves", "shows", "blocks", "carded", "moves", "forgets", "erases"]
            + ["sends"] * 3
        ),
        st.sampled_from(PEOPLE),
        st.sampled_from(CASES),
        st.integers(1, 30),
    ),
    max_size=25,
)


@pytest.fixture(name="served")
async def _served(server: Cluster) -> AsyncIterator[PostgresStore]:
    async with empty_schema(server) as url:
        store = await open_server(url, NOW)
        yield store
        await store.close()


def _emptied(db: Connection) -> None:
    """Tables are made once for all histories; that takes longer than a history."""
    tables = db.execute(
        "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relname != 'migrations'"
        " AND relnamespace = current_schema()::regnamespace"
    )
    db.execute(f"TRUNCATE {', '.join(name for (name,) in tables)} RESTART IDENTITY")


@pytest.mark.prove
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
async def test_a_history_is_the_same_on_both(served: PostgresStore, steps: list[Step]) -> None:
    await served._run(_emptied)
    file = await open_file(":memory:", NOW)
    try:
        for store in (file, served):
            await store.put_desk(CONTOH)
        for step in steps:
            assert await _outcome(file, step) == await _outcome(served, step), step
        assert await _seen(file) == await _seen(served)
    finally:
        await file.close()


async def _outcome(store: Store, step: Step) -> Any:
    try:
        return await _does(store, step)
    except (AlreadyAppliedError, CaseTakenError, StaleError) as error:
        return type(error)
