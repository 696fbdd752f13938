"""SQL of the inbox."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bot.privacy import redact
from bot.records.rows import StoredUpdate
from bot.store.connection import Connection, Held, placeholders
from bot.store.interface import AlreadyAppliedError

_NAMES = {"first_name", "last_name", "username", "phone_number"}
"""Fields of the sender that a fault never has to do with."""


def take_in(db: Connection, updates: Sequence[StoredUpdate]) -> frozenset[int]:
    new = set()
    for update in updates:
        kept = db.execute(
            "INSERT INTO inbox (update_id, person, body, received_at, shard) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (
                update.update_id,
                update.person,
                update.body,
                int(update.received_at.timestamp()),
                update.shard,
            ),
        )
        if kept.rowcount:
            new.add(update.update_id)
    return frozenset(new)


_COLUMNS = "update_id, person, body, received_at, begun, shard"


def unfinished(db: Connection, shards: Held = None) -> list[StoredUpdate]:
    found = db.execute(
        f"SELECT {_COLUMNS} FROM inbox WHERE state = 'waiting'{_within(shards)} ORDER BY begun, place"
    )
    return [_stored(*row) for row in found]


def places(db: Connection, shards: frozenset[int], after: int) -> list[tuple[int, int]]:
    """Place and number of the updates of these shards that are not done and stand behind the place `after`, in their order."""
    found = db.execute(
        f"SELECT place, update_id FROM inbox WHERE state = 'waiting'{_within(shards)} AND place > ? ORDER BY place",
        (after,),
    )
    return [(place, number) for place, number in found]


def numbered(db: Connection, numbers: Sequence[int]) -> list[StoredUpdate]:
    """Updates with these numbers that are not done, in the order in which they came."""
    marks = placeholders(numbers)
    found = db.execute(
        f"SELECT {_COLUMNS} FROM inbox WHERE state = 'waiting' AND update_id IN ({marks}) ORDER BY place",
        tuple(numbers),
    )
    return [_stored(*row) for row in found]


def _within(shards: Held) -> str:
    return "" if shards is None else f" AND shard IN ({', '.join(map(str, sorted(shards))) or 'NULL'})"


def _stored(  # noqa: PLR0917  the columns
    update_id: int, person: int | None, body: str, at: int, begun: int, shard: int
) -> StoredUpdate:
    return StoredUpdate(update_id, person, body, datetime.fromtimestamp(at, UTC), begun, shard)


def begin(db: Connection, update_id: int) -> None:
    db.execute("UPDATE inbox SET begun = begun + 1 WHERE update_id = ?", (update_id,))


def apply(db: Connection, update_id: int) -> None:
    """Mark an update done, as `done` does, but only once. Raises AlreadyAppliedError."""
    # By one statement, so that of two processes one is told.
    applied = db.execute(
        "UPDATE inbox SET state = 'done', body = '', error = NULL WHERE update_id = ? AND state = 'waiting'",
        (update_id,),
    )
    if (
        not applied.rowcount
        and db.execute("SELECT 1 FROM inbox WHERE update_id = ?", (update_id,)).fetchone()
    ):
        raise AlreadyAppliedError(update_id)


def done(db: Connection, update_id: int) -> None:
    """Mark an update done and empty its body; the id stays, for telling a repetition."""
    db.execute("UPDATE inbox SET state = 'done', body = '', error = NULL WHERE update_id = ?", (update_id,))


def failed(db: Connection, update_id: int, error: str) -> int:
    db.execute("UPDATE inbox SET tries = tries + 1, error = ? WHERE update_id = ?", (error, update_id))
    row = db.execute("SELECT tries FROM inbox WHERE update_id = ?", (update_id,)).fetchone()
    return int(row["tries"]) if row else 0


def set_aside(db: Connection, update_id: int, error: str) -> None:
    row = db.execute("SELECT person, body FROM inbox WHERE update_id = ?", (update_id,)).fetchone()
    # What is nobody's could not be erased with anybody: its text is not kept.
    body = "" if row is None or row["person"] is None else _without_what_is_personal(row["body"])
    db.execute(
        "UPDATE inbox SET state = 'aside', error = ?, body = ? WHERE update_id = ?", (error, body, update_id)
    )


def _without_what_is_personal(body: str) -> str:
    """The update's JSON without what looks personal; the rest stays for whoever looks into the fault."""
    return json.dumps(_redacted(json.loads(body))) if body else ""


def _redacted(part: Any) -> Any:
    match part:
        case str():
            return redact(part).text
        case list():
            return [_redacted(inner) for inner in part]
        case dict():
            return {key: _redacted(inner) for key, inner in part.items() if key not in _NAMES}
    return part


def ignore(db: Connection, person: int, at: datetime, until: datetime) -> None:
    db.execute(
        "INSERT INTO ignored (person, until, at) VALUES (?, ?, ?)"
        " ON CONFLICT (person) DO UPDATE SET until = excluded.until, at = excluded.at",
        (person, int(until.timestamp()), int(at.timestamp())),
    )


def ignored(db: Connection, now: datetime) -> dict[int, tuple[datetime, datetime]]:
    found = db.execute("SELECT person, at, until FROM ignored WHERE until > ?", (int(now.timestamp()),))
    return {
        person: (datetime.fromtimestamp(at, UTC), datetime.fromtimestamp(until, UTC))
        for person, at, until in found
    }
