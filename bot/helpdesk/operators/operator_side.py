"""The operator's side of a case at a desk: what of their doings goes there, and which case it belongs to."""

from dataclasses import replace

from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.cases.operator_view import seen_from
from bot.helpdesk.cases.relay import edited as edited_copy
from bot.helpdesk.cases.relay import to_desk
from bot.helpdesk.operators.operator_messages import MOST_WAITING
from bot.helpdesk.operators.operator_turn import OperatorTurn, TurnEffects
from bot.helpdesk.operators.turn_effects import effects_of
from bot.incoming.events import PrivateEvent
from bot.outgoing.letters import note
from bot.privacy.notice import notice
from bot.records.desk_case import DeskCase
from bot.records.letters import Letter
from bot.records.rows import Known
from flows.dialogue.case_code import case_code
from flows.dialogue.machine.effects import HandOver, NewCase, ToDesk
from flows.dialogue.machine.events import CaseLine, Edited, Typed
from flows.dialogue.machine.session import Session
from flows.dialogue.screens.case_at_desk import is_closed
from flows.dialogue.turn.case import Turn
from flows.view import Line


class OperatorSide:
    """Operator side: what of an operator's doings concerns a desk. Caller holds the person's lock."""

    def __init__(self, context: HelpdeskContext) -> None:
        self._context = context
        self._store = context.store
        self._desks = context.desks
        self._clock = context.clock

    async def follows(
        self, turn: Turn, was: Session, present: int, known: Known, heard: PrivateEvent | None
    ) -> TurnEffects:
        """The turn's effects on the desk that has the case, or gets it now; `present` is the person's case after it."""
        reaches = any(isinstance(effect, HandOver | ToDesk | NewCase) for effect in turn.effects)
        if known.desk is None and not reaches:
            return TurnEffects()
        card = await self._store.card_of(was.case) if known.desk else None
        held = await self._store.held(was.person) if reaches or was.panel == "closed" else ()
        relayed = ToDesk("relay") in turn.effects
        waiting = await self._waiting(known.desk) if known.desk and relayed else 0
        return effects_of(
            OperatorTurn(
                turn, was, present, known.desk, card, heard, held, self._desks, self._clock(), waiting
            )
        )

    async def _waiting(self, case: DeskCase) -> int:
        """Number of letters of a case's operator that wait in the group of its desk."""
        desk = self._desks.get(case.desk)
        return (
            await self._store.letters_waiting(desk.chat, case.person) if desk and desk.chat is not None else 0
        )

    async def replied(self, heard: PrivateEvent, known: Known) -> tuple[Known, bool]:
        """A reply to what a desk has written belongs to that case, whichever is the present one."""
        copy = await self._store.copy(heard.person, heard.reply_to) if heard.reply_to else None
        if copy is None or known.session is None or copy.case == known.session.case:
            return known, False
        session, desk = (
            await self._store.case_of(heard.person, copy.case),
            await self._store.desk_case(copy.case),
        )
        if session is None or desk is None:
            return known, False
        line = CaseLine(known.session.case, known.session.state, known.session.touched_at)
        others = (line, *(other for other in known.others if other.case != copy.case))
        return replace(known, session=session, desk=desk, others=others), not desk.listens

    async def answers(self, heard: PrivateEvent, known: Known) -> bool:
        """Whether `heard` is a written reply to staff's own words, while the screen shows something else than the desk."""
        desk, session = known.desk, known.session
        if not heard.reply_to or not isinstance(heard.event, Typed) or desk is None or session is None:
            return False
        copy = await self._store.copy(heard.person, heard.reply_to)
        if copy is None or copy.kind != "out" or copy.case != session.case or session.state == "handed_over":
            return False
        return desk.listens or is_closed(seen_from(known, self._desks, self._clock()))

    async def edited(self, heard: PrivateEvent, known: Known, update_id: int) -> tuple[Letter, ...] | None:
        """The letters that pass on the edit of a message that was passed on; None where `heard` is something else."""
        if not isinstance(heard.event, Edited) or heard.message is None or heard.content is None:
            return None
        relay = next(iter(await self._store.origins(heard.person, heard.message)), None)
        case = await self._store.desk_case(relay.case) if relay else None
        desk = self._desks.get(case.desk) if case else None
        if relay is None and await self._store.rehold(heard.person, heard.message, heard.content):
            return ()
        if relay is None or case is None or known.session is None:
            return None
        if case.is_muted(self._clock()):
            return ()
        if desk is None or desk.chat != relay.to_chat:  # it has gone to another desk since
            return None
        if await self._waiting(case) >= MOST_WAITING:
            line = Line("desk.note.waiting", {"code": case_code(case.case), "name": desk.name})
            return (note(f"waiting:{update_id}", heard.person, line, heard.person, reply_to=heard.message),)
        letter = edited_copy(case, to_desk(case, relay.to_chat), heard.message, heard.content, update_id)
        letters = [letter]
        if heard.personal:
            letters.append(note(f"masked:{update_id}", heard.person, notice(heard.personal), heard.person))
        return tuple(letters)
