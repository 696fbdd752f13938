"""The counting of cases. docs/helpdesk.md defines each figure in the desk's words. Pure.

A case belongs to the desk that has it now; one that never came to a desk, to the district of its operator.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from statistics import median
from typing import Literal, get_args

from bot.records.desk_case import DESK_CASE_JSON, DeskCase, Entry
from bot.store.case_figure_rows import CaseRow
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


class Sums:
    """Sums over cases that come one after the other: of each only a few numbers stay."""

    def __init__(self) -> None:
        self._outcomes: Counter[Outcome] = Counter()
        self._lacking: Counter[str] = Counter()
        self._left_at: Counter[str] = Counter()
        self._helped: Counter[str] = Counter()
        self._took: dict[Span, array[float]] = {span: array("d") for span in SPANS}
        """Seconds: the middle of them is known when all have come."""

    def add(self, case: CountedCase) -> None:
        self._outcomes[case.outcome] += 1
        self._lacking.update(case.lacking)
        if case.outcome == "left":
            self._left_at[case.state] += 1
        if case.helped is not None:
            self._helped[case.helped] += 1
        for span, took in case.spans.items():
            self._took[span].append(took.total_seconds())

    def all(self) -> CountedCases:
        """Sums of what was added so far."""
        return CountedCases(
            self._outcomes.total(),
            {outcome: self._outcomes[outcome] for outcome in OUTCOMES},
            _most_first(self._lacking),
            _most_first(self._left_at),
            _most_first(self._helped),
            {span: times for span in SPANS if (times := _times(self._took[span]))},
        )


def summed(cases: Iterable[CountedCase]) -> CountedCases:
    sums = Sums()
    for case in cases:
        sums.add(case)
    return sums.all()


def _most_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _times(seconds: Iterable[float]) -> Times | None:
    took = sorted(seconds)
    if not took:
        return None
    ninetieth = took[ceil(len(took) * 0.9) - 1]
    return Times(len(took), timedelta(seconds=median(took)), timedelta(seconds=ninetieth))
