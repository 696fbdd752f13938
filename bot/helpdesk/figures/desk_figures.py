r"""`/statistik`: a desk's figures in its group, and for whoever governs districts in their own chat.

| words                          | where                                                    |
|--------------------------------|----------------------------------------------------------|
| (none), DAYS                   | text and chart                                           |
| DAYS xlsx, DAYS csv            | a file                                                   |
| mingguan                       | in a group, by its head or an owner: every Monday, or no more |
| CODE, before any of the others | in one's own chat: one district, with those below it     |
"""

import asyncio
from datetime import datetime, timedelta
from typing import get_args

from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.figures.figures_words import label
from bot.helpdesk.figures.gather import MOST_DAYS, Period, Scope, gather
from bot.incoming.events import GroupMessage
from bot.outgoing.letters import note
from bot.records.help_desk import Desk
from bot.records.letters import FiguresBody, FiguresForm, Letter
from bot.records.priority import Priority
from flows.dialogue.dates import local
from flows.view import Line

COMMAND, WEEKLY = "statistik", "mingguan"
_DAYS, _WEEK = 30, 7
_MONDAY = 1
_FRESH = timedelta(minutes=1)
"""So long what was gathered serves for the next form of the same."""
_FORMS: dict[str, FiguresForm] = {form: form for form in get_args(FiguresForm)}
_LAST = 4
"""So many periods are kept for that."""


class DeskFigures:
    """Says what is to be sent, and gathers it when it is sent."""

    def __init__(self, context: HelpdeskContext) -> None:
        self._context = context
        self._store = context.store
        self._desks = context.desks
        self._gathered: dict[tuple[tuple[str, ...] | None, int], tuple[datetime, Period]] = {}
        self._one_at_a_time = asyncio.Lock()

    # What is asked for.

    async def in_group(self, heard: GroupMessage, desk: Desk, update_id: int) -> None:
        """The command, by whoever is in a desk's group: of that desk, and a province's of those below it."""
        letters: list[Letter] = []
        if await self._context.members.belongs(heard.chat, heard.author):
            if heard.argument.casefold() == WEEKLY:
                letters = [await self._weekly(heard, desk, update_id)]
            else:
                found = _forms(heard.argument)
                letters = (
                    _letters(str(update_id), heard.chat, (desk.code,), *found, thread=heard.thread)
                    if found
                    else [_says(update_id, heard.chat, Line("figures.how"), heard.thread)]
                )
        await self._store.finish(update_id, letters, self._context.clock())

    async def _weekly(self, heard: GroupMessage, desk: Desk, update_id: int) -> Letter:
        who = heard.author.person
        codes = await self._context.governs(who) if who is not None else None
        if who is None or codes is None or desk.code not in codes:
            return _says(update_id, heard.chat, Line("figures.not_head"), heard.thread)
        is_on = await self._store.wish(desk.code, WEEKLY)
        return _says(update_id, heard.chat, Line(f"figures.weekly_{'on' if is_on else 'off'}"), heard.thread)

    async def in_private(self, person: int, argument: str, update_id: int) -> None:
        """The command in somebody's own chat: of all that they govern, or of one district among it."""
        codes = await self._context.governs(person)
        first, _, rest = argument.partition(" ")
        roots: tuple[str, ...] | None = None if person in self._context.owners else tuple(sorted(codes or ()))
        if codes is None:
            letters = [_says(update_id, person, Line("govern.for_heads"))]
        else:
            one = self._desks.get(first.casefold())
            if one is not None and one.code in codes:
                roots, argument = (one.code,), rest
            found = _forms(argument)
            example = min(codes, default="kode")
            letters = (
                _letters(str(update_id), person, roots, *found)
                if found
                else [_says(update_id, person, Line("figures.how_private", {"code": example}))]
            )
        await self._store.finish(update_id, letters, self._context.clock())

    async def weekly(self, now: datetime) -> None:
        """Write the letters of the week to desks that wish them: on Mondays, from the hour a desk opens, once. Raises BrokenStoreError."""
        letters: list[Letter] = []
        for code in sorted(await self._store.wishing(WEEKLY)):
            desk = self._desks.get(code)
            if desk is None or desk.chat is None:
                continue
            here = local(now, desk.zone)
            if here.isoweekday() == _MONDAY and here.hour * 60 + here.minute >= desk.opens:
                name = f"{WEEKLY}:{code}:{here.date()}"
                letters += _letters(name, desk.chat, (code,), _WEEK, ("text", "chart"))
        new = [letter for letter in letters if not await self._store.was_made([letter.key])]
        if new:
            await self._store.add_letters(new, now)
            self._context.wake.set()

    # What is sent.

    async def gather(self, chat: int, body: FiguresBody) -> Period | None:
        """The figures that a letter tells; None where the chat may not know them any more."""
        if not await self._may(chat, body.roots):
            return None
        key, now = (body.roots, body.days), self._context.clock()
        async with self._one_at_a_time:
            at, period = self._gathered.get(key, (now, None))
            if period is None or not timedelta(0) <= now - at < _FRESH:
                period = await gather(self._store, self._scope(body), now)
                self._gathered = dict([*self._gathered.items(), (key, (now, period))][-_LAST:])
        return period

    async def _may(self, chat: int, roots: tuple[str, ...] | None) -> bool:
        if chat > 0:
            codes = (
                frozenset(desk.code for desk in self._desks.every)
                if chat in self._context.owners
                else await self._context.store.headed_by(chat)
            )
            return codes.issuperset(roots) if roots else chat in self._context.owners
        desk = self._desks.at(chat)
        return desk is not None and roots == (desk.code,)

    def _scope(self, body: FiguresBody) -> Scope:
        every = self._desks.every
        if body.roots is None:
            return Scope(label("figures.every"), body.days, "WIB", None, every)
        known = [desk for desk in every if desk.code in body.roots or desk.parent in body.roots]
        own = [desk for desk in known if desk.code in body.roots]
        name = own[0].name if len(own) == 1 else label("figures.several", count=len(own))
        zone = own[0].zone if own else "WIB"
        return Scope(name, body.days, zone, tuple(desk.code for desk in known), tuple(known))


def _forms(argument: str) -> tuple[int, tuple[FiguresForm, ...]] | None:
    """Days and forms that the command's argument asks for; None where a word of it is unknown."""
    days = _DAYS
    found: tuple[FiguresForm, ...] = ("text", "chart")
    for word in argument.casefold().split():
        if word in {"xlsx", "csv"}:
            found = (_FORMS[word],)
        elif word.isdecimal() and len(word) <= 3 and 1 <= int(word) <= MOST_DAYS:
            days = int(word)
        else:
            return None
    return days, found


def _letters(
    name: str,
    chat: int,
    roots: tuple[str, ...] | None,
    days: int,
    forms: tuple[FiguresForm, ...],
    *,
    thread: int | None = None,
) -> list[Letter]:
    person = chat if chat > 0 else None
    rank = Priority.STAFF_SAID if chat < 0 else Priority.ANSWER
    return [
        Letter(f"figures:{name}:{form}", chat, FiguresBody(days, form, roots, thread), person, rank=rank)
        for form in forms
    ]


def _says(update_id: int, chat: int, line: Line, thread: int | None = None) -> Letter:
    return note(f"figures:{update_id}", chat, line, chat if chat > 0 else None, thread=thread)
