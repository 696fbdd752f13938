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

from datetime import datetime

from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.groups.admin_buttons import (
    PAGE,
    desk_buttons,
    greeting_buttons,
    let_go_buttons,
    list_buttons,
)
from bot.helpdesk.groups.desk_commands import DeskCommands, Reply
from bot.helpdesk.groups.desk_standing import desks_wanting, greeting, in_lines
from bot.helpdesk.groups.district_commands import DistrictCommands
from bot.helpdesk.groups.group_linking import GroupLinking
from bot.helpdesk.groups.head_news import HeadNews
from bot.incoming.events import AdminCommand
from bot.outgoing.letters import note
from bot.records.help_desk import Desk
from bot.records.letters import Letter
from bot.records.rows import Known, Saved
from bot.turn import Decision, Kept
from flows.dialogue.screens.keyboard import Rows
from flows.view import Line

_NAME = 60
_DIGITS = 4
"""A page's number has so many digits at most."""


class AdminCommands:
    """Carries out `/kelola`, each of its words in its way, and answers in the same chat."""

    def __init__(self, context: HelpdeskContext, linking: GroupLinking, news: HeadNews) -> None:
        self._context = context
        self._districts = DistrictCommands(context)
        self._one_desk = DeskCommands(context, linking, news)
        self._store = context.store
        self._desks = context.desks
        self._clock = context.clock

    async def greet(self, person: int, username: str, update_id: int) -> None:
        """Tell an owner what can be done here, and how many desks want looking after. They can be written to from now on."""
        line = await greeting(self._context)
        letter = note(f"govern:{update_id}", person, line, person, rows=greeting_buttons(username))

        async def decide(_: Known, now: datetime) -> Decision:
            return Kept(Saved(person, (), now, update_id, letters=(letter,)))

        await self._context.turns.take(person, decide, locked=True)

    async def carry_out(self, heard: AdminCommand, codes: frozenset[str], update_id: int) -> None:
        """Carry out one command, by somebody who governs the districts `codes`."""
        person, argument = heard.person, heard.argument
        if argument.casefold().strip() == "impor" and person in self._context.owners:
            reply: Reply = await self._districts.import_table(person, heard.file)
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
            page = int(rest) if word == PAGE and rest.isdecimal() and len(rest) <= _DIGITS else 0
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

    async def _done(self, person: int, codes: frozenset[str], argument: str, update_id: int) -> Reply:
        word, _, rest = argument.partition(" ")
        owner = person in self._context.owners
        match word.casefold():
            case "" | "cari":
                return self._list(codes, rest, owner=owner)
            case "meja":
                return await desks_wanting(self._context, codes)
            case "tambah" if owner:
                return await self._districts.add(person, rest)
            case "kepala" | "berhenti" if owner:
                return await self._districts.set_head(person, word.casefold(), rest)
            case "bot" if owner:
                return await self._districts.set_bot(person, rest)
        if word.casefold() not in self._one_desk.words:
            return self._list(codes, "", owner=owner)
        return await self._one_desk.carry_out(person, codes, word.casefold(), rest, update_id)

    def _list(self, codes: frozenset[str], like: str, *, owner: bool) -> Line:
        found = self._found(codes, like)
        if like.strip() and not found:
            return Line("govern.none_like", {"like": like.strip()[:_NAME]})
        return Line(
            "govern.owner" if owner else "govern.head", {"items": in_lines(found), "count": len(found)}
        )
