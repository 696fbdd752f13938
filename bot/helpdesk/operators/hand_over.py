"""Hand-over of an operator's case: to the desk that serves it now, to the next one, back to where it was, or to none."""

from dataclasses import replace

from bot.helpdesk.cases.card_letters import card_letter, gone_letters
from bot.helpdesk.cases.relay import released, remark
from bot.helpdesk.cases.transfer import transferred
from bot.helpdesk.desks.working_hours import patient_until
from bot.helpdesk.operators.operator_turn import OperatorTurn, carded
from bot.records.desk_case import DeskCase, waits
from bot.records.help_desk import Desk
from flows.dialogue.case_code import case_code
from flows.dialogue.machine.replay import replay
from flows.dialogue.screens.case_at_desk import LEFT
from flows.view import Line


def handed_over(case: OperatorTurn) -> OperatorTurn:
    """The turn with the case at the desk that serves its district and level; it stays where it was as long as that desk does."""
    standing = replay(case.turn.session.records).standing
    district, level, before = standing.district or "none", standing.level, case.before
    if before and (before.district, before.level) == (district, level) and before.reason != LEFT:
        there = case.desks.get(before.desk)
        if (
            there and there.chat is not None
        ):  # it stays, or is opened again, where it was, also at a desk above
            return _again(case, before) if before.is_open else reopened(case)
    desk = case.desks.serving(district, level)
    if desk is None or desk.chat is None:
        return _left(case) if before and before.is_open else case
    if before and before.is_open and before.desk == desk.code:  # the same desk serves the other district too
        return _again(case, replace(before.on_new_card(), district=district, level=level))
    if before and before.is_open:
        return _moved(case, replace(before, district=district, level=level), desk)
    fresh = DeskCase(
        case=case.turn.session.case,
        person=case.turn.session.person,
        district=district,
        desk=desk.code,
        level=level,
        since=case.now,
        seq=before.seq + 1 if before else 1,
        waiting_at=case.now,
        nudge_at=patient_until(desk, case.now),
    )
    case = case.with_(fresh, card_letter(fresh, desk.chat))
    back = before is not None and before.desk == desk.code
    if back:
        said = remark(fresh, desk.chat, f"{case_code(fresh.case)}:{fresh.seq}", Line("desk.remark.reopened"))
        case = case.with_(fresh, said)
    elif case.card and case.card.chat != desk.chat:
        case = case.with_(fresh, *gone_letters(fresh, case.card, desk.name))
    return _released(case.with_(fresh, log=(case.entry("reopened" if back else "handed_over"),)), desk)


def _again(case: OperatorTurn, before: DeskCase) -> OperatorTurn:
    """The operator has looked at everything again, and comes back to the same desk."""
    desk = case.desks.get(before.desk)
    if desk is None or desk.chat is None:
        return case
    now = waits(replace(before.redrawn(), line=True), case.now, patient_until(desk, case.now))
    said = remark(now, desk.chat, f"{case_code(now.case)}:{now.seq}", Line("desk.remark.checked_again"))
    return case.with_(now, card_letter(now, desk.chat), said, log=(case.entry("checked_again"),))


def _moved(case: OperatorTurn, before: DeskCase, desk: Desk) -> OperatorTurn:
    now, letters = transferred(before, desk, case.card, case.now)
    return case.with_(now, *letters, log=(case.entry("moved", desk.name),))


def _left(case: OperatorTurn) -> OperatorTurn:
    """The operator's new district has no desk: the one so far is told, and the case is closed there."""
    assert case.before is not None
    closed = replace(case.before.closes(LEFT, case.now), owner=None)
    return case.with_(closed, *carded(case, closed), log=(case.entry("closed", LEFT),))


def _released(case: OperatorTurn, desk: Desk) -> OperatorTurn:
    """The turn with what the person wrote before, which goes to `desk` with the case."""
    assert case.before is not None
    assert desk.chat is not None
    mine = [held for held in case.kept if held.case == case.before.case]
    if case.before.is_muted(case.now):
        return replace(case, so_far=replace(case.so_far, released=tuple(held.message for held in mine)))
    letters, relays = released(case.before, desk.chat, mine)
    case = case.with_(case.before, *letters, relays=relays)
    return replace(case, so_far=replace(case.so_far, released=tuple(held.message for held in mine)))


def reopened(case: OperatorTurn) -> OperatorTurn:
    """The turn with a closed case open again, at the desk that had it."""
    before = case.before
    if before is None or before.is_open:
        return case
    desk = case.desks.get(before.desk)
    if desk is None or desk.chat is None:  # its group is gone: whoever serves the district now
        return handed_over(case)
    now = replace(
        before.becomes("open", case.now),
        reason=None,
        owner=None,
        line=True,
        answered=False,
        waiting_at=case.now,
        nudge_at=patient_until(desk, case.now),
    )
    said = remark(now, desk.chat, f"{case_code(now.case)}:{now.seq}", Line("desk.remark.reopened"))
    case = case.with_(now, card_letter(now, desk.chat), said, log=(case.entry("reopened"),))
    return _released(case, desk)


def handed_up(case: OperatorTurn) -> OperatorTurn:
    """The operator goes to the next desk, because this one does not answer."""
    before = case.before
    desk = case.desks.above(before.desk) if before else None
    if before is None or not before.is_open or desk is None:
        return case
    there = _moved(case, before, desk)
    assert there.before is not None
    return there.with_(replace(there.before, came=before.desk))
