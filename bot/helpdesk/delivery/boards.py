"""The boards: each desk's overview, pinned in its group, and drawn again where it stands."""

from dataclasses import replace
from hashlib import sha256

from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.delivery.telegram_calls import TelegramCalls
from bot.helpdesk.staff.overview import overview
from bot.incoming.not_known import NotKnownError
from bot.outgoing.call_outcome import Delivered, Outcome
from bot.outgoing.letters import note
from bot.outgoing.render import Message
from bot.outgoing.telegram_errors import Refusal
from bot.records.desk_drawings import UNSURE, Board
from bot.records.help_desk import Desk
from bot.records.priority import Priority
from flows.texts import write
from flows.view import Line


class Boards:
    """Draws overviews. What a desk's shows is found when it is drawn, not when it was asked for."""

    def __init__(self, context: HelpdeskContext, calls: TelegramCalls) -> None:
        self._store = context.store
        self._desks = context.desks
        self._members = context.members
        self._clock = context.clock
        self._calls = calls

    async def draw(self, code: str) -> Outcome:
        """The overview of the desk `code` as it is now, in its group as it is now."""
        desk, stands = self._desks.get(code), await self._store.board(code)
        if desk is None or desk.chat is None or stands is None:
            return Delivered()
        work = await self._store.open_cases(code)
        names = await self._store.names(sorted({one.desk.owner for one in work if one.desk.owner}))
        message = overview(desk, work, names, self._clock())
        if stands.chat != desk.chat:
            stands = Board(code, desk.chat)
        outcome = await self._drawn(desk, desk.chat, stands, message)
        if isinstance(outcome, Delivered):
            await self._pins(desk, desk.chat)
        return outcome

    async def _drawn(self, desk: Desk, chat: int, stands: Board, message: Message) -> Outcome:
        shown = sha256(repr(message).encode()).hexdigest()
        if stands.message is not None and stands.message != UNSURE:
            if stands.shown == shown:
                return Delivered(stands.message)
            outcome = await self._calls.sender.edit(chat, stands.message, message, Priority.OVERVIEW)
            if isinstance(outcome, Delivered):
                await self._store.put_board(replace(stands, shown=shown))
                return outcome
            if outcome.refusal is not Refusal.GONE:
                return outcome
        if stands.message == UNSURE:
            message = Message(f"{write(Line('desk.repeated'))}\n\n{message.text}", message.rows)
        await self._store.put_board(Board(desk.code, chat, UNSURE))
        outcome = await self._calls.sender.send(chat, message, Priority.OVERVIEW)
        if isinstance(outcome, Delivered):
            await self._store.put_board(Board(desk.code, chat, outcome.message, shown))
        elif outcome.refusal is not Refusal.UNCERTAIN:  # of this one; an earlier one may still have arrived
            await self._store.put_board(Board(desk.code, chat, UNSURE if stands.message == UNSURE else None))
        return outcome

    async def _pins(self, desk: Desk, chat: int) -> None:
        """Pin the overview, once. Where the bot may not, say so once; it is tried again when the bot's rights change."""
        stands = await self._store.board(desk.code)
        if stands is None or stands.message in {None, UNSURE} or stands.pinned:
            return
        assert stands.message is not None
        try:
            may = await self._members.may_pin(chat)
        except NotKnownError:  # it is looked at again when the overview is drawn next
            return
        if not may:
            said = note(f"no_pin:{chat}:{stands.message}", chat, Line("desk.board.no_pin"))
            await self._store.add_letters([said], self._clock())
            await self._store.put_board(replace(stands, pinned=-1))
            return
        if isinstance(await self._calls.pin(chat, stands.message), Delivered):
            await self._store.put_board(replace(stands, pinned=1))
