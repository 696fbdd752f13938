"""The outlook kept with a case: what is missing there, so that lists and searches need not judge it anew. Pure."""

from dataclasses import replace

from bot.records.desk_case import DeskCase
from flows.dialogue.desk.outlook import outlook
from flows.dialogue.machine.session import Session


def with_outlook(case: DeskCase, session: Session) -> DeskCase:
    """The case with what its session says is missing; with that of another case it stays as it is."""
    if session.case != case.case:
        return case
    found = outlook(session)
    return replace(case, missing=found.missing, dinas=found.dinas, npsn=found.npsn, school=found.name)
