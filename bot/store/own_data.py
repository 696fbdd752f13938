"""All that is stored of a person, as statements: given to them, erased, and forgotten when its time is over."""

import json
from datetime import datetime
from typing import Any

from bot.records.letters import Letter
from bot.store import announcements, desk_cases, desks, inbox, outbox
from bot.store.connection import Connection
from bot.store.documents import without
from bot.store.turns import seconds

FORGOTTEN = 500
"""So many of a kind are removed at once at most: whoever waits for an answer waits behind it."""


def forget(db: Connection, cases: datetime, rows: datetime, now: datetime) -> tuple[int, bool]:
    """Forget up to FORGOTTEN of each kind; gives how many cases those were, and whether there may be more of anything."""
    old = db.execute(
        "SELECT case_id, person FROM cases WHERE touched_at < ? ORDER BY touched_at, case_id LIMIT ?",
        (seconds(cases), FORGOTTEN),
    ).fetchall()
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


def export(db: Connection, person: int) -> dict[str, Any]:
    def rows(statement: str) -> list[dict[str, Any]]:
        return [dict(row) for row in db.execute(statement, (person,))]

    cases = db.execute("SELECT session FROM cases WHERE person = ? ORDER BY opened_at, case_id", (person,))
    return {
        "people": rows("SELECT * FROM people WHERE person = ?"),
        "cases": [json.loads(text) for (text,) in cases],
        "inbox": rows("SELECT * FROM inbox WHERE person = ? ORDER BY place"),
        "outbox": rows("SELECT * FROM outbox WHERE person = ? ORDER BY id"),
        "ignored": rows("SELECT * FROM ignored WHERE person = ?"),
        "unread": rows("SELECT * FROM unread WHERE person = ? ORDER BY id"),
        # Who of the staff it was is the staff's own.
        "desk_cases": [
            {**row, "doc": without(row["doc"], "owner")}
            for row in rows(
                f"SELECT case_id, desk, state, waiting_at, nudge_at, doc FROM desk_cases WHERE {_OWN} ORDER BY case_id"
            )
        ],
        "cards": rows(f"SELECT * FROM cards WHERE {_OWN} ORDER BY case_id"),
        "relays": rows(
            "SELECT id, case_id, kind, from_chat, from_message, to_chat, to_message, part, caption, at FROM relays"
            f" WHERE {_OWN} ORDER BY id"
        ),
        "muted": rows("SELECT * FROM muted WHERE person = ? ORDER BY desk"),
        "no_announcements": rows("SELECT * FROM no_announcements WHERE person = ?"),
        "announcements": [
            {name: value for name, value in row.items() if name != "who"}  # the person asks for their own
            for row in rows("SELECT * FROM announcements WHERE who = ? ORDER BY id")
        ],
        "held": rows("SELECT * FROM held WHERE person = ? ORDER BY id"),
        "desk_log": rows(f"SELECT at, desk, case_id, action FROM desk_log WHERE {_OWN} ORDER BY id"),
        # Of whoever works at a desk: with what, is the operators' own.
        "heads": rows("SELECT desk FROM heads WHERE person = ? ORDER BY desk"),
        "staff": rows("SELECT * FROM staff WHERE person = ? ORDER BY chat"),
        "assigned": rows(
            "SELECT at, desk FROM desk_log WHERE action = 'assigned' AND detail = CAST(CAST(? AS BIGINT) AS TEXT) ORDER BY id"
        ),
        "desk_work": rows("SELECT at, desk, action FROM desk_log WHERE who = ? ORDER BY id"),
    }


_OWN = "case_id IN (SELECT case_id FROM cases WHERE person = ?)"


def erase(db: Connection, person: int, farewell: Letter, at: datetime, update_id: int) -> None:
    inbox.apply(db, update_id)
    own = [
        case
        for (case,) in db.execute("SELECT case_id FROM cases WHERE person = ? ORDER BY case_id", (person,))
    ]
    wipes = outbox.wipes(desk_cases.copies(db, own))
    db.execute(f"DELETE FROM outbox WHERE person = ? OR {_OWN}", (person, person))
    db.execute(f"UPDATE desk_log SET detail = '' WHERE {_OWN}", (person,))
    desks.forget(db, person)
    announcements.forget(db, person)
    desk_cases.disown(db, person)
    db.execute("DELETE FROM cases WHERE person = ?", (person,))
    db.execute("DELETE FROM people WHERE person = ?", (person,))
    db.execute("DELETE FROM ignored WHERE person = ?", (person,))
    db.execute("DELETE FROM unread WHERE person = ?", (person,))
    # The bare ids stay for their days: a repeated delivery must not begin anew what has just been erased.
    db.execute(
        "UPDATE inbox SET person = NULL, body = '', state = 'done', error = NULL WHERE person = ?", (person,)
    )
    outbox.add(db, [*wipes, farewell], at)
