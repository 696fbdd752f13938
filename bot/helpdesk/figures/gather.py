"""Gathers what a desk's figures are made of, a portion at a time: neither the database nor the loop is held up."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.helpdesk.figures.count import CountedCase, CountedCases, counted, summed
from bot.records.rows import Desk
from bot.store.case_figures import PORTION, CaseRow
from bot.store.interface import Store
from flows.dialogue.dates import Zone

MOST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Scope:
    """Scope of figures: of whom, and of how many days."""

    name: str
    """Name of the desk, or of all together."""
    days: int
    """Days of 24 hours each, up to now; 1 to MOST_DAYS."""
    zone: Zone
    codes: tuple[str, ...] | None
    """Districts; None: all, also where none is known."""
    compared: tuple[Desk, ...] = ()
    """Desks that are set side by side, where there are several."""


@dataclass(frozen=True, slots=True)
class Period:
    """The figures of a scope."""

    scope: Scope
    cases: tuple[CountedCase, ...]
    all: CountedCases
    by_district: tuple[tuple[Desk, CountedCases], ...]
    """Districts with their cases, the most first; those without any are left out."""
    not_understood: int


async def gather(store: Store, scope: Scope, now: datetime) -> Period:
    """Raises BrokenStoreError."""
    begin = now - timedelta(days=scope.days)
    numbers = await store.cases_since(begin, scope.codes)
    cases: list[CountedCase] = []
    for place in range(0, len(numbers), PORTION):
        rows = await store.case_rows(numbers[place : place + PORTION])
        cases += await asyncio.to_thread(_counted, rows, now)
    missed = await store.not_understood(begin, scope.codes)
    return await asyncio.to_thread(_period, scope, tuple(cases), missed)


def _counted(rows: Sequence[CaseRow], now: datetime) -> list[CountedCase]:
    return [counted(row, now) for row in rows]


def _period(scope: Scope, cases: tuple[CountedCase, ...], not_understood: int) -> Period:
    of: dict[str | None, list[CountedCase]] = {}
    for case in cases:
        of.setdefault(case.place, []).append(case)
    compared = scope.compared if len(scope.compared) > 1 else ()
    districts = [(desk, summed(of[desk.code])) for desk in compared if desk.code in of]
    districts.sort(key=lambda one: (-one[1].cases, one[0].name))
    return Period(scope, cases, summed(cases), tuple(districts), not_understood)
