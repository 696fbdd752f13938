"""SQL of a desk's work, to be done and done: for its overview, its lists and its searches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from bot.records.desk_case import DESK_CASE_JSON, DeskCase
from bot.records.desk_drawings import Card, DeskSchool
from bot.store import schools
from bot.store.connection import Connection, placeholders
from flows.dialogue.desk.outlook import outlook
from flows.dialogue.machine.session import SESSION_JSON

FOUND = 200
"""So many cases a search finds at most."""
_REMEMBERED = 2_000
"""So many rows are remembered as they were read: a kilobyte or two each."""
_COLUMNS = (
    "doc, cards.chat, thread, message, cards.seq, beside,"
    " CASE WHEN doc ->> 'missing' IS NULL THEN session END AS session"
)
_TABLES = "desk_cases JOIN cases USING (case_id) LEFT JOIN cards USING (case_id)"
_LONGEST_FIRST = "waiting_at IS NULL, waiting_at, case_id"


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in a desk's list."""

    desk: DeskCase
    card: Card | None
    school: DeskSchool = schools.NONE


def of_desk(db: Connection, desk: str) -> tuple[Listed, ...]:
    """A desk's open cases, who has waited longest first."""
    return _listed(db, f"desk = ? AND desk_cases.state != 'closed' ORDER BY {_LONGEST_FIRST}", (desk,))


def closed_since(db: Connection, desk: str, since: datetime) -> tuple[Listed, ...]:
    """Cases that a desk has closed since `since`, the newest first."""
    day = f"{since - timedelta(days=1):%Y-%m-%d}"  # at least a day before: what is between is left out below
    found = _listed(db, "desk = ? AND desk_cases.state = 'closed' AND doc ->> 'since' >= ?", (desk, day))
    return tuple(
        sorted(
            (one for one in found if one.desk.since >= since), key=lambda one: one.desk.since, reverse=True
        )
    )


def one(db: Connection, case: int) -> Listed | None:
    """A case at whichever desk has it."""
    return next(iter(_listed(db, "desk_cases.case_id = ?", (case,))), None)


def lacking(db: Connection, desks: Sequence[str], key: str) -> tuple[Listed, ...]:
    """The cases at these desks, closed ones too, that lack the requirement `key`; the newest first."""
    return _at(db, desks, r"doc ->> 'missing' LIKE ? ESCAPE '\'", _part(f'"{key}"'))


def alike(db: Connection, desk: str, key: str, now: datetime) -> tuple[Listed, ...]:
    """Open cases of a desk that lack the requirement `key`, who has waited longest first; without those whose operator has
    blocked the bot, or is muted there at `now`.
    """
    where = (
        r"desk = ? AND desk_cases.state != 'closed' AND doc ->> 'missing' LIKE ? ESCAPE '\'"
        " AND NOT EXISTS (SELECT 1 FROM people WHERE people.person = cases.person AND blocked = 1)"
        " AND NOT EXISTS (SELECT 1 FROM muted WHERE muted.person = cases.person AND muted.desk = desk_cases.desk"
        f" AND until > ?) ORDER BY {_LONGEST_FIRST}"
    )
    return _listed(db, where, (desk, _part(f'"{key}"'), int(now.timestamp())))


def noted(db: Connection, desks: Sequence[str], words: str) -> tuple[Listed, ...]:
    """Cases of `desks` with an internal note that has `words` in it."""
    where = (
        "EXISTS (SELECT 1 FROM desk_log WHERE desk_log.case_id = desk_cases.case_id AND action = 'note'"
        " AND lower(detail) LIKE lower(?) ESCAPE '\\')"
    )
    return _at(db, desks, where, _part(words))


def _part(words: str) -> str:
    """Pattern that is like every text with `words` in it."""
    return f"%{''.join(f'{chr(92)}{letter}' if letter in '%_' + chr(92) else letter for letter in words)}%"


def with_school(db: Connection, desks: Sequence[str]) -> tuple[Listed, ...]:
    """Cases of `desks` whose school is known."""
    marks = placeholders(desks)
    found = db.execute(f"SELECT case_id FROM desk_cases WHERE desk IN ({marks})", tuple(desks)).fetchall()
    known = schools.of(db, [case for (case,) in found])
    return tuple(
        listed for case, school in known.items() if (school.npsn or school.name) and (listed := one(db, case))
    )


def _at(db: Connection, desks: Sequence[str], where: str, value: str) -> tuple[Listed, ...]:
    marks = placeholders(desks)
    statement = f"desk IN ({marks}) AND {where} ORDER BY desk_cases.case_id DESC LIMIT {FOUND}"
    return _listed(db, statement, (*desks, value))


def _listed(db: Connection, where: str, values: tuple[object, ...]) -> tuple[Listed, ...]:
    rows = db.execute(f"SELECT {_COLUMNS} FROM {_TABLES} WHERE {where}", values).fetchall()
    cases = [_read(row[0]) for row in rows]
    known = schools.told(db, [schools.Told(case.case, case.npsn, case.school, case.desk) for case in cases])
    return tuple(
        Listed(_seen(case, row["session"]), Card(*row[1:6]) if row[1] is not None else None, known[case.case])
        for case, row in zip(cases, rows, strict=True)
    )


@lru_cache(_REMEMBERED)
def _read(text: str) -> DeskCase:
    """A case as its row has it. The lists of a desk read the same rows again and again: what is remembered goes by all of a
    row's words, so that none is ever of before.
    """
    return DESK_CASE_JSON.read(text)


def _seen(case: DeskCase, session: str | None) -> DeskCase:
    """A case that was last changed by a version that did not say what is missing is looked at now."""
    if session is None:
        return case
    found = outlook(SESSION_JSON.read(session))
    return replace(case, missing=found.missing, dinas=found.dinas, npsn=found.npsn, school=found.name)
