r"""`/jawaban` and `/j`: a desk's answers that are ready to be sent.

| words                    |                                             |
|--------------------------|---------------------------------------------|
| /jawaban                 | the list                                    |
| /jawaban WORD            | one of them                                 |
| /jawaban WORD TEXT       | put in, or in the place of the one so far; below a file, with it |
| /jawaban hapus WORD      | take out; one of the bot's own comes back   |
| /j WORD                  | send it in a case: `staff_messages.py`      |
"""

import re

from bot.helpdesk.cases.context import HelpdeskContext
from bot.incoming.events import GroupMessage
from bot.outgoing.letters import note
from bot.outgoing.pictures import mark_of
from bot.outgoing.render import plain
from bot.records.desk_case import Entry
from bot.records.help_desk import Desk
from bot.records.messages import CannedAnswer, Content
from bot.records.relayed import ATTACHABLE, Attachment
from flows.dialogue.desk.ready_answers import READY, picture, ready
from flows.dialogue.screens.requirements import listed
from flows.texts import write
from flows.view import Line

LIST, SEND = "jawaban", "j"
LONGEST, MOST = 1_200, 50
_WORD = re.compile(r"[a-z0-9]{2,20}", re.ASCII)
_REMOVE = "hapus"
_SHORT = 30


class CannedAnswers:
    """Keeps a desk's answers, and finds one by its word."""

    def __init__(self, context: HelpdeskContext) -> None:
        self._context = context
        self._store = context.store

    async def words(self, desk: Desk) -> list[str]:
        """The names of the canned answers: the desk's own first, then the bot's."""
        own = await self._store.canned(desk.code)
        return [*own, *(word for word in READY if word not in own)]

    async def find(self, desk: Desk, word: str) -> CannedAnswer | None:
        """The canned answer `word`; None where there is none of that name."""
        word = word.casefold()
        own = await self._store.canned(desk.code)
        if word in own:
            return own[word]
        found = ready(word)
        return CannedAnswer(plain(found), await self.picture(word)) if found is not None else None

    async def picture(self, word: str) -> Attachment | None:
        """The picture that goes with one of the bot's own answers, once anybody has been shown it."""
        name = picture(word)
        file = await self._store.marked(mark_of(name)) if name else None
        return Attachment("photo", file) if file else None

    async def sent(self, desk: Desk, text: str) -> CannedAnswer | None:
        """The canned answer that was sent by buttons, by what the message with these says since; None for another message."""
        for word in await self.words(desk):
            head = plain(write(Line("ready.sent", {"word": word, "text": ""})))
            if text.startswith(head):
                said, found = text.removeprefix(head), await self.find(desk, word)
                return found if found and found.text.strip() == said.strip() else CannedAnswer(said)
        return None

    async def carry_out(self, heard: GroupMessage, desk: Desk, update_id: int) -> None:
        """`/jawaban`, by whoever is in the desk's group."""
        now, log = self._context.clock(), list[Entry]()
        if not await self._context.members.belongs(heard.chat, heard.author):
            await self._store.finish(update_id, (), now)
            return
        line = await self._done(desk, heard.argument, heard.content)
        if line.key in {"ready.kept", "ready.removed", "ready.back"}:
            log = [Entry(now, desk.code, "canned", None, heard.author.person, str(line.values["word"]))]
        letter = note(f"canned:{update_id}", heard.chat, line, thread=heard.thread)
        await self._store.finish(update_id, [letter], now, log)

    async def _done(self, desk: Desk, argument: str, content: Content | None) -> Line:
        file = content is not None and content.kind != "text"
        attachment = _attachment(content)
        if file and attachment is None:
            return Line("ready.wrong_file")
        if not argument and not file:
            return await self._list(desk)
        word, *rest = argument.split(maxsplit=1) if argument else ("",)
        word, text = word.casefold(), "".join(rest).strip()
        if word == _REMOVE and not file:
            return await self._removes(desk, text.casefold())
        if not _WORD.fullmatch(word) or word == _REMOVE:
            return Line("ready.wrong_word")
        if not text and not file:
            found = await self.find(desk, word)
            return shown(word, found) if found else Line("ready.none", {"word": word})
        if len(text) > LONGEST:
            return Line("ready.too_long")
        own = await self._store.canned(desk.code)
        if word not in own and len(own) >= MOST:
            return Line("ready.too_many")
        await self._store.put_canned(desk.code, word, CannedAnswer(text, attachment))
        return Line("ready.kept", {"word": word})

    async def _removes(self, desk: Desk, word: str) -> Line:
        if not _WORD.fullmatch(word) or not await self._store.put_canned(desk.code, word, None):
            return Line("ready.none", {"word": word[:20] or "-"})
        return Line("ready.back" if word in READY else "ready.removed", {"word": word})

    async def _list(self, desk: Desk) -> Line:
        own = await self._store.canned(desk.code)
        items = [_item("ready.own_item", word, answer) for word, answer in own.items()]
        for word in (word for word in READY if word not in own):
            answer = CannedAnswer(plain(ready(word) or ""), await self.picture(word))
            items.append(_item("ready.item", word, answer))
        return Line("ready.list", {"name": desk.name, "items": listed(items)})


def shown(word: str, answer: CannedAnswer) -> Line:
    """Line that shows a canned answer, and says whether a file goes with it."""
    return Line("ready.shown", {"word": _with_file(word, answer), "text": answer.text})


def _with_file(what: str, answer: CannedAnswer) -> Line | str:
    return Line("ready.with_file", {"what": what}) if answer.attachment else what


def _attachment(content: Content | None) -> Attachment | None:
    """The file below which the command stands, if it is one that can be sent again."""
    if content is None or content.kind not in ATTACHABLE or content.file is None:
        return None
    return Attachment(content.kind, content.file)


def _item(key: str, word: str, answer: CannedAnswer) -> Line:
    text = " ".join(answer.text.split())
    short = text if len(text) <= _SHORT else f"{text[:_SHORT].rstrip()}…"
    return Line(key, {"word": word, "text": _with_file(short, answer)})
