"""How well lines are read that the second reader was not taught: whole authors, or whole groups, are held out.

What the rules are is the same throughout; so a line counts as unseen by the rules only on the day it was written
(docs/reading.md tells the figures of those days).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

from flows.reading import Reading
from flows.reading.agreement import decided
from flows.reading.grammar import by_grammar, listened
from flows.reading.second import WeightTable, features, shares
from flows.reading.utterance import Utterance
from tests.reading.lines import Line, outcome
from tests.reading.teach import lesson, taught

FOLDS = 10


@dataclass(frozen=True)
class Sample:
    """A line and what the rules make of it."""

    line: Line
    reading: Reading
    part: Utterance

    @classmethod
    def of(cls, line: Line) -> "Sample":
        return cls(line, *by_grammar(listened(line.text), line.context))

    @cached_property
    def lesson(self) -> dict[int, float]:
        return lesson(self.part)

    def read(self, tables: dict[str, WeightTable]) -> Reading:
        """The reading with these tables for the second reader."""
        return decided(
            self.reading,
            self.part,
            self.line.context,
            lambda said: shares(tables[self.line.context], features(said)),
        )


def taught_by(samples: Sequence[Sample]) -> dict[str, WeightTable]:
    return taught([sample.line for sample in samples], [sample.lesson for sample in samples])


def held_out(samples: Sequence[Sample], by: str) -> list[tuple[Sample, Reading]]:
    """Every sample with its reading by tables that were taught nothing of its author or group (`by`)."""
    found = []
    for fold in range(FOLDS):
        inside = [crc32(getattr(one.line, by).encode()) % FOLDS == fold for one in samples]
        if any(inside):
            tables = taught_by([one for one, out in zip(samples, inside, strict=True) if not out])
            found += [(one, one.read(tables)) for one, out in zip(samples, inside, strict=True) if out]
    return found


def counted(read: Sequence[tuple[Sample, Reading]]) -> Counter[str]:
    return Counter(outcome(sample.line, reading) for sample, reading in read)


def learning_curve(
    samples: Sequence[Sample], shares_of_it: Sequence[float] = (0.25, 0.5, 0.75, 1.0)
) -> list[tuple[int, Counter[str]]]:
    """How the authors of one fold are read by tables taught from more and more of the other lines."""
    tested = [one for one in samples if crc32(one.line.author.encode()) % 4 == 0]
    others = sorted(
        (one for one in samples if crc32(one.line.author.encode()) % 4),
        key=lambda one: crc32(f"{one.line.context} {one.line.text}".encode()),
    )
    curve = []
    for share in shares_of_it:
        lesson_lines = others[: int(len(others) * share)]
        tables = taught_by(lesson_lines)
        curve.append((len(lesson_lines), counted([(one, one.read(tables)) for one in tested])))
    return curve
