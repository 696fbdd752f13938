"""Teach the second reader and the referee from the corpus and write their weights: python -m tests.reading.teach

scikit-learn is needed here only (`make reading` installs it). The same corpus gives the same weights: nothing is drawn by
lot. What the weights were made from stands in them as a digest, and a test compares it with the corpus.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any
from zlib import crc32

import flows.reading
from flows.reading import CONTEXTS, UNCLEAR, UNKNOWN, Reading
from flows.reading.agreement import settled_alone
from flows.reading.grammar import by_grammar, listened
from flows.reading.lexicon import lexicon
from flows.reading.referee import Hearing, candidate, clues
from flows.reading.second import features, shares
from flows.reading.utterance import Utterance
from flows.reading.weights import FILE, REFEREE_ROWS, ROWS, Weights, WeightTable, packed, row_of
from tests.reading.lines import Line, corpus

STRICTNESS = 40.0
"""The inverse of the penalty on large weights; 10 to 40 gave the same figures on held-out authors."""
REFEREE_STRICTNESS = 10.0
OF_OTHERS = 0.2
"""What a line of another question counts: not to know is said alike at most of them."""
OF_KNOWN = 0.7
"""What a line counts for the referee whose words the rules were written from: there the rules are right too often."""
OF_PLAIN = 3.0
"""What a plain line counts for the referee: most of the corpus are traps, most of what people write is none."""
PARTS = 4
"""The corpus is parted by authors; of each part the referee learns what readers make of it that were taught the others."""
EACH = 40
"""One line in so many is looked at as the models do for the digest."""
_ALIKE = ("leader", "ptk_type", "duty", "role", "validation", "login", "induk", "accounts")

Lesson = dict[int, float]
"""A reply as numbers: for each row of a table what its features add up to."""


@dataclass(frozen=True)
class Sample:
    """A line and what the rules make of it."""

    line: Line
    heard: Utterance
    reading: Reading
    part: Utterance

    @classmethod
    def of(cls, line: Line) -> "Sample":
        heard = listened(line.text)
        return cls(line, heard, *by_grammar(heard, line.context))

    @cached_property
    def found(self) -> tuple[set[str], ...]:
        return features(self.part)

    @cached_property
    def lesson(self) -> Lesson:
        return lesson(self.found, ROWS)

    def hearing(self, second: dict[str, float]) -> Hearing:
        return Hearing(self.heard, self.line.context, self.reading, second, candidate(self.reading, second))


def lines_to_teach() -> list[Line]:
    """The corpus, and the examples that stand beside the words."""
    examples = [
        Line(example.text, example.context, example.label, "words", "words", "example")
        for example in lexicon().examples
    ]
    return [*corpus(), *examples]


def made_from(lines: Iterable[Line]) -> str:
    """A digest of what the weights are taught from: every line with its label, the words, and some lines as the models look at them."""
    told = sorted(
        json.dumps(
            [line.context, line.text, line.label, line.also, line.hedged, line.how, line.group, line.author]
        )
        for line in lines
    )
    listed = (*files("flows.reading.words").iterdir(), *files("flows.reading").iterdir())
    words = sorted(one.read_bytes().decode() for one in listed if one.name.endswith(".toml"))
    samples = [Sample.of(line) for line in sorted(lines, key=lambda line: (line.text, line.context))[::EACH]]
    seen = [
        [*map(sorted, one.found), *map(sorted, clues(one.hearing({one.line.label: 1.0})))] for one in samples
    ]
    return hashlib.sha256("\n".join([*told, *words, json.dumps(seen)]).encode()).hexdigest()


def lesson(blocks: Iterable[set[str]], rows: int) -> Lesson:
    """Features as numbers, in a table of so many rows."""
    found: Lesson = {}
    for block in blocks:
        for feature in sorted(block):
            row = row_of(feature, rows)
            found[row] = found.get(row, 0.0) + 1 / math.sqrt(len(block))
    return found


def taught(samples: Sequence[Sample]) -> Weights:
    """All weights, taught from the samples."""
    return Weights(second_taught(samples), referee_taught(samples))


def second_taught(samples: Sequence[Sample]) -> dict[str, WeightTable]:
    """The second reader's tables by context."""
    return {context: _table(context, samples) for context in CONTEXTS}


def _table(context: str, samples: Sequence[Sample]) -> WeightTable:
    chosen, labels, counts = [], [], []
    for one in samples:
        own = one.line.context == context and one.line.label != UNCLEAR
        alike = context in _ALIKE and one.line.context in _ALIKE and one.line.label == UNKNOWN
        if own or alike:
            chosen.append(one.lesson)
            labels.append(one.line.label)
            counts.append(1.0 if own else OF_OTHERS)
    model = _fitted(chosen, labels, counts, ROWS, STRICTNESS, 100)
    return _quantized(model, tuple(str(label) for label in model.classes_))


def referee_taught(samples: Sequence[Sample]) -> WeightTable:
    """The referee's table."""
    chosen, right, counts = [], [], []
    for one, second in _seen_by_others(samples):
        if settled_alone(one.reading, one.part):
            continue
        hearing = one.hearing(second)
        chosen.append(lesson(clues(hearing), REFEREE_ROWS))
        right.append(hearing.label in {one.line.label, one.line.also} and not one.line.hedged)
        plain = OF_PLAIN if one.line.group in {"plain", "chat"} else 1.0
        counts.append(plain * (1.0 if one.line.how == "unseen" else OF_KNOWN))
    model = _fitted(chosen, right, counts, REFEREE_ROWS, REFEREE_STRICTNESS, 200)
    return _quantized(model, ("right",))


def _seen_by_others(samples: Sequence[Sample]) -> Iterable[tuple[Sample, dict[str, float]]]:
    """Each sample with the shares of a second reader that was taught nothing of its author."""
    for number in range(PARTS):
        inside = [crc32(one.line.author.encode()) % PARTS == number for one in samples]
        tables = second_taught([one for one, out in zip(samples, inside, strict=True) if not out])
        for one, out in zip(samples, inside, strict=True):
            if out:
                yield one, shares(tables[one.line.context], one.found)


def _fitted(
    chosen: Sequence[Lesson],
    labels: Sequence[object],
    counts: Sequence[float],
    rows: int,
    strictness: float,
    rounds: int,
) -> Any:
    import numpy as np  # noqa: PLC0415 - not there in production, nor for the tests
    from scipy.sparse import csr_matrix  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    columns = [row for numbers in chosen for row in numbers]
    values = [value for numbers in chosen for value in numbers.values()]
    begins = np.cumsum([0, *(len(numbers) for numbers in chosen)])
    matrix = csr_matrix((values, columns, begins), shape=(len(chosen), rows))
    model = LogisticRegression(C=strictness, max_iter=rounds, tol=1e-3)
    with threadpool_limits(1):
        model.fit(matrix, labels, sample_weight=counts)
    return model


def _quantized(model: Any, labels: tuple[str, ...]) -> WeightTable:
    """The model's weights as signed bytes; of a model of two classes those of the second."""
    import numpy as np  # noqa: PLC0415

    scale = float(np.abs(model.coef_).max()) / 127
    weights = np.rint(model.coef_.T / scale).astype(np.int8)
    bias = tuple(round(float(one), 4) for one in model.intercept_)
    return WeightTable(labels, scale, bias, memoryview(weights.tobytes()).cast("b"))


if __name__ == "__main__":
    taught_from = lines_to_teach()
    content = packed(taught([Sample.of(line) for line in taught_from]), made_from(taught_from))
    path = Path(flows.reading.__file__).with_name(FILE)
    path.write_bytes(content)
    print(f"{path.name}: {len(content) / 1000:.0f} kB from {len(taught_from)} lines")
