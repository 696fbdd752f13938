r"""`/jawaban` and `/j`: a desk's answers that are ready to be sent.

| words                    |                                             |
|--------------------------|---------------------------------------------|
| /jawaban                 | the list                                    |
| /jawaban WORD            | one of them                                 |
| /jawaban WORD TEXT       | put in, or in the place of the one so far   |
| /jawaban hapus WORD      | take out; one of the bot's own comes back   |
| /j WORD                  | send it in a case: `staff_actions.py`       |
"""

import re

from bot.helpdesk.cases.context import HelpdeskContext
from bot.incoming.events import GroupMessage
from bot.outgoing.letters import note
from bot.outgoing.render import plain
from bot.records.desk_case import Entry
from bot.records.rows import Desk
from flows.dialogue.desk.ready_answers import READY, ready
from flows.dialogue.screens.requirements import listed
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

    async def text(self, desk: Desk, word: str) -> str | None:
        """The text of the canned answer `word`, without marks; None where there is none of that name."""
        word = word.casefold()
        own = await self._store.canned(desk.code)
        if word in own:
            return own[word]
        found = ready(word)
        return plain(found) if found is not None else None

    async def hears(self, heard: GroupMessage, desk: Desk, update_id: int) -> None:
        """`/jawaban`, by whoever is in the desk's group."""
        now, log = self._context.clock(), list[Entry]()
        if not await self._context.members.belongs(heard.chat, heard.author):
            await self._store.finish(update_id, (), now)
            return
        line = await self._done(desk, heard.argument)
        if line.key in {"ready.kept", "ready.removed", "ready.back"}:
            log = [Entry(now, desk.code, "canned", None, heard.author.person, str(line.values["word"]))]
        letter = note(f"canned:{update_id}", heard.chat, line, thread=heard.thread)
        await self._store.finish(update_id, [letter], now, log)

    async def _done(self, desk: Desk, argument: str) -> Line:
        if not argument:
            return await self._list(desk)
        word, *rest = argument.split(maxsplit=1)
        word, text = word.casefold(), "".join(rest).strip()
        if word == _REMOVE:
            return await self._removes(desk, text.casefold())
        if not _WORD.fullmatch(word):
            return Line("ready.wrong_word")
        if not text:
            found = await self.text(desk, word)
            values = {"word": word, "text": found or ""}
            return Line("ready.shown", values) if found else Line("ready.none", {"word": word})
        if len(text) > LONGEST:
            return Line("ready.too_long")
        own = await self._store.canned(desk.code)
        if word not in own and len(own) >= MOST:
            return Line("ready.too_many")
        await self._store.put_canned(desk.code, word, text)
        return Line("ready.kept", {"word": word})

    async def _removes(self, desk: Desk, word: str) -> Line:
        if not _WORD.fullmatch(word) or not await self._store.put_canned(desk.code, word, None):
            return Line("ready.none", {"word": word[:20] or "-"})
        return Line("ready.back" if word in READY else "ready.removed", {"word": word})

    async def _list(self, desk: Desk) -> Line:
        own = await self._store.canned(desk.code)
        items = [_item("ready.own_item", word, text) for word, text in own.items()]
        items += [_item("ready.item", word, plain(ready(word) or "")) for word in READY if word not in own]
        return Line("ready.list", {"name": desk.name, "items": listed(items)})


def _item(key: str, word: str, text: str) -> Line:
    short = " ".join(text.split())
    return Line(key, {"word": word, "text": short if len(short) <= _SHORT else f"{short[:_SHORT].rstrip()}…"})
