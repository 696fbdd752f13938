"""The corpus is read as well as it was when it was last improved: floors that only go up."""

from collections import Counter
from functools import cache
from importlib.resources import files

import pytest

from flows.reading import CONTEXTS, UNCLEAR, explain
from flows.reading.lexicon import lexicon
from flows.reading.reading import Reading
from flows.reading.weights import FILE, unpacked
from tests.reading.lines import Line, corpus, outcome
from tests.reading.teach import lines_to_teach, made_from

pytestmark = pytest.mark.xdist_group("corpus")
LINES = corpus()
GROUPS = sorted({line.group for line in LINES})
TRAPS = {"hard", "pairs"}
"""Groups of which every line was written to be misread."""
GRAVE = {
    ("step", "resolved"),
    ("leader", "none"),
    ("duty", "none"),
    ("validation", "zero"),
    ("yesno", "cancel"),
}
"""What closes a case, or sends it to an office: no line that means something else may be read so."""


@cache
def _read() -> dict[Line, Reading]:
    """Every line as it is read; by one test worker, when the first of these tests runs."""
    return {line: explain(line.text, line.context) for line in LINES}


def _tally(lines: list[Line]) -> Counter[str]:
    return Counter(outcome(line, _read()[line]) for line in lines)


def test_the_corpus_is_large_and_covers_every_label() -> None:
    assert len(LINES) >= 20000
    assert len(set(LINES)) == len(LINES)
    seen = Counter((line.context, line.label) for line in LINES if line.label != UNCLEAR)
    assert set(seen) == {(context, label) for context, labels in CONTEXTS.items() for label in labels}
    assert min(seen.values()) >= 10
    assert {line.topic for line in LINES} <= {"", *lexicon().topics}


def test_the_corpus_is_read_rightly() -> None:
    found = _tally(LINES)
    total = found.total()
    assert found["right"] / total >= 0.9
    assert (found["right"] + found["offered"]) / total >= 0.99
    assert found["wrong"] / total <= 0.001


@pytest.mark.parametrize(("of_traps", "right"), [(False, 0.945), (True, 0.87)])
def test_neither_plain_lines_nor_traps_pay_for_the_others(of_traps: bool, right: float) -> None:
    """A floor for each, as half of the corpus was written on purpose to be misread."""
    found = _tally([line for line in LINES if (line.group in TRAPS) == of_traps])
    assert found["right"] / found.total() >= right


@pytest.mark.parametrize("group", GROUPS)
def test_no_style_is_left_behind(group: str) -> None:
    found = _tally([line for line in LINES if line.group == group])
    assert (found["right"] + found["offered"]) / found.total() >= 0.95
    assert found["wrong"] / found.total() <= 0.01


@pytest.mark.parametrize("structure", sorted({line.structure for line in LINES} - {""}))
def test_no_kind_of_structure_is_left_behind(structure: str) -> None:
    found = _tally([line for line in LINES if line.structure == structure])
    assert (found["right"] + found["offered"]) / found.total() >= 0.97


def test_no_line_closes_a_case_by_mistake() -> None:
    mistaken = [
        line.text
        for line, reading in _read().items()
        if (line.context, reading.label) in GRAVE and reading.label not in {line.label, line.also}
    ]
    assert mistaken == []


def test_another_subject_is_named_or_said_to_be_another() -> None:
    """Of lines about another matter at most one in a hundred is taken for ours; nine in ten are known as another, of those written to be misread
    seven; nearly all others are asked about with it among the two.
    """
    others = [line for line in LINES if (line.context, line.label) == ("opening", "other")]
    ours = [
        line for line in others if _read()[line].label in {"sync_button_missing", "sync_fails", "add_role"}
    ]
    asked = [line for line in others if "other" in {_read()[line].label, *_read()[line].offers}]
    assert len(ours) <= len(others) / 100
    assert len(asked) >= len(others) * 0.97
    for of_traps, share in ((False, 0.9), (True, 0.7)):
        told = [line for line in others if (line.group in TRAPS) == of_traps]
        known = [line for line in told if _read()[line].label == "other"]
        assert len(known) >= len(told) * share


def test_the_named_topic_is_the_one_that_is_meant() -> None:
    named = [line for line in LINES if line.topic and _read()[line].label == "other"]
    right = [line for line in named if _read()[line].topic == line.topic]
    assert len(right) >= len(named) * 0.9


def test_the_weights_were_taught_from_this_corpus() -> None:
    """If it fails: `make reading` teaches the second reader and the referee anew."""
    weights, taught_from = unpacked(files("flows.reading").joinpath(FILE).read_bytes())
    assert {context: set(table.labels) for context, table in weights.tables.items()} == {
        context: set(labels) for context, labels in CONTEXTS.items()
    }
    assert taught_from == made_from(lines_to_teach())
