"""No statement of the running bot walks over a table that grows with the people."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.records.letters import CardBody, Letter, ScreenBody
from bot.records.priority import Priority
from bot.records.relayed import AlbumItem, RelayedAlbum
from bot.records.rows import Saved, ShownScreen
from bot.store import exporting, outbox, turns
from bot.store.figures import figures
from bot.store.migrations import migrate
from flows.dialogue.machine.session import Session
from tests.helpdesk.town import CONTOH, RINI
from tests.living.test_updated import living
from tests.staff import Staff
from tests.store.test_derived import NOW, History

SMALL = frozenset(
    {
        "boards",
        "desks",
        "heads",
        "link_codes",
        "marks",
        "migrations",
        "staff",
        "moved_chats",
        "ignored",
        "counts",
        "json_each",
        "desk_wishes",
        "canned_answers",
        "announcements",
        "outbreaks",
        "cut_offs",
        "processes",
        "shards",
    }
)
"""Tables that do not grow with the people, or by what happens at one moment only."""
BOUNDED = frozenset(
    {"people_owed", "desk_cases_unsettled", "inbox_waiting", "next_letters_by_due", "outbox_under_way"}
)
"""Indexes that hold only what waits, or are walked no further than a limit."""
_SCAN = re.compile(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")


def _scans(db: sqlite3.Connection, statement: str) -> list[str]:
    """The tables that a statement walks over, with the index along which it does."""
    plan = [str(row[3]) for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
    found = [found for found in map(_SCAN.match, plan) if found]
    return [at[0] for at in found if at[1] not in SMALL and at[2] not in BOUNDED and not _is_part(at[1])]


def _is_part(name: str) -> bool:
    """Whether what is walked over is a result of another part of the plan."""
    return name in {"CONSTANT", "SUBQUERY"}


def _plain(statement: str) -> str:
    return re.sub(r"'(?:[^']|'')*'|\b\d+\b", "?", statement)


@contextmanager
def _listening(db: sqlite3.Connection) -> Iterator[dict[str, str]]:
    """The statements that are given meanwhile, each once, with values it had."""
    given: dict[str, str] = {}

    def heard(statement: str) -> None:
        if re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)", statement):
            given.setdefault(_plain(statement), statement)

    db.set_trace_callback(heard)
    yield given
    db.set_trace_callback(None)


def _walks(db: sqlite3.Connection, given: dict[str, str]) -> dict[str, list[str]]:
    scans = {plain: _scans(db, statement) for plain, statement in given.items()}
    return {plain: found for plain, found in scans.items() if found}


def test_what_is_known_of_is_found() -> None:
    """A walk over a table, and one along an index of it, are seen as such."""
    with closing(_migrated()) as db:
        assert _scans(db, "SELECT * FROM people WHERE fresh")
        assert _scans(db, "SELECT count(*) FROM people")
        assert not _scans(db, "SELECT * FROM people WHERE person = 5")


def test_what_the_bot_does_walks_over_no_table() -> None:
    """Turns, letters, updates, forgetting and erasing."""
    with closing(_migrated()) as db:
        history = History(db, 7)
        with _listening(db) as given:
            for _ in range(600):
                history.step()
            figures(db, history.now, 0)
            turns.undrawn(db)
            turns.reminders(db, NOW)
            exporting.export(db, 11, None)
            exporting.export(db, 11, ("relays", 5))
            exporting.export(db, "contoh", ("log", 5))
        assert len(given) > 40
        found = _walks(db, given)
    assert not found, "\n".join(f"{scans} {plain}" for plain, scans in found.items())


async def test_what_desks_do_walks_over_no_table(tmp_path: Path) -> None:
    """A living bot: its clock, its cards, what people ask of it."""
    async with living(tmp_path / "x.db") as world:
        database = world.file
        with _listening(database._conn) as given:
            chat = world.chat(100, "Operator menu")
            for words in ("/start", "/lanjut", "/kasus", "/data_saya", "/hapus_data"):
                await chat.says(words)
            await chat.taps("Ya, hapus semua")
            rini = Staff(world, RINI, "Bu Rini", world.telegram.groups[CONTOH])
            await rini.says("/kasus")
            await world.time_passes()
            for read in (world._store.unfinished, world._store.under_way):
                await read()
        found = await database.run(lambda db: _walks(db, given))
    assert len(given) > 40
    assert not found, "\n".join(f"{scans} {plain}" for plain, scans in found.items())


def _migrated() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.row_factory = sqlite3.Row
    migrate(db, 0)
    return db


# What each costs, in steps of the database's own machine: as many with ten times the rows.


def _filled(people: int) -> sqlite3.Connection:
    """So many people with a case each, and a letter to each that is due, every third of which nobody waits for; as many more wait in
    one group.
    """
    db = _migrated()
    session = Session(case=0, person=0, opened_at=NOW, touched_at=NOW)
    for number in range(1, people + 1):
        case = replace(session, case=number, person=number)
        rank = Priority.ANSWER if number % 3 else Priority.BULK
        letter = Letter(f"l:{number}", number, ScreenBody("a", (), 1), number, number, rank)
        turns.save(db, Saved(number, (case,), NOW, letters=(letter,)))
        turns.screen_shown(db, number, ShownScreen(5, number, 0))
    outbox.add(db, [Letter(f"g:{number}", -5, CardBody(1)) for number in range(people)], NOW)
    return db


def _steps(db: sqlite3.Connection, work: Callable[[sqlite3.Connection], object]) -> int:
    """How many steps `work` takes."""
    counted = 0

    def one_more() -> None:
        nonlocal counted
        counted += 1

    db.set_progress_handler(one_more, 1)
    work(db)
    db.set_progress_handler(None, 1)
    return counted


def _album(db: sqlite3.Connection) -> None:
    item = AlbumItem("photo", "photo-1", "", 1)
    body = RelayedAlbum(5, 1, "in", 0, "album:5:77", "Operator", (item,))
    outbox.gather(db, [Letter("album:5:77:5:1", -5, body)], NOW)
    outbox.gather(db, [Letter("album:5:77:5:2", -5, body)], NOW)


def _turn(db: sqlite3.Connection) -> None:
    known = turns.load(db, 3).session
    assert known is not None
    turns.save(db, Saved(3, (replace(known, seq=known.seq + 1),), NOW))


def _send(db: sqlite3.Connection) -> None:
    row = db.execute("SELECT id FROM outbox WHERE chat = -5 AND state = 'waiting' LIMIT 1").fetchone()
    outbox.sent(db, row["id"], 5)


@pytest.mark.parametrize(
    "work",
    [
        lambda db: outbox.claim(db, NOW),
        lambda db: figures(db, NOW + timedelta(days=2), 0),
        turns.undrawn,
        _album,
        _turn,
        _send,
    ],
    ids=["claim", "figures", "undrawn", "album", "turn", "sent"],
)
def test_it_costs_the_same_with_ten_times_the_people(work: Callable[[sqlite3.Connection], object]) -> None:
    with closing(_filled(300)) as few, closing(_filled(3000)) as many:
        assert _steps(many, work) <= 1.2 * _steps(few, work) + 20
