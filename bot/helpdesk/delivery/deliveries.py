"""Sends the help desks' letters, and keeps what became of them.

Where a case's letter goes is decided when it is sent: it may have gone to another desk since it was written.
"""

import asyncio
import logging
from dataclasses import replace
from typing import Literal

from bot.helpdesk.cases.album import captioned, captions, outgrown
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.cases.relay import album_kept
from bot.helpdesk.delivery.batch_letters import BatchLetters
from bot.helpdesk.delivery.boards import Boards
from bot.helpdesk.delivery.card_placement import DONE, NOWHERE, CardPlacement, fails
from bot.helpdesk.delivery.figures_letters import send_figures
from bot.helpdesk.delivery.poster import poster
from bot.helpdesk.delivery.sent_copies import SentCopies
from bot.helpdesk.delivery.telegram_calls import TelegramCalls
from bot.helpdesk.figures.desk_figures import DeskFigures
from bot.helpdesk.groups.group_linking import GroupLinking
from bot.outgoing.export_files import send_export
from bot.outgoing.render import Message, plain
from bot.outgoing.second_look import SecondLook
from bot.outgoing.sender import Delivered, Failed, Outcome, Place
from bot.outgoing.telegram_errors import Refusal
from bot.records.letters import (
    BatchBody,
    BoardBody,
    CardBody,
    DeskExportBody,
    Due,
    FiguresBody,
    Letter,
    NoteBody,
    PosterBody,
    ReactBody,
    RemarkBody,
    TopicBody,
    WipeBody,
)
from bot.records.messages import Captioned, Relay
from bot.records.priority import Priority
from bot.records.relayed import (
    Attachment,
    EditBody,
    RelayBody,
    RelayedAlbum,
    RelayedCopy,
    RelayedFile,
    RelayedText,
    UnsendBody,
)
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
    """Sends desks' letters, each kind in its way; gives the outcome, and keeps what is to be kept of it."""

    kinds = KINDS

    def __init__(
        self, context: HelpdeskContext, joining: GroupLinking, second: SecondLook, figures: DeskFigures
    ) -> None:
        self._second = second
        self._figures = figures
        self._store = context.store
        self._calls = TelegramCalls(context.sender)
        self._batches = BatchLetters(context, self._calls)
        self._cards = CardPlacement(context, self._calls)
        self._boards = Boards(context, self._calls)
        self._altering = SentCopies(context.store, self._calls, context.clock)
        self._desks = context.desks
        self._clock = context.clock
        self._joining = joining

    @staticmethod
    def bounced(letter: Letter, refusal: Refusal) -> list[Letter]:
        """Letters that tell the writer of `letter`, where they wrote it, that it has not arrived, or perhaps not."""
        body, unsure = letter.body, refusal is Refusal.UNCERTAIN
        if not isinstance(body, RelayBody):
            return []
        why = "uncertain" if unsure else "blocked" if refusal is Refusal.BLOCKED else "refused"
        if body.way == "in":
            why = "to_desk_uncertain" if unsure else "to_desk"
        said = NoteBody(write(Line(f"desk.bounced.{why}")), reply_to=body.message)
        if isinstance(body, RelayedCopy):  # said where the case is: the answer stands in another
            there = RemarkBody(write(Line(f"desk.bounced.copied_{why}")))
            rank = Priority.STAFF_SAID
            return [Letter(f"bounced:{letter.key}", body.source, there, letter.person, letter.case, rank)]
        name = f"bounced:{body.source}:{body.message}"
        rank = Priority.STAFF_SAID if body.source < 0 else Priority.ANSWER
        return [Letter(name, body.source, said, letter.person, letter.case, rank)]

    async def deliver(self, due: Due) -> Outcome | None:
        """Send one. None where it is seen to; else what is left to be done by whoever sends letters."""
        if await self._noted(due.letter):
            await self._store.sent(due.id, None)
            return None
        outcome = await self._send(due)
        if isinstance(outcome, Failed):
            return await self._failed(due, outcome)
        await self._arrived(due, outcome)
        return None

    async def _send(self, due: Due) -> Outcome:  # noqa: C901, PLR0912  (a row for each kind)
        chat = due.letter.chat
        match due.letter.body:
            case CardBody() as body:
                return await self._card(due.letter, body)
            case RelayedText() | RelayedCopy() | RelayedFile() | RelayedAlbum() as body:
                return await self._relay(due, body)
            case EditBody() as body:
                return await self._altering.edit(due.letter, body)
            case UnsendBody() as body:
                return await self._altering.unsend(body)
            case ReactBody() as body:
                return await self._altering.react(chat, body)
            case RemarkBody() as body:
                return await self._remark(due.letter, body)
            case WipeBody() as body:
                return await self._altering.wipe(chat, body)
            case PosterBody() as body:
                return await self._poster(chat, body)
            case DeskExportBody() as body:
                return await self._export(due.letter, body)
            case BoardBody() as body:
                return await self._board(body)
            case TopicBody() as body:
                return await self._topic(due.letter, body)
            case BatchBody() as body:
                return await self._batches.send(chat, body, _again(due))
            case FiguresBody() as body:
                return await send_figures(self._calls, self._figures, chat, body, _again(due))
            case _:
                raise ValueError(f"no letter of a desk's: {due.letter.kind}")

    async def _noted(self, letter: Letter) -> bool:
        """Whether the letter is an album of staff's that turned out to be a note: its words came with a later item."""
        body = letter.body
        if not isinstance(body, RelayedAlbum) or body.way != "out" or letter.case is None:
            return False
        return await self._store.made(album_kept(letter.case, body.source, body.album.split(":")[-1]))

    async def moved(self, old: int, new: int) -> None:
        """A call was refused because a group has become a supergroup."""
        log.warning("chat has moved", extra={"old": old, "new": new})
        await self._store.moved(old, new)
        await self._desks.refresh()

    async def _card(self, letter: Letter, body: CardBody) -> Outcome:
        found = await self._cards.group_of(letter.case)
        if found is None:
            return DONE
        case, desk, group = found
        outcome = await self._cards.draw(case, desk, group, body.seq if body.anew else None)
        return replace(outcome, chat=group) if isinstance(outcome, Delivered) else outcome

    async def _remark(self, letter: Letter, body: RemarkBody) -> Outcome:
        message = Message(body.text, body.rows, prompts=body.prompt)
        outcome = await self._cards.placed(
            letter,
            lambda calls, group, place: calls.sender.send(group, message, place=place),
            body.reply_to,
        )
        return DONE if outcome == NOWHERE else outcome

    async def _relay(self, due: Due, body: RelayBody) -> Outcome:
        again = _again(due)
        if body.way == "out":
            place = Place(reply_to=await self._counterpart(body, due.letter.chat))
            return await _pass_on(self._calls, body, again, due.letter.chat, place)

        async def send(calls: TelegramCalls, group: int, place: Place) -> Outcome:
            below = await self._counterpart(body, group) or place.reply_to
            return await _pass_on(calls, body, again, group, replace(place, reply_to=below))

        return await self._cards.placed(due.letter, send)

    async def _counterpart(self, body: RelayBody, chat: int) -> int | None:
        """The message in `chat` that is the other side of what a message replies to; None where there is none."""
        if isinstance(body, RelayedCopy) or body.replied is None:
            return None
        return await self._store.counterpart(body.source, body.replied, chat)

    async def _poster(self, chat: int, body: PosterBody) -> Outcome:
        picture = await asyncio.to_thread(poster, body.link, body.name, body.hint)
        return await self._calls.photo(chat, picture, body.caption, Place(body.thread))

    async def _board(self, body: BoardBody) -> Outcome:
        return await self._boards.draw(body.desk)

    async def _topic(self, letter: Letter, body: TopicBody) -> Outcome:
        """A topic's name; one that is no case's any more has nothing in it of that case."""
        if body.thread is None:
            return await self._cards.title(letter.case) if letter.case is not None else DONE
        name = body.name or plain(write(Line("desk.topic.gone")))
        outcome = await self._calls.rename(letter.chat, body.thread, name)
        return outcome if fails(outcome) else DONE

    async def _export(self, letter: Letter, body: DeskExportBody) -> Outcome:
        name = plain(write(Line("desk.export_file", {"code": body.desk})))
        return await send_export(
            self._store,
            self._calls.sender,
            letter,
            whose=body.desk,
            name=name,
            caption=body.caption,
            at=self._clock(),
        )

    # What became of it.

    async def _arrived(self, due: Due, outcome: Delivered) -> None:
        letter, body, now = due.letter, due.letter.body, self._clock()
        relays: list[Relay] = []
        receipts: list[Letter] = []
        group = outcome.chat or letter.chat
        if isinstance(body, RelayBody):
            relays, receipts = _landed(letter, body, outcome, group)
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
                    await self._altering.take_away(chat, message, write(Line("desk.wiped")))

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
            await self._joining.lacking(letter.chat)
        weighed = await self._second.weighed(outcome, group, ("letter", due.id))
        assert isinstance(weighed, Failed)
        outcome = weighed
        if outcome.refusal is Refusal.BLOCKED and not out and letter.chat < 0:
            await self._store.put_off(due.id, now, outcome.error)  # to whoever has the case afterwards
            if self._desks.at(group) is None:
                return outcome
            await self._joining.lost(group)
            return None
        if letter.kind == "relay" and outcome.refusal in {Refusal.BLOCKED, Refusal.REFUSED}:
            log.warning("message not passed on", extra={"key": letter.key, "refusal": outcome.refusal.name})
            if outcome.refusal is Refusal.BLOCKED and out:
                await self._store.set_blocked(letter.chat, blocked=True)
            await self._store.undelivered(due.id, outcome.error, self.bounced(letter, outcome.refusal), now)
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


def _again(due: Due) -> str:
    """Line above a message that may be a repetition; '' for any other."""
    return f"{write(Line('desk.repeated'))}\n" if due.uncertain else ""


async def _pass_on(calls: TelegramCalls, body: RelayBody, again: str, chat: int, place: Place) -> Outcome:
    """`again` is said above a message that may be a repetition."""
    match body:
        case RelayedFile(attachment=Attachment() as file) | RelayedCopy(attachment=Attachment() as file):
            return await calls.attachment(chat, file, again + body.text, place)
        case RelayedText() | RelayedCopy():
            return await calls.sender.send(chat, Message(again + body.text), place=place)
        case RelayedFile():
            return await calls.copy(chat, body.source, body.message, again + body.text, place)
        case RelayedAlbum(items=(only,)):
            return await calls.copy(chat, body.source, only.message, captions(body, again)[0], place)
        case RelayedAlbum():
            return await calls.album(chat, body.items, captions(body, again), place)


def _landed(
    letter: Letter, body: RelayBody, outcome: Delivered, group: int
) -> tuple[list[Relay], list[Letter]]:
    """Relays that say where the copies stand, and letters: the receipts for whoever wrote, and what comes below."""
    assert letter.case is not None
    if isinstance(body, RelayedCopy):
        return [Relay(letter.case, "out", letter.chat, to_message=outcome.message)], []
    sources: list[tuple[int, Captioned]] = [(body.message, "own")]
    below: list[Letter] = []
    if isinstance(body, RelayedAlbum):
        messages = [item.message for item in body.items]
        sources = list(zip(messages, captioned(body), strict=True))
        below = outgrown(letter, body)
    copies = outcome.messages or (outcome.message,)
    out = body.way == "out"
    relays = [
        Relay(
            letter.case,
            "out" if out else "in",
            letter.chat if out else group,
            body.source,
            source,
            copy,
            part=body.part,
            caption=caption,
        )
        for (source, caption), copy in zip(sources, copies, strict=False)
    ]
    name = f"react:{body.source}:{body.message}"
    receipt = Letter(name, body.source, ReactBody(body.message), letter.person, letter.case, Priority.RECEIPT)
    return relays, [receipt, *below]
