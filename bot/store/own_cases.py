"""Number of the cases that one person has and of those that desks have, and which goes when there are too many."""

from bot.records.rows import Saved
from bot.store.connection import Connection

LISTED = 20
"""So many other cases are shown at most; a screen holds a hundred buttons."""
CASES = 50
"""So many cases of one person are kept, those at desks among them; of the others the one that was left alone longest goes."""


def count(db: Connection, person: int) -> int:
    (count,) = db.execute("SELECT count(*) FROM cases WHERE person = ?", (person,)).fetchone()
    return int(count)


def at_desks(db: Connection, person: int, present: int | None) -> list[tuple[str, int]]:
    """State at the desk and time of the last touch, in seconds, of the cases of `person` that desks have or had, without the
    `present` one: those that are open first, then the newest.
    """
    found = db.execute(
        "SELECT desk_cases.state, touched_at FROM cases JOIN desk_cases ON desk_cases.case_id = cases.case_id"
        " WHERE cases.person = ? AND cases.case_id IS DISTINCT FROM ?"
        " ORDER BY CASE WHEN desk_cases.state = 'closed' THEN 1 ELSE 0 END, touched_at DESC LIMIT ?",
        (person, present, LISTED * 2),
    )
    return [(state, at) for state, at in found]


def make_room(db: Connection, saved: Saved) -> None:
    """Delete the person's oldest cases beyond CASES; never the present one, nor one that a desk has or had."""
    if not saved.makes_room:
        return
    old = db.execute(
        "SELECT case_id FROM cases WHERE person = ? AND case_id <> ?"
        " AND NOT EXISTS (SELECT 1 FROM desk_cases WHERE desk_cases.case_id = cases.case_id)"
        " ORDER BY touched_at, case_id LIMIT ?",
        (saved.person, saved.sessions[-1].case, max(0, count(db, saved.person) - CASES)),
    ).fetchall()
    for (case,) in old:
        db.execute("DELETE FROM outbox WHERE case_id = ?", (case,))
        db.execute("DELETE FROM cases WHERE case_id = ?", (case,))
