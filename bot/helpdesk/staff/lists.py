"""The lists and searches that staff ask for in their group: they move no case."""

from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.staff.case_list import LISTS, ListRequest, page
from bot.helpdesk.staff.search import search
from bot.incoming.events import GroupMessage, GroupTap
from bot.outgoing.render import Message
from bot.records.help_desk import Desk
from bot.records.letters import Letter, NoteBody
from bot.records.priority import Priority
from flows.dialogue.machine.events import Chose

_DIGITS = 6
"""So many has the number of a page at most; one that is longer was made up."""


class StaffLists:
    """Answers with lists. Caller holds the group's lock."""

    def __init__(self, context: HelpdeskContext) -> None:
        self._context = context
        self._store = context.store
        self._members = context.members
        self._clock = context.clock

    async def turn_page(self, desk: Desk, heard: GroupTap, chose: Chose, update_id: int) -> None:
        """A list turns its page, or becomes another; below the overview a new one is sent, so that it stays."""
        heading, _, number = chose.choice.partition("_")
        if (
            heard.tap.message is None
            or heading not in LISTS
            or not number.isdecimal()
            or len(number) > _DIGITS
        ):
            await self._store.finish(update_id, (), self._clock())
            return
        message = await page(
            self._store, desk, ListRequest(heading, int(number), heard.author.person), self._clock()
        )
        if chose.subject == "board":
            await self._store.finish(update_id, [_said(update_id, heard.chat, message)], self._clock())
            return
        await self._store.finish(update_id, (), self._clock())
        self._context.sender.edit_soon(heard.chat, heard.tap.message, message, Priority.STAFF_ACTED)

    async def list_cases(self, heard: GroupMessage, desk: Desk, update_id: int) -> None:
        """`/kasus`: the open cases, who has waited longest first."""
        if not await self._members.belongs(heard.chat, heard.author):
            await self._store.finish(update_id, (), self._clock())
            return
        now = self._clock()
        message = await page(self._store, desk, ListRequest(), now)
        await self._store.finish(update_id, [_said(update_id, heard.chat, message, heard.thread)], now)

    async def search_cases(self, heard: GroupMessage, desk: Desk, update_id: int) -> None:
        """`/cari`: at this desk, and at those below it."""
        if not await self._members.belongs(heard.chat, heard.author):
            await self._store.finish(update_id, (), self._clock())
            return
        message = await search(self._store, self._context.desks, desk, heard.argument)
        letter = _said(update_id, heard.chat, message, heard.thread)
        await self._store.finish(update_id, [letter], self._clock())


def _said(update_id: int, chat: int, message: Message, thread: int | None = None) -> Letter:
    """A list that is sent as a message of its own."""
    return Letter(f"list:{update_id}", chat, NoteBody(message.text, message.rows, thread=thread))
