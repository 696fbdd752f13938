r"""`/kelola` in the private chat: owners look after all districts, a desk's head after that one.

| words                                                        | who    |
|--------------------------------------------------------------|--------|
| (none), cari WORDS                                           | owner, head: the list, and these words |
| meja                                                         | owner, head: which desks have no group, or do not answer |
| tambah CODE \| NAME \| kabkota or provinsi \| PARENT or - \| ZONE \| 08.00-15.30 | owner  |
| impor, below a table as a file                               | owner  |
| kepala CODE PERSON, berhenti CODE PERSON                     | owner  |
| bot CODE @NAME or -                                          | owner  |
| tautan CODE, qr CODE, jam CODE 08.00-15.30, jejak CODE       | owner, head |
| ingat CODE 60 120 120                                        | owner, head |
| lepas CODE, ekspor CODE, hapus CODE CODE                     | owner, head |
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from bot.helpdesk.cases.card import detail, doer
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.cases.operator_view import DAY
from bot.helpdesk.desks.working_hours import clock, read_hours
from bot.helpdesk.groups.admin_buttons import (
    LET_GO,
    OPEN,
    PAGE,
    desk_buttons,
    greeting_buttons,
    let_go_buttons,
    list_buttons,
)
from bot.helpdesk.groups.desk_standing import desks_wanting, greeting, in_lines
from bot.helpdesk.groups.district_table import read_district, read_table
from bot.helpdesk.groups.group_linking import PAYLOAD, GroupLinking, digest, new_code, request_of
from bot.helpdesk.groups.head_news import HeadNews
from bot.incoming.events import AdminCommand
from bot.outgoing.export_files import ASKED_A_DAY
from bot.outgoing.letters import note
from bot.outgoing.render import plain
from bot.records.desk_case import GONE, Entry
from bot.records.help_desk import CODE_LIFE, Desk
from bot.records.letters import DeskExportBody, Letter, PosterBody
from bot.records.priority import Priority
from bot.records.rows import Known, Saved
from bot.turn import Decision, Kept
from flows.dialogue.case_code import case_code
from flows.dialogue.dates import short as short_time
from flows.dialogue.screens.keyboard import Rows
from flows.dialogue.screens.requirements import listed
from flows.texts import write
from flows.view import Line, Values

_NAME = 60
_A_BOT = re.compile(r"(?=.{5,32}$)[A-Za-z][A-Za-z0-9_]*bot", re.IGNORECASE)
"""A bot's user name, by Telegram's rules."""
_RIGHTS = "manage_topics+delete_messages+pin_messages"
_MINUTES = 4
"""A number of minutes has so many digits at most."""
_LARGEST = 2_000_000
"""So many bytes of a table of districts are read at most."""
_LINES, _SHORT = 30, 64
"""So many lines of the log are shown, and so much of a note."""

Reply = Line | Letter | None


class AdminCommands:
    """Carries out `/kelola`, each of its words in its way, and answers in the same chat."""

    def __init__(self, context: HelpdeskContext, joining: GroupLinking, news: HeadNews) -> None:
        self._news = news
        self._context = context
        self._joining = joining
        self._store = context.store
        self._desks = context.desks
        self._clock = context.clock

    async def governs(self, person: int) -> frozenset[str] | None:
        """The districts that somebody looks after; None for nobody's."""
        return await self._context.governs(person)

    async def greets(self, person: int, username: str, update_id: int) -> None:
        """Tell an owner what can be done here, and how many desks want looking after. They can be written to from now on."""
        line = await greeting(self._context)
        letter = note(f"govern:{update_id}", person, line, person, rows=greeting_buttons(username))

        async def decide(_: Known, now: datetime) -> Decision:
            return Kept(Saved(person, (), now, update_id, letters=(letter,)))

        await self._context.turns.take(person, decide, locked=True)

    async def does(self, heard: AdminCommand, codes: frozenset[str], update_id: int) -> None:
        """Carry out one command, by somebody who governs the districts `codes`."""
        person, argument = heard.person, heard.argument
        if argument.casefold().strip() == "impor" and person in self._context.owners:
            reply: Reply = await self._imports(person, heard.file)
        else:
            reply = await self._done(person, codes, argument, update_id)
        letters = []
        if isinstance(reply, Letter):
            letters = [reply]
        elif reply is not None:
            rows = self._buttons(argument, codes, reply)
            letters = [note(f"govern:{update_id}", person, reply, person, rows=rows)]
        await self._store.finish(update_id, letters, self._clock())

    def _buttons(self, argument: str, codes: frozenset[str], reply: Line) -> Rows:
        """Buttons that stand below an answer: below the list, and below what is said of one district."""
        word, _, rest = argument.partition(" ")
        if reply.key in {"govern.owner", "govern.head"}:
            page = int(rest) if word == PAGE and rest.isdecimal() and len(rest) <= _MINUTES else 0
            like = rest if word.casefold() == "cari" else ""
            return list_buttons(self._found(codes, like), page)
        desk = self._desks.get(rest)
        if desk is None or desk.code not in codes:
            return ()
        if reply.key == "govern.one":
            return desk_buttons(desk)
        return let_go_buttons(desk) if reply.key == "govern.let_go" else ()

    def _found(self, codes: frozenset[str], like: str) -> list[Desk]:
        """Desks among `codes` in whose code or name `like` stands."""
        wanted = like.strip().casefold()
        return [
            desk
            for desk in self._desks.every
            if desk.code in codes and wanted in f"{desk.code} {desk.name}".casefold()
        ]

    async def _one(self, _: int, desk: Desk, __: str, ___: int) -> Reply:
        hours = f"{clock(desk.opens)}–{clock(desk.closes)} {desk.zone}"
        return Line("govern.one", {"item": in_lines([desk]), "code": desk.code, "hours": hours})

    async def _asks_to_let_go(self, _: int, desk: Desk, __: str, ___: int) -> Reply:
        return Line("govern.let_go", {"name": desk.name})

    async def _done(self, person: int, codes: frozenset[str], argument: str, update_id: int) -> Reply:
        word, _, rest = argument.partition(" ")
        owner = person in self._context.owners
        match word.casefold():
            case "" | "cari":
                return self._list(codes, rest, owner=owner)
            case "meja":
                return await desks_wanting(self._context, codes)
            case "tambah" if owner:
                return await self._adds(person, rest)
            case "kepala" | "berhenti" if owner:
                return await self._heads(person, word.casefold(), rest)
            case "bot" if owner:
                return await self._own_bot(person, rest)
        way = self._ways.get(word.casefold())
        if way is None:
            return self._list(codes, "", owner=owner)
        code, _, more = rest.strip().partition(" ")
        if not code:
            return Line("govern.which", {"word": word.casefold()})
        desk = self._desks.get(code.casefold())
        if desk is None or desk.code not in codes:
            return Line("govern.unknown", {"code": code})
        return await way(self, person, desk, more.strip(), update_id)

    def _list(self, codes: frozenset[str], like: str, *, owner: bool) -> Line:
        found = self._found(codes, like)
        if like.strip() and not found:
            return Line("govern.none_like", {"like": like.strip()[:_NAME]})
        return Line(
            "govern.owner" if owner else "govern.head", {"items": in_lines(found), "count": len(found)}
        )

    async def _adds(self, person: int, rest: str) -> Line:
        known = {desk.code: desk for desk in self._desks.every}
        desk = read_district(rest.split("|"), known)
        if isinstance(desk, str):
            return Line("govern.how_to_add" if desk == "parts" else f"govern.wrong_{desk}")
        await self._store.put_desks([desk], [self._entry(desk, known, person)])
        await self._desks.refresh()
        return Line(
            "govern.changed" if desk.code in known else "govern.added", {"name": desk.name, "code": desk.code}
        )

    def _entry(self, desk: Desk, known: Mapping[str, Desk], person: int) -> Entry:
        action = "changed" if desk.code in known else "added"
        return Entry(self._clock(), desk.code, action, None, person)

    async def _imports(self, person: int, file: str | None) -> Line:
        """A table of districts that came as a file: what can be read of it is added or changed, the rest named by its line."""
        content = await self._context.fetch(file, _LARGEST) if file else None
        known = {desk.code: desk for desk in self._desks.every}
        table = await asyncio.to_thread(read_table, content, known) if isinstance(content, bytes) else None
        if table is None:
            return Line("govern.how_to_import")
        await self._store.put_desks(table.desks, [self._entry(desk, known, person) for desk in table.desks])
        await self._desks.refresh()
        faults = [
            Line("govern.fault", {"line": fault.line, "what": Line(f"govern.wrong_{fault.what}")})
            for fault in table.faults[:_LINES]
        ]
        more = len(table.faults) - len(faults)
        rest = [Line("govern.more", {"count": more})] if more else []
        added = sum(desk.code not in known for desk in table.desks)
        values: Values = {"added": added, "changed": len(table.desks) - added, "faults": len(table.faults)}
        if not faults:
            return Line("govern.imported", values)
        return Line("govern.imported_some", {**values, "items": listed([*faults, *rest])})

    async def _heads(self, person: int, word: str, rest: str) -> Line:
        code, _, who = rest.strip().partition(" ")
        desk = self._desks.get(code.casefold())
        if not who.strip().isdecimal() or len(who.strip()) > 15:
            return Line("govern.how_to_head", {"word": word})
        if desk is None:
            return Line("govern.unknown", {"code": code})
        if word == "kepala":
            await self._store.appoint(desk.code, int(who))
            await self._context.log(desk, "appointed", person, str(int(who)))
            return Line("govern.appointed", {"name": desk.name})
        if not await self._context.dismiss(desk, int(who), person):
            return Line("govern.no_head", {"name": desk.name})
        return Line("govern.dismissed", {"name": desk.name})

    async def _own_bot(self, person: int, rest: str) -> Line:
        """The bot that serves a district instead of this one, or none."""
        code, _, name = rest.strip().partition(" ")
        desk = self._desks.get(code.casefold())
        if desk is None:
            return Line("govern.unknown", {"code": code}) if code else Line("govern.how_to_bot")
        bot = "" if name.strip() == "-" else name.strip().removeprefix("@")
        own = str(self._context.sender.bot.username)
        if name.strip() != "-" and (not _A_BOT.fullmatch(bot) or bot.casefold() == own.casefold()):
            return Line("govern.how_to_bot")
        await self._store.put_desk(replace(desk, bot=bot))
        await self._desks.refresh()
        await self._context.log(desk, "changed", person)
        return Line("govern.own_bot" if bot else "govern.no_bot", {"name": desk.name, "bot": bot})

    async def _link(self, person: int, desk: Desk, _: str, update_id: int) -> Reply:
        code = new_code()
        await self._store.new_code(digest(code), desk.code, self._clock() + CODE_LIFE)
        await self._context.log(desk, "code_made", person)
        link = (
            f"https://t.me/{self._context.sender.bot.username!s}?startgroup={PAYLOAD}{code}&admin={_RIGHTS}"
        )
        line = Line("govern.link", {"name": desk.name, "code": code, "link": link})
        wants = (write(Line("govern.choose")), request_of(code))
        return note(f"govern:{update_id}", person, line, person, wants=wants)

    async def _poster(self, person: int, desk: Desk, _: str, update_id: int) -> Reply:
        return poster_letter(desk, person, str(self._context.sender.bot.username), update_id)

    async def _hours(self, person: int, desk: Desk, more: str, _: int) -> Reply:
        times = read_hours(more)
        if times is None:
            return Line("govern.wrong_hours")
        await self._store.put_desk(replace(desk, opens=times[0], closes=times[1]))
        await self._desks.refresh()
        await self._context.log(desk, "changed", person)
        return Line("govern.hours", {"name": desk.name, "hours": f"{clock(times[0])}–{clock(times[1])}"})

    async def _reminds(self, person: int, desk: Desk, more: str, _: int) -> Reply:
        """Set after how many minutes of working time staff, and then the heads, are reminded; 0 for never."""
        times = [int(word) for word in more.split() if word.isdecimal() and len(word) <= _MINUTES]
        if len(times) != 3 or len(more.split()) != 3:
            return Line("govern.how_to_remind", {"code": desk.code})
        take, answer, head = times
        await self._store.put_desk(replace(desk, take_in=take, answer_in=answer, head_in=head))
        await self._desks.refresh()
        await self._context.log(desk, "changed", person)
        return Line("govern.reminds", {"name": desk.name, "take": take, "answer": answer, "head": head})

    async def _trail(self, person: int, desk: Desk, _: str, __: int) -> Reply:  # noqa: ARG002  one way for all
        entries = await self._store.desk_log(desk.code, _LINES)
        given = {int(entry.detail) for entry in entries if entry.action == "assigned" and entry.detail}
        people = sorted({entry.who for entry in entries if entry.who and entry.who > GONE} | given)
        names = {who: str(who) for who in people} | await self._store.names(people)
        items: list[Line] = []
        for entry in entries:
            about = detail(entry, names)
            short = about[:_SHORT] if isinstance(about, str) else about
            values = {"when": short_time(entry.at, desk.zone), "who": doer(entry, names), "detail": short}
            code = case_code(entry.case) if entry.case is not None else "-"
            what = Line(f"desk.log.{entry.action}", values)
            items.append(Line("govern.trail_item", {**values, "code": code, "what": what}))
        return Line("govern.trail", {"name": desk.name, "items": listed(items) if items else "-"})

    async def _unlinks(self, person: int, desk: Desk, _: str, __: int) -> Reply:
        if desk.chat is None:
            return Line("govern.not_linked", {"name": desk.name})
        await self._joining.unlinks(desk, person)
        return Line("govern.unlinked", {"name": desk.name})

    async def _export(self, person: int, desk: Desk, _: str, update_id: int) -> Reply:
        if await self._store.exported(person, self._clock() - DAY) >= ASKED_A_DAY:
            return Line("notice.exported")
        await self._context.log(desk, "exported", person)
        await self._news.tells_of("exported", desk, person)
        caption = write(Line("govern.export", {"name": desk.name}))
        return Letter(f"export:{update_id}", person, DeskExportBody(desk.code, caption), person)

    async def _removes(self, person: int, desk: Desk, more: str, _: int) -> Reply:  # noqa: ARG002
        """Remove a district: its code is said twice, so that nobody does it by a slip, and none lies below it."""
        below = [one for one in self._desks.every if one.parent == desk.code]
        if below:
            return Line("govern.below_first", {"name": desk.name, "items": in_lines(below)})
        if desk.chat is not None:
            return Line("govern.unlink_first", {"name": desk.name, "code": desk.code})
        if more.casefold() != desk.code:
            return Line("govern.sure", {"name": desk.name, "code": desk.code})
        if not await self._store.remove_desk(desk.code, self._clock()):
            return Line("govern.still_open", {"name": desk.name})
        await self._desks.refresh()
        return Line("govern.removed", {"name": desk.name})

    _ways: ClassVar[dict[str, Callable[["AdminCommands", int, Desk, str, int], Awaitable[Reply]]]] = {
        OPEN: _one,
        LET_GO: _asks_to_let_go,
        "t": _link,
        "j": _trail,
        "e": _export,
        "tautan": _link,
        "qr": _poster,
        "jam": _hours,
        "ingat": _reminds,
        "jejak": _trail,
        "lepas": _unlinks,
        "ekspor": _export,
        "hapus": _removes,
    }


def poster_letter(desk: Desk, chat: int, username: str, update_id: int, thread: int | None = None) -> Letter:
    """The printable picture that leads operators to this desk."""
    link = f"https://t.me/{username}?start=d_{desk.code}"
    words = {"name": desk.name, "link": link}
    hint, caption = plain(write(Line("desk.poster.hint"))), write(Line("desk.poster.caption", words))
    body = PosterBody(link, desk.name, hint, caption, thread)
    rank = Priority.STAFF_SAID if chat < 0 else Priority.ANSWER
    return Letter(f"poster:{update_id}", chat, body, chat if chat > 0 else None, rank=rank)
