"""Telling operators what staff did: an event of their dialogue, or a word where they are in another case."""

from dataclasses import dataclass
from datetime import datetime

from bot.helpdesk.cases.operator_view import at_desk
from bot.helpdesk.desks.desk_directory import DeskDirectory
from bot.outgoing.letters import letters_of, note, screen_letter
from bot.records.desk_case import DeskCase
from bot.records.letters import Letter
from bot.records.rows import Known
from flows.dialogue.case_code import case_code
from flows.dialogue.machine.events import DeskActed, DeskAsks, DeskNews, Surroundings
from flows.dialogue.machine.session import Session
from flows.dialogue.turn.engine import advance
from flows.view import Line

DeskEvent = DeskNews | DeskAsks | DeskActed

_IN_PLACE = frozenset({"taken", "released", "answered"})
"""News that the screen shows where it stands: nobody need be called for it."""


@dataclass(frozen=True, slots=True)
class Notification:
    """Rows to keep of what an operator is told, and whether the screen is to be drawn anew where it stands."""

    sessions: tuple[Session, ...] = ()
    letters: tuple[Letter, ...] = ()
    aside: bool = True
    redraws: bool = False


def calls_for(event: DeskEvent) -> bool:
    """Whether `event` calls the operator by a message of its own; else the screen shows it where it stands."""
    return not (isinstance(event, DeskNews) and event.kind in _IN_PLACE)


def notification(
    event: DeskEvent | None,
    session: Session,
    case: DeskCase,
    known: Known,
    desks: DeskDirectory,
    *,
    now: datetime,
) -> Notification:
    """The notification of an operator of `event`. `case` is the case as it is after what was done."""
    if event is None:
        return Notification()
    present = known.session is not None and known.session.case == session.case
    if isinstance(event, DeskNews) and not present:
        if known.blocked or not calls_for(event):
            return Notification()
        return Notification(letters=(_word(event, case, desks),))
    others = known.others if present else ()
    here = Surroundings(
        now,
        others,
        desks.directory,
        known.district,
        known.schools,
        at_desk(case, desks),
        unseen=present and known.undrawn,
    )
    turn = advance(session, event, here)
    if not calls_for(event):
        return Notification((turn.session,), redraws=True)
    letters = (screen_letter(turn), *letters_of(turn))
    return Notification((turn.session,), letters, aside=present or known.blocked)


def _word(event: DeskNews, case: DeskCase, desks: DeskDirectory) -> Letter:
    desk = desks.get(case.desk)
    code = case_code(case.case)
    line = Line(f"desk.note.{event.kind}", {"code": code, "name": desk.name if desk else "-"})
    return note(f"news:{code}:{case.seq}", case.person, line, case.person)
