"""Standing of the desks, for owners and heads: which have no group, have lost theirs, lack rights there, or leave operators unanswered."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.desks.working_hours import after
from bot.records.rows import Desk
from flows.dialogue.screens.requirements import listed
from flows.view import Line

_LINES = 30
"""So many districts are named at most."""


def lacks_rights(desk: Desk) -> str:
    """Mark that the bot lacks rights in a desk's group, and that the owners know."""
    return f"lacking:{desk.code}"


def in_lines(found: Sequence[Desk]) -> Line | str:
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


async def standing(context: HelpdeskContext, codes: frozenset[str]) -> Line:
    """Line that names the desks `codes` that want looking after. Silent is one whose operator has waited for a day's work."""
    now = context.clock()
    desks = [desk for desk in context.desks.every if desk.code in codes]
    parts = [
        ("open", [desk for desk in desks if desk.chat is None and not desk.lost]),
        ("lost", [desk for desk in desks if desk.chat is None and desk.lost]),
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
    lines = [
        Line(f"govern.standing_{name}", {"count": len(found), "items": in_lines(found)})
        for name, found in parts
        if found
    ]
    return Line("govern.standing", {"items": listed(lines)}) if lines else Line("govern.standing_well")


async def _is_silent(context: HelpdeskContext, desk: Desk, now: datetime) -> bool:
    waiting = [one.desk.waiting_at for one in await context.store.open_cases(desk.code)]
    day = timedelta(minutes=desk.closes - desk.opens)
    return any(since is not None and after(desk, since, day) <= now for since in waiting)
