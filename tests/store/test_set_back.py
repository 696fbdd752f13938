"""Every time that is kept, and how it bears a clock that was wrong by hours: nothing waits longer than it was meant to."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest

from bot.records.desk_case import FOREVER
from bot.store.connection import Connection
from bot.store.database import MEMORY
from bot.store.sqlite import SqliteStore, open_store
from flows.dialogue.machine.session import SESSION_JSON, Session

NOW = datetime(2026, 8, 25, 2, 0, tzinfo=UTC)
HOUR, DAY = 3_600, 86_400


class Wait(NamedTuple):
    """How a wait is kept: `row` is written at `{then}`, to last `span` seconds, and `value` is when it ends."""

    row: str
    value: str
    span: int


DESK = "INSERT INTO desks (code, name, level, zone, opens, closes) VALUES ('a', 'A', 'kabkota', 'WIB', 0, 9)"
ONE = (
    "INSERT INTO people (person, case_id, version) VALUES (11, 1, 1)",
    f"INSERT INTO cases VALUES (1, 11, '{SESSION_JSON.write(Session(case=1, person=11, opened_at=NOW, touched_at=NOW))}', 1, 'menu', {int(NOW.timestamp())}, 0, NULL, 0)",
    DESK,
)
LETTER = "INSERT INTO outbox (key, chat, kind, body, made_at, due_at) VALUES ('k', 11, 'note', '{{}}', {then}, {then} + 60)"
WAITS = {
    "outbox.due_at": Wait(LETTER, "SELECT due_at FROM outbox", 60),
    "next_letters.due_at": Wait(LETTER, "SELECT due_at FROM next_letters", 60),
    "boards.due_at": Wait("UPDATE boards SET due_at = {then} + 60", "SELECT due_at FROM boards", 60),
    "boards.looked_at": Wait(
        "UPDATE boards SET looked_at = {then}", "SELECT looked_at + 600 FROM boards", 600
    ),
    "topics.due_at": Wait(
        "INSERT INTO topics (case_id, thread, name, due_at) VALUES (1, 2, '', {then} + 600)",
        "SELECT due_at FROM topics",
        600,
    ),
    "reminded.at": Wait(
        "INSERT INTO reminded VALUES (1, 'free', 0, {then})", "SELECT at + 7200 FROM reminded", 7200
    ),
    "muted.until": Wait(
        f"INSERT INTO muted (person, desk, until, at) VALUES (11, 'a', {{then}} + {HOUR}, {{then}})",
        "SELECT until FROM muted",
        HOUR,
    ),
    "ignored.until": Wait(
        "INSERT INTO ignored (person, until, at) VALUES (11, {then} + 300, {then})",
        "SELECT until FROM ignored",
        300,
    ),
    "link_codes.until": Wait(
        f"INSERT INTO link_codes VALUES ('h', 'a', {{then}} + {DAY})", "SELECT until FROM link_codes", DAY
    ),
    "announcements.made_at": Wait(
        "INSERT INTO announcements (desk, who, chat, text, state, made_at) VALUES ('a', 9, 9, '', 'draft', {then})",
        f"SELECT made_at + {HOUR} FROM announcements",
        HOUR,
    ),
}
"""What the bot waits for. The other half of them is decided by the dialogue and the desks, below."""
IN_STORIES = {
    "cases.remind_at": "tests/helpdesk/test_clock.py: a reminder",
    "cases.touched_at": "brought back with the reminder, and below",
    "desk_cases.waiting_at": "tests/helpdesk/test_clock.py: a desk",
    "desk_cases.nudge_at": "tests/helpdesk/test_clock.py: a desk",
    "staff.seen_at": "tests/helpdesk/test_not_known.py: a time ahead is not believed",
}
NOTHING_WAITS = {
    "cut_offs.at": "a date that people set",
    "reminded.since": "only tells one reminder from another",
    "muted.at": "from when the wait is counted",
    "ignored.at": "from when the wait is counted",
    "outbreaks.since": "only shown",
    "cases.opened_at": "counts days: figures, outbreaks",
    "desk_log.at": "counts days: forgotten, shown",
    "held.at": "counts days: forgotten",
    "inbox.received_at": "counts days: forgotten",
    "outbox.made_at": "counts days: forgotten",
    "relays.at": "counts nothing",
    "unread.at": "counts days: forgotten",
    "migrations.applied_at": "only shown",
    "counts.hour": "of figures",
}


async def _does(store: SqliteStore, *statements: str) -> None:
    await store._database.run(lambda db: [db.execute(one) for one in statements])


@pytest.fixture(name="store")
async def _opened() -> AsyncIterator[SqliteStore]:
    store = await open_store(MEMORY, NOW)
    await _does(store, *ONE)
    yield store
    await store.close()


async def test_every_time_is_known(store: SqliteStore) -> None:
    """Whoever adds one says here how it bears a wrong clock."""

    def times(db: Connection) -> set[str]:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            f"{table}.{column[1]}"
            for table in tables
            for column in db.execute(f"SELECT * FROM pragma_table_info('{table}')")
            if column[1] in {"at", "until", "since", "hour"} or column[1].endswith("_at")
        }

    assert await store._database.run(times) == WAITS.keys() | IN_STORIES.keys() | NOTHING_WAITS.keys()


@pytest.mark.parametrize("hours", [29, 5, 0, -5, -29])
@pytest.mark.parametrize("name", WAITS)
async def test_a_wait_lasts_no_longer_than_it_was_meant_to(store: SqliteStore, name: str, hours: int) -> None:
    wait = WAITS[name]
    then = int((NOW + timedelta(hours=hours)).timestamp())

    def left(db: Connection) -> int:
        (value,) = db.execute(wait.value).fetchone()
        return int(value) - int(NOW.timestamp())

    await _does(store, wait.row.format(then=then))
    if hours > 0:
        await store.clock_set_back(NOW)
    assert await store._database.run(left) <= wait.span


async def test_a_mute_of_an_hour_lasts_an_hour_and_one_for_ever_for_ever(store: SqliteStore) -> None:
    """Neither a day, nor no time at all."""
    then = int((NOW + timedelta(hours=5)).timestamp())
    until = [then + HOUR, int(FOREVER.timestamp())]
    for number, end in enumerate(until):
        await _does(store, DESK.replace("'a'", f"'d{number}'"))
        await _does(
            store, f"INSERT INTO muted (person, desk, until, at) VALUES (11, 'd{number}', {end}, {then})"
        )
    await store.clock_set_back(NOW)
    found = await store._database.run(lambda db: [row[0] for row in db.execute("SELECT until FROM muted")])
    assert found == [int(NOW.timestamp()) + HOUR, until[1]]


async def test_a_case_was_touched_no_later_than_now(store: SqliteStore) -> None:
    """Else it would count longer than a day among those that somebody has handed over lately."""
    ahead = NOW + timedelta(hours=5)
    session = Session(case=1, person=11, opened_at=NOW, touched_at=ahead, remind_at=ahead + timedelta(days=1))
    later = (
        f"UPDATE cases SET session = '{SESSION_JSON.write(session)}', touched_at = {int(ahead.timestamp())}"
    )
    await _does(store, later)
    await store.clock_set_back(NOW)
    brought = (await store.load(11)).session
    assert brought is not None
    assert (brought.touched_at, brought.remind_at) == (NOW, NOW + timedelta(days=1))
