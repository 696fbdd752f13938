"""Gathers what a desk's figures are made of, a portion at a time: neither the database nor the loop is held up."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.helpdesk.figures.count import CountedCase, CountedCases, Sums, counted
from bot.records.help_desk import Desk
from bot.store.case_figure_rows import PORTION, CaseRow
from bot.store.interface import Store
from flows.dialogue.dates import Zone

MOST_DAYS = 365
MOST_CASES = 20_000
"""So many cases a table has at most."""


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
    """The newest, MOST_CASES at most; the sums are of all."""
    all: CountedCases
    by_district: tuple[tuple[Desk, CountedCases], ...]
    """Districts with their cases, the most first; those without any are left out."""
    not_understood: int


async def gather(store: Store, scope: Scope, now: datetime) -> Period:
    """Raises BrokenStoreError."""
    begin = now - timedelta(days=scope.days)
    numbers = await store.cases_since(begin, scope.codes)
    gathering = _Gathering(scope)
    for place in range(0, len(numbers), PORTION):
        rows = await store.case_rows(numbers[place : place + PORTION])
        await asyncio.to_thread(gathering.add, rows, now)
    missed = await store.not_understood(begin, scope.codes)
    return await asyncio.to_thread(gathering.period, missed)


class _Gathering:
    """Sums so far, and the newest cases so far: however many there are, no more of them stay in memory."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._all = Sums()
        compared = scope.compared if len(scope.compared) > 1 else ()
        self._of = {desk.code: Sums() for desk in compared}
        self._newest: list[CountedCase] = []

    def add(self, rows: Sequence[CaseRow], now: datetime) -> None:
        for row in rows:
            case = counted(row, now)
            self._all.add(case)
            if case.place in self._of:
                self._of[case.place].add(case)
            self._newest.append(case)
        if len(self._newest) >= 2 * MOST_CASES:
            self._newest = newest(self._newest)

    def period(self, not_understood: int) -> Period:
        found = {code: sums.all() for code, sums in self._of.items()}
        districts = [(desk, found[desk.code]) for desk in self._scope.compared if desk.code in found]
        districts = [one for one in districts if one[1].cases]
        districts.sort(key=lambda one: (-one[1].cases, one[0].name))
        return Period(
            self._scope, tuple(newest(self._newest)), self._all.all(), tuple(districts), not_understood
        )


def newest(cases: Sequence[CountedCase]) -> list[CountedCase]:
    """The newest of `cases`, MOST_CASES at most, by when they were opened."""
    return sorted(cases, key=lambda case: case.opened_at)[-MOST_CASES:]
