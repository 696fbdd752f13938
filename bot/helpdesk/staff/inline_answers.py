"""Inline mode: what somebody finds who types `@bot words` in any chat.

Everybody finds the guides that are public; a desk's staff also what their desk has ready, which nobody else sees. The file that
goes with an answer goes along.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from telegram import (
    InlineQueryResult,
    InlineQueryResultArticle,
    InlineQueryResultCachedAudio,
    InlineQueryResultCachedDocument,
    InlineQueryResultCachedMpeg4Gif,
    InlineQueryResultCachedPhoto,
    InlineQueryResultCachedVideo,
    InlineQueryResultCachedVoice,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import InlineQueryLimit, MessageLimit, ParseMode

from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.staff.canned_answers import CannedAnswers
from bot.incoming.events import InlineSearch
from bot.incoming.not_known import NotKnownError
from bot.outgoing.render import plain
from bot.records.help_desk import Desk
from bot.records.messages import CannedAnswer
from flows.dialogue.desk.ready_answers import READY, ready
from flows.texts import write
from flows.view import Line

CACHED = 300
"""Seconds for which Telegram shows the same to somebody who is no staff."""
_SHORT = 80
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class InlineAnswers:
    """Answers searches. Nothing of them is kept."""

    def __init__(self, context: HelpdeskContext, canned: CannedAnswers) -> None:
        self._context = context
        self._store = context.store
        self._canned = canned

    async def answer_search(self, heard: InlineSearch, update_id: int) -> None:
        """Answer a search. It goes stale within seconds: where Telegram cannot tell now who is staff, only what is public is found."""
        await self._store.finish(update_id, (), self._context.clock())
        desks = [
            desk
            for code in await self._store.desks_of(heard.person)
            if (desk := self._context.desks.get(code))
        ]
        found: list[_Found] = []
        for desk in desks:
            if await self._is_in(desk, heard.person):
                found += _fitting(heard.words, desk.name, desk.code, await self._store.canned(desk.code))
        public = {word: CannedAnswer(ready(word) or "", await self._canned.picture(word)) for word in READY}
        title = plain(write(Line("ready.public")))
        found += _fitting(heard.words, title, "", public)
        shown = found[: InlineQueryLimit.RESULTS]
        self._context.sender.answer_search(
            heard.query,
            [one.with_file or one.article for one in shown],
            [one.article for one in shown],
            0 if desks else CACHED,
        )

    async def _is_in(self, desk: Desk, person: int) -> bool:
        try:
            return desk.chat is not None and await self._context.members.is_still_in(desk.chat, person)
        except NotKnownError:
            return False


@dataclass(frozen=True, slots=True)
class _Found:
    """An answer that fits, as a text; with its file where there is one, and the text can be its caption."""

    article: InlineQueryResultArticle
    with_file: InlineQueryResult | None


def _fitting(words: str, whose: str, code: str, answers: Mapping[str, CannedAnswer]) -> Iterator[_Found]:
    """Answers in which each of the words begins a word. `code`: of the desk whose they are; the bot's own are in HTML."""
    wanted = words.casefold().split()
    for word, answer in answers.items():
        bare = answer.text if code else plain(answer.text)
        said = f"{word} {bare}".casefold().split()
        if all(any(one.startswith(want) for one in said) for want in wanted):
            yield _found(f"{code}.{word}", Line("ready.found", {"word": word, "whose": whose}), answer, code)


def _found(name: str, title: Line, answer: CannedAnswer, code: str) -> _Found:
    mode = None if code else ParseMode.HTML
    bare = answer.text if code else plain(answer.text)
    head, short = plain(write(title)), " ".join(bare.split())[:_SHORT]
    content = InputTextMessageContent(answer.text or head, mode, link_preview_options=_NO_PREVIEW)
    article = InlineQueryResultArticle(name, head, content, description=short)
    file = answer.attachment
    if file is None or len(bare.encode("utf-16-le")) // 2 > MessageLimit.CAPTION_LENGTH:
        return _Found(article, None)
    return _Found(article, _KINDS[file.kind](name, file.file, head, answer.text or None, mode))


_Made = Callable[[str, str, str, str | None, str | None], InlineQueryResult]
_KINDS: Mapping[str, _Made] = {
    "photo": lambda name, file, title, text, mode: InlineQueryResultCachedPhoto(
        name, file, title, caption=text, parse_mode=mode
    ),
    "document": lambda name, file, title, text, mode: InlineQueryResultCachedDocument(
        name, title, file, caption=text, parse_mode=mode
    ),
    "video": lambda name, file, title, text, mode: InlineQueryResultCachedVideo(
        name, file, title, caption=text, parse_mode=mode
    ),
    "voice": lambda name, file, title, text, mode: InlineQueryResultCachedVoice(
        name, file, title, caption=text, parse_mode=mode
    ),
    "audio": lambda name, file, _, text, mode: InlineQueryResultCachedAudio(
        name, file, caption=text, parse_mode=mode
    ),
    "animation": lambda name, file, title, text, mode: InlineQueryResultCachedMpeg4Gif(
        name, file, title, caption=text, parse_mode=mode
    ),
}
"""Result for a file, by its kind: made of a name, the file, a title, and a caption with its marks."""
