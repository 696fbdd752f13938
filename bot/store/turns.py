"""People and cases as statements. Every function is a unit of work, or a part of one, in the database's thread."""

import json
from datetime import UTC, datetime

from bot.records.rows import Known, Saved, ScreenStanding, ShownScreen
from bot.store import desk_cases, desks, inbox, outbox, own_cases
from bot.store.connection import Connection, Held, of_shards
from bot.store.interface import CaseTakenError, StaleError
from bot.store.own_cases import LISTED
from flows.dialogue.machine.events import CaseLine
from flows.dialogue.machine.session import SESSION_JSON, Session


def seconds(at: datetime) -> int:
    return int(at.timestamp())


def load(db: Connection, person: int) -> Known:
    row = db.execute(
        "SELECT people.*, cases.session FROM people LEFT JOIN cases USING (case_id) WHERE people.person = ?",
        (person,),
    ).fetchone()
    if row is None:
        return Known()
    others = db.execute(
        "SELECT cases.case_id, cases.state, cases.touched_at,"
        " CASE WHEN desk_cases.state <> 'closed' THEN desk_cases.desk END,"
        # Who left for a district without a desk, or lost theirs, has nobody: their case was not closed by staff.
        " CASE WHEN doc ->> 'reason' IS NULL OR doc ->> 'reason' NOT IN ('left', 'lost') THEN desk_cases.state END"
        " FROM cases"
        " LEFT JOIN desk_cases ON desk_cases.case_id = cases.case_id"
        " WHERE cases.person = ? AND cases.case_id IS DISTINCT FROM ? ORDER BY cases.touched_at DESC, cases.case_id LIMIT ?",
        (person, row["case_id"], LISTED),
    ).fetchall()
    few = len(others) < LISTED
    at_desks = (
        [(held, at) for *_, at, _, held in others] if few else own_cases.at_desks(db, person, row["case_id"])
    )
    screen = None
    if row["screen_message"] is not None:
        # A message that never showed a screen of a case fits no case, so that it counts as not drawn.
        screen = ShownScreen(row["screen_message"], row["screen_case"] or -1, row["screen_seq"] or -1)
    return Known(
        session=SESSION_JSON.read(row["session"]) if row["session"] else None,
        others=tuple(
            CaseLine(case, state, datetime.fromtimestamp(at, UTC), desk, held)
            for case, state, at, desk, held in others
        ),
        screen=screen,
        fresh=bool(row["fresh"]),
        blocked=bool(row["blocked"]),
        district=row["district"],
        schools=tuple(json.loads(row["schools"])),
        desk=desk_cases.of(db, row["case_id"]) if row["case_id"] is not None else None,
        cases=len(others) + 1 if few else own_cases.count(db, person),
        open_at_desks=sum(held in {"open", "taken"} for held, _ in at_desks),
        closed_at_desks=tuple(datetime.fromtimestamp(at, UTC) for held, at in at_desks if held == "closed"),
        version=row["version"],
    )


def case_of(db: Connection, person: int, case: int) -> Session | None:
    row = db.execute("SELECT session FROM cases WHERE case_id = ? AND person = ?", (case, person)).fetchone()
    return SESSION_JSON.read(row["session"]) if row else None


def save(db: Connection, saved: Saved) -> None:
    if saved.update_id is not None:
        inbox.apply(db, saved.update_id)
    _looks_fresh(db, saved)
    if not saved.aside:
        db.execute(
            "INSERT INTO people (person, version) VALUES (?, 1) ON CONFLICT (person) DO UPDATE SET blocked = 0"
            " WHERE people.blocked = 1",
            (saved.person,),
        )
    for session in saved.sessions:
        keep(db, session)
    own_cases.make_room(db, saved)
    if saved.sessions and not saved.aside:
        _stands(db, saved)
    if saved.district is not None:
        db.execute("UPDATE people SET district = ? WHERE person = ?", (saved.district, saved.person))
    if saved.school is not None:
        _name_school(db, saved.person, saved.school)
    if saved.desk is not None:
        desk_cases.put(db, saved.desk)
    if saved.mute is not None:
        desk_cases.mute(db, saved.person, *saved.mute, saved.at)
    desks.write_log(db, saved.log)
    desk_cases.relay(db, saved.relays, saved.at)
    for message in saved.released:
        db.execute("DELETE FROM held WHERE person = ? AND message = ?", (saved.person, message))
    desk_cases.hold(db, saved.person, saved.held, saved.at)
    outbox.gather(db, saved.letters, saved.at)
    _keep_unread(db, saved)


def _stands(db: Connection, saved: Saved) -> None:
    """Note the present case and where its screen is; most turns change neither, and then nothing is written."""
    case, fresh, screen = saved.sessions[-1].case, saved.fresh, saved.screen
    db.execute(
        "UPDATE people SET case_id = ?, fresh = ?, screen_message = coalesce(?, screen_message) WHERE person = ?"
        " AND (case_id IS DISTINCT FROM ? OR fresh <> ? OR coalesce(?, screen_message) IS DISTINCT FROM screen_message)",
        (case, fresh, screen, saved.person, case, fresh, screen),
    )


UNREAD, LONGEST_UNREAD = 100, 300
"""So many lines that were not understood are kept of one person, the newest, and so many letters of each."""


def _keep_unread(db: Connection, saved: Saved) -> None:
    """Keep the lines that were not understood, and what the last of them was shown to mean."""
    if saved.unread:
        _add_unread(db, saved)
    if saved.meant is not None:
        db.execute(
            "UPDATE unread SET meant = ? WHERE id = (SELECT max(id) FROM unread WHERE person = ?)",
            (saved.meant, saved.person),
        )


def _add_unread(db: Connection, saved: Saved) -> None:
    db.executemany(
        "INSERT INTO unread (person, context, text, at) VALUES (?, ?, ?, ?)",
        [
            (saved.person, heard.context, heard.text[:LONGEST_UNREAD], seconds(saved.at))
            for heard in saved.unread
        ],
    )
    db.execute(
        "DELETE FROM unread WHERE person = ? AND id NOT IN"
        " (SELECT id FROM unread WHERE person = ? ORDER BY id DESC LIMIT ?)",
        (saved.person, saved.person, UNREAD),
    )


def _looks_fresh(db: Connection, saved: Saved) -> None:
    """Raises StaleError where something was saved since the look on which `saved` rests."""
    if saved.version is None:
        db.execute("UPDATE people SET version = version + 1 WHERE person = ?", (saved.person,))
        return
    # By one statement, so that of two processes one is told; from now on the person's row is this one's.
    moved_on = db.execute(
        "UPDATE people SET version = version + 1 WHERE person = ? AND version = ?",
        (saved.person, saved.version),
    )
    if not moved_on.rowcount and (
        saved.version or db.execute("SELECT 1 FROM people WHERE person = ?", (saved.person,)).fetchone()
    ):
        raise StaleError(saved.person)


SCHOOLS = 5
"""So many schools are remembered of a person."""


def _name_school(db: Connection, person: int, word: str) -> None:
    (known,) = db.execute("SELECT schools FROM people WHERE person = ?", (person,)).fetchone()
    others = [other for other in json.loads(known) if other.split(" ")[0] != word.split(" ", maxsplit=1)[0]]
    db.execute(
        "UPDATE people SET schools = ? WHERE person = ?", (json.dumps([word, *others][:SCHOOLS]), person)
    )


def keep(db: Connection, session: Session) -> None:
    """Keep a case. Raises CaseTakenError."""
    kept = db.execute(
        "INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET"
        " session = excluded.session, seq = excluded.seq, state = excluded.state,"
        " touched_at = excluded.touched_at, remind_at = excluded.remind_at, closed = excluded.closed"
        " WHERE cases.person = excluded.person AND cases.opened_at = excluded.opened_at",
        (
            session.case,
            session.person,
            SESSION_JSON.write(session),
            session.seq,
            session.state,
            seconds(session.opened_at),
            seconds(session.touched_at),
            seconds(session.remind_at) if session.remind_at else None,
            session.closed,
        ),
    )
    if kept.rowcount != 1:
        raise CaseTakenError(session.case)


def set_blocked(db: Connection, person: int, blocked: bool, update_id: int | None) -> None:
    db.execute("UPDATE people SET blocked = ? WHERE person = ?", (blocked, person))
    if update_id is not None:
        inbox.done(db, update_id)


def screen_shown(db: Connection, person: int, screen: ShownScreen) -> None:
    if screen.case < 0:
        db.execute("INSERT INTO people (person) VALUES (?) ON CONFLICT DO NOTHING", (person,))
    db.execute(
        "UPDATE people SET screen_message = ?, screen_case = ?, screen_seq = ?, fresh = 0 WHERE person = ?",
        (screen.message, screen.case, screen.seq, person),
    )


def standing(db: Connection, person: int) -> ScreenStanding:
    row = db.execute(
        "SELECT case_id, seq, screen_message, fresh, owed FROM people LEFT JOIN cases USING (case_id)"
        " WHERE people.person = ?",
        (person,),
    ).fetchone()
    if row is None:
        return ScreenStanding()
    return ScreenStanding(
        row["case_id"], row["seq"], row["screen_message"], bool(row["fresh"]), bool(row["owed"])
    )


def screen_lost(db: Connection, person: int) -> None:
    db.execute(
        "UPDATE people SET screen_message = NULL, screen_case = NULL, screen_seq = NULL, fresh = 1"
        " WHERE person = ?",
        (person,),
    )


def undrawn(db: Connection, shards: Held = None) -> list[int]:
    within = of_shards(shards, "person")
    found = db.execute(f"SELECT person FROM people WHERE owed = 1{within} ORDER BY person")
    return [person for (person,) in found]


def reminders(db: Connection, now: datetime, shards: Held = None) -> list[Session]:
    found = db.execute(
        "SELECT session FROM cases JOIN people USING (person) WHERE remind_at <= ? AND blocked = 0"
        f"{of_shards(shards, 'person')} ORDER BY remind_at, cases.case_id LIMIT 500",
        (seconds(now),),
    )
    return [SESSION_JSON.read(text) for (text,) in found]
