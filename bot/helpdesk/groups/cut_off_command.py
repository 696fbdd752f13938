"""`/batas`: the cut-off dates. An owner's, in the private chat, hold for all; a head's, and those set in a desk's group, for that desk."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.helpdesk.cases.context import HelpdeskContext
from bot.records.desk_case import Entry
from bot.records.help_desk import Desk
from flows.dialogue.dates import PLACES, Zone, dated, moment
from flows.dialogue.districts.cut_off import CutOff
from flows.dialogue.screens.requirements import listed
from flows.texts import write
from flows.view import Line

MOST = 20
"""So many of one desk's, or of those for all, at most."""
_NAME = 40
_SHAPE = re.compile(
    r"(?P<name>\S.*?)\s+(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})\s+(?:pukul\s+|jam\s+)?"
    r"(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?:\s*(?P<zone>WIB|WITA|WIT))?",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)


def read_cut_off(text: str) -> tuple[str, datetime] | None:
    """Name and moment of `BOSP 31-8-2026 23.59 WITA`, WIB where no zone is named; None where it cannot be read."""
    found = _SHAPE.fullmatch(text.strip())
    if found is None or len(found["name"]) > _NAME:
        return None
    zones: dict[str, Zone] = {"WIB": "WIB", "WITA": "WITA", "WIT": "WIT"}
    place = ZoneInfo(PLACES[zones[(found["zone"] or "WIB").upper()]])
    day, month, year, hour, minute = (int(found[part]) for part in ("day", "month", "year", "hour", "minute"))
    try:
        return " ".join(found["name"].split()), datetime(year, month, day, hour, minute, tzinfo=place)
    except ValueError:
        return None


async def cut_offs(
    context: HelpdeskContext, person: int, desk: Desk | None, argument: str, *, governs: bool
) -> Line:
    """Carry out the command with this argument; gives the line that answers it. `desk` None: for all districts."""
    word, _, rest = argument.strip().partition(" ")
    own = desk.code if desk else None
    now = context.clock()
    seen = [one for one in context.desks.cut_offs if one.at > now and one.district in {None, own}]
    if not word:
        items = [_item(one, desk) for one in seen]
        return Line("cut_off.listed", {"items": listed(items)}) if items else Line("cut_off.none")
    if not governs:
        return Line("cut_off.not_head")
    theirs = [one for one in seen if one.district == own]
    if word.casefold() == "hapus":
        gone = next((one for one in theirs if str(one.number) == rest.strip()), None)
        if gone is None:
            return Line("cut_off.unknown")
        log = _logged(
            context, "cut_off_gone" if desk else "cut_off_gone_all", person, desk, (gone.name, gone.at)
        )
        await context.store.remove_cut_off(gone.number, log)
        await context.desks.refresh()
        return Line("cut_off.removed", {"name": gone.name})
    read = read_cut_off(argument)
    if read is None:
        return Line("cut_off.wrong")
    name, at = read
    if at <= now:
        return Line("cut_off.past")
    if len(theirs) >= MOST:
        return Line("cut_off.many", {"count": MOST})
    log = _logged(context, "cut_off" if desk else "cut_off_all", person, desk, (name, at))
    await context.store.add_cut_off(name, at, own, log)
    await context.desks.refresh()
    values = {"name": name, "whose": _whose(desk), "when": moment(at, desk.zone if desk else "WIB")}
    return Line("cut_off.added", values)


def _logged(
    context: HelpdeskContext, action: str, person: int, desk: Desk | None, cut_off: tuple[str, datetime]
) -> list[Entry]:
    """Lines for the log of the desk, or of every desk where it holds for all: with what it is for, and its moment there."""
    name, at = cut_off
    return [
        Entry(
            context.clock(),
            one.code,
            action,
            None,
            person,
            write(Line("cut_off.logged", {"name": name, "when": dated(at, one.zone)})),
        )
        for one in ([desk] if desk else context.desks.every)
    ]


def _item(one: CutOff, desk: Desk | None) -> Line:
    zone = desk.zone if desk else "WIB"
    whose = _whose(desk if one.district else None)
    return Line(
        "cut_off.item", {"number": one.number, "name": one.name, "when": moment(one.at, zone), "whose": whose}
    )


def _whose(desk: Desk | None) -> Line | str:
    return desk.name if desk else Line("cut_off.for_all")
