"""SQL of the outbox. A letter's body is emptied once it has arrived."""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from pydantic import ValidationError

from bot.records.letters import Due, Letter, TopicBody, WipeBody, read_body, write_body
from bot.records.priority import Priority
from bot.records.relayed import RelayedAlbum
from bot.store.connection import Connection, Held, of_shards, placeholders
from bot.store.documents import emptied

log = logging.getLogger("bot.store.outbox")

_ROUNDS = 1_000_000
"""A row's rank is that of its letter times this, and its round. Rows of releases before have the rank alone: they go first."""
AT_ONCE = 200
"""So many letters are taken up together at most."""
BULK_AT_ONCE = 50
"""So many letters of what goes to many at once are under way at most, some seconds of their lane: of all others it is in the database
alone that they wait, where they take no memory, and where a kill leaves no doubt whether they arrived.
"""


BY_NUMBER = ("wipe", "react")
"""Letters that are about one message of their chat. Where the chat has other numbers now, they would meet another one."""


def add(db: Connection, letters: Sequence[Letter], at: datetime) -> None:
    made = int(at.timestamp())
    for letter in letters:
        if letter.kind in BY_NUMBER and address(db, letter.chat) != letter.chat:
            continue  # the message that is meant stayed behind
        rank = letter.rank * _ROUNDS + _round(db, letter)
        db.execute(
            "INSERT INTO outbox (key, chat, kind, person, case_id, body, made_at, due_at, rank)"
            " VALUES (?, coalesce((SELECT new FROM moved_chats WHERE old = ?), ?), ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (key) DO NOTHING",
            (
                letter.key,
                letter.chat,
                letter.chat,
                letter.kind,
                letter.person,
                letter.case,
                write_body(letter.body),
                made,
                made + int(letter.after.total_seconds()),
                rank,
            ),
        )


def _round(db: Connection, letter: Letter) -> int:
    """Rank of a new letter, with its round: in a group each case has one letter in a round, and who has many waits for who has few.

    A case's letters stay in order, and one that has had none for a while begins with the round that is served now.
    """
    if letter.chat > 0:
        return 0
    first, last = letter.rank * _ROUNDS, (letter.rank + 1) * _ROUNDS - 1
    there = "FROM outbox WHERE chat = ? AND state = 'waiting' AND rank BETWEEN ? AND ?"
    now, end = db.execute(
        f"SELECT (SELECT min(rank) {there}), (SELECT max(rank) {there})", (letter.chat, first, last) * 2
    ).fetchone()
    own = end
    if letter.case is not None:
        of_case = f"SELECT max(rank) {there} AND case_id = ?"
        (own,) = db.execute(of_case, (letter.chat, first, last, letter.case)).fetchone()
    return int(max(now or first, first if own is None else own + 1)) - first


def gather(db: Connection, letters: Sequence[Letter], at: datetime) -> None:
    """Add letters as `add` does; an album that still waits takes up the items that another letter brings for it."""
    for letter in letters:
        if not (isinstance(letter.body, RelayedAlbum) and _joins(db, letter.body)):
            add(db, [letter], at)


def _joins(db: Connection, album: RelayedAlbum) -> bool:
    """Add these items to the same album's letter, if one still waits; whether one did."""
    row = db.execute(
        "SELECT id, kind, body FROM outbox WHERE key > ? AND key < ? AND state = 'waiting' ORDER BY id DESC LIMIT 1",
        (f"{album.album}:", f"{album.album};"),  # what begins so; `;` is the next after `:`
    ).fetchone()
    body = read_body(row["kind"], row["body"]) if row else None
    if not isinstance(body, RelayedAlbum):
        return False
    known = {item.message for item in body.items}
    items = (*body.items, *(item for item in album.items if item.message not in known))
    changed = db.execute(
        "UPDATE outbox SET body = ? WHERE id = ? AND state = 'waiting'",
        (write_body(replace(body, items=items)), row["id"]),
    )
    return bool(changed.rowcount)  # another process may have taken it up meanwhile


def letters_waiting(db: Connection, chat: int, person: int) -> int:
    """Number of the letters of `person` that wait in `chat`."""
    (count,) = db.execute(
        "SELECT count(*) FROM outbox WHERE chat = ? AND state = 'waiting' AND person = ?", (chat, person)
    ).fetchone()
    return int(count)


def was_made(db: Connection, keys: Sequence[str]) -> bool:
    marks = placeholders(keys)
    return db.execute(f"SELECT 1 FROM outbox WHERE key IN ({marks})", tuple(keys)).fetchone() is not None


def wipes(copies: Iterable[Sequence[Any]]) -> list[Letter]:
    """Letters that wipe messages in groups, given as (chat, message, which caption); of a `topic` the name. The letters
    name nobody, so that they outlive an erasing.
    """
    return [
        Letter(f"untitle:{chat}:{message}", chat, TopicBody(message), rank=Priority.RECEIPT)
        if caption == "topic"
        else Letter(
            f"wipe:{chat}:{message}",
            chat,
            WipeBody(message, bare=caption == "none"),
            rank=Priority.RECEIPT,
        )
        for chat, message, caption in copies
    ]


def claim(
    db: Connection,
    now: datetime,
    full: Mapping[int, Priority] | None = None,
    shards: Held = None,
    spent: Mapping[int, frozenset[int]] | None = None,
) -> list[Due]:
    """Take up to AT_ONCE letters that are due and next in their chats, whoever has waited longest first; gives them as they came.
    Of what goes to many at once no more are taken than BULK_AT_ONCE are under way.

    `full` has the chats whose rate is used up for now, with the priority from which on their letters stay: only more pressing ones
    go. `spent` has, of each group, the cases whose relayed messages have had their share of its minute: another case's letter goes
    first. Both come from the pacing of calls. `shards`: only letters of chats in these; None for all.
    """
    full, spent = full or {}, spent or {}

    def chosen(bulk: int, most: int) -> list[int]:
        if not most:
            return []
        # Each chat is met once, so that so many are enough, whichever cannot go.
        due = db.execute(
            "SELECT outbox.id, outbox.chat, outbox.rank, case_id FROM next_letters JOIN outbox ON id = letter"
            f" WHERE bulk = ? AND next_letters.due_at <= ?{of_shards(shards, 'next_letters.chat')}"
            " ORDER BY next_letters.due_at, letter LIMIT ?",
            (bulk, int(now.timestamp()), most + len(full) + len(spent)),
        )
        turns = (_by_share(db, row, spent.get(row["chat"], frozenset()), now) for row in due)
        may_go = (
            row
            for row in turns
            if row and (row["chat"] not in full or row["rank"] < full[row["chat"]] * _ROUNDS)
        )
        return [row["id"] for row in islice(may_go, most)]

    (going,) = db.execute(
        f"SELECT count(*) FROM outbox WHERE state = 'under_way' AND rank >= ?{of_shards(shards, 'chat')}",
        (Priority.BULK * _ROUNDS,),
    ).fetchone()
    found = [*chosen(0, AT_ONCE), *chosen(1, max(0, BULK_AT_ONCE - going))]
    if not found:
        return []
    # Read once they are taken up: till then another process may add to one, or take it back.
    marks = placeholders(found)
    db.execute(f"UPDATE outbox SET state = 'under_way' WHERE id IN ({marks}) AND state = 'waiting'", found)
    taken = db.execute(f"SELECT * FROM outbox WHERE id IN ({marks}) AND state = 'under_way'", found)
    return _readable(db, taken.fetchall())


def _by_share(db: Connection, first: Any, spent: frozenset[int], now: datetime) -> Any:
    """A group's `first` letter; where that passes on what was written in a case that has had its share, the first of another
    case; None for none.
    """
    if first["case_id"] not in spent or first["rank"] // _ROUNDS != Priority.RELAYED:
        return first
    return db.execute(
        "SELECT id, chat, rank FROM outbox WHERE chat = ? AND state = 'waiting' AND due_at <= ? AND rank >= ?"
        f" AND (case_id IS NULL OR case_id NOT IN ({placeholders(sorted(spent))})) ORDER BY rank, id LIMIT 1",
        (first["chat"], int(now.timestamp()), first["rank"], *sorted(spent)),
    ).fetchone()


def under_way(db: Connection, shards: Held = None) -> list[Due]:
    within = of_shards(shards, "chat")
    return _readable(db, db.execute(f"SELECT * FROM outbox WHERE state = 'under_way'{within}").fetchall())


def _readable(db: Connection, rows: Sequence[Any]) -> list[Due]:
    """The letters of these rows as they came. One that cannot be read, as after a fault of ours, is given up: it must hold up
    no other.
    """
    found: list[Due] = []
    for row in rows:
        try:
            body = read_body(row["kind"], row["body"])
        except (KeyError, ValidationError):
            log.error("letter cannot be read", extra={"key": row["key"], "kind": row["kind"]})  # noqa: TRY400  the error holds what people wrote
            end(db, row["id"], "failed", "UnreadableLetter")
            continue
        letter = Letter(
            row["key"], row["chat"], body, row["person"], row["case_id"], Priority(row["rank"] // _ROUNDS)
        )
        found.append(Due(row["id"], letter, row["tries"], bool(row["uncertain"])))
    return sorted(found, key=lambda due: due.id)


def sent(db: Connection, letter: int, message: int | None) -> None:
    db.execute("DELETE FROM outbox WHERE id = ? AND kind = 'farewell'", (letter,))
    db.execute(
        "UPDATE outbox SET state = 'sent', message = ?, body = '{}', error = NULL WHERE id = ?",
        (message, letter),
    )


def put_off(db: Connection, letter: int, due: datetime, error: str, *, uncertain: bool) -> None:
    db.execute(
        "UPDATE outbox SET state = 'waiting', due_at = ?, error = ?, tries = tries + 1,"
        " uncertain = CASE WHEN uncertain = 1 THEN 1 ELSE ? END WHERE id = ?",
        (int(due.timestamp()), error, uncertain, letter),
    )


def put_back(db: Connection, letter: int, now: datetime, error: str) -> None:
    db.execute(
        "UPDATE outbox SET state = 'waiting', due_at = ?, error = ?, uncertain = 1 WHERE id = ?",
        (int(now.timestamp()), error, letter),
    )


def end(db: Connection, letter: int, state: str, error: str) -> None:
    """End a letter as `failed` or `uncertain`; a farewell leaves no trace even so."""
    db.execute("DELETE FROM outbox WHERE id = ? AND kind = 'farewell'", (letter,))
    db.execute(
        "UPDATE outbox SET state = ?, error = ?, tries = tries + 1, body = '{}' WHERE id = ?",
        (state, error, letter),
    )


def moved(db: Connection, old: int, new: int) -> None:
    db.execute(
        "INSERT INTO moved_chats VALUES (?, ?) ON CONFLICT (old) DO UPDATE SET new = excluded.new", (old, new)
    )
    # A group that moves twice is found from every address it had.
    db.execute("UPDATE moved_chats SET new = ? WHERE new = ?", (new, old))
    db.execute("DELETE FROM moved_chats WHERE old = new")
    marks = placeholders(BY_NUMBER)
    db.execute(
        f"DELETE FROM outbox WHERE chat = ? AND kind IN ({marks}) AND state = 'waiting'", (old, *BY_NUMBER)
    )
    waiting = db.execute(
        "SELECT id, body FROM outbox WHERE chat = ? AND state = 'waiting'", (old,)
    ).fetchall()
    for letter, body in waiting:
        if isinstance(json.loads(body).get("reply_to"), int):
            db.execute("UPDATE outbox SET body = ? WHERE id = ?", (emptied(body, "reply_to"), letter))
    for state in ("waiting", "under_way"):
        db.execute(f"UPDATE outbox SET chat = ? WHERE chat = ? AND state = '{state}'", (new, old))


def address(db: Connection, chat: int) -> int:
    row = db.execute("SELECT new FROM moved_chats WHERE old = ?", (chat,)).fetchone()
    return int(row["new"]) if row else chat
