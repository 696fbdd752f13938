"""How well lines are read that neither the second reader nor the referee was taught: whole authors, or whole groups, are held out.

What the rules are is the same throughout; so a line counts as unseen by the rules only on the day it was written
(docs/reading.md tells the figures of those days).
"""

from collections import Counter
from collections.abc import Sequence
from zlib import crc32

from flows.reading import Reading
from flows.reading.agreement import decided
from flows.reading.weights import Weights
from tests.reading.lines import outcome
from tests.reading.teach import Sample, taught

FOLDS = 5


def read_with(weights: Weights, one: Sample) -> Reading:
    """The reading of a sample with these weights."""
    return decided(one.heard, one.reading, one.part, one.line.context, weights)


def held_out(samples: Sequence[Sample], by: str) -> list[tuple[Sample, Reading]]:
    """Every sample with its reading by weights that were taught nothing of its author or group (`by`)."""
    found = []
    for fold in range(FOLDS):
        inside = [crc32(getattr(one.line, by).encode()) % FOLDS == fold for one in samples]
        if any(inside):
            weights = taught([one for one, out in zip(samples, inside, strict=True) if not out])
            found += [(one, read_with(weights, one)) for one, out in zip(samples, inside, strict=True) if out]
    return found


def counted(read: Sequence[tuple[Sample, Reading]]) -> Counter[str]:
    return Counter(outcome(sample.line, reading) for sample, reading in read)


def learning_curve(
    samples: Sequence[Sample], shares_of_it: Sequence[float] = (0.25, 0.5, 0.75, 1.0)
) -> list[tuple[int, Counter[str]]]:
    """How the authors of one fold are read by weights taught from more and more of the other lines."""
    tested = [one for one in samples if crc32(one.line.author.encode()) % 4 == 0]
    others = sorted(
        (one for one in samples if crc32(one.line.author.encode()) % 4),
        key=lambda one: crc32(f"{one.line.context} {one.line.text}".encode()),
    )
    curve = []
    for share in shares_of_it:
        lessons = others[: int(len(others) * share)]
        weights = taught(lessons)
        curve.append((len(lessons), counted([(one, read_with(weights, one)) for one in tested])))
    return curve
