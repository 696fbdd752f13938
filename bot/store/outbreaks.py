"""Outbreaks, of what many schools of a desk lack at once, as statements."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.records.desk_case import DESK_CASE_JSON
from bot.records.letters import Letter
from bot.store import outbox
from bot.store.connection import Connection, placeholders
from flows.dialogue.desk.outlook import outlook
from flows.dialogue.districts.outbreak import Outbreak, Sighting
from flows.dialogue.machine.session import SESSION_JSON

AT_ONCE = 200
"""So many cases are looked at together at most."""


def sight(db: Connection, since: datetime) -> datetime | None:
    """Look at cases that no desk has and that were touched from `since` on, up to AT_ONCE of them in the order of their touch:
    what they lack is kept. Gives the time of the last touch among them; None where there was none.

    A case whose operator has named no district is none of any desk's, and is not looked at.
    """
    found = db.execute(
        "SELECT cases.case_id, session, cases.seq, touched_at FROM cases JOIN people USING (person)"
        " LEFT JOIN sightings ON sightings.case_id = cases.case_id"
        " WHERE touched_at >= ? AND people.district IS NOT NULL AND sightings.seq IS DISTINCT FROM cases.seq"
        " AND NOT EXISTS (SELECT 1 FROM desk_cases WHERE desk_cases.case_id = cases.case_id)"
        " ORDER BY touched_at, cases.case_id LIMIT ?",
        (int(since.timestamp()), AT_ONCE),
    ).fetchall()
    for case, session, seq, _ in found:
        seen = outlook(SESSION_JSON.read(session))
        db.execute(
            "INSERT INTO sightings (case_id, seq, npsn, missing) VALUES (?, ?, ?, ?) ON CONFLICT (case_id) DO UPDATE"
            " SET seq = excluded.seq, npsn = excluded.npsn, missing = excluded.missing",
            (case, seq, seen.npsn, " ".join(seen.missing)),
        )
    return datetime.fromtimestamp(found[-1][3], UTC) if found else None


def sightings(db: Connection, desk: str, districts: Sequence[str], since: datetime) -> list[Sighting]:
    """Sightings of what the cases lack that have come to a desk since then, and those without a desk whose operators are in
    `districts`. A school is told apart by its NPSN, where any case of its operator has it, else by the operator.
    """
    at_desk = db.execute(
        "SELECT cases.person, doc, opened_at FROM desk_cases JOIN cases USING (case_id)"
        " WHERE desk = ? AND opened_at >= ?",
        (desk, int(since.timestamp())),
    ).fetchall()
    cases = [(person, DESK_CASE_JSON.read(doc), at) for person, doc, at in at_desk]
    seen = [(person, case.npsn, case.missing or (), at, True) for person, case, at in cases]
    marks = placeholders(districts)
    without = db.execute(
        "SELECT cases.person, npsn, missing, opened_at FROM people JOIN cases USING (person)"
        f" JOIN sightings ON sightings.case_id = cases.case_id WHERE people.district IN ({marks}) AND opened_at >= ? AND missing <> ''"
        " AND NOT EXISTS (SELECT 1 FROM desk_cases WHERE desk_cases.case_id = cases.case_id)",
        (*districts, int(since.timestamp())),
    ).fetchall()
    seen += [(person, npsn, tuple(missing.split()), at, False) for person, npsn, missing, at in without]
    schools = {person: npsn for person, npsn, *_ in seen if npsn}
    return [
        Sighting(
            npsn or schools.get(person, f"-{person}"), key, datetime.fromtimestamp(at, UTC), at_desk=held
        )
        for person, npsn, missing, at, held in seen
        for key in missing
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
