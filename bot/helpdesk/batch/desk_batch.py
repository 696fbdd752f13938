"""`/cek` at a desk, and for whoever governs districts in their own chat: a table comes, and goes back judged."""

from bot.helpdesk.cases.context import HelpdeskContext
from bot.incoming.events import GroupMessage, StaffCommand
from bot.outgoing.letters import note
from bot.records.letters import BatchBody, Letter
from bot.records.messages import Content
from bot.records.priority import Priority
from flows.view import Line

COMMAND = "cek"


class DeskBatch:
    """Says what is to be sent: the judged table, or without one the empty one to fill. The table itself is fetched when that is
    sent, and kept nowhere.
    """

    def __init__(self, context: HelpdeskContext) -> None:
        self._context = context

    async def in_group(self, heard: GroupMessage, update_id: int) -> None:
        """Answer the command in a desk's group, to whoever is in it."""
        inside = await self._context.members.belongs(heard.chat, heard.author)
        body = BatchBody(_file(heard.content), heard.thread, heard.message)
        letters = [Letter(f"batch:{update_id}", heard.chat, body, rank=Priority.STAFF_SAID)] if inside else []
        await self._context.store.finish(update_id, letters, self._context.clock())

    async def in_private(self, heard: StaffCommand, update_id: int) -> None:
        """Answer the command in a private chat, to an owner or the head of a desk."""
        person = heard.person
        letter = Letter(
            f"batch:{update_id}", person, BatchBody(_file(heard.content), None, heard.message), person
        )
        if await self._context.governs(person) is None:
            letter = note(f"batch:{update_id}", person, Line("govern.for_heads"), person)
        await self._context.store.finish(update_id, [letter], self._context.clock())


def _file(content: Content | None) -> str | None:
    return content.file if content and content.kind == "document" else None
