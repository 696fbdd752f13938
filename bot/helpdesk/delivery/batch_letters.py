"""Sends a judged table back. It is fetched, read and judged beside the loop, one at a time, and how far it is can be seen."""

import asyncio
from collections.abc import Callable

from bot.helpdesk.batch.judge_table import TableResult, judge_table, told
from bot.helpdesk.batch.template import template
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.delivery.telegram_calls import TelegramCalls
from bot.helpdesk.read_table import SchoolTable, TableError, read_table
from bot.outgoing.call_outcome import Delivered, Failed, Outcome
from bot.outgoing.render import Message, plain
from bot.outgoing.sender import Place
from bot.outgoing.telegram_errors import Refusal
from bot.records.letters import BatchBody
from bot.records.priority import Priority
from flows.texts import write
from flows.view import Line

SHOWN_FROM = 500
"""Rows from which on progress is shown: fewer are done before anybody could read it."""
_EVERY = 5.0
"""Seconds between two words about that."""


class BatchLetters:
    """Judges tables of schools and sends the results, one table after the other."""

    def __init__(self, context: HelpdeskContext, calls: TelegramCalls) -> None:
        self._context = context
        self._calls = calls
        self._one_at_a_time = asyncio.Lock()

    async def send(self, chat: int, body: BatchBody, again: str) -> Outcome:
        """`again` is said above what may be a repetition."""
        place = Place(body.thread, body.reply_to)
        if body.file is None:
            content = await asyncio.to_thread(template)
            name = plain(write(Line("batch.template_name")))
            return await self._calls.file(chat, content, name, again + write(Line("batch.how")), place)
        async with self._one_at_a_time:
            fetched = await self._context.fetch(body.file)
            if isinstance(fetched, Failed):
                return await self._not_fetched(chat, fetched, place)
            try:
                table = await asyncio.to_thread(read_table, fetched)
                result = await self._judged(chat, table, place)
            except TableError as error:
                return await self._says(chat, f"batch.refused.{error.why}", place)
        name = f"{plain(write(Line('batch.result_name')))}.{result.form}"
        return await self._calls.file(chat, result.content, name, again + write(told(result.summary)), place)

    async def _not_fetched(self, chat: int, failed: Failed, place: Place) -> Outcome:
        if failed.refusal is not Refusal.REFUSED:
            return failed
        return await self._says(
            chat, f"batch.refused.{'large' if failed.error == 'TooBig' else 'gone'}", place
        )

    async def _says(self, chat: int, key: str, place: Place) -> Outcome:
        return await self._calls.sender.send(chat, Message(write(Line(key))), place=place)

    async def _judged(self, chat: int, table: SchoolTable, place: Place) -> TableResult:
        """Raises TableError."""
        done, every = [0], len(table.rows)
        judging = asyncio.create_task(asyncio.to_thread(judge_table, table, _into(done)))
        if every < SHOWN_FROM:
            return await judging
        shown = await self._calls.sender.send(chat, _progress(0, every), place=place)
        number = shown.message if isinstance(shown, Delivered) else None
        while not (await asyncio.wait({judging}, timeout=_EVERY))[0]:
            if number is not None:
                await self._calls.sender.edit(chat, number, _progress(done[0], every), Priority.CARD)
        if number is not None:
            last = Message(write(Line("batch.finished", {"all": every})))
            await self._calls.sender.edit(chat, number, last, Priority.CARD)
        return await judging


def _into(done: list[int]) -> Callable[[int], None]:
    def hears(count: int) -> None:
        done[0] = count

    return hears


def _progress(done: int, every: int) -> Message:
    return Message(write(Line("batch.progress", {"done": done, "all": every})))
