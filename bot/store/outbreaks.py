"""Outbreaks, of what many schools of a desk lack at once, as statements."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.records.desk_case import DESK_CASE_JSON
from bot.records.letters import Letter
from bot.store import outbox
from bot.store.connection import Connection, placeholders
from flows.dialogue.districts.outbreak import Outbreak, Sighting
from flows.dialogue.machine.led import MANY


def sightings(db: Connection, desk: str, since: datetime) -> list[Sighting]:
    """Sightings since then of what the cases lack that have come to a desk, and of those whose operators, of its own district, wait for
    what many can lack at once. A school without an NPSN is told apart by its operator.
    """
    found = db.execute(
        "SELECT doc, opened_at FROM desk_cases JOIN cases USING (case_id) WHERE desk = ? AND opened_at >= ?",
        (desk, int(since.timestamp())),
    )
    seen: list[Sighting] = []
    for doc, opened_at in found.fetchall():
        case = DESK_CASE_JSON.read(doc)
        at = datetime.fromtimestamp(opened_at, UTC)
        seen += [Sighting(case.npsn or f"-{case.person}", key, at) for key in case.missing or ()]
    waiting = db.execute(
        "SELECT cases.person, cases.state, cases.touched_at FROM people JOIN cases ON cases.person = people.person"
        f" WHERE people.district = ? AND cases.touched_at >= ? AND cases.state IN ({placeholders(MANY)})",
        (desk, int(since.timestamp()), *MANY),
    )
    return [
        *seen,
        *(
            Sighting(f"-{person}", MANY[state], datetime.fromtimestamp(touched_at, UTC))
            for person, state, touched_at in waiting.fetchall()
        ),
    ]


def every(db: Connection) -> tuple[Outbreak, ...]:
    """Outbreaks that go on and that no desk has ended."""
    found = db.execute("SELECT desk, key FROM outbreaks WHERE ended = 0 ORDER BY desk, key")
    return tuple(Outbreak(desk, key) for desk, key in found.fetchall())


def known(db: Connection, desk: str) -> frozenset[str]:
    """The keys of those of a desk, also of those that it has ended."""
    return frozenset(
        key for (key,) in db.execute("SELECT key FROM outbreaks WHERE desk = ?", (desk,)).fetchall()
    )


def begin(db: Connection, one: Outbreak, letters: Sequence[Letter], at: datetime) -> None:
    """Keep an outbreak that has begun, with the letters that tell of it; nothing where it is known."""
    added = db.execute(
        "INSERT INTO outbreaks (desk, key, since) VALUES (?, ?, ?) ON CONFLICT (desk, key) DO NOTHING",
        (one.desk, one.key, int(at.timestamp())),
    )
    if added.rowcount:
        outbox.add(db, letters, at)


def over(db: Connection, desk: str, keys: Iterable[str]) -> None:
    """Forget the desk's outbreaks `keys`: they are over by themselves."""
    for key in keys:
        db.execute("DELETE FROM outbreaks WHERE desk = ? AND key = ?", (desk, key))


def dismiss(db: Connection, desk: str) -> bool:
    """The desk ends its own. Whether there were any."""
    return bool(db.execute("UPDATE outbreaks SET ended = 1 WHERE desk = ? AND ended = 0", (desk,)).rowcount)
