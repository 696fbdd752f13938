"""`/libur` in a desk's group: its holidays, to be read by everybody there, and changed by whoever governs it."""

from dataclasses import replace
from datetime import date, datetime

from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.desks.holidays import read_days
from bot.records.help_desk import Desk
from flows.dialogue.screens.requirements import listed
from flows.view import Line, Values

_LINES = 30


async def free_days(
    context: HelpdeskContext, person: int, desk: Desk, argument: str, *, governs: bool
) -> Line:
    """Write the days that the argument names down as holidays, or take them out again; gives the answer."""
    word, _, rest = argument.strip().partition(" ")
    if not argument.strip():
        return _holidays(desk, context.clock())
    if not governs:
        return Line("desk.holiday.not_head")
    removes = word.casefold() == "hapus"
    days = set(read_days(rest if removes else argument))
    if not days:
        return Line("desk.holiday.wrong")
    kept = set(desk.holidays) - days if removes else set(desk.holidays) | days
    await context.store.put_desk(replace(desk, holidays=tuple(sorted(kept))))
    await context.desks.refresh()
    await context.log(desk, "changed", person)
    values: Values = {"name": desk.name, "count": len(days)}
    return Line("desk.holiday.removed" if removes else "desk.holiday.added", values)


def _holidays(desk: Desk, now: datetime) -> Line:
    """Line with the desk's holidays that are not over at `now`."""
    days = [date.fromisoformat(day) for day in desk.holidays if day >= f"{now:%Y-%m-%d}"]
    if not days:
        return Line("desk.holiday.none")
    items = [
        Line(
            "desk.holiday.item",
            {"day": day.day, "month": Line(f"time.month.{day.month}"), "year": day.year},
        )
        for day in days[:_LINES]
    ]
    return Line("desk.holiday.listed", {"name": desk.name, "items": listed(items)})
