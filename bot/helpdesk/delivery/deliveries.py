"""Deliveries of the help desks' letters: each is sent, and what became of it is kept."""

import logging
from dataclasses import replace
from typing import Literal

from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.cases.relay import album_kept
from bot.helpdesk.delivery.card_placement import CardPlacement
from bot.helpdesk.delivery.desk_sender import DeskSender
from bot.helpdesk.delivery.receipts import bounced, landed
from bot.helpdesk.delivery.sent_copies import SentCopies
from bot.helpdesk.delivery.telegram_calls import TelegramCalls
from bot.helpdesk.figures.desk_figures import DeskFigures
from bot.helpdesk.groups.group_linking import GroupLinking
from bot.outgoing.call_outcome import Delivered, Failed, Outcome
from bot.outgoing.second_look import SecondLook
from bot.outgoing.telegram_errors import Refusal
from bot.records.letters import Due, Letter, RemarkBody
from bot.records.messages import Relay
from bot.records.relayed import RelayBody, RelayedAlbum
from flows.texts import write
from flows.view import Line

log = logging.getLogger("bot.helpdesk.delivery.deliveries")

KINDS = frozenset(
    {
        "card",
        "relay",
        "edit",
        "unsend",
        "react",
        "remark",
        "wipe",
        "poster",
        "desk_export",
        "figures",
        "batch",
        "board",
        "topic",
    }
)
_BY_NUMBER = frozenset({"wipe", "react"})
"""Kinds of letters that name a message of one group: in another they would meet somebody else's."""


class Deliveries:
    """Sees to a desk's letter: has it sent, and keeps what is to be kept of the outcome."""

    kinds = KINDS

    def __init__(
        self, context: HelpdeskContext, linking: GroupLinking, second: SecondLook, figures: DeskFigures
    ) -> None:
        calls = TelegramCalls(context.sender)
        self._cards = CardPlacement(context, calls)
        self._copies = SentCopies(context.store, calls, context.clock)
        self._sender = DeskSender(context, calls, self._cards, self._copies, figures)
        self._second = second
        self._store = context.store
        self._desks = context.desks
        self._clock = context.clock
        self._linking = linking

    bounced = staticmethod(bounced)

    async def deliver(self, due: Due) -> Outcome | None:
        """Send one. None where it is seen to; else what is left to be done by whoever sends letters."""
        if await self._noted(due.letter):
            await self._store.sent(due.id, None)
            return None
        outcome = await self._sender.send(due)
        if isinstance(outcome, Failed):
            return await self._failed(due, outcome)
        await self._arrived(due, outcome)
        return None

    async def _noted(self, letter: Letter) -> bool:
        """Whether the letter is an album of staff's that turned out to be a note: its words came with a later item."""
        body = letter.body
        if not isinstance(body, RelayedAlbum) or body.way != "out" or letter.case is None:
            return False
        return await self._store.was_made(album_kept(letter.case, body.source, body.album.split(":")[-1]))

    async def moved(self, old: int, new: int) -> None:
        """A call was refused because a group has become a supergroup."""
        log.warning("chat has moved", extra={"old": old, "new": new})
        await self._store.moved(old, new)
        await self._desks.refresh()

    # What became of it.

    async def _arrived(self, due: Due, outcome: Delivered) -> None:
        letter, body, now = due.letter, due.letter.body, self._clock()
        relays: list[Relay] = []
        receipts: list[Letter] = []
        group = outcome.chat or letter.chat
        if isinstance(body, RelayBody):
            relays, receipts = landed(letter, body, outcome, group)
        if isinstance(body, RemarkBody) and outcome.message is not None and letter.case is not None:
            kind: Literal["prompt", "remark"] = "prompt" if body.prompt else "remark"
            relays = [Relay(letter.case, kind, group, to_message=outcome.message)]
        await self._store.delivered(due.id, outcome.message, now, relays=relays, letters=receipts)
        places = [(relay.to_chat, relay.to_message) for relay in relays]
        if letter.kind == "card":
            places.append((group, outcome.message))
        if places and letter.case is not None and await self._store.desk_case(letter.case) is None:
            for chat, message in places:  # erased while this was under way
                if message is not None:
                    await self._copies.take_away(chat, message, write(Line("desk.wiped")))

    async def _failed(self, due: Due, outcome: Failed) -> Outcome | None:
        letter, now = due.letter, self._clock()
        if outcome.refusal is Refusal.MOVED:
            if await self._followed(letter, outcome.new_chat):
                if letter.kind in _BY_NUMBER:
                    await self._store.sent(due.id, None)
                else:
                    await self._store.put_off(due.id, now, outcome.error)
                return None
            outcome = replace(outcome, refusal=Refusal.REFUSED)
        out = isinstance(letter.body, RelayBody) and letter.body.way == "out"
        found = await self._cards.group_of(letter.case)
        group = found[2] if found and not out else letter.chat
        if outcome.refusal is Refusal.RIGHTS and letter.chat < 0:
            await self._linking.lacking(letter.chat)
        weighed = await self._second.weighed(outcome, group, ("letter", due.id))
        assert isinstance(weighed, Failed)
        outcome = weighed
        if outcome.refusal is Refusal.BLOCKED and not out and letter.chat < 0:
            await self._store.put_off(due.id, now, outcome.error)  # to whoever has the case afterwards
            if self._desks.at(group) is None:
                return outcome
            await self._linking.lost(group)
            return None
        if letter.kind == "relay" and outcome.refusal in {Refusal.BLOCKED, Refusal.REFUSED}:
            log.warning("message not passed on", extra={"key": letter.key, "refusal": outcome.refusal.name})
            if outcome.refusal is Refusal.BLOCKED and out:
                await self._store.set_blocked(letter.chat, blocked=True)
            await self._store.undelivered(due.id, outcome.error, bounced(letter, outcome.refusal), now)
            return None
        return outcome

    async def _followed(self, letter: Letter, new: int | None) -> bool:
        """Whether the case's group has become the supergroup `new` only now: messages from before cannot be copied any more."""
        found = await self._cards.group_of(letter.case)
        old = found[2] if found else letter.chat
        if new is None or old > 0 or old == new:
            return False
        await self.moved(old, new)
        return True
