"""The corpus is read as well as it was when it was last improved: floors that only go up."""

from collections import Counter

import pytest

from flows.reading import CONTEXTS
from tests.reading.lines import CORPUS, corpus, outcome, tally

LEAST_RIGHT = 0.99
MOST_WRONG = 0.001
GROUPS = [path.stem for path in sorted(CORPUS.glob("*.jsonl"))]


def test_the_corpus_is_large_and_covers_every_label() -> None:
    lines = corpus()
    assert len(lines) > 2000
    assert len(GROUPS) >= 16
    seen = Counter((line.context, line.label) for line in lines)
    assert set(seen) == {(context, label) for context, labels in CONTEXTS.items() for label in labels}
    assert min(seen.values()) >= 10


def test_the_corpus_is_read_rightly() -> None:
    found = tally(corpus())
    assert found["right"] / found.total() >= LEAST_RIGHT
    assert found["wrong"] / found.total() <= MOST_WRONG


@pytest.mark.parametrize("group", GROUPS)
def test_no_style_is_left_behind(group: str) -> None:
    lines = corpus([CORPUS / f"{group}.jsonl"])
    found = Counter(outcome(line) for line in lines)
    assert found["right"] / found.total() >= 0.97
    assert found["wrong"] / found.total() <= 0.01
