"""Districts, their groups, and who belongs to them, as statements."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bot.records.desk_case import GONE, Entry
from bot.records.help_desk import Desk, Staff
from bot.store.connection import Connection, placeholders

NOWHERE = "chat NOT IN (SELECT chat FROM desks WHERE chat IS NOT NULL)"
"""Condition of rows of `staff` in a group that is no desk any more."""
ALL = 2**31
"""More lines than any log has."""
FIELDS = "code, name, level, parent, zone, opens, closes, chat, forum, lost, take_in, answer_in, head_in, holidays, bot"


def put(db: Connection, desk: Desk) -> None:
    db.execute(
        f"INSERT INTO desks ({FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (code)"
        " DO UPDATE SET name = excluded.name, level = excluded.level, parent = excluded.parent, zone = excluded.zone,"
        " opens = excluded.opens, closes = excluded.closes, chat = excluded.chat, forum = excluded.forum,"
        " lost = excluded.lost, take_in = excluded.take_in, answer_in = excluded.answer_in,"
        " head_in = excluded.head_in, holidays = excluded.holidays, bot = excluded.bot",
        (
            desk.code, desk.name, desk.level, desk.parent, desk.zone, desk.opens, desk.closes, desk.chat,
            desk.forum, desk.lost, desk.take_in, desk.answer_in, desk.head_in, " ".join(desk.holidays),
            desk.bot,
        ),
    )  # fmt: skip


def every(db: Connection) -> tuple[Desk, ...]:
    found = db.execute(f"SELECT {FIELDS} FROM desks ORDER BY code")
    return tuple(
        Desk(
            **{
                **dict(row),
                "forum": bool(row["forum"]),
                "lost": bool(row["lost"]),
                "holidays": tuple(row["holidays"].split()),
            }
        )
        for row in found
    )


def remove(db: Connection, code: str) -> list[Any] | None:
    """A district goes with all that its desk had; gives where its cards and copies stand in the group.

    None, and nothing is changed, while it has open cases.
    """
    if db.execute("SELECT 1 FROM desk_cases WHERE desk = ? AND state != 'closed'", (code,)).fetchone():
        return None
    copies = db.execute(
        "SELECT cards.chat, cards.message, 'own' FROM cards JOIN desk_cases USING (case_id)"
        " WHERE desk = ? AND message IS NOT NULL"
        " UNION SELECT to_chat, to_message, caption FROM relays JOIN desk_cases USING (case_id)"
        " WHERE desk = ? AND to_chat < 0 AND to_message IS NOT NULL"
        " UNION SELECT cards.chat, thread, 'topic' FROM cards JOIN desk_cases USING (case_id)"
        " WHERE desk = ? AND thread IS NOT NULL",
        (code, code, code),
    ).fetchall()
    cases = [case for (case,) in db.execute("SELECT case_id FROM desk_cases WHERE desk = ?", (code,))]
    for case in cases:
        db.execute("DELETE FROM outbox WHERE case_id = ? AND chat < 0", (case,))
        for table in ("cards", "relays", "desk_cases"):
            db.execute(f"DELETE FROM {table} WHERE case_id = ?", (case,))
    db.execute("DELETE FROM desk_log WHERE desk = ?", (code,))
    db.execute("UPDATE people SET district = NULL WHERE district = ?", (code,))
    db.execute("DELETE FROM desks WHERE code = ?", (code,))
    db.execute(f"DELETE FROM staff WHERE {NOWHERE}")  # the group was let go before
    return copies


def new_code(db: Connection, digest: str, desk: str, until: datetime) -> None:
    """Set the district's one linking code, valid until `until`; an earlier one is void."""
    db.execute("DELETE FROM link_codes WHERE desk = ?", (desk,))
    db.execute("INSERT INTO link_codes VALUES (?, ?, ?)", (digest, desk, int(until.timestamp())))


def code_of(db: Connection, digest: str, now: datetime) -> str | None:
    row = db.execute(
        "SELECT desk FROM link_codes WHERE hash = ? AND until > ?", (digest, int(now.timestamp()))
    ).fetchone()
    return str(row[0]) if row else None


def requested(db: Connection, begins: str, now: datetime) -> tuple[str, str] | None:
    """The code, by the first letters of its digest, and its desk."""
    row = db.execute(
        "SELECT hash, desk FROM link_codes WHERE substr(hash, 1, ?) = ? AND until > ?",
        (len(begins), begins, int(now.timestamp())),
    ).fetchone()
    return (str(row[0]), str(row[1])) if row else None


def link(db: Connection, digest: str, desk: Desk, head: int) -> bool:
    """The group is the desk's from now on. False where the code has been used meanwhile, or the group is another desk's."""
    if db.execute("SELECT 1 FROM desks WHERE chat = ? AND code != ?", (desk.chat, desk.code)).fetchone():
        return False
    used = db.execute("DELETE FROM link_codes WHERE hash = ? AND desk = ?", (digest, desk.code))
    if not used.rowcount:
        return False
    put(db, desk)
    appoint(db, desk.code, head)
    return True


def appoint(db: Connection, desk: str, person: int) -> None:
    db.execute("INSERT INTO heads VALUES (?, ?) ON CONFLICT DO NOTHING", (desk, person))


def dismiss(db: Connection, desk: str, person: int) -> bool:
    """Dismiss a head of a desk; the code that they may have asked for goes with them. False where they were no head."""
    gone = db.execute("DELETE FROM heads WHERE desk = ? AND person = ?", (desk, person)).rowcount
    db.execute("DELETE FROM link_codes WHERE desk = ?", (desk,))
    return bool(gone)


def heads_of(db: Connection, desk: str) -> list[int]:
    return [
        person for (person,) in db.execute("SELECT person FROM heads WHERE desk = ? ORDER BY person", (desk,))
    ]


def headed_by(db: Connection, person: int) -> frozenset[str]:
    return frozenset(code for (code,) in db.execute("SELECT desk FROM heads WHERE person = ?", (person,)))


def note_staff(db: Connection, chat: int, staff: Staff) -> None:
    db.execute(
        "INSERT INTO staff VALUES (?, ?, ?, ?, ?) ON CONFLICT (chat, person) DO UPDATE SET"
        " name = excluded.name, is_in = excluded.is_in, seen_at = excluded.seen_at",
        (chat, staff.person, staff.name, staff.is_in, int(staff.seen_at.timestamp())),
    )


def staff(db: Connection, chat: int, person: int) -> Staff | None:
    row = db.execute(
        "SELECT person, name, is_in, seen_at FROM staff WHERE chat = ? AND person = ?", (chat, person)
    ).fetchone()
    return Staff(row[0], row[1], bool(row[2]), datetime.fromtimestamp(row[3], UTC)) if row else None


def desks_of(db: Connection, person: int) -> tuple[str, ...]:
    found = db.execute(
        "SELECT desks.code FROM staff JOIN desks ON desks.chat = staff.chat"
        " WHERE staff.person = ? AND staff.is_in = 1 ORDER BY desks.code",
        (person,),
    )
    return tuple(code for (code,) in found)


def names(db: Connection, people: Sequence[int]) -> dict[int, str]:
    marks = placeholders(people)
    found = db.execute(f"SELECT person, name FROM staff WHERE person IN ({marks})", tuple(people))
    return dict(found.fetchall())


def colleagues(db: Connection, desk: str) -> tuple[tuple[int, str], ...]:
    """Staff in a desk's group, as far as they are known: (Telegram id, name), sorted by name."""
    found = db.execute(
        "SELECT person, staff.name FROM staff JOIN desks USING (chat) WHERE code = ? AND is_in = 1"
        " ORDER BY staff.name, person",
        (desk,),
    )
    return tuple((int(person), str(name)) for person, name in found)


def unreached_heads(db: Connection) -> frozenset[int]:
    """The heads who could not be written to, and have not opened the bot since."""
    found = db.execute(
        "SELECT DISTINCT person FROM heads WHERE EXISTS (SELECT 1 FROM outbox WHERE outbox.person = heads.person"
        " AND outbox.state = 'failed' AND outbox.error = 'Forbidden')"
        " AND NOT EXISTS (SELECT 1 FROM people WHERE people.person = heads.person AND blocked = 0)"
    )
    return frozenset(person for (person,) in found)


def news_of(person: int) -> str:
    """Name of the mark for what an owner or a head could not be told so far; empty where they have written to the bot."""
    return f"news:{person}"


def forget(db: Connection, person: int) -> None:
    """Forget `person` as head and staff of desks; the log stays, without who did it."""
    db.execute("DELETE FROM heads WHERE person = ?", (person,))
    db.execute("DELETE FROM staff WHERE person = ?", (person,))
    db.execute("DELETE FROM marks WHERE name = ?", (news_of(person),))
    db.execute("UPDATE desk_log SET who = ? WHERE who = ?", (GONE, person))
    db.execute("UPDATE desk_log SET detail = '' WHERE case_id IS NULL AND detail = ?", (str(person),))
    db.execute("UPDATE desk_log SET detail = '' WHERE action = 'assigned' AND detail = ?", (str(person),))


def write_log(db: Connection, entries: Sequence[Entry]) -> None:
    db.executemany(
        "INSERT INTO desk_log (at, desk, case_id, who, action, detail) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (int(entry.at.timestamp()), entry.desk, entry.case, entry.who, entry.action, entry.detail)
            for entry in entries
        ],
    )


def entries(db: Connection, where: str, value: object, most: int) -> tuple[Entry, ...]:
    """The newest of the log, oldest first. `where` is a column."""
    found = db.execute(
        f"SELECT * FROM (SELECT * FROM desk_log WHERE {where} = ? ORDER BY id DESC LIMIT ?) AS newest ORDER BY id",
        (value, most),
    )
    return tuple(
        Entry(
            datetime.fromtimestamp(row["at"], UTC),
            row["desk"],
            row["action"],
            row["case_id"],
            row["who"],
            row["detail"],
        )
        for row in found
    )


def moved(db: Connection, old: int, new: int) -> None:
    """The group's messages have other numbers now: its cards and its overview are sent anew when they change."""
    db.execute("UPDATE relays SET to_message = NULL WHERE to_chat = ?", (old,))
    db.execute("UPDATE relays SET from_chat = NULL, from_message = NULL WHERE from_chat = ?", (old,))
    db.execute("UPDATE desks SET chat = ? WHERE chat = ?", (new, old))
    db.execute(
        "DELETE FROM staff WHERE chat = ? AND person IN (SELECT person FROM staff WHERE chat = ?)", (new, old)
    )
    db.execute("UPDATE staff SET chat = ? WHERE chat = ?", (new, old))
    db.execute("DELETE FROM topics WHERE case_id IN (SELECT case_id FROM cards WHERE chat = ?)", (old,))
    db.execute("UPDATE cards SET chat = ?, thread = NULL, message = NULL WHERE chat = ?", (new, old))
    db.execute(
        "UPDATE boards SET chat = ?, message = NULL, shown = '', pinned = 0, changed = 1 WHERE chat = ?",
        (new, old),
    )
