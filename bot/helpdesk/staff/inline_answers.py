"""Inline mode: what somebody finds who types `@bot words` in any chat.

Everybody finds the guides that are public; a desk's staff also what their desk has ready, which nobody else sees.
"""

from collections.abc import Iterator

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import InlineQueryLimit, ParseMode

from bot.helpdesk.cases.context import HelpdeskContext
from bot.incoming.events import InlineSearch
from bot.incoming.not_known import NotKnownError
from bot.outgoing.render import plain
from bot.records.rows import Desk
from flows.dialogue.desk.ready_answers import READY, ready
from flows.texts import write
from flows.view import Line

CACHED = 300
"""For so many seconds Telegram shows the same to somebody who is no staff."""
_SHORT = 80
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class InlineAnswers:
    """Answers searches. Nothing of them is kept."""

    def __init__(self, context: HelpdeskContext) -> None:
        self._context = context
        self._store = context.store

    async def searches(self, heard: InlineSearch, update_id: int) -> None:
        """One search. It goes stale within seconds: where Telegram cannot tell now who is staff, only what is public is found."""
        await self._store.finish(update_id, (), self._context.clock())
        desks = [
            desk
            for code in await self._store.desks_of(heard.person)
            if (desk := self._context.desks.get(code))
        ]
        found: list[InlineQueryResultArticle] = []
        for desk in desks:
            if await self._is_in(desk, heard.person):
                found += _fitting(heard.words, desk.name, desk.code, await self._store.canned(desk.code))
        public = {word: ready(word) or "" for word in READY}
        title = plain(write(Line("ready.public")))
        found += _fitting(heard.words, title, "", public)
        shown = found[: InlineQueryLimit.RESULTS]
        self._context.sender.answer_search(heard.query, shown, 0 if desks else CACHED)

    async def _is_in(self, desk: Desk, person: int) -> bool:
        try:
            return desk.chat is not None and await self._context.members.stays(desk.chat, person)
        except NotKnownError:
            return False


def _fitting(
    words: str, whose: str, code: str, answers: dict[str, str]
) -> Iterator[InlineQueryResultArticle]:
    """Those answers in which each of the words begins a word. `code`: of the desk whose they are; the bot's own are in HTML."""
    wanted = words.casefold().split()
    for word, text in answers.items():
        bare = text if code else plain(text)
        said = f"{word} {bare}".casefold().split()
        if all(any(one.startswith(want) for one in said) for want in wanted):
            content = InputTextMessageContent(
                text, None if code else ParseMode.HTML, link_preview_options=_NO_PREVIEW
            )
            title = plain(write(Line("ready.found", {"word": word, "whose": whose})))
            yield InlineQueryResultArticle(
                f"{code}.{word}", title, content, description=" ".join(bare.split())[:_SHORT]
            )
