"""Messages of an operator's for a desk: passed on, held till their case is known, or turned away."""

from dataclasses import replace

from bot.helpdesk.cases.card_letters import card_letter
from bot.helpdesk.cases.relay import relayed, to_desk
from bot.helpdesk.desks.working_hours import patient_until
from bot.helpdesk.operators.operator_turn import OperatorTurn
from bot.incoming.events import PrivateEvent
from bot.outgoing.letters import note
from bot.records.desk_case import waits
from bot.records.messages import Held
from flows.dialogue.case_code import case_code
from flows.view import Line

MOST_WAITING = 40
"""So many letters of one person wait in a desk's group at most: what they write meanwhile is not passed on."""
MOST_HELD = 20
"""So many messages of one person are held at most till it is known to which case they belong."""


def passed_on(case: OperatorTurn) -> OperatorTurn:
    """The turn with what was written on its way to the desk that has the case."""
    before, heard = case.before, case.heard
    desk = case.desks.get(before.desk) if before else None
    if before is None or heard is None or heard.content is None or heard.message is None:
        return case
    if desk is None or desk.chat is None:
        return case
    if before.is_muted(case.now):
        return _turned_away(case, heard, "muted", desk.name)
    if case.waiting >= MOST_WAITING:
        return _turned_away(case, heard, "waiting", desk.name)
    now = waits(before, case.now, patient_until(desk, case.now))
    letters, relays = relayed(now, to_desk(now, desk.chat), heard.message, heard.content, heard.reply_to)
    shown = () if now is before else (card_letter(now, desk.chat),)
    return case.with_(now, *letters, *shown, relays=relays)


def _turned_away(case: OperatorTurn, heard: PrivateEvent, why: str, name: str = "") -> OperatorTurn:
    """The operator is told below what they wrote, below an album once, that it was not passed on, and `why`."""
    person, album = case.turn.session.person, heard.content.album if heard.content else None
    line = Line(f"desk.note.{why}", {"code": case_code(case.was.case), "name": name})
    said = note(f"{why}:{person}:{album or heard.message}", person, line, person, reply_to=heard.message)
    return replace(case, so_far=replace(case.so_far, letters=(*case.so_far.letters, said)))


def held_back(case: OperatorTurn) -> OperatorTurn:
    """The turn with what was written held, till it is known to which case it belongs."""
    heard = case.heard
    if heard is None or heard.content is None or heard.message is None:
        return case
    if sum(one.case == case.was.case for one in case.kept) >= MOST_HELD:
        return _turned_away(case, heard, "held")
    kept = Held(heard.message, heard.content, case.was.case, heard.reply_to)
    return replace(case, so_far=replace(case.so_far, held=(*case.so_far.held, kept)))
