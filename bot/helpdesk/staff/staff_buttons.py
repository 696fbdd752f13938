"""Buttons that staff press in their group: under a card, under a list, and below what hangs on a card.

Every group's doings come one after the other; whatever changes a case takes its operator's lock as well (`turn.py`). A
group's lock is never asked for by whoever holds a person's, so that none waits for the other in a circle.
"""

from dataclasses import replace
from datetime import datetime

from bot.helpdesk.cases.answering import passed_on
from bot.helpdesk.cases.card_actions import ActionContext, ActionResult, press
from bot.helpdesk.cases.card_buttons import ALIKE
from bot.helpdesk.cases.card_letters import card_letter
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.staff.alike_cases import AlikeCases
from bot.helpdesk.staff.below_card import BELOW_CARD, BelowCard
from bot.helpdesk.staff.canned_answers import CannedAnswers
from bot.helpdesk.staff.lists import StaffLists
from bot.incoming.events import GroupMessage, GroupTap
from bot.outgoing.render import plain
from bot.records.desk_case import DeskCase
from bot.records.help_desk import Desk
from bot.records.letters import CardBody
from bot.records.messages import Content
from bot.records.priority import Priority
from bot.records.rows import Known
from bot.turn import Decision, Unchanged
from flows.dialogue.machine.events import Chose
from flows.texts import write
from flows.view import Line


class StaffButtons:
    """Takes presses of staff. Caller holds the group's lock."""

    def __init__(self, context: HelpdeskContext, lists: StaffLists, canned: CannedAnswers) -> None:
        self._context = context
        self._lists = lists
        self._canned = canned
        self._alike = AlikeCases(context, canned)
        self._below = BelowCard(context, canned, self._sends_ready)
        self._store = context.store
        self._members = context.members
        self._clock = context.clock

    async def press(self, heard: GroupTap, update_id: int) -> None:
        """A button under a card, or under a list. Its data is never believed: it must fit the group, the case and the card."""
        toast = await self._tapped(heard, update_id)
        self._context.sender.answer(heard.tap.query, plain(write(toast)) if toast else None)

    async def _tapped(self, heard: GroupTap, update_id: int) -> Line | None:
        desk, chose = self._context.desks.at(heard.chat), heard.chose
        if (
            desk is None
            or chose is None
            or chose.subject not in {"desk", "list", "board", ALIKE, *BELOW_CARD}
        ):
            await self._store.finish(update_id, (), self._clock())
            return None
        if not await self._members.belongs(heard.chat, heard.author):
            await self._store.finish(update_id, (), self._clock())
            return Line("desk.toast.stranger")
        if chose.subject in BELOW_CARD:
            return await self._below.press(desk, heard, chose, update_id)
        if chose.subject == ALIKE:
            return await self._alike.press(desk, heard, chose, update_id)
        assert heard.author.person is not None
        if chose.subject == "list" and chose.choice == "card":
            return await self._shows_card(desk, chose.case, update_id)
        if chose.subject != "desk":
            await self._lists.turn_page(desk, heard, chose, update_id)
            return None
        return await self._presses(desk, heard.author.person, chose, update_id)

    async def _sends_ready(
        self, case: DeskCase, desk: Desk, heard: GroupTap, content: Content, update_id: int
    ) -> None:
        """A ready answer, chosen by buttons: the message with these is where it comes from, so that none goes out twice."""
        who, under = heard.author.person, heard.tap.message
        assert who is not None
        assert under is not None
        said = GroupMessage(heard.chat, under, heard.author, content=content)

        async def decide(known: Known, now: datetime) -> Decision:
            scene = await self._context.scene(desk, case.case, who, now)
            if scene is None or not scene.case.is_open:
                return Unchanged(update_id)
            return self._context.kept(scene.session, passed_on(scene, said), known, now, update_id)

        await self._context.turns.take(case.person, decide)

    async def _presses(self, desk: Desk, who: int, chose: Chose, update_id: int) -> Line | None:
        case = await self._context.case_of_desk(desk, chose.case)
        if case is None:
            await self._store.finish(update_id, (), self._clock())
            return Line("desk.toast.not_here")
        toast: Line | None = None

        async def decide(known: Known, now: datetime) -> Decision:
            nonlocal toast
            scene = await self._context.scene(desk, chose.case, who, now)
            if scene is None or not scene.case.counts(chose.seq):
                toast = await self._too_late(scene, who)
                return Unchanged(update_id)
            done = press(scene, chose.choice)
            toast = done.toast or (Line("desk.toast.done") if done.log else None)  # a menu records nothing
            if done.case is None:
                return Unchanged(update_id)
            return self._context.kept(scene.session, done, known, now, update_id)

        await self._context.turns.take(case.person, decide)
        return toast

    async def _too_late(self, scene: ActionContext | None, who: int) -> Line:
        """The card was another by then; who has the case is worth saying."""
        if scene is None or scene.case.owner in {None, who}:
            return Line("desk.toast.late")
        names = await self._store.names([scene.case.owner])
        return Line("desk.toast.taken", {"owner": names.get(scene.case.owner, "-")})

    async def _shows_card(self, desk: Desk, number: int, update_id: int) -> Line | None:
        """The card of a case is sent once more, at the end of the group; the one so far says so."""
        case = await self._context.case_of_desk(desk, number)
        if case is None:
            await self._store.finish(update_id, (), self._clock())
            return Line("desk.toast.not_here")

        async def decide(known: Known, now: datetime) -> Decision:
            found = await self._context.case_of_desk(desk, number)
            session = await self._store.case_of(case.person, number) if found else None
            if found is None or session is None or desk.chat is None:
                return Unchanged(update_id)
            anew = found.on_new_card()
            letter = replace(
                card_letter(anew, desk.chat, Priority.STAFF_ACTED), body=CardBody(anew.seq, anew=True)
            )
            done = ActionResult(anew, letters=(letter,))
            return self._context.kept(session, done, known, now, update_id)

        await self._context.turns.take(case.person, decide)
        return None
