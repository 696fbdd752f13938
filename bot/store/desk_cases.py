"""Cases at the desks, where their cards stand, and what goes to and fro, as statements."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.records.desk_case import DESK_CASE_JSON, DeskCase
from bot.records.desk_drawings import Card, CardRows
from bot.records.messages import CONTENT_JSON, Content, Held, Relay
from bot.store import desks, schools
from bot.store.connection import Connection
from bot.store.documents import emptied
from flows.dialogue.machine.session import SESSION_JSON, Session

HISTORY = 60
"""So many lines of a case's log are read for its card."""


def put(db: Connection, case: DeskCase) -> None:
    def at(moment: datetime | None) -> int | None:
        return int(moment.timestamp()) if moment else None

    db.execute(
        "INSERT INTO desk_cases (case_id, desk, state, owner, waiting_at, nudge_at, doc) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET desk = excluded.desk,"
        " state = excluded.state, owner = excluded.owner, waiting_at = excluded.waiting_at,"
        " nudge_at = excluded.nudge_at, doc = excluded.doc",
        (
            case.case, case.desk, case.state, case.owner, at(case.waiting_at), at(case.nudge_at),
            DESK_CASE_JSON.write(case),
        ),
    )  # fmt: skip


def of(db: Connection, case: int) -> DeskCase | None:
    row = db.execute(
        "SELECT doc, until FROM desk_cases JOIN cases USING (case_id)"
        " LEFT JOIN muted ON muted.person = cases.person AND muted.desk = desk_cases.desk WHERE case_id = ?",
        (case,),
    ).fetchone()
    if row is None:
        return None
    muted = datetime.fromtimestamp(row["until"], UTC) if row["until"] is not None else None
    return replace(DESK_CASE_JSON.read(row["doc"]), muted=muted)


def mute(db: Connection, person: int, desk: str, until: datetime | None, now: datetime) -> None:
    """A desk takes no messages of somebody's until then; None: it does again."""
    db.execute("DELETE FROM muted WHERE person = ? AND desk = ?", (person, desk))
    if until is not None:
        db.execute(
            "INSERT INTO muted (person, desk, until, at) VALUES (?, ?, ?, ?)",
            (person, desk, int(until.timestamp()), int(now.timestamp())),
        )


def session_of(db: Connection, case: int) -> Session | None:
    row = db.execute("SELECT session FROM cases WHERE case_id = ?", (case,)).fetchone()
    return SESSION_JSON.read(row[0]) if row else None


def card_of(db: Connection, case: int) -> Card | None:
    row = db.execute(
        "SELECT chat, thread, message, seq, beside, repeated FROM cards WHERE case_id = ?", (case,)
    ).fetchone()
    return Card(**{**dict(row), "repeated": bool(row["repeated"])}) if row else None


def card_rows(db: Connection, case: int) -> CardRows | None:
    desk, session = of(db, case), session_of(db, case)
    if desk is None or session is None:
        return None
    log = desks.entries(db, "case_id", case, HISTORY)
    people = {entry.who for entry in log if entry.who} | ({desk.owner} if desk.owner else set())
    people |= {int(entry.detail) for entry in log if entry.action == "assigned" and entry.detail}
    school = schools.of(db, [case]).get(case, schools.NONE)
    colleagues = desks.colleagues(db, desk.desk)
    names = desks.names(db, sorted(people))
    return CardRows(desk, session, card_of(db, case), log, names, school, colleagues)


def carded(db: Connection, case: int, card: Card) -> None:
    """Note where the case's card stands now; nothing for a case that was erased. The earlier place is kept, to be wiped."""
    db.execute(
        "INSERT INTO relays (case_id, kind, to_chat, to_message, at)"
        " SELECT case_id, 'remark', chat, message, 0 FROM cards"
        " WHERE case_id = ? AND message IS NOT NULL AND (chat IS DISTINCT FROM ? OR message IS DISTINCT FROM ?)",
        (case, card.chat, card.message),
    )
    db.execute(
        "INSERT INTO cards (case_id, chat, thread, message, seq, beside, repeated)"
        " SELECT ?, ?, ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM cases WHERE case_id = ?)"
        " ON CONFLICT (case_id) DO UPDATE SET chat = excluded.chat, thread = excluded.thread,"
        " message = excluded.message, seq = excluded.seq, beside = excluded.beside, repeated = excluded.repeated",
        (case, card.chat, card.thread, card.message, card.seq, card.beside, int(card.repeated), case),
    )


def relay(db: Connection, found: Sequence[Relay], at: datetime) -> None:
    """Keep messages with their copies; the copy's number of one that is known already is set."""
    db.executemany(
        "INSERT INTO relays (case_id, kind, from_chat, from_message, to_chat, to_message, who, part, caption, at)"
        " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM cases WHERE case_id = ?)"
        " ON CONFLICT (from_chat, from_message, part) DO UPDATE SET to_chat = excluded.to_chat,"
        " to_message = coalesce(excluded.to_message, relays.to_message), caption = excluded.caption",
        [
            (
                one.case, one.kind, one.from_chat, one.from_message, one.to_chat, one.to_message, one.who,
                one.part, one.caption, int(at.timestamp()), one.case,
            )
            for one in found
        ],
    )  # fmt: skip


def origins(db: Connection, chat: int, message: int) -> tuple[Relay, ...]:
    """The message of a person's that was relayed: once, or in its parts."""
    return _relays(db, "from_chat = ? AND from_message = ? ORDER BY part", chat, message)


def last_answer(db: Connection, case: int, chat: int) -> Relay | None:
    """The newest that was written in `chat` to the operator of a case."""
    found = _relays(
        db, "case_id = ? AND from_chat = ? AND kind = 'out' AND part = 0 ORDER BY id DESC LIMIT 1", case, chat
    )
    return found[0] if found else None


def forget_copy(db: Connection, chat: int, message: int) -> None:
    """Forget the copy that stood in `chat` as `message`: it was taken away."""
    db.execute("DELETE FROM relays WHERE to_chat = ? AND to_message = ?", (chat, message))


def copy(db: Connection, chat: int, message: int) -> Relay | None:
    """The bot's message that carries it, or that the bot has written in a case."""
    found = _relays(db, "to_chat = ? AND to_message = ? ORDER BY id DESC LIMIT 1", chat, message)
    return found[0] if found else None


def counterpart(db: Connection, chat: int, message: int, other: int) -> int | None:
    """The message in the chat `other` that stands for this one: its copy there, or what it is the copy of."""
    row = (
        db.execute(
            "SELECT to_message FROM relays WHERE from_chat = ? AND from_message = ? AND to_chat = ? AND to_message IS NOT NULL"
            " ORDER BY part LIMIT 1",
            (chat, message, other),
        ).fetchone()
        or db.execute(
            "SELECT from_message FROM relays WHERE to_chat = ? AND to_message = ? AND from_chat = ? ORDER BY id DESC LIMIT 1",
            (chat, message, other),
        ).fetchone()
    )
    return int(row[0]) if row else None


def _relays(db: Connection, where: str, *values: int) -> tuple[Relay, ...]:
    found = db.execute(
        "SELECT case_id, kind, to_chat, from_chat, from_message, to_message, who, part, caption FROM relays"
        f" WHERE {where}",
        values,
    )
    return tuple(Relay(*row) for row in found)


def case_at(db: Connection, chat: int, thread: int | None, reply_to: int | None) -> int | None:
    """The case that a message in a group belongs to: by what it replies to, else by its topic."""
    for column, value in (("message", reply_to), ("thread", thread)):
        if value is None:
            continue
        row = db.execute(
            f"SELECT case_id FROM cards WHERE chat = ? AND {column} = ?",
            (chat, value),
        ).fetchone()
        if row is None and column == "message":
            row = db.execute(
                "SELECT case_id FROM relays WHERE (to_chat = ? AND to_message = ?) OR (from_chat = ? AND from_message = ?)"
                " ORDER BY id DESC LIMIT 1",
                (chat, value, chat, value),
            ).fetchone()
        if row:
            return int(row[0])
    return None


def hold(db: Connection, person: int, held: Sequence[Held], at: datetime) -> None:
    db.executemany(
        "INSERT INTO held (person, message, content, at, case_id, reply_to) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                person,
                one.message,
                CONTENT_JSON.write(one.content),
                int(at.timestamp()),
                one.case,
                one.reply_to,
            )
            for one in held
        ],
    )


def rehold(db: Connection, person: int, message: int, content: Content) -> bool:
    """A message that waits says something else now; whether it waits."""
    found = db.execute(
        "UPDATE held SET content = ? WHERE person = ? AND message = ?",
        (CONTENT_JSON.write(content), person, message),
    )
    return bool(found.rowcount)


def held(db: Connection, person: int) -> tuple[Held, ...]:
    found = db.execute(
        "SELECT message, content, case_id, reply_to FROM held WHERE person = ? ORDER BY id", (person,)
    )
    return tuple(Held(message, CONTENT_JSON.read(content), case, to) for message, content, case, to in found)


def unanswered(db: Connection, now: datetime) -> list[DeskCase]:
    """Cases whose operator has waited for so long that they are to be told."""
    found = db.execute(
        "SELECT doc FROM desk_cases WHERE nudge_at <= ? AND state != 'closed' ORDER BY nudge_at, case_id LIMIT 500",
        (int(now.timestamp()),),
    )
    return [DESK_CASE_JSON.read(doc) for (doc,) in found]


def unsettled(db: Connection) -> list[DeskCase]:
    """Open cases whose desk has no group, or has one in which they have no card and none is on its way; and those that
    somebody had who has erased their data.
    """
    found = db.execute("SELECT doc FROM desk_cases WHERE unsettled = 1 ORDER BY case_id")
    return [DESK_CASE_JSON.read(doc) for (doc,) in found]


def disown(db: Connection, person: int) -> None:
    """Take `person`, of a desk's staff, out of all cases: nothing says any more that they had one or wrote in one. They must still be
    known as staff: who was asked for a note is looked for at the desks where they are.
    """
    for case, doc in db.execute("SELECT case_id, doc FROM desk_cases WHERE owner = ?", (person,)).fetchall():
        db.execute(
            "UPDATE desk_cases SET owner = NULL, doc = ? WHERE case_id = ?", (emptied(doc, "owner"), case)
        )
    noting = db.execute(
        "SELECT case_id, doc FROM desk_cases WHERE doc ->> 'noting' <> '[]' AND desk IN"
        " (SELECT code FROM desks JOIN staff ON staff.chat = desks.chat WHERE staff.person = ?)",
        (person,),
    )
    for case, doc in noting.fetchall():
        left = DESK_CASE_JSON.read(doc).without_note_of(person)
        db.execute("UPDATE desk_cases SET doc = ? WHERE case_id = ?", (DESK_CASE_JSON.write(left), case))
    db.execute("UPDATE relays SET who = NULL WHERE who = ?", (person,))


def copies(db: Connection, cases: Sequence[int]) -> list[Any]:
    """The places in groups of these cases' cards and of what their operators wrote, as `outbox.wipes` takes them."""
    found: list[Any] = []
    for case in cases:
        found += db.execute(
            "SELECT chat, message, 'own' FROM cards WHERE case_id = ? AND message IS NOT NULL", (case,)
        ).fetchall()
        found += db.execute(
            "SELECT to_chat, to_message, caption FROM relays"
            " WHERE case_id = ? AND to_chat < 0 AND to_message IS NOT NULL ORDER BY id",
            (case,),
        ).fetchall()
        found += db.execute(
            "SELECT chat, thread, 'topic' FROM cards WHERE case_id = ? AND thread IS NOT NULL", (case,)
        ).fetchall()
    return found
