"""Times of a desk's cases that were noted while the clock was ahead: nobody waits longer for that."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from bot.helpdesk.cases.card_actions import ActionResult
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.desks.working_hours import patient_until
from bot.records.desk_case import DeskCase
from bot.records.help_desk import Desk
from bot.records.rows import Known
from bot.store.interface import StaleError
from bot.turn import Decision, Unchanged

_SLACK = timedelta(seconds=2)


async def bring_back(context: HelpdeskContext, desk: Desk, now: datetime) -> None:
    """Mend what lies further ahead of `now` in a desk's open cases than it was ever meant to. Raises BrokenStoreError."""
    latest = patient_until(desk, now + _SLACK)
    for one in await context.store.open_cases(desk.code):
        if _mended(one.desk, now, latest) != one.desk:
            await _mend(context, one.desk, latest)


async def _mend(context: HelpdeskContext, found: DeskCase, latest: datetime) -> None:
    async def decide(known: Known, now: datetime) -> Decision:
        case = await context.store.desk_case(found.case)
        session = await context.store.case_of(found.person, found.case) if case else None
        if case is None or session is None:
            return Unchanged()
        return context.kept(session, ActionResult(_mended(case, now, latest)), known, now)

    with suppress(StaleError):  # another hand is at it all the time; the next look mends it
        await context.turns.take(found.person, decide)


def _mended(case: DeskCase, now: datetime, latest: datetime) -> DeskCase:
    """`case`, in which nothing began after `now` and the word that nobody has answered comes by `latest`."""
    since, waiting, nudge = case.since, case.waiting_at, case.nudge_at
    return replace(
        case,
        since=now if since > now + _SLACK else since,
        waiting_at=now if waiting and waiting > now + _SLACK else waiting,
        nudge_at=latest if nudge and nudge > latest else nudge,
    )
