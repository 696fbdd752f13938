"""An operator who has waited too long is told so, and offered the next desk."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot.helpdesk.cases.card_actions import ActionResult
from bot.helpdesk.cases.card_letters import card_letter
from bot.helpdesk.cases.context import HelpdeskContext
from bot.records.desk_case import DeskCase, Entry
from bot.records.rows import Known
from bot.store.interface import StaleError
from bot.turn import Decision, Unchanged
from flows.dialogue.machine.events import DeskNews


async def tell_of_silence(context: HelpdeskContext, found: DeskCase) -> None:
    """Tell an operator once that their desk has not answered, till they have waited again. Raises BrokenStoreError."""

    async def decide(known: Known, now: datetime) -> Decision:
        case = await context.store.desk_case(found.case)
        session = await context.store.case_of(found.person, found.case) if case else None
        if case is None or session is None or not case.is_open:
            return Unchanged()
        if case.nudge_at is None or case.nudge_at > now:
            return Unchanged()
        told = replace(case.redrawn(), nudge_at=None, silent=True)
        entry = Entry(now, told.desk, "silent", told.case)
        desk = context.desks.get(told.desk)
        letters = (card_letter(told, desk.chat),) if desk and desk.chat is not None else ()
        done = ActionResult(told, (entry,), letters, DeskNews("silent"))
        return context.kept(session, done, known, now)

    with suppress(StaleError):  # another hand is at it all the time; the next look decides anew
        await context.turns.take(found.person, decide)
