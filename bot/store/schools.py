"""The schools that cases are about. The one place where a desk's side of the bot learns of them."""

from collections.abc import Sequence

from bot.records.rows import DeskSchool
from bot.store.connection import Connection, placeholders

NONE = DeskSchool()


def of(db: Connection, cases: Sequence[int]) -> dict[int, DeskSchool]:
    """The schools of these cases, as their operators told them; a case whose school nobody has told is left out."""
    marks = placeholders(cases)
    found = db.execute(
        "SELECT case_id, doc ->> 'npsn', doc ->> 'school' FROM desk_cases"
        f" WHERE case_id IN ({marks})"
        " AND (doc ->> 'npsn' IS NOT NULL OR doc ->> 'school' IS NOT NULL)",
        tuple(cases),
    )
    return {case: DeskSchool(npsn, name) for case, npsn, name in found}
