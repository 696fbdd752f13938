"""Effects of an operator's turn on the desk that has the case, or gets it now. Pure."""

from dataclasses import replace
from typing import Literal

from bot.helpdesk.cases.card_letters import card_letter
from bot.helpdesk.cases.kept_outlook import with_outlook
from bot.helpdesk.cases.relay import remark
from bot.helpdesk.desks.working_hours import patient_until
from bot.helpdesk.operators.hand_over import handed_over, handed_up, reopened
from bot.helpdesk.operators.operator_messages import held_back, passed_on
from bot.helpdesk.operators.operator_turn import OperatorTurn, TurnEffects, carded
from bot.records.desk_case import DeskCase, waits
from bot.records.desk_drawings import DeskSchool
from bot.records.letters import Letter
from bot.records.priority import Priority
from flows.dialogue.case_code import case_code
from flows.dialogue.machine.effects import HandOver, NewCase, ToDesk
from flows.dialogue.machine.events import Commanded
from flows.dialogue.machine.questions import BY_DESK
from flows.view import Line

_ENDED = frozenset({"solved", "finished"})


def effects_of(case: OperatorTurn) -> TurnEffects:
    """The desk's side of a turn."""
    own = tuple(held for held in case.kept if held.case == case.was.case)
    written = tuple(held.message for held in own)
    if any(isinstance(effect, NewCase) for effect in case.turn.effects):  # it goes with that one
        along = tuple(replace(held, case=case.present) for held in own)
        case = replace(case, so_far=replace(case.so_far, held=along, released=written))
    elif _given_up(case):
        case = replace(case, so_far=replace(case.so_far, released=written))
    for effect in case.turn.effects:
        match effect:
            case HandOver():
                case = handed_over(case)
            case ToDesk("untold", about):
                case = _untold(case, about)
            case ToDesk("rated", about):
                case = _rated(case, helped=about == "yes")
            case ToDesk(what):
                case = _WAYS[what](case)
    found = _told(case).so_far
    if found.desk is None:
        return found
    now = case.turn.session if case.turn.session.case == found.desk.case else case.was
    desk = with_outlook(found.desk, now)
    return replace(found, desk=desk, letters=_by_urgency(found.letters, desk, case))


def _by_urgency(letters: tuple[Letter, ...], desk: DeskCase, case: OperatorTurn) -> tuple[Letter, ...]:
    """The same, with the card before others' where the cut-off is near and Dinas has something to change."""
    dates = tuple(one.at for one in case.desks.cut_offs if one.district in {None, desk.desk})
    if not desk.dinas or not DeskSchool(cut_offs=dates).is_urgent(case.now):
        return letters
    return tuple(
        replace(letter, rank=Priority.URGENT_CARD)
        if letter.kind == "card" and letter.rank in {Priority.CARD, Priority.RELAYED}
        else letter
        for letter in letters
    )


def _given_up(case: OperatorTurn) -> bool:
    """Whether the operator does not want to send what they wrote to a closed case after all: nothing else has come of it."""
    was, turn, heard = case.was, case.turn, case.heard
    decided = was.panel == "closed" and turn.session.panel is None and not turn.effects
    commanded = heard is not None and isinstance(heard.event, Commanded)
    return decided and not commanded and turn.session.records == was.records


def _wait(case: OperatorTurn) -> OperatorTurn:
    before = case.before
    desk = case.desks.get(before.desk) if before else None
    if before is None or desk is None:
        return case
    now = replace(
        before.redrawn(),
        answered=False,
        silent=False,
        nudge_at=patient_until(desk, case.now),
    )
    return case.with_(now, *carded(case, now))


def _end(case: OperatorTurn) -> OperatorTurn:
    if case.before is None:
        return case
    now = replace(case.before.redrawn(), line=False)
    return case.with_(now, *carded(case, now), log=(case.entry("line_ended"),))


def _line(case: OperatorTurn) -> OperatorTurn:
    if case.before is None:
        return case
    now = replace(case.before.redrawn(), line=True)
    return case.with_(now, *carded(case, now), log=(case.entry("line_open"),))


def _untold(case: OperatorTurn, about: str) -> OperatorTurn:
    """The operator has taken back an answer that the desk has seen: its question is open again."""
    before = case.before
    desk = case.desks.get(before.desk) if before else None
    if before is None or not before.is_open or desk is None or desk.chat is None:
        return case
    now = replace(before.redrawn(), asked=before.asked or about, nudge_at=None)
    said = remark(now, desk.chat, f"{case_code(now.case)}:{now.seq}", Line("desk.remark.untold"))
    return case.with_(now, card_letter(now, desk.chat), said, log=(case.entry("untold", about),))


def _rated(case: OperatorTurn, *, helped: bool) -> OperatorTurn:
    """The operator says of a closed case whether the desk helped: once, and the card's history has it."""
    before = case.before
    if before is None or before.is_open or before.rated:
        return case
    said: Literal["yes", "no"] = "yes" if helped else "no"
    now = replace(before.on_new_card(), rated=said)
    action = "helped" if helped else "not_helped"
    return case.with_(now, *carded(case, now), log=(case.entry(action),))


_WAYS = {
    "relay": passed_on,
    "hold": held_back,
    "reopen": reopened,
    "up": handed_up,
    "wait": _wait,
    "end": _end,
    "line": _line,
}


def _told(case: OperatorTurn) -> OperatorTurn:
    """The turn with whatever else it has changed of what the desk's card shows."""
    before, session = case.before, case.turn.session
    desk = case.desks.get(before.desk) if before else None
    if before is None or desk is None or desk.chat is None or not before.is_open:
        return case
    if session.records == case.was.records:
        return case
    if session.state in _ENDED and case.was.state not in _ENDED:
        closed = before.closes("button_back", case.now)
        said = remark(
            closed, desk.chat, f"{case_code(closed.case)}:{closed.seq}", Line("desk.remark.button_back")
        )
        return case.with_(
            closed, card_letter(closed, desk.chat), said, log=(case.entry("closed", "button_back"),)
        )
    new = {record.subject for record in session.records[len(case.was.records) :]}
    if before.asked and BY_DESK + before.asked in new:
        now = waits(replace(before.redrawn(), asked=None), case.now, patient_until(desk, case.now))
        said = remark(now, desk.chat, f"{case_code(now.case)}:{now.seq}", Line("desk.remark.told"))
        return case.with_(now, card_letter(now, desk.chat), said, log=(case.entry("told", before.asked),))
    if any(letter.kind == "card" for letter in case.so_far.letters):
        return case
    now = before.redrawn()
    return case.with_(now, card_letter(now, desk.chat, Priority.RELAYED))
