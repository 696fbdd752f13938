"""Changes to copies that stand already: they say something else, get a receipt, or are taken away."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.helpdesk.cases.relay import further
from bot.helpdesk.delivery.card_placement import DONE
from bot.helpdesk.delivery.poster import blank
from bot.helpdesk.delivery.telegram_calls import MEDIA_KINDS, Media, TelegramCalls
from bot.outgoing.backoff import Backoff
from bot.outgoing.call_outcome import Failed, Outcome
from bot.outgoing.render import Message, plain
from bot.outgoing.sender import Place
from bot.outgoing.telegram_errors import Refusal
from bot.records.letters import Letter, ReactBody, WipeBody
from bot.records.messages import Relay
from bot.records.relayed import EditBody, RelayedFile, RelayedText, UnsendBody
from bot.store.interface import Store
from flows.texts import write
from flows.view import Line

_LEARNT = timedelta(hours=6)
"""So long it is not tried what a group does not allow."""


class SentCopies:
    """Changes copies that stand already, and gives each outcome. A copy that is gone needs no change, and counts as done."""

    def __init__(self, store: Store, calls: TelegramCalls, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._calls = calls
        self._clock = clock
        self._no_thumbs: dict[int, Backoff] = {}
        """Groups that allow no reactions, and how long that is taken for granted."""

    async def edit(self, letter: Letter, body: EditBody) -> Outcome:
        standing = await self._store.origins(body.source, body.message)
        if not standing:
            return DONE
        parts = {"own": body.parts, "none": body.below, "shared": body.anew}[standing[0].caption]
        for copy, part in zip(standing, parts, strict=False):
            outcome = await self._edited(body, copy, part)
            if isinstance(_tolerant(outcome), Failed):
                return outcome
        # It may say more than before, or less.
        more = [further(letter, part) for part in parts[len(standing) :]]
        await self._store.add_letters(more, self._clock())
        return await self._withdrawn(standing[len(parts) :])

    async def _edited(self, body: EditBody, copy: Relay, part: RelayedText | RelayedFile) -> Outcome:
        if copy.to_message is None or copy.caption == "shared":
            return DONE
        if isinstance(part, RelayedText):
            outcome = await self._calls.sender.edit(copy.to_chat, copy.to_message, Message(part.text))
            if _is(outcome, Refusal.GONE):  # it stands below the file of an answer that was ready
                return await self._calls.caption(copy.to_chat, copy.to_message, part.text)
            return outcome
        outcome = Failed(Refusal.REFUSED, "")
        caption = part.text if copy.caption == "own" else ""
        if body.content in MEDIA_KINDS and body.file:
            media = Media(body.content, body.file, caption)
            outcome = await self._calls.media(copy.to_chat, copy.to_message, media)
        if caption and _is(outcome, Refusal.GONE, Refusal.REFUSED):  # its words at least
            outcome = await self._calls.caption(copy.to_chat, copy.to_message, caption)
        return outcome

    async def unsend(self, body: UnsendBody) -> Outcome:
        return await self._withdrawn(await self._store.origins(body.source, body.message))

    async def _withdrawn(self, copies: Sequence[Relay]) -> Outcome:
        for copy in copies:
            if copy.to_message is None:
                continue
            outcome = await self.take_away(
                copy.to_chat, copy.to_message, write(Line("desk.withdrawn")), bare=copy.caption == "none"
            )
            if isinstance(outcome, Failed):
                return outcome
            await self._store.forget_copy(copy.to_chat, copy.to_message)
        return DONE

    async def wipe(self, chat: int, body: WipeBody) -> Outcome:
        if body.text is not None:
            instead = Message(body.text)
            return _tolerant(await self._calls.sender.edit(chat, body.message, instead))
        return await self.take_away(chat, body.message, write(Line("desk.wiped")), bare=body.bare)

    async def take_away(self, chat: int, message: int, instead: str, *, bare: bool = False) -> Outcome:
        """A message of ours goes; one that is too old to be deleted says only that it is gone.

        `bare` is for one of an album whose caption stands at another: a second one would hide both.
        """
        outcome = await self._calls.delete(chat, message)
        if _is(outcome, Refusal.GONE):
            outcome = await self._calls.sender.edit(chat, message, Message(instead))
        if _is(outcome, Refusal.GONE):
            outcome = await self._blanked(chat, message, instead, "" if bare else instead)
        return _tolerant(outcome)

    async def _blanked(self, chat: int, message: int, instead: str, caption: str) -> Outcome:
        """Put an empty file in the place of a file. Its kind is not known here; in an album the kind must stay the same.

        A voice message has nothing that can be put in its place: it stays, below the line.
        """
        name, content = plain(write(Line("desk.empty_file"))), plain(instead).encode()
        outcome = await self._calls.media(chat, message, Media("photo", blank(), caption))
        if _is(outcome, Refusal.GONE, Refusal.REFUSED):
            empty = Media("document", content, caption, name)
            outcome = await self._calls.media(chat, message, empty)
        if _is(outcome, Refusal.GONE, Refusal.REFUSED):
            outcome = await self._calls.caption(chat, message, instead)
        return outcome

    async def react(self, chat: int, body: ReactBody) -> Outcome:
        """The thumb; where a group allows none, a word. That is learnt, and tried again now and then."""
        outcome: Outcome = Failed(Refusal.REFUSED, "NoReactions")
        now = self._clock()
        if self._no_thumbs.get(chat, Backoff(now)).is_over(now):
            outcome = await self._calls.thumb(chat, body.message)
            if chat < 0 and _is(outcome, Refusal.REFUSED):
                self._no_thumbs[chat] = Backoff(now, _LEARNT)
        if _is(outcome, Refusal.REFUSED):
            arrived, below = Message(write(Line("desk.arrived"))), Place(reply_to=body.message)
            outcome = await self._calls.sender.send(chat, arrived, place=below)
        return _tolerant(outcome)


def _is(outcome: Outcome, *refusals: Refusal) -> bool:
    return isinstance(outcome, Failed) and outcome.refusal in refusals


def _tolerant(outcome: Outcome) -> Outcome:
    """The outcome, as done where the copy is gone, or where a receipt cannot be given: that is worth no second try."""
    return DONE if _is(outcome, Refusal.GONE, Refusal.REFUSED, Refusal.BLOCKED) else outcome
