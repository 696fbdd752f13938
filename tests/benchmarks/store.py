"""What the database is asked all the time, with few people and with a country's: `python -m tests.benchmarks.store [PEOPLE ...]`.

For each number of people (1,000, 100,000 and 1,000,000 unless given) a file is made with a case each, a tenth of them with a
reminder that waits, all due, in the lane of what goes to many at once, and a fiftieth with a case at one of 500 desks; made in the shape of before m007, so that
its migration is measured as well. With `--postgres` it is copied to a throw-away PostgreSQL, and that is measured. Printed are milliseconds: the median of some runs and the longest, of processor time, so that
what else the machine does is not in them; but of starts, of the look beside the work and of PostgreSQL what passes by the clock.
"""

import asyncio
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.offline.cluster import cluster
from bot.records.desk_case import DESK_CASE_JSON, DeskCase
from bot.records.letters import Letter
from bot.records.relayed import AlbumItem, RelayedAlbum
from bot.records.rows import Saved, ShownScreen, StoredUpdate
from bot.store import desk_cases, inbox, outbox, own_data, turns
from bot.store.connection import Connection
from bot.store.figures import figures
from bot.store.migrations import MIGRATIONS, migrate
from bot.store.postgres.moving import move
from bot.store.postgres.postgres_store import open_shared
from bot.store.sqlite import open_store
from flows.dialogue.machine.session import SESSION_JSON, Record, Session

SIZES = (1_000, 100_000, 1_000_000)
NOW = datetime(2026, 8, 25, 2, 0, tzinfo=UTC)
DESKS, RUNS = 500, 15
STATES = ("ask_login", "ask_leader", "result", "waiting", "handed_over", "finished")

Work = Callable[[Any], object]


def fill(path: Path, people: int) -> None:
    """The database of so many people, in the shape of before m007."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        migrate(db, 0, MIGRATIONS[:6])
        db.execute("BEGIN")
        db.execute("PRAGMA defer_foreign_keys = ON")
        numbers = range(1, people + 1)
        touched = int(NOW.timestamp())
        month = 30 * 86_400
        records = tuple(Record(subject="symptom", choice="button_missing", at=NOW) for _ in range(5))
        text = SESSION_JSON.write(Session(case=0, person=0, opened_at=NOW, touched_at=NOW, records=records))
        db.executemany(
            "INSERT INTO people VALUES (?, ?, 5, ?, 3, 0, 0, NULL)",
            ((number, number, number) for number in numbers),
        )
        db.executemany(
            "INSERT INTO cases VALUES (?, ?, ?, ?, ?, 0, ?, NULL, 0)",
            (
                (
                    number,
                    number,
                    text,
                    4 if number % 10 == 0 else 3,
                    STATES[number % 6],
                    touched - number * 7919 % month,
                )
                for number in numbers
            ),
        )
        db.executemany(
            "INSERT INTO outbox (key, chat, kind, person, case_id, body, made_at, due_at)"
            " VALUES (?, ?, 'screen', ?, ?, ?, ?, ?)",
            (
                (
                    f"{number}:4:screen",
                    number,
                    number,
                    number,
                    '{"text": "Sudah ada kabar?", "rows": [], "seq": 4}',
                    touched - 90,
                    touched - 60,
                )
                for number in numbers
                if number % 10 == 0
            ),
        )
        db.executemany(
            "INSERT INTO inbox (update_id, person, body, received_at, state) VALUES (?, ?, '', ?, 'done')",
            ((number, number, touched - 3600) for number in numbers),
        )
        db.executemany(
            "INSERT INTO desks VALUES (?, ?, 'kabkota', NULL, 'WIB', 480, 930, ?, 1, 0)",
            ((f"d{number}", f"Kabupaten {number}", -1000 - number) for number in range(DESKS)),
        )
        for number in range(50, people + 1, 50):
            desk = number // 50 % DESKS
            doc = DESK_CASE_JSON.write(
                DeskCase(
                    case=number, person=number, district=f"d{desk}", desk=f"d{desk}", level="sd", since=NOW
                )
            )
            db.execute(
                "INSERT INTO desk_cases VALUES (?, ?, 'open', NULL, ?, NULL, ?)",
                (number, f"d{desk}", touched, doc),
            )
            db.execute("INSERT INTO cards VALUES (?, ?, 5, ?, 1)", (number, -1000 - desk, number))
        db.execute("COMMIT")


def claim(db: Connection) -> None:
    assert outbox.claim(db, NOW), "no letter can be read"


def look_past(db: Connection) -> None:
    """What to send, while as much as may be of what goes to many at once is under way."""
    assert not outbox.claim(db, NOW)


def album(db: Connection) -> None:
    body = RelayedAlbum(5, 77, "in", 0, "album:5:77", "", (AlbumItem("photo", "file", "", 77),))
    outbox.gather(db, [Letter("album:5:77:5:1", -5, body)], NOW)
    outbox.gather(db, [Letter("album:5:77:5:2", -5, body)], NOW)


def sent(db: Connection) -> None:
    (letter,) = db.execute(
        "SELECT letter FROM next_letters WHERE bulk = 1 ORDER BY due_at, letter LIMIT 1"
    ).fetchone()
    outbox.sent(db, letter, 5)


def turn(db: Connection) -> None:
    """What the database does for a tap: taken in, loaded, saved, drawn."""
    number = db.execute("SELECT max(update_id) FROM inbox").fetchone()[0] + 1
    inbox.take_in(db, [StoredUpdate(number, 7, "{}" * 400, NOW)])
    known = turns.load(db, 7).session or Session(case=7, person=7, opened_at=NOW, touched_at=NOW)
    session = replace(
        known, case=7, person=7, seq=known.seq + 1, opened_at=datetime.fromtimestamp(0, UTC), touched_at=NOW
    )
    turns.save(db, Saved(7, (session,), NOW, number))
    turns.screen_shown(db, 7, ShownScreen(5, 7, session.seq))


MEASURED: dict[str, Work] = {
    "outbox: what to send now": claim,
    "outbox: one is sent": sent,
    "outbox: an album's two pictures": album,
    "screens that are owed": turns.undrawn,
    "figures": lambda db: figures(db, NOW, 0),
    "desks: what is not settled": desk_cases.unsettled,
    "reminders that are due": lambda db: turns.reminders(db, NOW),
    "forgetting, where nothing is old": lambda db: own_data.forget(
        db, NOW - timedelta(days=180), NOW - timedelta(days=2), NOW
    ),
    "a tap": turn,
    "outbox: what to send, its lane full": look_past,
}


def measured(db: sqlite3.Connection, work: Work) -> Iterator[float]:
    """Milliseconds of some runs, each of which is taken back."""
    for _ in range(RUNS):
        db.execute("BEGIN IMMEDIATE")
        begun = time.thread_time()
        work(db)
        yield (time.thread_time() - begun) * 1000
        db.execute("ROLLBACK")


async def look(path: Path) -> dict[str, list[float]]:
    """Open the database twice, and measure everything."""
    found = {}
    for name in ("start after the update (migration)", "start"):
        begun = time.perf_counter()
        store = await open_store(str(path), NOW)
        waiting = len(await store.undrawn())
        found[name] = [(time.perf_counter() - begun) * 1000]
        assert not waiting
        if name == "start":
            begun = time.perf_counter()
            await store.look_whole(NOW)
            found["beside the work: is it whole?"] = [(time.perf_counter() - begun) * 1000]
        await store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        db.execute("UPDATE outbox SET rank = 9000000")
        for name, work in MEASURED.items():
            if work is look_past:
                outbox.claim(db, NOW)
            found[name] = list(measured(db, work))
    return found


class _BackError(Exception):
    """What was done is to be undone."""


async def look_served(path: Path) -> dict[str, list[float]]:
    """Copy the file to PostgreSQL, open it there, and measure everything."""
    found: dict[str, list[float]] = {}
    with cluster() as server:
        begun = time.perf_counter()
        await asyncio.to_thread(move, str(path), server.url(), NOW)
        found["copy-store"] = [(time.perf_counter() - begun) * 1000]
        begun = time.perf_counter()
        store, _ = await open_shared(server.url(), NOW)
        await store.undrawn()
        found["start"] = [(time.perf_counter() - begun) * 1000]
        await store._run(lambda db: db.execute("UPDATE outbox SET rank = 9000000, state = 'waiting'"))
        await store._run(lambda db: db.execute("ANALYZE"))
        for name, work in MEASURED.items():
            times: list[float] = []
            found[name] = times

            def timed(db: Connection, work: Work = work, times: list[float] = times) -> None:
                begun = time.perf_counter()
                work(db)
                times.append((time.perf_counter() - begun) * 1000)
                raise _BackError

            if work is look_past:
                await store.claim(NOW)
            for _ in range(RUNS):
                with suppress(_BackError):
                    await store._run(timed)
        await store.close()
    return found


def main() -> None:
    served = "--postgres" in sys.argv
    sizes = [int(size.replace("_", "")) for size in sys.argv[1:] if size != "--postgres"] or list(SIZES)
    columns = []
    for people in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "many.db"
            fill(path, people)
            columns.append(asyncio.run(look(path)))
            if served:
                columns[-1] = asyncio.run(look_served(path))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"{people:,} people, {people // 10:,} letters: {path.stat().st_size / 1e6:,.0f} MB, memory {memory} MB"
            )
    print(f"\n{'ms: median (longest)':36}" + "".join(f"{size:>20,}" for size in sizes) + f"{'growth':>9}")
    for name in columns[0]:
        cells = [f"{statistics.median(column[name]):.2f} ({max(column[name]):.2f})" for column in columns]
        growth = statistics.median(columns[-1][name]) / statistics.median(columns[0][name])
        print(f"{name:36}" + "".join(f"{cell:>20}" for cell in cells) + f"{growth:>8.1f}x")


if __name__ == "__main__":
    main()
