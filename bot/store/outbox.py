"""What is to go out, as statements. A body is emptied once it has arrived."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from bot.store.rows import Due, Letter

AT_ONCE = 200
"""So many letters are taken up together at most."""


def add(db: sqlite3.Connection, letters: Sequence[Letter], at: datetime) -> None:
    made = int(at.timestamp())
    for letter in letters:
        db.execute(
            "INSERT INTO outbox (key, chat, kind, person, case_id, body, made_at, due_at)"
            " VALUES (?, coalesce((SELECT new FROM moved_chats WHERE old = ?), ?), ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (key) DO NOTHING",
            (
                letter.key,
                letter.chat,
                letter.chat,
                letter.kind,
                letter.person,
                letter.case,
                json.dumps(letter.body, ensure_ascii=False),
                made,
                made,
            ),
        )


def claim(db: sqlite3.Connection, now: datetime) -> list[Due]:
    found = db.execute(
        "SELECT * FROM outbox WHERE state = 'waiting' AND due_at <= ? AND id IN ("
        " SELECT min(id) FROM outbox WHERE state IN ('waiting', 'under_way') GROUP BY chat"
        ") ORDER BY id LIMIT ?",
        (int(now.timestamp()), AT_ONCE),
    ).fetchall()
    db.executemany("UPDATE outbox SET state = 'under_way' WHERE id = ?", [(row["id"],) for row in found])
    return [_due(row) for row in found]


def under_way(db: sqlite3.Connection) -> list[Due]:
    return [_due(row) for row in db.execute("SELECT * FROM outbox WHERE state = 'under_way' ORDER BY id")]


def _due(row: sqlite3.Row) -> Due:
    letter = Letter(
        row["key"], row["chat"], row["kind"], row["person"], row["case_id"], json.loads(row["body"])
    )
    return Due(row["id"], letter, row["tries"], bool(row["uncertain"]))


def sent(db: sqlite3.Connection, letter: int, message: int | None) -> None:
    db.execute("DELETE FROM outbox WHERE id = ? AND kind = 'farewell'", (letter,))
    db.execute(
        "UPDATE outbox SET state = 'sent', message = ?, body = '{}', error = NULL WHERE id = ?",
        (message, letter),
    )


def put_off(db: sqlite3.Connection, letter: int, due: datetime, error: str, *, uncertain: bool) -> None:
    db.execute(
        "UPDATE outbox SET state = 'waiting', due_at = ?, error = ?, tries = tries + 1,"
        " uncertain = max(uncertain, ?) WHERE id = ?",
        (int(due.timestamp()), error, uncertain, letter),
    )


def end(db: sqlite3.Connection, letter: int, state: str, error: str) -> None:
    """It stays as `failed` or `uncertain`; a farewell leaves no trace even so."""
    db.execute("DELETE FROM outbox WHERE id = ? AND kind = 'farewell'", (letter,))
    db.execute(
        "UPDATE outbox SET state = ?, error = ?, tries = tries + 1, body = '{}' WHERE id = ?",
        (state, error, letter),
    )


def moved(db: sqlite3.Connection, old: int, new: int) -> None:
    db.execute(
        "INSERT INTO moved_chats VALUES (?, ?) ON CONFLICT (old) DO UPDATE SET new = excluded.new", (old, new)
    )
    # A group that moves twice is found from every address it had.
    db.execute("UPDATE moved_chats SET new = ? WHERE new = ?", (new, old))
    db.execute("DELETE FROM moved_chats WHERE old = new")
    db.execute("UPDATE outbox SET chat = ? WHERE chat = ? AND state IN ('waiting', 'under_way')", (new, old))


def address(db: sqlite3.Connection, chat: int) -> int:
    row = db.execute("SELECT new FROM moved_chats WHERE old = ?", (chat,)).fetchone()
    return int(row["new"]) if row else chat
