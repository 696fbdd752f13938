"""The schools that cases are about. The one place where a desk's side of the bot learns of them."""

import json
import sqlite3
from collections.abc import Sequence

from bot.records.rows import DeskSchool
from bot.store import cut_offs

NONE = DeskSchool()


def of(db: sqlite3.Connection, cases: Sequence[int]) -> dict[int, DeskSchool]:
    """The schools of these cases, as their operators told them, and the cut-offs that hold at their desks."""
    dates = cut_offs.every(db)
    found = db.execute(
        "SELECT case_id, doc ->> 'npsn', doc ->> 'school', desk FROM desk_cases"
        " WHERE case_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(cases)),),
    )
    rows = found.fetchall()
    told = {desk for _, npsn, _, desk in rows if npsn}
    twins = _open_by_school(db, told) if told else {}
    return {
        case: DeskSchool(
            npsn,
            name,
            tuple(one.at for one in dates if one.district in {None, desk}),
            tuple(other for other in twins.get((desk, npsn), ()) if other != case),
        )
        for case, npsn, name, desk in rows
    }


def _open_by_school(db: sqlite3.Connection, desks: set[str]) -> dict[tuple[str, str], list[int]]:
    """The open cases of these desks by desk and NPSN, where it was told."""
    marks = ", ".join("?" * len(desks))
    found = db.execute(
        "SELECT desk, doc ->> 'npsn', case_id FROM desk_cases"
        f" WHERE desk IN ({marks}) AND state IN ('open', 'taken') AND doc ->> 'npsn' IS NOT NULL ORDER BY case_id",
        tuple(sorted(desks)),
    )
    grouped: dict[tuple[str, str], list[int]] = {}
    for desk, npsn, case in found:
        grouped.setdefault((desk, npsn), []).append(case)
    return grouped
