"""A desk's figures as short text, and the words that the chart and the tables share."""

from collections.abc import Mapping
from datetime import timedelta

from bot.helpdesk.figures.count import OUTCOMES, SPANS, CountedCases, Outcome, Span
from bot.helpdesk.figures.gather import Period
from bot.outgoing.render import plain
from bot.records.help_desk import Desk
from flows.dialogue.desk.case_figures import state_name
from flows.dialogue.screens.requirements import listed, name
from flows.texts import write
from flows.view import Line

_TOP = 5
"""So many of a kind stand in the text; the tables have all."""


def told(period: Period) -> Line:
    """The text. Of what there is none, nothing is said."""
    found = period.all
    head: dict[str, str | int | Line] = {
        "name": period.scope.name,
        "days": period.scope.days,
        "cases": found.cases,
    }
    if not found.cases:
        return Line("figures.none", head)
    parts = [Line("figures.head", head)]
    parts += [
        Line("figures.count", {"what": Line(f"figures.outcome.{outcome}"), "count": count})
        for outcome, count in found.outcomes.items()
        if count
    ]
    if found.times:
        parts += [Line("figures.times"), *(_time(span, found) for span in SPANS if span in found.times)]
    for kind, counts in (("lacking", found.lacking), ("left_at", found.left_at), ("helped", found.helped)):
        parts += _counts(kind, counts)
    if period.not_understood:
        parts.append(Line("figures.not_understood", {"count": period.not_understood}))
    if period.by_district:
        parts += [Line("figures.districts"), *(_district(desk.name, one) for desk, one in _first(period))]
        if len(period.by_district) > 2 * _TOP:
            parts.append(Line("figures.more_districts", {"count": len(period.by_district) - 2 * _TOP}))
    return listed(parts)


def _first(period: Period) -> tuple[tuple[Desk, CountedCases], ...]:
    return period.by_district[: 2 * _TOP]


def _district(district: str, found: CountedCases) -> Line:
    answer = found.times.get("answer")
    return Line(
        "figures.district_timed" if answer else "figures.district",
        {
            "name": district,
            "count": found.cases,
            "open": found.outcomes["at_desk"],
            "answer": duration(answer.median) if answer else "-",
        },
    )


def _time(span: Span, found: CountedCases) -> Line:
    times = found.times[span]
    values = {"median": duration(times.median), "ninetieth": duration(times.ninetieth)}
    return Line("figures.time", {"what": Line(f"figures.span.{span}"), **values})


def _counts(kind: str, counts: Mapping[str, int]) -> list[Line]:
    if not counts:
        return []
    top = list(counts.items())[:_TOP]
    return [
        Line(f"figures.{kind}"),
        *(Line("figures.count", {"what": named(kind, key), "count": count}) for key, count in top),
    ]


def named(kind: str, key: str) -> Line:
    """Name of a counted thing, in words: a requirement, a state where operators left, a step that helped."""
    if kind == "left_at":
        return state_name(key)
    return {"other": Line("button.helped_other"), "unknown": Line("ask.unknown")}.get(key) or name(key)


def duration(span: timedelta) -> Line:
    """A time span as people say it: minutes up to two hours, hours up to two days, then days."""
    minutes = span.total_seconds() / 60
    if minutes < 120:
        return Line("figures.minutes", {"count": round(minutes)})
    if minutes < 2_880:
        return Line("figures.hours", {"count": _one_place(minutes / 60)})
    return Line("figures.days", {"count": _one_place(minutes / 1_440)})


def _one_place(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")


def label(key: str, **values: str | int | Line) -> str:
    """Words without marks, for a chart or a table."""
    return plain(write(Line(key, values)))


def outcome_label(outcome: Outcome) -> str:
    assert outcome in OUTCOMES
    return label(f"figures.outcome.{outcome}")
