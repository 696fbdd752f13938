"""Where a case stands in its desk's group: its card, and in a forum its topic. What is gone there is made anew."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.helpdesk.cases.card import card, topic_name
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.delivery.telegram_calls import TelegramCalls
from bot.outgoing.render import Message
from bot.outgoing.sender import Delivered, Failed, Outcome, Place
from bot.outgoing.telegram_errors import Refusal
from bot.records.desk_case import DeskCase
from bot.records.letters import Letter
from bot.records.rows import UNSURE, Card, Desk, Paper
from flows.texts import write
from flows.view import Line

NOWHERE = Failed(Refusal.REFUSED, "NoDesk")
"""The case's desk has no group any more."""
DONE = Delivered()
"""There is nothing to do any more: as good as done."""


class CardPlacement:
    """Draws cards, and finds the place for everything else that is said in a case."""

    def __init__(self, office: HelpdeskContext, calls: TelegramCalls) -> None:
        self._store = office.store
        self._desks = office.desks
        self._calls = calls

    async def group_of(self, number: int | None) -> tuple[DeskCase, Desk, int] | None:
        """A case, its desk, and that desk's group."""
        case = await self._store.desk_case(number) if number is not None else None
        desk = self._desks.get(case.desk) if case else None
        return (case, desk, desk.chat) if case and desk and desk.chat is not None else None

    def _calls_in(self, group: int, number: int) -> TelegramCalls:
        """Calls about a case into its group: one that waits for its turn while the case goes elsewhere is not made."""

        async def stays() -> bool:
            found = await self.group_of(number)
            return found is not None and found[2] == group

        return TelegramCalls(self._calls.sender.only_while(stays))

    async def draw(self, case: DeskCase, desk: Desk, group: int) -> Outcome:
        """The card as it is now: changed where it stands, else sent; its topic opened where there is none.

        One that was sent without anybody knowing whether it arrived says that it may be a repetition.
        """
        paper = await self._store.paper(case.case)
        if paper is None:
            return DONE
        message = card(paper, desk, self._desks.above(desk.code))
        stands = paper.card if paper.card and paper.card.chat == group else None
        if stands and stands.message is not None:
            if stands.seq >= paper.desk.seq:
                return DONE
            calls = self._calls_in(group, case.case)
            outcome = await calls.sender.edit(group, stands.message, message)
            if isinstance(outcome, Delivered):
                await self._store.carded(case.case, replace(stands, seq=paper.desk.seq))
                return outcome
            if outcome.refusal is not Refusal.GONE:
                return outcome
        return await self._sends(paper, desk, group, message, stands)

    async def _sends(
        self, paper: Paper, desk: Desk, group: int, message: Message, stands: Card | None
    ) -> Outcome:
        opened = await self._topic(paper.desk, desk, group, stands)
        if isinstance(opened, Failed):
            return opened
        case, thread = paper.desk.case, opened.thread
        if stands and stands.seq == UNSURE:
            message = Message(f"{write(Line('desk.repeated'))}\n\n{message.text}", message.rows)
        await self._store.carded(case, Card(group, thread, None, UNSURE))
        calls = self._calls_in(group, case)
        outcome = await calls.sender.send(group, message, place=Place(thread))
        if isinstance(outcome, Delivered):
            await self._store.carded(case, Card(group, thread, outcome.message, paper.desk.seq))
            return outcome
        if outcome.refusal is Refusal.TOPIC:
            await self._store.carded(case, Card(group))
            return await self.draw(paper.desk, desk, group)
        if outcome.refusal is not Refusal.UNCERTAIN:
            await self._store.carded(case, Card(group, thread))
        return outcome

    async def _topic(self, case: DeskCase, desk: Desk, group: int, stands: Card | None) -> Outcome:
        """The case's topic, opened where there is none; in a group without topics there is nothing to open."""
        if not desk.forum or (stands and stands.thread is not None):
            return Delivered(thread=stands.thread if stands else None)
        district = self._desks.get(case.district)
        opened = await self._calls_in(group, case.case).topic(
            group, topic_name(case, (district or desk).name)
        )
        if isinstance(opened, Delivered):
            await self._store.carded(case.case, Card(group, opened.thread))
        elif opened.refusal is Refusal.REFUSED:  # the group has no topics any more: it goes without
            return Delivered()
        return opened

    async def _place(
        self, letter: Letter, reply_to: int | None, *, anew: bool = False
    ) -> tuple[int, Place, DeskCase] | Failed:
        """The group, and the place in it, of a letter about a case. A case that has no card there yet gets it now."""
        found = await self.group_of(letter.case)
        if found is None:
            return NOWHERE
        case, desk, group = found
        stands = await self._store.card_of(case.case)
        if anew or stands is None or stands.chat != group or stands.message is None:
            if anew:
                await self._store.carded(case.case, Card(group))
            outcome = await self.draw(case, desk, group)
            if isinstance(outcome, Failed):
                return outcome
            stands = await self._store.card_of(case.case)
            if stands is None:
                return NOWHERE
        below = reply_to or (None if stands.thread else stands.message)
        return group, Place(stands.thread, below), case

    async def placed(
        self,
        letter: Letter,
        send: Callable[[TelegramCalls, int, Place], Awaitable[Outcome]],
        reply_to: int | None = None,
    ) -> Outcome:
        """Send to the case's place; where its topic is gone, it is opened anew, once. The outcome says in which group."""
        outcome: Outcome = NOWHERE
        for anew in (False, True):
            place = await self._place(letter, reply_to, anew=anew)
            if isinstance(place, Failed):
                return place
            group, where, case = place
            outcome = await send(self._calls_in(group, case.case), group, where)
            if isinstance(outcome, Delivered):
                return replace(outcome, chat=group)
            if outcome.refusal is not Refusal.TOPIC:
                break
        return outcome
