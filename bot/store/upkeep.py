"""SQL of what keeps itself true in the desks' groups: the overview of each desk, and the names of the topics.

Triggers note what has changed; when it is shown is decided elsewhere, so that a group's pace is kept for people.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.records.desk_drawings import Board, TopicName
from bot.records.help_desk import Reminder
from bot.records.letters import Letter
from bot.store import outbox
from bot.store.connection import Connection

AT_ONCE = 100
"""So many topics are looked at together at most."""


def due_boards(db: Connection, now: datetime) -> tuple[Board, ...]:
    """The overviews that may be drawn now and do not show what is."""
    found = db.execute(
        "SELECT desk, chat, message, shown, pinned FROM boards WHERE changed = 1 AND due_at <= ? ORDER BY desk",
        (int(now.timestamp()),),
    )
    return tuple(Board(*row) for row in found)


def board_begun(db: Connection, desk: str, again: datetime, letters: Sequence[Letter], now: datetime) -> None:
    """An overview is on its way; the next one not before `again`."""
    db.execute("UPDATE boards SET changed = 0, due_at = ? WHERE desk = ?", (int(again.timestamp()), desk))
    outbox.add(db, letters, now)


def board(db: Connection, desk: str) -> Board | None:
    row = db.execute(
        "SELECT desk, chat, message, shown, pinned FROM boards WHERE desk = ?", (desk,)
    ).fetchone()
    return Board(*row) if row else None


def put_board(db: Connection, board: Board) -> None:
    db.execute(
        "UPDATE boards SET chat = ?, message = ?, shown = ?, pinned = ? WHERE desk = ?",
        (board.chat, board.message, board.shown, board.pinned, board.desk),
    )


def pin_again(db: Connection, chat: int) -> None:
    db.execute("UPDATE boards SET pinned = 0, changed = 1 WHERE chat = ? AND pinned = -1", (chat,))


def due_rounds(db: Connection, before: datetime) -> list[tuple[str, str]]:
    """Desks that were last looked at before then, and the day of their last digest."""
    found = db.execute(
        "SELECT desk, digest_on FROM boards WHERE looked_at <= ? ORDER BY looked_at, desk",
        (int(before.timestamp()),),
    )
    return [(desk, day) for desk, day in found]


def look_soon(db: Connection, codes: Sequence[str]) -> None:
    """Have these desks looked at next, and their overviews drawn: the world around their cases has changed, not the cases."""
    db.executemany("UPDATE boards SET looked_at = 0, changed = 1 WHERE desk = ?", [(code,) for code in codes])


def reminded(db: Connection, desk: str) -> dict[Reminder, datetime]:
    """Reminders that a desk's staff were given in its open cases, and when."""
    found = db.execute(
        "SELECT case_id, kind, since, at FROM desk_cases JOIN reminded USING (case_id)"
        " WHERE desk = ? AND state != 'closed'",
        (desk,),
    )
    return {Reminder(case, kind, since): datetime.fromtimestamp(at, UTC) for case, kind, since, at in found}


def round_done(
    db: Connection,
    desk: str,
    day: str,
    reminders: Sequence[Reminder],
    *,
    letters: Sequence[Letter],
    now: datetime,
) -> None:
    """A desk was looked at; its last digest is that of `day`. Where cards are drawn for that, its overview counts otherwise too."""
    at = int(now.timestamp())
    db.execute("UPDATE boards SET looked_at = ?, digest_on = ? WHERE desk = ?", (at, day, desk))
    if any(letter.kind == "card" for letter in letters):
        db.execute("UPDATE boards SET changed = 1 WHERE desk = ?", (desk,))
    db.executemany(
        "INSERT INTO reminded SELECT ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM cases WHERE case_id = ?)"
        " ON CONFLICT DO NOTHING",
        [(one.case, one.kind, one.since, at, one.case) for one in reminders],
    )
    outbox.add(db, letters, now)


def due_topics(db: Connection, now: datetime) -> list[int]:
    """Cases whose topic may be called otherwise now."""
    found = db.execute(
        "SELECT case_id FROM topics WHERE changed = 1 AND due_at <= ? ORDER BY due_at, case_id LIMIT ?",
        (int(now.timestamp()), AT_ONCE),
    )
    return [case for (case,) in found]


def topics_begun(db: Connection, cases: Sequence[int], letters: Sequence[Letter], now: datetime) -> None:
    """Note that the topics of `cases` were looked at, and add the letters that rename those which need it."""
    db.executemany("UPDATE topics SET changed = 0 WHERE case_id = ?", [(case,) for case in cases])
    outbox.add(db, letters, now)


def topic(db: Connection, case: int) -> TopicName | None:
    row = db.execute("SELECT thread, name, closed, due_at FROM topics WHERE case_id = ?", (case,)).fetchone()
    return TopicName(row[0], row[1], bool(row[2]), row[3]) if row else None


def put_topic(db: Connection, case: int, topic: TopicName, *, changed: bool = False) -> None:
    """A topic as it is called now. One of a case that was erased meanwhile is not kept."""
    db.execute(
        "INSERT INTO topics SELECT ?, ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM cases WHERE case_id = ?)"
        " ON CONFLICT (case_id) DO UPDATE SET thread = excluded.thread, name = excluded.name,"
        " closed = excluded.closed, changed = CASE WHEN topics.changed = 1 THEN 1 ELSE excluded.changed END, due_at = excluded.due_at",
        (case, topic.thread, topic.name, topic.closed, changed, topic.due_at, case),
    )
