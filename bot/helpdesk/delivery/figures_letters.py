"""Sends the letters that tell figures: counted, drawn and written when their turn has come, beside the loop."""

import asyncio

from bot.helpdesk.delivery.telegram_calls import TelegramCalls
from bot.helpdesk.figures.chart import chart
from bot.helpdesk.figures.desk_figures import DeskFigures
from bot.helpdesk.figures.figures_words import label, told
from bot.helpdesk.figures.gather import MOST_CASES
from bot.helpdesk.figures.sheet import as_file
from bot.outgoing.call_outcome import Delivered, Outcome
from bot.outgoing.render import Message
from bot.outgoing.sender import Place
from bot.records.letters import FiguresBody
from flows.texts import write
from flows.view import Line


async def send_figures(
    calls: TelegramCalls, figures: DeskFigures, chat: int, body: FiguresBody, again: str
) -> Outcome:
    """`again` is said above what may be a repetition. Nothing is sent to a chat that may not know them any more, and no chart
    where nothing was counted.
    """
    period = await figures.gather(chat, body)
    place = Place(body.thread)
    if period is None:
        return Delivered()
    if body.form == "text":
        return await calls.sender.send(chat, Message(again + write(told(period))), place=place)
    if not period.cases:
        return Delivered()
    if body.form == "chart":
        return await calls.photo(chat, await asyncio.to_thread(chart, period), again, place)
    content = await asyncio.to_thread(as_file, period, body.form)
    words: dict[str, str | int | Line] = {"name": period.scope.name, "days": body.days}
    caption = write(Line("figures.file_caption", words))
    if period.all.cases > MOST_CASES:
        caption += f"\n{write(Line('figures.file_newest', {'count': MOST_CASES}))}"
    name = f"{label('figures.file_name', days=body.days)}.{body.form}"
    return await calls.file(chat, content, name, again + caption, place)
