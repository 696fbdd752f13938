"""A desk's figures as one picture, read on a phone: as wide as a phone's screen at three times its points."""

from io import BytesIO
from textwrap import fill
from typing import TYPE_CHECKING, NamedTuple

from bot.helpdesk.figures.count import OUTCOMES, SPANS, Outcome
from bot.helpdesk.figures.figures_words import duration, label, named, outcome_label
from bot.helpdesk.figures.gather import Period
from bot.outgoing.render import plain
from flows.texts import write

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, DPI = 1080, 200
"""Pixels; at DPI the letters below are as large on a phone as those of its messages."""
_TITLE, _HEAD, _SMALL, _SMALLEST = 14.0, 11.0, 9.5, 8.0
_ROW, _TOP, _LINE = 0.3, 0.75, 0.3
"""Inches: a bar with its room, the room of the title, a line of words."""
_BARS, _DISTRICTS = 6, 10
"""So many bars at most; of districts beyond that only the sum is said."""
_NAME, _ROOM = 23, 0.43
"""Letters of a bar's name, and the part of the width that they need."""
_COLOURS: dict[Outcome, str] = {
    "alone": "#1b7837",
    "staffed": "#5aae61",
    "closed": "#a6dba0",
    "at_desk": "#c2601b",
    "with_bot": "#7f9cc0",
    "left": "#a8a8a8",
}
_INK, _PLAIN, _PALE = "#222222", "#2c6db0", "#a9c6e3"


_Bar = tuple[str, list[tuple[float, str]], str]
"""Bar: its name, its pieces as (length, colour), and what is said behind it."""


class _Bars(NamedTuple):
    """A part of the picture: bars under a head."""

    head: str
    bars: list[_Bar]
    legend: tuple[tuple[str, str], ...] = ()
    """Colours and what they mean."""

    @property
    def height(self) -> float:
        """Inches."""
        return (1.3 + bool(self.legend)) * _LINE + len(self.bars) * _ROW


def chart(period: Period) -> bytes:
    """The picture as a PNG, always the same for the same figures."""
    # A second and 40 MB: only charts pay for it.
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    parts = [part for part in _parts(period) if part.bars]
    height = _TOP + sum(part.height for part in parts) + 0.1
    figure = Figure(figsize=(WIDTH / DPI, height), dpi=DPI, facecolor="white")
    under = label("figures.chart.subtitle", days=period.scope.days, cases=period.all.cases)
    _write(figure, 0.03, height - 0.25, _cut(period.scope.name, 36), _TITLE, bold=True)
    _write(figure, 0.03, height - 0.55, under, _HEAD)
    top = height - _TOP
    for part in parts:
        _draw(figure, part, top)
        top -= part.height
    out = BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _draw(figure: "Figure", part: _Bars, top: float) -> None:
    """Draw one part of the picture, its upper edge `top` inches above the picture's foot."""
    _write(figure, 0.03, top - 0.6 * _LINE, part.head, _HEAD, bold=True)
    at = 0.03
    for colour, meaning in part.legend:
        _write(figure, at, top - 1.55 * _LINE, "■", _SMALL, colour=colour)
        _write(figure, at + 0.035, top - 1.55 * _LINE, meaning, _SMALL)
        at += 0.07 + 0.0215 * len(meaning)
    tall, whole = len(part.bars) * _ROW, figure.get_figheight()
    foot = top - part.height + 0.3 * _LINE / 2
    axes = figure.add_axes((_ROOM, foot / whole, 0.97 - _ROOM, tall / whole))
    axes.axis("off")
    longest = max(sum(length for length, _ in pieces) for _, pieces, _ in part.bars) or 1
    axes.set_xlim(0, longest * 1.8)  # room for the words behind the longest
    axes.set_ylim(len(part.bars) - 0.5, -0.5)
    for place, (name, pieces, said) in enumerate(part.bars):
        left = 0.0
        for length, colour in pieces:
            axes.barh(place, length, left=left, height=0.62, color=colour)
            left += length
        named, size = _in_two(name)
        axes.text(-0.02 * longest, place, named, ha="right", va="center", fontsize=size, color=_INK)
        axes.text(left + 0.03 * longest, place, said, va="center", fontsize=_SMALL, color=_INK)


def _write(
    figure: "Figure",
    left: float,
    up: float,
    words: str,
    size: float,
    *,
    colour: str = _INK,
    bold: bool = False,
) -> None:
    weight = "bold" if bold else "normal"
    up /= figure.get_figheight()
    figure.text(left, up, words, fontsize=size, color=colour, weight=weight, va="center", parse_math=False)


def _parts(period: Period) -> list[_Bars]:
    found = period.all
    outcomes = [
        (outcome_label(one), [(float(found.outcomes[one]), _COLOURS[one])], str(found.outcomes[one]))
        for one in OUTCOMES
        if found.outcomes[one]
    ]
    return [
        _Bars(label("figures.chart.outcomes"), outcomes),
        _Bars(label("figures.chart.times"), _times(period), _times_mean()),
        _counts(period, "lacking"),
        _counts(period, "left_at"),
        _Bars(label("figures.chart.districts"), _districts(period), _districts_mean()),
    ]


def _times(period: Period) -> list[_Bar]:
    bars: list[_Bar] = []
    for span in SPANS:
        if times := period.all.times.get(span):
            middle, most = times.median.total_seconds(), times.ninetieth.total_seconds()
            said = " · ".join(plain(write(duration(length))) for length in (times.median, times.ninetieth))
            bars.append(
                (label(f"figures.span.{span}"), [(middle, _PLAIN), (max(0.0, most - middle), _PALE)], said)
            )
    return bars


def _counts(period: Period, kind: str) -> _Bars:
    counts = period.all.lacking if kind == "lacking" else period.all.left_at
    bars = [
        (plain(write(named(kind, key))), [(float(count), _PLAIN)], str(count))
        for key, count in list(counts.items())[:_BARS]
    ]
    return _Bars(label(f"figures.chart.{kind}"), bars)


def _districts(period: Period) -> list[_Bar]:
    """A bar for each district: cases solved, cases open at the desk, and the rest."""
    bars: list[_Bar] = []
    for desk, one in period.by_district[:_DISTRICTS]:
        solved, waiting = one.outcomes["alone"] + one.outcomes["staffed"], one.outcomes["at_desk"]
        pieces = [
            (float(solved), _COLOURS["staffed"]),
            (float(waiting), _COLOURS["at_desk"]),
            (float(one.cases - solved - waiting), _COLOURS["left"]),
        ]
        bars.append((desk.name, pieces, str(one.cases)))
    if rest := [one.cases for _, one in period.by_district[_DISTRICTS:]]:
        bars.append((label("figures.chart.rest", count=len(rest)), [], str(sum(rest))))
    return bars


def _times_mean() -> tuple[tuple[str, str], ...]:
    return ((_PLAIN, label("figures.chart.middle")), (_PALE, label("figures.chart.ninetieth")))


def _districts_mean() -> tuple[tuple[str, str], ...]:
    done, waiting, rest = (label(f"figures.chart.{what}") for what in ("done", "open", "else"))
    return ((_COLOURS["staffed"], done), (_COLOURS["at_desk"], waiting), (_COLOURS["left"], rest))


def _in_two(name: str) -> tuple[str, float]:
    """A bar's name on one line, or smaller on two; and its size."""
    if len(name) <= _NAME:
        return name, _SMALL
    return fill(name, _NAME + 3, max_lines=2, placeholder="…"), _SMALLEST


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
