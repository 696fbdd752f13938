"""The headings under which a desk sees its open cases, and how many stand under each. Pure."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.records.desk_case import DeskCase
from bot.store.desk_work import Listed

Belongs = Callable[[Listed, datetime], bool]


def _is_silent(case: DeskCase, now: datetime) -> bool:
    return case.silent or (case.nudge_at is not None and case.nudge_at <= now)


def waits_for_operator(case: DeskCase) -> bool:
    """The desk has asked or written last."""
    return case.waiting_at is None and (case.asked is not None or case.answered)


def is_urgent(one: Listed, now: datetime) -> bool:
    """Less than a day is left to the school's cut-off, and Dinas has something to change."""
    return one.desk.dinas and one.school.is_urgent(now)


HEADINGS: dict[str, Belongs] = {
    "urgent": is_urgent,
    "free": lambda one, _: one.desk.state == "open",
    "silent": lambda one, now: _is_silent(one.desk, now),
    "dinas": lambda one, _: one.desk.dinas,
    "operator": lambda one, _: waits_for_operator(one.desk),
}
"""Each with what belongs under it; a case can stand under several."""


def under(heading: str, cases: Sequence[Listed], now: datetime) -> tuple[Listed, ...]:
    """Open cases under a heading, of `cases`; all of them under `all`."""
    belongs = HEADINGS.get(heading)
    return tuple(one for one in cases if belongs is None or belongs(one, now))


def counts(cases: Sequence[Listed], now: datetime) -> dict[str, int]:
    """Number of cases under each heading."""
    return {heading: len(under(heading, cases, now)) for heading in HEADINGS}
