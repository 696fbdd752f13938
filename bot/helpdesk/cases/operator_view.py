"""Case at a desk as its operator sees it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from bot.helpdesk.desks.desk_directory import DeskDirectory
from bot.helpdesk.desks.working_hours import in_words
from bot.records.desk_case import DeskCase
from bot.records.rows import Known
from bot.store.own_cases import CASES
from flows.dialogue.machine.events import AtDesk, CaseLine, Surroundings
from flows.dialogue.machine.session import Session


def at_desk(case: DeskCase | None, desks: DeskDirectory) -> AtDesk | None:
    """The state of a case at its desk, as far as its operator sees it; None where no desk has it."""
    desk = desks.get(case.desk) if case else None
    if case is None or desk is None:
        return None
    above = desks.above(case.desk)
    return AtDesk(
        state=case.state,
        name=desk.name,
        since=case.since,
        answered=case.answered,
        line=case.line,
        silent=case.silent,
        next=above.name if above else None,
        hours=in_words(desk),
        reason=case.reason,
        asked=case.asked,
        rated=case.rated is not None,
        muted=case.muted,
        code=desk.code,
        district=case.district,
        level=case.level,
        gone=desk.chat is None,
    )


MOST_OPEN, MOST_A_DAY = 10, 20
"""So many cases of one person desks have open at most; and so many of their cases they have open, or had within a DAY."""
DAY = timedelta(days=1)


def _crowded(known: Known, now: datetime) -> Literal["open", "today"] | None:
    """Reason why no further case of a person's goes to a desk at `now`; None where one does."""
    if known.open_at_desks >= MOST_OPEN:
        return "open"
    lately = sum(at > now - DAY for at in known.closed_at_desks)
    return "today" if known.open_at_desks + lately >= MOST_A_DAY else None


def seen_from(known: Known, desks: DeskDirectory, now: datetime) -> Surroundings:
    """Surroundings of a turn of the present case, from what was loaded."""
    return Surroundings(
        now,
        known.others,
        desks.directory,
        known.district,
        known.schools,
        at_desk(known.desk, desks),
        crowded=_crowded(known, now),
        unseen=known.undrawn,
        full=known.cases >= CASES,
    )


def beside(here: Surroundings, left: Session, present: Session) -> Surroundings:
    """Surroundings seen from `present`, another case of the person's: `left` is one of the others now."""
    line = CaseLine(left.case, left.state, left.touched_at)
    others = tuple(other for other in here.cases if other.case not in {present.case, left.case})
    return replace(here, cases=(line, *others))
