"""Words of `/kelola` about the districts, by an owner: they are added and changed, get their heads, and bots of their own."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace

from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.groups.district_table import read_district, read_table
from bot.records.desk_case import Entry
from bot.records.help_desk import Desk
from flows.dialogue.screens.requirements import listed
from flows.view import Line, Values

_A_BOT = re.compile(r"(?=.{5,32}$)[A-Za-z][A-Za-z0-9_]*bot", re.IGNORECASE)
"""A bot's user name, by Telegram's rules."""
_LARGEST = 2_000_000
"""So many bytes of a table of districts are read at most."""
_FAULTS = 30
"""So many lines of a table that could not be read are named."""


class DistrictCommands:
    """Carries out what owners alone say, and gives the answer."""

    def __init__(self, context: HelpdeskContext) -> None:
        self._context = context
        self._store = context.store
        self._desks = context.desks
        self._clock = context.clock

    async def add(self, person: int, rest: str) -> Line:
        """Add a district, or change one, of the six parts in `rest`."""
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

    async def import_table(self, person: int, file: str | None) -> Line:
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
            for fault in table.faults[:_FAULTS]
        ]
        more = len(table.faults) - len(faults)
        rest = [Line("govern.more", {"count": more})] if more else []
        added = sum(desk.code not in known for desk in table.desks)
        values: Values = {"added": added, "changed": len(table.desks) - added, "faults": len(table.faults)}
        if not faults:
            return Line("govern.imported", values)
        return Line("govern.imported_some", {**values, "items": listed([*faults, *rest])})

    async def set_head(self, person: int, word: str, rest: str) -> Line:
        """Make somebody head of a desk (`kepala`), or not any more (`berhenti`)."""
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

    async def set_bot(self, person: int, rest: str) -> Line:
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
