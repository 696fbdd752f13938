"""The schools that cases are about. The one place where a desk's side of the bot learns of them."""

import json
import sqlite3
from collections.abc import Sequence

from bot.records.rows import DeskSchool

NONE = DeskSchool()


def of(db: sqlite3.Connection, cases: Sequence[int]) -> dict[int, DeskSchool]:
    """The schools of these cases, as their operators told them; a case whose school nobody has told is left out."""
    found = db.execute(
        "SELECT case_id, doc ->> 'npsn', doc ->> 'school' FROM desk_cases"
        " WHERE case_id IN (SELECT value FROM json_each(?))"
        " AND (doc ->> 'npsn' IS NOT NULL OR doc ->> 'school' IS NOT NULL)",
        (json.dumps(list(cases)),),
    )
    return {case: DeskSchool(npsn, name) for case, npsn, name in found}
