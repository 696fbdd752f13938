"""Effects of an operator's turn on the desk that has the case, or gets it now. Pure."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from bot.helpdesk.cases.card import card_letter, left
from bot.helpdesk.cases.outlook import seen
from bot.helpdesk.cases.relay import relayed, released, remark, to_desk
from bot.helpdesk.cases.transfer import moved
from bot.helpdesk.desks.desk_directory import DeskDirectory
from bot.helpdesk.desks.working_hours import patient_until
from bot.incoming.events import PrivateEvent
from bot.outgoing.letters import note
from bot.records.desk_case import DeskCase, Entry, waits
from bot.records.desk_drawings import Card, DeskSchool
from bot.records.help_desk import Desk
from bot.records.letters import Letter
from bot.records.messages import Held, Relay
from bot.records.priority import Priority
from flows.dialogue.case_code import case_code
from flows.dialogue.machine.effects import HandOver, NewCase, ToDesk
from flows.dialogue.machine.events import Commanded
from flows.dialogue.machine.questions import BY_DESK
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import Session
from flows.dialogue.screens.handed_over_screen import LEFT
from flows.dialogue.turn.case import Turn
from flows.view import Line

MOST_WAITING = 40
"""So many letters of one person wait in a desk's group at most: what they write meanwhile is not passed on."""
MOST_HELD = 20
"""So many messages of one person are held at most till it is known to which case they belong."""
_ENDED = frozenset({"solved", "finished"})


@dataclass(frozen=True, slots=True)
class TurnEffects:
    """Rows to keep of a turn for the desk's side."""

    desk: DeskCase | None = None
    log: tuple[Entry, ...] = ()
    letters: tuple[Letter, ...] = ()
    relays: tuple[Relay, ...] = ()
    held: tuple[Held, ...] = ()
    released: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OperatorTurn:
    """A turn, and everything that the desk's side knows of its case."""

    turn: Turn
    was: Session
    present: int
    """The person's present case after it: another one where the turn begins or opens that."""
    before: DeskCase | None
    card: Card | None
    heard: PrivateEvent | None
    kept: tuple[Held, ...]
    """What the person wrote before it was known to which case it belongs."""
    desks: DeskDirectory
    now: datetime
    waiting: int = 0
    """Letters of the person's that wait in the group of the desk that has the case."""
    so_far: TurnEffects = field(default_factory=TurnEffects)

    def with_(
        self, desk: DeskCase, *letters: Letter, log: tuple[Entry, ...] = (), relays: tuple[Relay, ...] = ()
    ) -> "OperatorTurn":
        found = self.so_far
        return replace(
            self,
            before=desk,
            so_far=replace(
                found,
                desk=desk,
                log=(*found.log, *log),
                letters=(*found.letters, *letters),
                relays=(*found.relays, *relays),
            ),
        )

    def entry(self, action: str, detail: str = "") -> Entry:
        assert self.before is not None
        return Entry(self.now, self.before.desk, action, self.before.case, None, detail)


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
                case = _handed_over(case)
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
    desk = seen(found.desk, now)
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


def _handed_over(case: OperatorTurn) -> OperatorTurn:
    standing = replay(case.turn.session.records).standing
    district, level, before = standing.district or "none", standing.level, case.before
    if before and (before.district, before.level) == (district, level) and before.reason != LEFT:
        there = case.desks.get(before.desk)
        if (
            there and there.chat is not None
        ):  # it stays, or is opened again, where it was, also at a desk above
            return _again(case, before) if before.is_open else _reopen(case)
    desk = case.desks.serving(district, level)
    if desk is None or desk.chat is None:
        return _leaves(case) if before and before.is_open else case
    if before and before.is_open and before.desk == desk.code:  # the same desk serves the other district too
        return _again(case, replace(before.on_new_card(), district=district, level=level))
    if before and before.is_open:
        return _moves(case, replace(before, district=district, level=level), desk)
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
        case = case.with_(fresh, *left(fresh, case.card, desk.name))
    return _released(case.with_(fresh, log=(case.entry("reopened" if back else "handed_over"),)), desk)


def _again(case: OperatorTurn, before: DeskCase) -> OperatorTurn:
    """The operator has looked at everything again, and comes back to the same desk."""
    desk = case.desks.get(before.desk)
    if desk is None or desk.chat is None:
        return case
    now = waits(replace(before.redrawn(), line=True), case.now, patient_until(desk, case.now))
    said = remark(now, desk.chat, f"{case_code(now.case)}:{now.seq}", Line("desk.remark.checked_again"))
    return case.with_(now, card_letter(now, desk.chat), said, log=(case.entry("checked_again"),))


def _moves(case: OperatorTurn, before: DeskCase, desk: Desk) -> OperatorTurn:
    now, letters = moved(before, desk, case.card, case.now)
    return case.with_(now, *letters, log=(case.entry("moved", desk.name),))


def _leaves(case: OperatorTurn) -> OperatorTurn:
    """The operator's new district has no desk: the one so far is told, and the case is closed there."""
    assert case.before is not None
    closed = replace(case.before.closes(LEFT, case.now), owner=None)
    return case.with_(closed, *_carded(case, closed), log=(case.entry("closed", LEFT),))


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


def _relay(case: OperatorTurn) -> OperatorTurn:
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


def _hold(case: OperatorTurn) -> OperatorTurn:
    heard = case.heard
    if heard is None or heard.content is None or heard.message is None:
        return case
    if sum(one.case == case.was.case for one in case.kept) >= MOST_HELD:
        return _turned_away(case, heard, "held")
    kept = Held(heard.message, heard.content, case.was.case, heard.reply_to)
    return replace(case, so_far=replace(case.so_far, held=(*case.so_far.held, kept)))


def _reopen(case: OperatorTurn) -> OperatorTurn:
    before = case.before
    if before is None or before.is_open:
        return case
    desk = case.desks.get(before.desk)
    if desk is None or desk.chat is None:  # its group is gone: whoever serves the district now
        return _handed_over(case)
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


def _up(case: OperatorTurn) -> OperatorTurn:
    """The operator goes to the next desk, because this one does not answer."""
    before = case.before
    desk = case.desks.above(before.desk) if before else None
    if before is None or not before.is_open or desk is None:
        return case
    there = _moves(case, before, desk)
    assert there.before is not None
    return there.with_(replace(there.before, came=before.desk))


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
    return case.with_(now, *_carded(case, now))


def _end(case: OperatorTurn) -> OperatorTurn:
    if case.before is None:
        return case
    now = replace(case.before.redrawn(), line=False)
    return case.with_(now, *_carded(case, now), log=(case.entry("line_ended"),))


def _line(case: OperatorTurn) -> OperatorTurn:
    if case.before is None:
        return case
    now = replace(case.before.redrawn(), line=True)
    return case.with_(now, *_carded(case, now), log=(case.entry("line_open"),))


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
    return case.with_(now, *_carded(case, now), log=(case.entry(action),))


_WAYS = {
    "relay": _relay,
    "hold": _hold,
    "reopen": _reopen,
    "up": _up,
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


def _carded(case: OperatorTurn, now: DeskCase) -> list[Letter]:
    desk = case.desks.get(now.desk)
    return [card_letter(now, desk.chat, Priority.RELAYED)] if desk and desk.chat is not None else []
