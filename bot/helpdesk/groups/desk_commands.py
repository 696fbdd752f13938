"""Words of `/kelola` about one desk, by an owner or its head: its group, its hours, its reminders, its log and its data."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import ClassVar

from bot.helpdesk.cases.card import detail, doer
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.cases.operator_view import DAY
from bot.helpdesk.desks.working_hours import clock, read_hours
from bot.helpdesk.groups.admin_buttons import LET_GO, OPEN
from bot.helpdesk.groups.desk_standing import in_lines
from bot.helpdesk.groups.group_linking import PAYLOAD, GroupLinking, digest, new_code, request_of
from bot.helpdesk.groups.head_news import HeadNews
from bot.helpdesk.groups.poster_letter import poster_letter
from bot.outgoing.export_files import ASKED_A_DAY
from bot.outgoing.letters import note
from bot.records.desk_case import GONE
from bot.records.help_desk import CODE_LIFE, Desk
from bot.records.letters import DeskExportBody, Letter
from flows.dialogue.case_code import case_code
from flows.dialogue.dates import short as short_time
from flows.dialogue.screens.requirements import listed
from flows.texts import write
from flows.view import Line

_RIGHTS = "manage_topics+delete_messages+pin_messages"
_MINUTES = 4
"""A number of minutes has so many digits at most."""
_LINES, _SHORT = 30, 64
"""So many lines of the log are shown, and so much of a note."""

Reply = Line | Letter | None


class DeskCommands:
    """Carries out what is said of one desk, and gives the answer: a line, a letter, or none where it is told otherwise."""

    def __init__(self, context: HelpdeskContext, linking: GroupLinking, news: HeadNews) -> None:
        self._context = context
        self._linking = linking
        self._news = news
        self._store = context.store
        self._desks = context.desks
        self._clock = context.clock

    async def carry_out(
        self, person: int, codes: frozenset[str], word: str, rest: str, update_id: int
    ) -> Reply:
        """Carry out one of `words`, said of a desk among `codes`, which `rest` begins with."""
        code, _, more = rest.strip().partition(" ")
        if not code:
            return Line("govern.which", {"word": word})
        desk = self._desks.get(code.casefold())
        if desk is None or desk.code not in codes:
            return Line("govern.unknown", {"code": code})
        return await self._ways[word](self, person, desk, more.strip(), update_id)

    async def _one(self, _: int, desk: Desk, __: str, ___: int) -> Reply:
        hours = f"{clock(desk.opens)}–{clock(desk.closes)} {desk.zone}"
        return Line("govern.one", {"item": in_lines([desk]), "code": desk.code, "hours": hours})

    async def _asks_to_let_go(self, _: int, desk: Desk, __: str, ___: int) -> Reply:
        return Line("govern.let_go", {"name": desk.name})

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
        await self._linking.unlink(desk, person)
        return Line("govern.unlinked", {"name": desk.name})

    async def _export(self, person: int, desk: Desk, _: str, update_id: int) -> Reply:
        if await self._store.exported(person, self._clock() - DAY) >= ASKED_A_DAY:
            return Line("notice.exported")
        await self._context.log(desk, "exported", person)
        await self._news.tell_of("exported", desk, person)
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

    _ways: ClassVar[dict[str, Callable[["DeskCommands", int, Desk, str, int], Awaitable[Reply]]]] = {
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
    words = _ways.keys()
