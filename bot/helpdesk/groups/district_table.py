"""Districts as an owner writes them: one after `/kelola tambah`, or a table of hundreds. Pure.

A row has six parts: code, name, kabkota or provinsi, the parent's code or -, WIB, WITA or WIT, and 08.00-15.30.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from bot.helpdesk.desks.working_hours import read_hours
from bot.helpdesk.read_table import TableError, is_xlsx, xlsx_rows
from bot.privacy.invisible import inert, one_line
from bot.records.help_desk import Desk
from flows.dialogue.dates import Zone
from flows.dialogue.machine.questions import NO_DISTRICT

PARTS = 6
MOST = 2_000
"""So many lines a table has at most: Indonesia has 514 kabupaten and kota, and 38 provinces."""
_CODE = re.compile(r"[a-z0-9_]{2,20}", re.ASCII)
_LEVELS = {"kabkota", "provinsi"}
_NAME = 60
_ZONES: dict[str, Zone] = {zone: zone for zone in get_args(Zone)}
_NOBODY = {"-", ""}


@dataclass(frozen=True, slots=True)
class RowFault:
    """A line that is no district: its number from 1, and what is wrong with it, as the key of its words."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class DistrictTable:
    """Table of districts as it was read: the districts, provinces first, and the lines that are none."""

    desks: tuple[Desk, ...]
    faults: tuple[RowFault, ...]


def read_district(parts: Sequence[str], known: Mapping[str, Desk]) -> Desk | str:
    """The district of these parts, with the group and the settings that it has already; or what is wrong, as a word."""
    if len(parts) != PARTS:
        return "parts"
    code, name, level, parent, zone, hours = map(one_line, parts)
    name = inert(name)
    code, level, parent, zone = code.casefold(), level.casefold(), parent.casefold(), zone.upper()
    times = read_hours(hours)
    above = known.get(parent)
    for wrong, what in (
        (not _CODE.fullmatch(code) or code == NO_DISTRICT, "code"),
        (not 3 <= len(name) <= _NAME, "name"),
        (level not in _LEVELS, "level"),
        (level == "provinsi" and parent not in _NOBODY, "top"),
        (parent not in _NOBODY and (above is None or above.level != "provinsi" or parent == code), "parent"),
        (level == "kabkota" and any(one.parent == code for one in known.values()), "below"),
        (any(_is_other(one, code, name) for one in known.values()), "same"),
        (zone not in _ZONES, "zone"),
        (times is None, "hours"),
    ):
        if wrong:
            return what
    assert times is not None
    desk = Desk(
        code=code,
        name=name,
        level="provinsi" if level == "provinsi" else "kabkota",
        parent=parent if parent not in _NOBODY else None,
        zone=_ZONES[zone],
        opens=times[0],
        closes=times[1],
    )
    before = known.get(code)
    if before is None:
        return desk
    return replace(
        before,
        name=desk.name,
        level=desk.level,
        parent=desk.parent,
        zone=desk.zone,
        opens=desk.opens,
        closes=desk.closes,
    )


def _is_other(desk: Desk, code: str, name: str) -> bool:
    """Whether `desk` is another district than `code` and has this name already: two buttons alike would mislead."""
    return desk.code != code and desk.name.casefold() == name.casefold()


def read_table(content: bytes, known: Mapping[str, Desk]) -> DistrictTable | None:
    """A table as spreadsheets save it: XLSX, or text parted by commas, semicolons, tabs or bars; with or without a head. None
    for what is neither.
    """
    try:
        rows = [(line, list(row)) for line, row in xlsx_rows(content)] if is_xlsx(content) else _text(content)
    except (TableError, UnicodeDecodeError, csv.Error):
        return None
    if rows and rows[0][1][0].casefold() in {"kode", "code"}:
        rows = rows[1:]
    known, desks, faults = dict(known), [], []
    faults += [RowFault(number, "many") for number, _ in rows[MOST:][:1]]
    for number, row in sorted(
        rows[:MOST], key=lambda one: "provinsi" not in [part.casefold() for part in one[1][2:3]]
    ):
        read = read_district(row, known)
        if isinstance(read, str):
            faults.append(RowFault(number, read))
            continue
        known[read.code] = read
        desks.append(read)
    return DistrictTable(tuple(desks), tuple(sorted(faults, key=lambda fault: fault.line)))


def _text(content: bytes) -> list[tuple[int, list[str]]]:
    """Rows that say anything, each with its line. Raises UnicodeDecodeError and csv.Error for what is no such text."""
    text = content.decode("utf-8-sig")
    first = text.lstrip().partition("\n")[0]
    parted = max(",;\t|", key=first.count)
    return [
        (number, [part.strip() for part in row])
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=parted), 1)
        if any(part.strip() for part in row)
    ]
