"""Teach the second reader from the corpus and write its weights: python -m tests.reading.teach

scikit-learn is needed here only (`make reading` installs it). The same corpus gives the same weights: nothing is drawn by
lot. What the weights were made from stands in them as a digest, and a test compares it with the corpus.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import flows.reading
from flows.reading import CONTEXTS, UNCLEAR, UNKNOWN
from flows.reading.grammar import by_grammar, listened
from flows.reading.lexicon import lexicon
from flows.reading.second import ROWS, WEIGHTS, WeightTable, features, packed, row_of
from flows.reading.utterance import Utterance
from tests.reading.lines import Line, corpus

STRICTNESS = 40.0
"""The inverse of the penalty on large weights; 10 to 40 gave the same figures on held-out authors."""
OF_OTHERS = 0.2
"""What a line of another question counts: not to know is said alike at most of them."""
_ALIKE = ("leader", "ptk_type", "duty", "role", "validation", "login", "induk", "accounts")


def lines_to_teach() -> list[Line]:
    """The corpus, and the examples that stand beside the words."""
    examples = [
        Line(example.text, example.context, example.label, "words", "words", "example")
        for example in lexicon().examples
    ]
    return [*corpus(), *examples]


def part(line: Line) -> Utterance:
    """The part of a line that counts, as the rules hear it."""
    return by_grammar(listened(line.text), line.context)[1]


def made_from(lines: Iterable[Line]) -> str:
    """A digest of what the weights are taught from: every line with its label, as the model looks at it."""
    told = sorted(
        json.dumps([line.context, line.label, *map(sorted, features(part(line)))]) for line in lines
    )
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def lesson(heard: Utterance) -> dict[int, float]:
    """A reply as numbers: for each row of the table what its features add up to."""
    rows: dict[int, float] = {}
    for block in features(heard):
        for feature in sorted(block):
            row = row_of(feature)
            rows[row] = rows.get(row, 0.0) + 1 / math.sqrt(len(block))
    return rows


def taught(lines: Sequence[Line], lessons: Sequence[dict[int, float]]) -> dict[str, WeightTable]:
    """The tables of all contexts, taught from `lines`; `lessons` are the same lines as numbers."""
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - not there in production, nor for the tests

    with threadpool_limits(1):
        return {context: _table(context, lines, lessons) for context in CONTEXTS}


def _table(context: str, lines: Sequence[Line], lessons: Sequence[dict[int, float]]) -> WeightTable:
    import numpy as np  # noqa: PLC0415
    from scipy.sparse import csr_matrix  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    chosen, labels, counts = [], [], []
    for line, numbers in zip(lines, lessons, strict=True):
        own = line.context == context and line.label != UNCLEAR
        alike = context in _ALIKE and line.context in _ALIKE and line.label == UNKNOWN
        if own or alike:
            chosen.append(numbers)
            labels.append(line.label)
            counts.append(1.0 if own else OF_OTHERS)
    columns = [row for numbers in chosen for row in numbers]
    values = [value for numbers in chosen for value in numbers.values()]
    begins = np.cumsum([0, *(len(numbers) for numbers in chosen)])
    matrix = csr_matrix((values, columns, begins), shape=(len(chosen), ROWS))
    model = LogisticRegression(C=STRICTNESS, max_iter=100, tol=1e-3)
    model.fit(matrix, labels, sample_weight=counts)
    scale = float(np.abs(model.coef_).max()) / 127
    known = [str(label) for label in model.classes_]
    weights = np.rint(model.coef_.T / scale).astype(np.int8)
    return WeightTable(
        tuple(known),
        scale,
        tuple(round(float(bias), 4) for bias in model.intercept_),
        memoryview(weights.tobytes()).cast("b"),
    )


if __name__ == "__main__":
    taught_from = lines_to_teach()
    content = packed(
        taught(taught_from, [lesson(part(line)) for line in taught_from]), made_from(taught_from)
    )
    path = Path(flows.reading.__file__).with_name(WEIGHTS)
    path.write_bytes(content)
    print(f"{path.name}: {len(content) / 1000:.0f} kB from {len(taught_from)} lines")
