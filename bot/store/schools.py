"""The schools that cases are about. The one place where a desk's side of the bot learns of them."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.records.desk_drawings import DeskSchool
from bot.store import cut_offs
from bot.store.connection import Connection, placeholders

NONE = DeskSchool()


def of(db: Connection, cases: Sequence[int]) -> dict[int, DeskSchool]:
    """The schools of these cases, as their operators told them, and the cut-offs that hold at their desks."""
    if not cases:
        return {}
    marks = placeholders(cases)
    found = db.execute(
        f"SELECT case_id, doc ->> 'npsn', doc ->> 'school', desk FROM desk_cases WHERE case_id IN ({marks})",
        tuple(cases),
    )
    return told(db, [Told(*row) for row in found.fetchall()])


class Told(NamedTuple):
    """What a case's row has of its school."""

    case: int
    npsn: str | None
    name: str | None
    desk: str


def told(db: Connection, rows: Sequence[Told]) -> dict[int, DeskSchool]:
    """Schools as `of` gives them, where the cases' rows have been read already."""
    dates = cut_offs.every(db)
    until = {
        desk: tuple(one.at for one in dates if one.district in {None, desk})
        for desk in {row.desk for row in rows}
    }
    known = {row.desk for row in rows if row.npsn}
    twins = _open_by_school(db, known) if known else {}
    bare = {desk: DeskSchool(None, None, at) for desk, at in until.items()}
    return {
        case: DeskSchool(
            npsn, name, until[desk], tuple(other for other in twins.get((desk, npsn), ()) if other != case)
        )
        if npsn or name
        else bare[desk]
        for case, npsn, name, desk in rows
    }


def _open_by_school(db: Connection, desks: set[str]) -> dict[tuple[str, str | None], list[int]]:
    """The open cases of these desks by desk and NPSN, where it was told."""
    marks = placeholders(desks)
    found = db.execute(
        "SELECT desk, doc ->> 'npsn', case_id FROM desk_cases"
        f" WHERE desk IN ({marks}) AND state IN ('open', 'taken') AND doc ->> 'npsn' IS NOT NULL ORDER BY case_id",
        tuple(sorted(desks)),
    )
    grouped: dict[tuple[str, str | None], list[int]] = {}
    for desk, npsn, case in found:
        grouped.setdefault((desk, npsn), []).append(case)
    return grouped
