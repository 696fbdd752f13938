"""The place of a case in its desk's group: its card, and in a forum its topic. What is gone there is made anew."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from bot.helpdesk.cases.card import beside, card, topic_name
from bot.helpdesk.cases.card_letters import twin_letters
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.delivery.telegram_calls import TelegramCalls
from bot.outgoing.call_outcome import Delivered, Failed, Outcome
from bot.outgoing.render import Message
from bot.outgoing.sender import Place
from bot.outgoing.telegram_errors import Refusal
from bot.records.desk_case import DeskCase
from bot.records.desk_drawings import UNSURE, Card, CardRows, DeskSchool, TopicName
from bot.records.help_desk import Desk
from bot.records.letters import Letter
from bot.records.priority import Priority
from flows.dialogue.case_code import case_code
from flows.texts import write
from flows.view import Line

NOWHERE = Failed(Refusal.REFUSED, "NoDesk")
"""The case's desk has no group any more."""
DONE = Delivered()
"""There is nothing to do any more: as good as done."""


RENAMED = timedelta(minutes=10)
"""A topic gets another name at most so often."""


def fails(outcome: Outcome) -> bool:
    """Whether a call failed in a way that is worth another try: a name that a group does not let us give is not."""
    again = {Refusal.WAIT, Refusal.NOT_SENT, Refusal.UNCERTAIN}
    return isinstance(outcome, Failed) and outcome.refusal in again


class CardPlacement:
    """Draws cards, and finds the place for everything else that is said in a case."""

    def __init__(self, context: HelpdeskContext, calls: TelegramCalls) -> None:
        self._store = context.store
        self._context = context
        self._desks = context.desks
        self._clock = context.clock
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

    async def draw(self, case: DeskCase, desk: Desk, group: int, anew: int | None = None) -> Outcome:
        """The card as it is now: changed where it stands, else sent; its topic opened where there is none. Where it does not
        show the count `anew` yet, it is sent once more, and what stood so far says so.

        One that was sent without anybody knowing whether it arrived says that it may be a repetition.
        """
        card_rows = await self._store.card_rows(case.case)
        if card_rows is None:
            return DONE
        now = self._clock()
        message = card(card_rows, desk, self._context.around(card_rows.desk, card_rows.colleagues), now)
        around = beside(card_rows.desk, card_rows.school, now)
        stands = card_rows.card if card_rows.card and card_rows.card.chat == group else None
        if case.is_open and stands and stands.thread is not None:
            await self._reopens(case, group, stands.thread)
        if stands and stands.message is not None and anew is not None and stands.seq < anew:
            again = write(Line("desk.list.again", {"code": case_code(case.case)}))
            outcome = await self._sends(card_rows, desk, group, message, around=around, stands=stands)
            if isinstance(outcome, Delivered):
                calls = self._calls_in(group, case.case)
                await calls.sender.edit(group, stands.message, Message(again), Priority.CARD)
            return outcome
        if stands and stands.message is not None:
            if stands.seq >= card_rows.desk.seq and stands.beside == around:
                return DONE
            calls = self._calls_in(group, case.case)
            outcome = await calls.sender.edit(group, stands.message, _marked(message, twin=stands.repeated))
            if isinstance(outcome, Delivered):
                if stands.beside != around:
                    await self._world_changed(card_rows, group, by_itself=stands.seq >= card_rows.desk.seq)
                await self._store.carded(case.case, replace(stands, seq=card_rows.desk.seq, beside=around))
                return outcome
            if outcome.refusal is not Refusal.GONE:
                return outcome
        return await self._sends(card_rows, desk, group, message, around=around, stands=stands)

    async def _sends(
        self,
        card_rows: CardRows,
        desk: Desk,
        group: int,
        message: Message,
        *,
        around: str,
        stands: Card | None,
    ) -> Outcome:
        opened = await self._topic(card_rows.desk, desk, group, stands)
        if isinstance(opened, Failed):
            return opened
        case, thread = card_rows.desk.case, opened.thread
        twin = stands is not None and stands.seq == UNSURE
        await self._store.carded(case, Card(group, thread, None, UNSURE))
        calls = self._calls_in(group, case)
        outcome = await calls.sender.send(group, _marked(message, twin=twin), place=Place(thread))
        if isinstance(outcome, Delivered):
            if around:
                await self._world_changed(card_rows, group, by_itself=False)
            await self._store.carded(
                case, Card(group, thread, outcome.message, card_rows.desk.seq, around, twin)
            )
            return outcome
        if outcome.refusal is Refusal.TOPIC:
            await self._store.carded(case, Card(group))
            return await self.draw(card_rows.desk, desk, group)
        if outcome.refusal is not Refusal.UNCERTAIN:  # of this one; an earlier one may still have arrived
            await self._store.carded(case, Card(group, thread, None, UNSURE if twin else 0))
        return outcome

    async def _world_changed(self, card_rows: CardRows, group: int, *, by_itself: bool) -> None:
        """The card shows something else beside its case: its topic may be called otherwise. Where the case has changed, which may
        be why, the cards of the school's other cases are looked at as well.
        """
        number = card_rows.desk.case
        if topic := await self._store.topic(number):
            await self._store.put_topic(number, topic, changed=True)
        if not by_itself:
            await self._store.add_letters(twin_letters(card_rows, group), self._clock())

    async def _topic(self, case: DeskCase, desk: Desk, group: int, stands: Card | None) -> Outcome:
        """The case's topic, opened where there is none; in a group without topics there is nothing to open."""
        if not desk.forum or (stands and stands.thread is not None):
            return Delivered(thread=stands.thread if stands else None)
        listed = await self._store.listed(case.case)
        name = topic_name(case, listed.school if listed else DeskSchool(), self._clock())
        opened = await self._calls_in(group, case.case).topic(group, name)
        if isinstance(opened, Delivered) and opened.thread is not None:
            await self._store.carded(case.case, Card(group, opened.thread))
            await self._store.put_topic(case.case, TopicName(opened.thread, name, due_at=self._not_before()))
        elif (
            isinstance(opened, Failed) and opened.refusal is Refusal.REFUSED
        ):  # the group has no topics any more: it goes without
            return Delivered()
        return opened

    def _not_before(self) -> int:
        """Unix time from which a topic that has its name now may have another."""
        return int((self._clock() + RENAMED).timestamp())

    async def _reopens(self, case: DeskCase, group: int, thread: int) -> None:
        """Open the case's topic where it is closed: whoever may not manage topics can write only in an open one."""
        topic = await self._store.topic(case.case)
        if topic is None or topic.thread != thread or not topic.closed:
            return
        outcome = await self._calls_in(group, case.case).reopen_topic(group, thread)
        if isinstance(outcome, Failed) and outcome.refusal is not Refusal.SAME:
            return
        await self._store.put_topic(case.case, replace(topic, closed=False), changed=True)

    async def title(self, number: int) -> Outcome:
        """A topic gets the name that its case has now, and is closed with it. One that has got a name lately waits."""
        found, card, topic = (
            await self.group_of(number),
            await self._store.card_of(number),
            await self._store.topic(number),
        )
        listed = await self._store.listed(number)
        if found is None or listed is None or topic is None or card is None:
            return DONE
        case, _, group = found
        if (card.chat, card.thread) != (group, topic.thread):
            return DONE
        calls, now = self._calls_in(group, number), self._clock()
        name = topic_name(case, listed.school, now)
        early = topic.name != name and int(now.timestamp()) < topic.due_at
        if topic.name != name and not early:
            outcome = await calls.rename(group, topic.thread, name)
            if fails(outcome):
                return outcome
            topic = replace(topic, name=name, due_at=self._not_before())
            await self._store.put_topic(number, topic)
        if not case.is_open and not topic.closed:
            outcome = await calls.close_topic(group, topic.thread)
            if fails(outcome):
                return outcome
            topic = replace(topic, closed=True)
        await self._store.put_topic(number, topic, changed=early)
        return DONE

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


def _marked(message: Message, *, twin: bool) -> Message:
    """Message that says that it may be a repetition, where it may have a `twin`."""
    return Message(f"{write(Line('desk.repeated'))}\n\n{message.text}", message.rows) if twin else message
