"""The counting of cases. docs/helpdesk.md defines each figure in the desk's words. Pure.

A case belongs to the desk that has it now; one that never came to a desk, to the district of its operator.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from statistics import median
from typing import Literal, get_args

from bot.records.desk_case import DESK_CASE_JSON, DeskCase, Entry
from bot.store.case_figures import CaseRow
from flows.dialogue.desk.case_figures import case_figures
from flows.dialogue.machine.session import SESSION_JSON

Outcome = Literal["alone", "staffed", "closed", "at_desk", "with_bot", "left"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
"""Every case has one: solved without a person; solved with one; closed otherwise; open at a desk; under way with the bot;
left by its operator.
"""
Span = Literal["take", "answer", "close"]
SPANS: tuple[Span, ...] = get_args(Span)

QUIET = timedelta(days=1)
"""Whoever has not been heard of for so long, and waits for no reminder, has left."""
_MENDED = frozenset({"button_back", "data_mended"})
_ANSWERS = frozenset({"reply", "copied", "asked", "marked"})
_ENDINGS: dict[Span, frozenset[str]] = {
    "take": _ANSWERS | {"taken", "over"},
    "answer": _ANSWERS,
    "close": frozenset({"closed"}),
}
_ARRIVALS = frozenset({"handed_over", "moved"})


@dataclass(frozen=True, slots=True)
class CountedCase:
    """Case as the figures see it: nothing of it says whose it is."""

    place: str | None
    """The code of a district; None where none is known."""
    opened_at: datetime
    outcome: Outcome
    symptom: str
    level: str
    state: str
    """Where the dialogue stands."""
    lacking: tuple[str, ...]
    helped: str | None
    reason: str | None
    """Why its desk has closed it."""
    spans: Mapping[Span, timedelta]
    """Spans from the case's coming to the desk; of what has not happened there is none."""


@dataclass(frozen=True, slots=True)
class Times:
    """Durations of one kind over some cases: their middle and their upper end."""

    cases: int
    median: timedelta
    ninetieth: timedelta
    """The shortest time that nine of ten cases did not exceed."""


@dataclass(frozen=True, slots=True)
class CountedCases:
    """The sums over some cases."""

    cases: int
    outcomes: Mapping[Outcome, int]
    lacking: Mapping[str, int]
    """Cases by requirement, most first; a case may lack several."""
    left_at: Mapping[str, int]
    """Left cases by where the dialogue stood, most first."""
    helped: Mapping[str, int]
    times: Mapping[Span, Times]


def counted(row: CaseRow, now: datetime) -> CountedCase:
    """The case of a row, as the figures see it at `now`."""
    case = DESK_CASE_JSON.read(row.desk_case) if row.desk_case else None
    found = case_figures(SESSION_JSON.read(row.session))
    return CountedCase(
        case.desk if case else row.district,
        row.opened_at,
        _outcome(row, case, now, solved=found.solved),
        found.symptom,
        case.level if case else found.level,
        found.state,
        found.lacking,
        found.helped,
        case.reason if case else None,
        _spans(row.log),
    )


def _outcome(row: CaseRow, case: DeskCase | None, now: datetime, *, solved: bool) -> Outcome:
    if case is not None:
        if solved or (not case.is_open and case.reason in _MENDED):
            return "staffed"
        return "at_desk" if case.is_open else "closed"
    if solved:
        return "alone"
    waits = row.reminded_at is not None and row.reminded_at > now
    return "left" if row.closed or (now - row.touched_at >= QUIET and not waits) else "with_bot"


def _spans(log: Sequence[Entry]) -> dict[Span, timedelta]:
    """Spans from the last coming to a desk to the first entry of each kind after it."""
    came = next((place for place in range(len(log) - 1, -1, -1) if log[place].action in _ARRIVALS), None)
    if came is None:
        return {}
    found: dict[Span, timedelta] = {}
    for span, endings in _ENDINGS.items():
        end = next((entry for entry in log[came + 1 :] if entry.action in endings), None)
        if end is not None:
            found[span] = end.at - log[came].at
    return found


def summed(cases: Sequence[CountedCase]) -> CountedCases:
    outcomes = Counter(case.outcome for case in cases)
    return CountedCases(
        len(cases),
        {outcome: outcomes[outcome] for outcome in OUTCOMES},
        _most_first(key for case in cases for key in case.lacking),
        _most_first(case.state for case in cases if case.outcome == "left"),
        _most_first(case.helped for case in cases if case.helped is not None),
        {span: times for span in SPANS if (times := _times(cases, span))},
    )


def _most_first(keys: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(keys).items(), key=lambda item: (-item[1], item[0])))


def _times(cases: Sequence[CountedCase], span: Span) -> Times | None:
    took = sorted(case.spans[span] for case in cases if span in case.spans)
    if not took:
        return None
    middle = timedelta(seconds=median(one.total_seconds() for one in took))
    return Times(len(took), middle, took[ceil(len(took) * 0.9) - 1])
