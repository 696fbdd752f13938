"""Sending of what waits in the outbox: in order per chat, at least once.

Nobody can know of every send whether it arrived. A letter that was under way when the process was killed, or whose
call timed out, goes out again; what other people read then says that it may be a repetition. After a few such calls
in a row it is left as `uncertain`, for people to look at.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.lines import Locks
from bot.operations.log_error import log_error
from bot.outgoing.call_outcome import Delivered, Failed, Outcome
from bot.outgoing.export_files import send_export
from bot.outgoing.pictures import draw, mark_of
from bot.outgoing.render import Message, plain
from bot.outgoing.second_look import SecondLook
from bot.outgoing.sender import PRIORITY, Place, Sender
from bot.outgoing.tasks import TaskCrew
from bot.outgoing.telegram_errors import Refusal
from bot.records.letters import (
    Due,
    ExportBody,
    FarewellBody,
    Letter,
    LetterBody,
    NoteBody,
    PictureBody,
    ScreenBody,
    TellBody,
    WaitingBody,
)
from bot.records.priority import Priority
from bot.records.rows import ShownScreen
from bot.shards.shards import ALONE, Shards
from bot.store.connection import Held, shard_of
from bot.store.interface import BrokenStoreError, Store
from flows.dialogue.screens.pictures import caption
from flows.texts import write
from flows.view import Line

log = logging.getLogger("bot.outgoing.outbox")

UNSURE = 3
"""So often a letter goes out without anybody knowing whether it arrived."""
TRIES = 300
"""So often a letter is tried that certainly has not left: with the waits below, for about a day."""
_LONGEST_WAIT = 300
_SLACK = timedelta(seconds=2)
"""So much a clock may be set back without that anybody notices."""


class GroupDeliveries(Protocol):
    """Sends the letters that the outbox itself does not know how to send: those of the help desks."""

    kinds: frozenset[str]
    """The kinds of letters that are theirs."""

    async def deliver(self, due: Due) -> Outcome | None:
        """Send one letter; None where what became of it is kept already."""

    async def moved(self, old: int, new: int) -> None:
        """A group has another id now."""

    def bounced(self, letter: Letter, refusal: Refusal) -> list[Letter]:
        """The letters that tell whoever wrote a message that it has not arrived."""


class Outbox:
    """Sends letters: of each chat one after the other, of all chats side by side."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        showing: Locks,
        clock: Callable[[], datetime],
        *,
        deliveries: GroupDeliveries,
        second: SecondLook,
        wake: asyncio.Event,
        waits: Callable[[int], bool],
        shards: Shards = ALONE,
    ) -> None:
        """`wake` is set by whoever puts a letter into the outbox; `showing` keeps what one chat is shown in order;
        `waits` tells whether a person waits to be served.
        """
        self._second = second
        self._waits = waits
        self._store = store
        self._deliveries = deliveries
        self._sender = sender
        self._showing = showing
        self._clock = clock
        self._crew = TaskCrew("letter")
        self._shards = shards
        self._looking = False
        self._under_way: Counter[int] = Counter()
        """Chats, with how many of their letters are under way."""
        self.wake = wake
        self._seen: datetime | None = None
        self.stopping = False
        """What is under way is brought to its end, and nothing else is taken up."""

    async def recover(self, shards: Held = None) -> None:
        """Put back what was under way when the last process ended, so that it goes out again: at the start, or when shards are taken
        over. However often processes end, the letter has been tried no more often for it, and none is left uncertain.
        """
        for due in await self._store.under_way(shards):
            log.warning("letter may be repeated", extra=_about(due))
            await self._store.put_back(due.id, self._clock(), "process ended")

    async def leads(self) -> None:
        """Begin to watch the clock, at the start or when this process leads from now on: nobody knows what clock there was before."""
        self._seen = self._clock()
        await self._store.clock_set_back(self._seen)

    def done_with(self, shards: frozenset[int]) -> bool:
        """Whether no letter is under way to anybody of these shards, which are held no more."""
        return not self._looking and not any(shard_of(chat) in shards for chat in self._under_way)

    async def begin(self) -> bool:
        """Begin to send everything whose time has come; gives whether there was any. Raises BrokenStoreError."""
        self.wake.clear()
        self._crew.looks()
        await self._looks_at_the_clock()
        if self.stopping:
            return False
        self._looking = True
        try:
            full, spent = self._sender.full(), self._sender.spent()
            due = await self._store.claim(self._clock(), full, self._shards.held, spent)
        finally:
            self._looking = False
        for letter in due:
            self._sender.passes(letter.letter)
            self._under_way[letter.letter.chat] += 1
            self._crew.takes(self._deliver(letter))
        return bool(due)

    async def _looks_at_the_clock(self) -> None:
        """Look whether the clock was set back. Then, as after a start, nobody knows how long a letter has waited: it waits no more, and nothing else for longer than it was meant to."""
        now = self._clock()
        if self._seen is not None and now < self._seen - _SLACK:
            await self._store.clock_set_back(now)
        self._seen = now

    async def drain(self) -> None:
        """Send everything whose time has come, and see it through. Raises BrokenStoreError."""
        while await self.begin() or self._crew.is_busy:  # another task may have begun it
            await self.ends()

    async def ends(self) -> None:
        """See through what was begun. Raises BrokenStoreError."""
        await self._crew.ends()

    async def stops(self) -> None:
        """Drop what is still under way; the next process takes it up."""
        await self._crew.stops()

    async def _deliver(self, due: Due) -> None:
        """Deliver one letter; a person's goes after the screen that came before it."""
        PRIORITY.set(Priority(due.letter.rank))
        chat = due.letter.chat
        try:
            if chat < 0:  # a group's pace is slow, and its people's taps must not stand behind a letter
                await self._deliver_now(due)
            else:
                async with self._showing.lock_for(chat):
                    await self._deliver_now(due)
        finally:
            self._under_way -= Counter({chat: 1})
        self.wake.set()  # the chat's next one may go

    async def _deliver_now(self, due: Due) -> None:
        try:
            if isinstance(due.letter.body, ScreenBody):
                await self._deliver_screen(due, due.letter.body.seq)
            elif isinstance(due.letter.body, WaitingBody):
                await self._deliver_waiting(due)
            elif due.letter.kind in self._deliveries.kinds:
                outcome = await self._deliveries.deliver(due)
                if outcome is not None:
                    await self._settle(due, outcome)
            else:
                await self._settle(due, await self._call(due, due.letter.chat))
        except BrokenStoreError:
            raise
        except Exception as error:  # noqa: BLE001  (a letter that cannot be dealt with must hold up no other)
            log_error(log, "letter failed", error, **_about(due))
            await self._store.give_up(due.id, type(error).__name__)

    async def _deliver_screen(self, due: Due, seq: int) -> None:
        """A screen that comes by itself; one that is no longer the present screen is not sent."""
        letter = due.letter
        known = await self._store.load(letter.chat)
        if (
            known.session is None
            or (known.session.case, known.session.seq) != (letter.case, seq)
            or not known.undrawn
        ):
            await self._store.sent(due.id, None)
            return
        outcome = await self._call(due, letter.chat)
        if isinstance(outcome, Delivered) and outcome.message is not None:
            screen = ShownScreen(outcome.message, known.session.case, seq)
            await self._store.sent(due.id, outcome.message, (letter.chat, screen))
            if known.screen:
                await self._sender.disarm(letter.chat, known.screen.message)
            return
        await self._settle(due, outcome)

    async def _deliver_waiting(self, due: Due) -> None:
        """A word to somebody who waits for their first screen, which is drawn into it later. Who waits no more needs none."""
        chat = due.letter.chat
        if not self._waits(chat):
            await self._store.sent(due.id, None)
            return
        outcome = await self._call(due, chat)
        if isinstance(outcome, Delivered) and outcome.message is not None:
            shown = (await self._store.standing(chat)).message
            await self._store.sent(due.id, outcome.message, (chat, ShownScreen(outcome.message, -1, -1)))
            if shown is not None:
                await self._sender.disarm(chat, shown)
            return
        await self._settle(due, outcome)

    async def _call(self, due: Due, chat: int) -> Outcome:
        letter = due.letter
        if isinstance(letter.body, ExportBody):
            name, caption = plain(write(Line("bot.export_file"))), write(Line("bot.export"))
            return await send_export(
                self._store, self._sender, letter, whose=chat, name=name, caption=caption, at=self._clock()
            )
        if isinstance(letter.body, PictureBody):
            return await self._picture(chat, letter.body.name, again=due.uncertain)
        message, place = _said(letter.body)
        if due.uncertain and isinstance(letter.body, NoteBody) and letter.body.mark:
            message = replace(message, text=f"{write(Line('desk.repeated'))}\n\n{message.text}")
        outcome = await self._sender.send(chat, message, place=place)
        if isinstance(outcome, Failed) and outcome.refusal is Refusal.TOPIC:  # it was deleted meanwhile
            outcome = await self._sender.send(chat, message)
        if isinstance(outcome, Failed) and outcome.new_chat is not None:
            await self._deliveries.moved(chat, outcome.new_chat)
            return await self._sender.send(outcome.new_chat, message)
        return outcome

    async def _picture(self, chat: int, name: str, *, again: bool) -> Outcome:
        """A picture by the name that Telegram has given its file, where it was sent before; else drawn. One that may be there
        already (`again`) says so.
        """
        mark, below = mark_of(name), write(caption(name))
        if again:
            below = f"{write(Line('desk.repeated'))}\n{below}"
        known = await self._store.marked(mark)
        if known:
            outcome, _ = await self._sender.picture(chat, known, below)
            if not isinstance(outcome, Failed) or outcome.refusal is not Refusal.REFUSED:
                return outcome
        content = await asyncio.to_thread(draw, name)
        outcome, file = await self._sender.picture(chat, content, below)
        if file:
            await self._store.mark({mark: file})
        return outcome

    async def _settle(self, due: Due, outcome: Outcome) -> None:
        """Settle a letter by its outcome: write into its row what became of it."""
        outcome = await self._second.weighed(outcome, due.letter.chat, ("letter", due.id))
        if isinstance(outcome, Delivered):
            await self._store.sent(due.id, outcome.message)
            return
        extra = {**_about(due), "refusal": outcome.refusal.name}
        match outcome.refusal:
            case Refusal.WAIT:
                await self._store.put_off(due.id, self._after(outcome.wait, due.tries), outcome.error)
            case Refusal.NOT_SENT if due.tries < TRIES:
                await self._store.put_off(due.id, self._after(None, due.tries), outcome.error)
            case Refusal.UNCERTAIN if due.tries + 1 < UNSURE or not await self._may_rest(due):
                log.warning("letter may be repeated", extra=extra)
                await self._store.repeat_later(due.id, self._after(None, due.tries), outcome.error)
            case Refusal.UNCERTAIN:
                log.error("letter left uncertain", extra=extra)
                await self._store.leave_uncertain(due.id, outcome.error)
                await self._store.add_letters(
                    self._deliveries.bounced(due.letter, outcome.refusal), self._clock()
                )
            case _:
                if outcome.refusal is Refusal.BLOCKED and due.letter.chat > 0:
                    log.warning("person cannot be written to", extra=extra)
                else:
                    log.error("letter failed", extra=extra)
                await self._store.give_up(due.id, outcome.error)
                await self._store.add_letters(
                    self._deliveries.bounced(due.letter, outcome.refusal), self._clock()
                )
        if outcome.refusal is Refusal.BLOCKED and due.letter.chat > 0:
            await self._store.set_blocked(due.letter.chat, blocked=True)

    async def _may_rest(self, due: Due) -> bool:
        """Whether an uncertain letter stays so: while nothing is heard of Telegram at all, it has most likely not arrived."""
        return due.tries >= TRIES or await self._second.reaches()

    def _after(self, asked: timedelta | None, tries: int) -> datetime:
        wait = asked or timedelta(seconds=min(2 ** min(tries + 1, 10), _LONGEST_WAIT))
        return self._clock() + max(wait, timedelta(seconds=1))


def _said(body: LetterBody) -> tuple[Message, Place]:
    """The words of a letter that has some, and where they go."""
    match body:
        case NoteBody():
            return Message(body.text, body.rows, body.wants), Place(body.thread, body.reply_to, body.silent)
        case WaitingBody():
            return Message(body.text), Place()
        case TellBody() | ScreenBody() | FarewellBody():
            return Message(body.text, body.rows), Place()
        case _:
            raise ValueError(f"no words to send: {body.kind}")


def _about(due: Due) -> dict[str, object]:
    return {"key": due.letter.key, "kind": due.letter.kind, "chat": due.letter.chat, "tries": due.tries}
