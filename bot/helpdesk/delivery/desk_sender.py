"""Sender of the help desks' letters, each kind in its way.

Where a case's letter goes is decided when it is sent: it may have gone to another desk since it was written.
"""

import asyncio
from dataclasses import replace

from bot.helpdesk.cases.album import captions
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.delivery.batch_letters import BatchLetters
from bot.helpdesk.delivery.boards import Boards
from bot.helpdesk.delivery.card_placement import DONE, NOWHERE, CardPlacement, fails
from bot.helpdesk.delivery.figures_letters import send_figures
from bot.helpdesk.delivery.poster import poster
from bot.helpdesk.delivery.sent_copies import SentCopies
from bot.helpdesk.delivery.telegram_calls import TelegramCalls
from bot.helpdesk.figures.desk_figures import DeskFigures
from bot.outgoing.call_outcome import Delivered, Outcome
from bot.outgoing.export_files import send_export
from bot.outgoing.render import Message, plain
from bot.outgoing.sender import Place
from bot.records.letters import (
    BatchBody,
    BoardBody,
    CardBody,
    DeskExportBody,
    Due,
    FiguresBody,
    Letter,
    PosterBody,
    ReactBody,
    RemarkBody,
    TopicBody,
    WipeBody,
)
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


class DeskSender:
    """Sends a desk's letter, and gives the outcome; nothing is kept of it here."""

    def __init__(
        self,
        context: HelpdeskContext,
        calls: TelegramCalls,
        cards: CardPlacement,
        copies: SentCopies,
        figures: DeskFigures,
    ) -> None:
        self._calls = calls
        self._cards = cards
        self._copies = copies
        self._figures = figures
        self._store = context.store
        self._clock = context.clock
        self._batches = BatchLetters(context, calls)
        self._boards = Boards(context, calls)

    async def send(self, due: Due) -> Outcome:  # noqa: C901, PLR0912  (a row for each kind)
        chat = due.letter.chat
        match due.letter.body:
            case CardBody() as body:
                return await self._card(due.letter, body)
            case RelayedText() | RelayedCopy() | RelayedFile() | RelayedAlbum() as body:
                return await self._relay(due, body)
            case EditBody() as body:
                return await self._copies.edit(due.letter, body)
            case UnsendBody() as body:
                return await self._copies.unsend(body)
            case ReactBody() as body:
                return await self._copies.react(chat, body)
            case RemarkBody() as body:
                return await self._remark(due.letter, body)
            case WipeBody() as body:
                return await self._copies.wipe(chat, body)
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
