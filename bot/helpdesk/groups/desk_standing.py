"""Standing of the desks, for owners and heads: which have no group, have lost theirs, lack rights there, or leave operators unanswered."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.desks.working_hours import after
from bot.records.help_desk import Desk
from flows.dialogue.screens.requirements import listed
from flows.view import Line, Values

_LINES = 30
"""So many districts are named at most."""


def lacks_rights(desk: Desk) -> str:
    """Mark that the bot lacks rights in a desk's group, and that the owners know."""
    return f"lacking:{desk.code}"


def in_lines(found: Sequence[Desk]) -> Line | str:
    """Districts and how each stands; of many the first."""
    items: list[Line] = []
    for desk in found[:_LINES]:
        how = "linked" if desk.chat is not None else "by_bot" if desk.bot else "lost" if desk.lost else "open"
        values: Values = {
            "code": desk.code,
            "name": desk.name,
            "how": Line(f"govern.{how}", {"bot": desk.bot}),
        }
        items.append(Line("govern.item", values))
    if len(found) > _LINES:
        items.append(Line("govern.more", {"count": len(found) - _LINES}))
    return listed(items) if items else "-"


async def desks_wanting(context: HelpdeskContext, codes: frozenset[str]) -> Line:
    """Line that names the desks `codes` that want looking after."""
    lines = [
        Line(f"govern.standing_{name}", {"count": len(found), "items": in_lines(found)})
        for name, found in (await _wanting(context, codes)).items()
    ]
    return Line("govern.standing", {"items": listed(lines)}) if lines else Line("govern.standing_well")


async def greeting(context: HelpdeskContext) -> Line:
    """Line that greets an owner: what can be done here, and how many of all desks want looking after."""
    every = context.desks.every
    wanting = await _wanting(context, frozenset(desk.code for desk in every))
    lines = [Line(f"govern.greeting_{name}", {"count": len(found)}) for name, found in wanting.items()]
    state = Line("govern.standing_well") if every else Line("govern.greeting_first")
    linked = sum(desk.chat is not None for desk in every)
    values: Values = {"count": len(every), "linked": linked, "state": listed(lines) if lines else state}
    return Line("govern.greeting", values)


async def _wanting(context: HelpdeskContext, codes: frozenset[str]) -> dict[str, list[Desk]]:
    """Desks among `codes` that want looking after, by why; a reason without any is left out. Silent is one whose operator has waited
    for a day's work.
    """
    now = context.clock()
    desks = [desk for desk in context.desks.every if desk.code in codes]
    parts: list[tuple[str, list[Desk]]] = [
        ("open", [desk for desk in desks if desk.chat is None and not desk.lost and not desk.bot]),
        ("lost", [desk for desk in desks if desk.chat is None and desk.lost and not desk.bot]),
        (
            "lacking",
            [
                desk
                for desk in desks
                if desk.chat is not None and await context.store.marked(lacks_rights(desk))
            ],
        ),
        (
            "silent",
            [desk for desk in desks if desk.chat is not None and await _is_silent(context, desk, now)],
        ),
    ]
    return {name: found for name, found in parts if found}


async def _is_silent(context: HelpdeskContext, desk: Desk, now: datetime) -> bool:
    waiting = [one.desk.waiting_at for one in await context.store.open_cases(desk.code)]
    day = timedelta(minutes=desk.closes - desk.opens)
    return any(since is not None and after(desk, since, day) <= now for since in waiting)
