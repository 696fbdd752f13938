r"""`/kelola` in the private chat: owners look after all districts, a desk's head after that one.

| words                                                        | who    |
|--------------------------------------------------------------|--------|
| (none)                                                       | owner, head: the list, and these words |
| tambah CODE \| NAME \| kabkota or provinsi \| PARENT or - \| ZONE \| 08.00-15.30 | owner  |
| kepala CODE PERSON, berhenti CODE PERSON                     | owner  |
| tautan CODE, qr CODE, jam CODE 08.00-15.30, jejak CODE       | owner, head |
| lepas CODE, ekspor CODE, hapus CODE CODE                     | owner, head |
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import ClassVar, get_args

from bot.helpdesk.cases.card import detail, doer
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.desks.working_hours import clock, read_hours
from bot.helpdesk.groups.group_linking import CODE_LIFE, PAYLOAD, GroupLinking, digest, new_code, request_of
from bot.outgoing.letters import note
from bot.outgoing.render import plain
from bot.records.desk_case import GONE
from bot.records.letters import DeskExportBody, Letter, PosterBody
from bot.records.priority import Priority
from bot.records.rows import Desk
from flows.dialogue.case_code import case_code
from flows.dialogue.dates import Zone
from flows.dialogue.dates import short as short_time
from flows.dialogue.machine.questions import NO_DISTRICT
from flows.dialogue.screens.requirements import listed
from flows.texts import write
from flows.view import Line

_CODE = re.compile(r"[a-z0-9_]{2,20}", re.ASCII)
_LEVELS = {"kabkota", "provinsi"}
_NAME = 60
_RIGHTS = "manage_topics+delete_messages"
_LINES, _SHORT = 30, 40
"""So many lines of the log are shown, and so much of a note."""

Reply = Line | Letter | None


class AdminCommands:
    """Each word has its way; what comes of it is said in the same chat."""

    def __init__(self, office: HelpdeskContext, joining: GroupLinking) -> None:
        self._office = office
        self._joining = joining
        self._store = office.store
        self._desks = office.desks
        self._clock = office.clock

    async def governs(self, person: int) -> frozenset[str] | None:
        """The districts that somebody looks after; None for nobody's."""
        return await self._office.governs(person)

    async def does(self, person: int, codes: frozenset[str], argument: str, update_id: int) -> None:
        """One command, by somebody who governs `codes`."""
        reply = await self._done(person, codes, argument, update_id)
        letters = []
        if isinstance(reply, Letter):
            letters = [reply]
        elif reply is not None:
            letters = [note(f"govern:{update_id}", person, reply, person)]
        await self._store.finish(update_id, letters, self._clock())

    async def _done(self, person: int, codes: frozenset[str], argument: str, update_id: int) -> Reply:
        word, _, rest = argument.partition(" ")
        owner = person in self._office.owners
        match word.casefold():
            case "" | "cari":
                return self._list(codes, rest, owner=owner)
            case "tambah" if owner:
                return await self._adds(person, rest)
            case "kepala" | "berhenti" if owner:
                return await self._heads(person, word.casefold(), rest)
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
        found = [
            desk
            for desk in self._desks.every
            if desk.code in codes and like.strip().casefold() in f"{desk.code} {desk.name}".casefold()
        ]
        if like.strip() and not found:
            return Line("govern.none_like", {"like": like.strip()[:_NAME]})
        return Line(
            "govern.owner" if owner else "govern.head", {"items": _in_lines(found), "count": len(found)}
        )

    async def _adds(self, person: int, rest: str) -> Line:
        parts = [part.strip() for part in rest.split("|")]
        if len(parts) != 6:
            return Line("govern.how_to_add")
        code, name, level, parent, zone, hours = (" ".join(part.split()) for part in parts)
        code, level, parent, zone = code.casefold(), level.casefold(), parent.casefold(), zone.upper()
        times = read_hours(hours)
        for wrong, key in (
            (not _CODE.fullmatch(code) or code == NO_DISTRICT, "code"),
            (not 3 <= len(name) <= _NAME, "name"),
            (level not in _LEVELS, "level"),
            (level == "provinsi" and parent not in {"-", ""}, "top"),
            (parent not in {"-", ""} and not self._is_province(parent, code), "parent"),
            (level == "kabkota" and any(one.parent == code for one in self._desks.every), "below"),
            (any(_is_other(one, code, name) for one in self._desks.every), "same"),
            (zone not in get_args(Zone), "zone"),
            (times is None, "hours"),
        ):
            if wrong:
                return Line(f"govern.wrong_{key}")
        assert times is not None
        known = self._desks.get(code)
        desk = Desk(
            code=code,
            name=name,
            level="provinsi" if level == "provinsi" else "kabkota",
            parent=parent if parent not in {"-", ""} else None,
            zone=_ZONES[zone],
            opens=times[0],
            closes=times[1],
            chat=known.chat if known else None,
            forum=known.forum if known else False,
            lost=known.lost if known else False,
        )
        await self._store.put_desk(desk)
        await self._desks.refresh()
        await self._office.log(desk, "changed" if known else "added", person)
        return Line("govern.changed" if known else "govern.added", {"name": name, "code": code})

    def _is_province(self, parent: str, code: str) -> bool:
        found = self._desks.get(parent)
        return found is not None and found.level == "provinsi" and parent != code

    async def _heads(self, person: int, word: str, rest: str) -> Line:
        code, _, who = rest.strip().partition(" ")
        desk = self._desks.get(code.casefold())
        if not who.strip().isdecimal() or len(who.strip()) > 15:
            return Line("govern.how_to_head", {"word": word})
        if desk is None:
            return Line("govern.unknown", {"code": code})
        if word == "kepala":
            await self._store.appoint(desk.code, int(who))
            await self._office.log(desk, "appointed", person, str(int(who)))
            return Line("govern.appointed", {"name": desk.name})
        if not await self._store.dismiss(desk.code, int(who)):
            return Line("govern.no_head", {"name": desk.name})
        await self._office.log(desk, "dismissed", person, str(int(who)))
        return Line("govern.dismissed", {"name": desk.name})

    async def _link(self, person: int, desk: Desk, _: str, update_id: int) -> Reply:
        code = new_code()
        await self._store.new_code(digest(code), desk.code, self._clock() + CODE_LIFE)
        await self._office.log(desk, "code_made", person)
        link = f"https://t.me/{self._office.sender.bot.username!s}?startgroup={PAYLOAD}{code}&admin={_RIGHTS}"
        line = Line("govern.link", {"name": desk.name, "code": code, "link": link})
        wants = (write(Line("govern.choose")), request_of(code))
        return note(f"govern:{update_id}", person, line, person, wants=wants)

    async def _poster(self, person: int, desk: Desk, _: str, update_id: int) -> Reply:
        return poster_letter(desk, person, str(self._office.sender.bot.username), update_id)

    async def _hours(self, person: int, desk: Desk, more: str, _: int) -> Reply:
        times = read_hours(more)
        if times is None:
            return Line("govern.wrong_hours")
        await self._store.put_desk(replace(desk, opens=times[0], closes=times[1]))
        await self._desks.refresh()
        await self._office.log(desk, "changed", person)
        return Line("govern.hours", {"name": desk.name, "hours": f"{clock(times[0])}–{clock(times[1])}"})

    async def _trail(self, person: int, desk: Desk, _: str, __: int) -> Reply:  # noqa: ARG002  one way for all
        entries = await self._store.desk_log(desk.code, _LINES)
        people = sorted({entry.who for entry in entries if entry.who and entry.who > GONE})
        names = {who: str(who) for who in people} | await self._store.names(people)
        items: list[Line] = []
        for entry in entries:
            about = detail(entry)
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
        await self._office.log(desk, "exported", person)
        caption = write(Line("govern.export", {"name": desk.name}))
        return Letter(f"export:{update_id}", person, DeskExportBody(desk.code, caption), person)

    async def _removes(self, person: int, desk: Desk, more: str, _: int) -> Reply:  # noqa: ARG002
        """With the code said twice, so that nobody does it by a slip; and not from under the districts below it."""
        below = [one for one in self._desks.every if one.parent == desk.code]
        if below:
            return Line("govern.below_first", {"name": desk.name, "items": _in_lines(below)})
        if desk.chat is not None:
            return Line("govern.unlink_first", {"name": desk.name, "code": desk.code})
        if more.casefold() != desk.code:
            return Line("govern.sure", {"name": desk.name, "code": desk.code})
        if not await self._store.remove_desk(desk.code, self._clock()):
            return Line("govern.still_open", {"name": desk.name})
        await self._desks.refresh()
        return Line("govern.removed", {"name": desk.name})

    _ways: ClassVar[dict[str, Callable[["AdminCommands", int, Desk, str, int], Awaitable[Reply]]]] = {
        "tautan": _link,
        "qr": _poster,
        "jam": _hours,
        "jejak": _trail,
        "lepas": _unlinks,
        "ekspor": _export,
        "hapus": _removes,
    }


def _in_lines(found: list[Desk]) -> Line | str:
    """Districts and how each stands; of many the first."""
    items: list[Line] = []
    for desk in found[:_LINES]:
        how = "linked" if desk.chat is not None else "lost" if desk.lost else "open"
        items.append(
            Line("govern.item", {"code": desk.code, "name": desk.name, "how": Line(f"govern.{how}")})
        )
    if len(found) > _LINES:
        items.append(Line("govern.more", {"count": len(found) - _LINES}))
    return listed(items) if items else "-"


def _is_other(desk: Desk, code: str, name: str) -> bool:
    """Whether another district than `code` has this name already: two buttons alike would mislead."""
    return desk.code != code and desk.name.casefold() == name.casefold()


_ZONES: dict[str, Zone] = {zone: zone for zone in get_args(Zone)}


def poster_letter(desk: Desk, chat: int, username: str, update_id: int, thread: int | None = None) -> Letter:
    """The printable picture that leads operators to this desk."""
    link = f"https://t.me/{username}?start=d_{desk.code}"
    words = {"name": desk.name, "link": link}
    hint, caption = plain(write(Line("desk.poster.hint"))), write(Line("desk.poster.caption", words))
    body = PosterBody(link, desk.name, hint, caption, thread)
    rank = Priority.STAFF_SAID if chat < 0 else Priority.ANSWER
    return Letter(f"poster:{update_id}", chat, body, chat if chat > 0 else None, rank=rank)
