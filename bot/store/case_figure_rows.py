"""The raw rows of cases that figures are counted from, read in portions so that nobody waits for long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.records.desk_case import Entry
from bot.store import desks
from bot.store.connection import Connection, placeholders

PORTION = 100
"""So many cases are read in one unit of work."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """Row of a case as it is kept. Its JSON is read by whoever counts, outside of the database's thread."""

    session: str
    opened_at: datetime
    touched_at: datetime
    reminded_at: datetime | None
    """When the next reminder comes."""
    closed: bool
    """Put aside by its person."""
    district: str | None
    """District of its person."""
    desk_case: str | None
    log: tuple[Entry, ...]


_PLACE = "coalesce(desk_cases.desk, people.district)"


def cases_since(db: Connection, since: datetime, codes: Sequence[str] | None) -> list[int]:
    """The cases opened since then that stand at these districts' desks, or at no desk and are of people of these districts;
    with None all cases.
    """
    at = int(since.timestamp())
    if codes is None:
        found = db.execute(
            "SELECT case_id FROM cases WHERE touched_at >= ? AND opened_at >= ?", (at, at)
        )  # without an order: for that, the whole table would be walked over
        return sorted(case for (case,) in found)
    marks = placeholders(codes)
    found = db.execute(
        "SELECT case_id FROM desk_cases JOIN cases USING (case_id)"
        f" WHERE desk_cases.desk IN ({marks}) AND opened_at >= ?"
        " UNION SELECT cases.case_id FROM people JOIN cases USING (person)"
        f" WHERE people.district IN ({marks}) AND opened_at >= ?"
        " AND NOT EXISTS (SELECT 1 FROM desk_cases WHERE desk_cases.case_id = cases.case_id) ORDER BY 1",
        (*codes, at, *codes, at),
    )
    return [case for (case,) in found]


def case_rows(db: Connection, cases: Sequence[int]) -> list[CaseRow]:
    """The rows of `cases` (ids), as far as they are still there."""
    marks = placeholders(cases)
    found = db.execute(
        "SELECT cases.case_id, session, opened_at, touched_at, remind_at, closed, district, doc FROM cases"
        " JOIN people USING (person) LEFT JOIN desk_cases ON desk_cases.case_id = cases.case_id"
        f" WHERE cases.case_id IN ({marks}) ORDER BY cases.case_id",
        tuple(cases),
    ).fetchall()
    return [
        CaseRow(
            row["session"],
            _time(row["opened_at"]),
            _time(row["touched_at"]),
            _time(row["remind_at"]) if row["remind_at"] else None,
            bool(row["closed"]),
            row["district"],
            row["doc"],
            desks.entries(db, "case_id", row["case_id"], desks.ALL) if row["doc"] else (),
        )
        for row in found
    ]


def not_understood(db: Connection, since: datetime, codes: Sequence[str] | None) -> int:
    """Number of messages of the people of districts `codes` that were not understood since `since`; None: of all people."""
    where = f" AND {_PLACE} IN ({placeholders(codes)})" if codes is not None else ""
    (count,) = db.execute(
        "SELECT count(*) FROM unread JOIN people USING (person)"
        f" LEFT JOIN desk_cases ON desk_cases.case_id = people.case_id WHERE at >= ?{where}",
        (int(since.timestamp()), *(codes or ())),
    ).fetchone()
    return int(count)


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
