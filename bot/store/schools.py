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
    return {
        case: DeskSchool(npsn, name, tuple(one.at for one in dates if one.district in {None, desk}))
        for case, npsn, name, desk in found
    }
