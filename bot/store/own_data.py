"""All that is stored of a person, as statements: erased, and forgotten when its time is over."""

from datetime import datetime

from bot.records.letters import Letter
from bot.store import announcements, desk_cases, desks, inbox, outbox
from bot.store.connection import Connection
from bot.store.turns import seconds

FORGOTTEN = 500
"""So many of a kind are removed at once at most: whoever waits for an answer waits behind it."""


def forget(db: Connection, cases: datetime, rows: datetime, now: datetime) -> tuple[int, bool]:
    """Forget up to FORGOTTEN of each kind; gives how many cases those were, and whether there may be more of anything."""
    old = db.execute(
        "SELECT cases.case_id, cases.person, version FROM cases JOIN people USING (person) WHERE touched_at < ?"
        " ORDER BY touched_at, cases.case_id LIMIT ?",
        (seconds(cases), FORGOTTEN),
    ).fetchall()
    # Whose row it is now, nobody else saves of; who has come back at this moment keeps what they have.
    versions = {person: version for _, person, version in old}
    still = {
        person
        for person, version in versions.items()
        if db.execute(
            "UPDATE people SET version = version + 1 WHERE person = ? AND version = ?", (person, version)
        ).rowcount
    }
    old = [(case, person) for case, person, _ in old if person in still]
    outbox.add(db, outbox.wipes(desk_cases.copies(db, [case for case, _ in old])), now)
    for case, _ in old:
        db.execute("DELETE FROM outbox WHERE case_id = ?", (case,))
        db.execute("UPDATE desk_log SET detail = '' WHERE case_id = ?", (case,))
        db.execute("DELETE FROM cases WHERE case_id = ?", (case,))
    for person in {person for _, person in old}:
        if db.execute("SELECT 1 FROM cases WHERE person = ?", (person,)).fetchone():
            continue
        db.execute("DELETE FROM outbox WHERE person = ? AND state NOT IN ('waiting', 'under_way')", (person,))
        db.execute("DELETE FROM inbox WHERE person = ? AND state != 'waiting'", (person,))
        db.execute("DELETE FROM people WHERE person = ?", (person,))
    db.execute("DELETE FROM link_codes WHERE until < ?", (seconds(rows),))
    db.execute(f"DELETE FROM staff WHERE (is_in = 0 OR {desks.NOWHERE}) AND seen_at < ?", (seconds(cases),))
    db.execute("DELETE FROM ignored WHERE until < ?", (seconds(rows),))
    db.execute("DELETE FROM muted WHERE until < ?", (seconds(rows),))
    db.execute(
        "DELETE FROM announcements WHERE state IN ('draft', 'done') AND made_at < ?", (seconds(cases),)
    )
    gone = [
        _dropped(db, "held", "at < ?", rows),
        _dropped(db, "desk_log", "at < ?", cases),
        _dropped(db, "unread", "at < ?", cases),
        _dropped(db, "inbox", "state = 'done' AND received_at < ?", rows),
        _dropped(db, "inbox", "state = 'aside' AND received_at < ?", cases),
        _dropped(db, "outbox", "state = 'sent' AND made_at < ?", rows),
        _dropped(db, "outbox", "state IN ('failed', 'uncertain') AND made_at < ?", cases),
    ]
    return len(old), max(len(old), *gone) == FORGOTTEN


def _dropped(db: Connection, table: str, which: str, before: datetime) -> int:
    key = "place" if table == "inbox" else "id"
    return db.execute(
        f"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {table} WHERE {which} LIMIT {FORGOTTEN})",
        (seconds(before),),
    ).rowcount


_OWN = "case_id IN (SELECT case_id FROM cases WHERE person = ?)"


def erase(db: Connection, person: int, farewell: Letter, at: datetime, update_id: int) -> None:
    inbox.apply(db, update_id)
    # Whose row it is now, nobody else saves of.
    db.execute("UPDATE people SET version = version + 1 WHERE person = ?", (person,))
    own = [
        case
        for (case,) in db.execute("SELECT case_id FROM cases WHERE person = ? ORDER BY case_id", (person,))
    ]
    wipes = outbox.wipes(desk_cases.copies(db, own))
    db.execute(f"DELETE FROM outbox WHERE person = ? OR {_OWN}", (person, person))
    db.execute(f"UPDATE desk_log SET detail = '' WHERE {_OWN}", (person,))
    desk_cases.disown(db, person)
    desks.forget(db, person)
    announcements.forget(db, person)
    db.execute("DELETE FROM cases WHERE person = ?", (person,))
    db.execute("DELETE FROM people WHERE person = ?", (person,))
    db.execute("DELETE FROM ignored WHERE person = ?", (person,))
    db.execute("DELETE FROM unread WHERE person = ?", (person,))
    # The bare ids stay for their days: a repeated delivery must not begin anew what has just been erased.
    db.execute(
        "UPDATE inbox SET person = NULL, body = '', state = 'done', error = NULL WHERE person = ?", (person,)
    )
    outbox.add(db, [*wipes, farewell], at)
