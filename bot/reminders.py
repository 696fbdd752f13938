"""Reminders of operators: each is sent when due, or put off till it is day where the person lives."""

from dataclasses import replace
from datetime import datetime

from bot.helpdesk.cases.operator_view import at_desk, beside, seen_from
from bot.helpdesk.desks.desk_directory import DeskDirectory
from bot.outgoing.letters import letters_of, screen_letter
from bot.records.priority import Priority
from bot.records.rows import Known, Saved
from bot.store.interface import Store
from bot.turn import Decision, Kept, Turns, Unchanged
from flows.dialogue.dates import next_daytime
from flows.dialogue.machine.events import Reminded
from flows.dialogue.machine.session import Session
from flows.dialogue.turn.engine import advance


class Reminders:
    """Takes the turns that time brings."""

    def __init__(self, store: Store, turns: Turns, desks: DeskDirectory) -> None:
        self._store = store
        self._turns = turns
        self._desks = desks

    async def remind(self, due: Session) -> None:
        """The reminder of a case whose time had come when it was looked up. Raises BrokenStoreError."""

        async def decide(known: Known, now: datetime) -> Decision:
            return await self._decide(due, known, now)

        await self._turns.take(due.person, decide)

    async def _decide(self, due: Session, known: Known, now: datetime) -> Decision:
        session = await self._store.case_of(due.person, due.case)
        if session is None or known.session is None or known.blocked:
            return Unchanged()
        if session.remind_at is None or session.remind_at > now:
            return Unchanged()
        proper = next_daytime(now, session.zone or "WIB")
        present = known.session if known.session.case != session.case else None
        if proper > now:
            later = replace(session, remind_at=proper)
            kept = (later, present) if present else (later,)
            return Kept(Saved(person=due.person, sessions=kept, at=now, fresh=known.fresh))
        desk = at_desk(await self._store.desk_case(session.case), self._desks)
        here = replace(seen_from(known, self._desks, now), desk=desk)
        turn = advance(session, Reminded(), beside(here, present, session) if present else here)
        letters = (screen_letter(turn, Priority.BULK), *letters_of(turn))
        return Kept(Saved(person=due.person, sessions=(turn.session,), at=now, letters=letters))
