"""Facts as staff write them in a table: each with the names of its column and of its values. What is not known is named, never
guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from flows.dialogue.machine.questions import LARGEST_COUNT
from flows.dialogue.screens.keyboard import answer_label
from flows.dialogue.screens.requirements import must, verdict_of, who_acts
from flows.eligibility import ALLOWED, UNKNOWN, Facts, Value
from flows.rules.engine import Status
from flows.rules.model import FactsModel
from flows.texts import write
from flows.troubles.registry import FIRST
from flows.troubles.trouble import Trouble
from flows.view import Line

COLUMNS: tuple[str, ...] = FIRST.askable
"""The facts that a table can have, in the order of its template. The table is about a button that is missing: where nothing is
said of the symptom, that is it.
"""
_COUNT = "invalid"
_NO_VALUE = frozenset({"", "?"})


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that says nothing which is known."""

    column: str
    """The fact."""
    said: str
    allowed: tuple[str, ...]
    """What can be said there; empty for a number."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The rules' result for one school: verdict, what is unmet or unknown, and the plan."""

    verdict: str
    unmet: tuple[str, ...]
    """Requirements that are not met, in the order of the plan."""
    unknown: tuple[str, ...]
    plan: tuple[Line, ...]
    """Each step: what must be, and who acts."""


def column_name(fact: str) -> str:
    """The name of a fact's column."""
    return write(Line(f"ask.{fact}.short"))


def values_of(fact: str) -> tuple[str, ...]:
    """Values that a fact can have, in words; empty where it is a number."""
    return () if fact == _COUNT else tuple(_value_names(fact).values())


def fact_of(column: str) -> str | None:
    """The fact that a column of this name tells; None for a column that tells no fact."""
    return _columns().get(_plain(column))


def read_row(cells: Mapping[str, str]) -> Facts | list[BadCell]:
    """The facts that one row tells, by fact as written; or every cell that cannot be read."""
    found: dict[str, Value] = {} if "symptom" in cells else {"symptom": FIRST.symptom}
    bad: list[BadCell] = []
    for fact, said in cells.items():
        value = read_value(fact, said)
        if value is None:
            bad.append(BadCell(fact, said, values_of(fact)))
        else:
            found[fact] = value
    return bad or Facts().but(**found)


def read_value(fact: str, said: str) -> Value | None:
    """The value that is meant; `unknown` for nothing; None where it cannot be read."""
    bare = said.strip().removesuffix(".0")
    plain = _plain(bare)
    if plain in _NO_VALUE:
        return UNKNOWN
    if fact == _COUNT and bare.isdecimal():
        return count if (count := int(bare[:9])) <= LARGEST_COUNT else None
    return _values(fact).get(plain)


def judged(facts: FactsModel, trouble: Trouble = FIRST) -> Judged:
    """The result of the rules of `trouble`."""
    result = trouble.rules.evaluate(facts)
    steps = tuple(
        Line("batch.step", {"must": must(key, facts), "who": Line(f"actor.desk.{who_acts(key, facts)}")})
        for key in result.plan
    )
    return Judged(str(result.verdict), tuple(result.plan), result.having(Status.UNKNOWN), steps)


def verdict_name(verdict: str) -> Line:
    """A verdict on one school of such a table."""
    return verdict_of(FIRST, verdict)


@cache
def _columns() -> dict[str, str]:
    found = {_plain(fact): fact for fact in COLUMNS}
    return found | {_plain(column_name(fact)): fact for fact in COLUMNS}


@cache
def _value_names(fact: str) -> dict[str, str]:
    """The fact's values, each with its words."""
    return {value: write(answer_label(fact, value)) for value in ALLOWED[fact] if _has_words(fact, value)}


def _has_words(fact: str, value: str) -> bool:
    return fact != _COUNT or value == UNKNOWN


@cache
def _values(fact: str) -> dict[str, Value]:
    names: Sequence[tuple[str, str]] = list(_value_names(fact).items())
    said = {_plain(value): value for value, _ in names} | {_plain(words): value for value, words in names}
    bare = {write(Line(f"batch.bare.{value}")): value for value in ("yes", "no")}
    return {**(bare if ALLOWED[fact][:2] == ("yes", "no") else {}), **said}


def _plain(words: str) -> str:
    """Words without what tells nothing apart: capitals, dots, commas, hyphens."""
    return " ".join(words.casefold().translate(_APART).split())


_APART = str.maketrans("_-,.", "    ")
