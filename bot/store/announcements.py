"""Announcements to all operators with an open case, as statements: who may be told, what is on its way, what became of it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.records.announcement import Announcement, Arrivals, letter_key
from bot.records.desk_case import GONE
from bot.records.letters import Letter, NoteBody
from bot.records.priority import Priority
from bot.store import outbox
from bot.store.connection import Connection, placeholders

_A_SECOND = 20
"""So many letters of an announcement come due in a second: they never fill what goes to many at once, and what is stopped has
mostly not been taken up yet."""


def receivers(db: Connection, codes: Sequence[str]) -> tuple[list[int], int]:
    """The operators with an open case at these desks who want announcements, each once; and how many beside them have blocked
    the bot.
    """
    marks = placeholders(codes)
    found = db.execute(
        "SELECT DISTINCT person, blocked FROM desk_cases JOIN cases USING (case_id) JOIN people USING (person)"
        f" WHERE desk IN ({marks}) AND desk_cases.state != 'closed'"
        " AND NOT EXISTS (SELECT 1 FROM no_announcements WHERE no_announcements.person = people.person)"
        " ORDER BY person",
        tuple(codes),
    ).fetchall()
    return [person for person, blocked in found if not blocked], sum(bool(blocked) for _, blocked in found)


def last(db: Connection, who: int, chat: int) -> Announcement | None:
    """The newest that somebody has written in a chat."""
    found = _read(db, "WHERE who = ? AND chat = ? ORDER BY id DESC LIMIT 1", (who, chat))
    return found[0] if found else None


def draft(db: Connection, new: Announcement, at: datetime) -> None:
    """Keep one till it is confirmed; another that its writer has not confirmed there is forgotten."""
    db.execute(
        "DELETE FROM announcements WHERE state = 'draft' AND who = ? AND chat = ?", (new.who, new.chat)
    )
    db.execute(
        "INSERT INTO announcements (desk, who, chat, thread, text, state, made_at) VALUES (?, ?, ?, ?, ?, 'draft', ?)",
        (new.desk, new.who, new.chat, new.thread, new.text, int(at.timestamp())),
    )


def begin(db: Connection, one: Announcement, people: Sequence[int], blocked: int, at: datetime) -> None:
    """Put its letters into the outbox; nothing where it is no draft any more."""
    changed = db.execute(
        "UPDATE announcements SET state = 'going', people = ?, blocked = ? WHERE id = ? AND state = 'draft'",
        (len(people), blocked, one.id),
    )
    if changed.rowcount:
        body = NoteBody(one.text, mark=True)
        letters = [
            Letter(
                letter_key(one.id, person),
                person,
                body,
                person,
                rank=Priority.BULK,
                after=timedelta(seconds=place // _A_SECOND),
            )
            for place, person in enumerate(people)
        ]
        outbox.add(db, letters, at)


def stop(db: Connection, number: int) -> None:
    """Take back what has not been taken up, or forget a draft."""
    db.execute("DELETE FROM announcements WHERE id = ? AND state = 'draft'", (number,))
    stopped = db.execute(
        "UPDATE announcements SET state = 'stopped' WHERE id = ? AND state = 'going'", (number,)
    )
    if stopped.rowcount:
        # What may have arrived already stays, and is sent once more, marked: else nobody would know of it.
        db.execute(f"DELETE FROM outbox WHERE {_OF} AND state = 'waiting' AND uncertain = 0", _range(number))


def under_way(db: Connection) -> list[Announcement]:
    """Announcements whose end has not been told yet."""
    return _read(db, "WHERE state IN ('going', 'stopped') ORDER BY id", ())


def arrivals(db: Connection, one: Announcement) -> Arrivals:
    """Numbers of the receivers by what became of their letters."""
    found = db.execute(
        "SELECT count(CASE WHEN state = 'sent' THEN 1 END), count(CASE WHEN state = 'sent' AND uncertain = 1 THEN 1 END),"
        " count(CASE WHEN state IN ('waiting', 'under_way') THEN 1 END),"
        " count(CASE WHEN state = 'failed' AND error = 'Forbidden' THEN 1 END),"
        " count(CASE WHEN state = 'failed' AND error != 'Forbidden' THEN 1 END),"
        f" count(CASE WHEN state = 'uncertain' THEN 1 END) FROM outbox WHERE {_OF}",
        _range(one.id),
    ).fetchone()
    sent, twice, waiting, refused, failed, unsure = (int(count) for count in found)
    unsent = one.people - sent - waiting - refused - failed - unsure if one.state == "stopped" else 0
    return Arrivals(one.people, sent, twice, waiting, one.blocked + refused, failed, unsure, unsent)


def end(db: Connection, number: int, letters: Sequence[Letter], at: datetime) -> None:
    """End an announcement: its end is told, once, and its words are forgotten."""
    ended = db.execute(
        "UPDATE announcements SET state = 'done', text = '' WHERE id = ? AND state IN ('going', 'stopped')",
        (number,),
    )
    if ended.rowcount:
        outbox.add(db, letters, at)


def refuse(db: Connection, person: int, *, wanted: bool) -> None:
    """Whether somebody wants announcements from now on."""
    if wanted:
        db.execute("DELETE FROM no_announcements WHERE person = ?", (person,))
        return
    db.execute(
        "INSERT INTO no_announcements (person) SELECT person FROM people WHERE person = ? ON CONFLICT (person) DO NOTHING",
        (person,),
    )


def forget(db: Connection, person: int) -> None:
    """Forget who has written them; what is on its way in their own chat has nobody to be told to."""
    db.execute("DELETE FROM announcements WHERE who = ? AND (state = 'draft' OR chat = ?)", (person, person))
    db.execute("UPDATE announcements SET who = ? WHERE who = ?", (GONE, person))


_OF = "key > ? AND key < ?"
"""Condition of an announcement's letters: keys that begin alike; `;` is the next after `:`."""


def _range(number: int) -> tuple[str, str]:
    return f"announcement:{number}:", f"announcement:{number};"


def _read(db: Connection, where: str, values: tuple[int, ...]) -> list[Announcement]:
    found = db.execute(
        "SELECT id, desk, who, chat, thread, text, state, made_at, people, blocked FROM announcements "
        + where,
        values,
    )
    return [
        Announcement(
            row["desk"], row["who"], row["chat"], row["thread"], row["text"], row["id"], row["state"],
            datetime.fromtimestamp(row["made_at"], UTC), row["people"], row["blocked"],
        )
        for row in found
    ]  # fmt: skip
