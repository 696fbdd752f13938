"""A clock that was ahead and is set right: what it has put off waits no longer than it was meant to. As statements."""

from dataclasses import replace
from datetime import datetime

from bot.records.desk_case import FOREVER, LONGEST_MUTE
from bot.records.help_desk import CODE_LIFE
from bot.store.connection import Connection
from bot.store.turns import keep, seconds
from flows.dialogue.machine.session import SESSION_JSON

_DUE_NOW = (
    ("outbox", "due_at", "state = 'waiting'"),
    ("boards", "due_at", "desk IS NOT NULL"),
    ("boards", "looked_at", "desk IS NOT NULL"),
    ("topics", "due_at", "case_id IS NOT NULL"),
    ("reminded", "at", "case_id IS NOT NULL"),
    ("announcements", "made_at", "state = 'draft'"),
)
"""What lies ahead was put there by such a clock, or waits a few minutes at most: nobody knows how long it has waited."""


def bring_back(db: Connection, now: datetime) -> None:
    """Bring all that waits until some time back to where it waits, from `now` on, as long as it was meant to at most."""
    at = seconds(now)
    for table, column, which in _DUE_NOW:
        db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} > ? AND {which}", (at, at))
    for table in ("muted", "ignored"):  # each as long as it still lasts
        db.execute(
            f"UPDATE {table} SET until = until - (at - ?), at = ? WHERE at > ? AND until < ?",
            (at, at, at, seconds(FOREVER)),
        )
    latest = seconds(now + CODE_LIFE)
    db.execute("UPDATE link_codes SET until = ? WHERE until > ?", (latest, latest))
    latest = seconds(now + LONGEST_MUTE)  # of those from before it was kept since when they are
    db.execute("UPDATE muted SET until = ? WHERE until > ? AND until < ?", (latest, latest, seconds(FOREVER)))
    _cases(db, now)


def _cases(db: Connection, now: datetime) -> None:
    """Cases that were touched ahead of `now`: a reminder comes as long after it as it was to come after the turn."""
    found = db.execute("SELECT session FROM cases WHERE touched_at > ?", (seconds(now),)).fetchall()
    for (text,) in found:
        session = SESSION_JSON.read(text)
        ahead, remind = session.touched_at - now, session.remind_at
        keep(
            db,
            replace(session, touched_at=now, remind_at=remind - ahead if remind and remind > now else remind),
        )
        db.execute("UPDATE people SET version = version + 1 WHERE person = ?", (session.person,))
