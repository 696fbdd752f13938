"""Outlook of a case in a few words, for lists, topics and searches: what is missing, and whether Dinas is to act."""

from dataclasses import dataclass

from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import Session
from flows.dialogue.machine.standing import Standing
from flows.dialogue.school import school_of
from flows.dialogue.screens.requirements import in_a_row, name
from flows.view import Line

AFTERWARDS = frozenset({"R5", "R10"})
"""What is to be done again after every change; nothing is wrong by itself."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Outlook of a case: what is missing, whether Dinas is to act, and of which school it is."""

    missing: tuple[str, ...]
    """Keys of the requirements that are not met, in the order of the plan."""
    dinas: bool
    """Dinas has something to change."""
    npsn: str | None = None
    name: str | None = None
    """Name of the school, where it was told; so is `npsn`."""


def outlook(session: Session) -> Outlook:
    """Outlook of a case by everything told so far."""
    return outlook_of(replay(session.records).standing)


def outlook_of(standing: Standing) -> Outlook:
    """Outlook of the case that `standing` adds up."""
    plan = tuple(standing.found.plan)
    missing = tuple(key for key in plan if key not in AFTERWARDS) or plan
    school = school_of(standing.npsn)
    if school is None:
        return Outlook(missing, bool(standing.for_dinas))
    return Outlook(missing, bool(standing.for_dinas), school.npsn or None, school.name or None)


def missing_names(keys: tuple[str, ...]) -> Line:
    """Names of the missing requirements `keys`, in a row; where nothing is known to be, a word for that."""
    return in_a_row([name(key) for key in keys]) if keys else Line("desk.list.nothing_missing")
