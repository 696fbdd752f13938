"""The second reader: a linear model over the row of meanings, the words and the letters of a reply.

It was taught from the corpus when the weights were made (`make reading`); here they are only added up.
"""

import math
from collections.abc import Iterator
from itertools import groupby

from flows.reading.spelling import Speller
from flows.reading.utterance import Utterance
from flows.reading.weights import ROWS, WeightTable, row_of, taught_weights

MOST_LETTERS = 300
MOST_MEANINGS = 60
"""A longer text is a forwarded chain, whose beginning says enough."""


def features(heard: Utterance) -> tuple[set[str], set[str], set[str]]:
    """Features that the model looks at, in three sets: neighbours in the row of meanings, words as they are spelled, letters in a row."""
    written = [word.written for word in heard.words[:MOST_MEANINGS] if word.written]
    tokens = [token for words, _ in groupby(written) for token in words.split()]
    spelled = Speller()
    return (
        set(_meanings(heard)),
        set(_words([word for token in tokens for word in spelled(token)])),
        set(_letters(" ".join(tokens))),
    )


def _meanings(heard: Utterance) -> Iterator[str]:
    means = ["^", *(word.means for word in heard.words[:MOST_MEANINGS]), "$"]
    for at, meaning in enumerate(means):
        yield f"m {meaning}"
        for gap in (1, 2):
            if at + gap < len(means):
                yield f"m{gap} {meaning} {means[at + gap]}"
        if at + 2 < len(means):
            yield f"m3 {meaning} {means[at + 1]} {means[at + 2]}"
    if heard.addressed:
        yield "addressed"
    if heard.asks:
        yield f"asks {heard.asks}"
    for topic, _ in heard.topics:
        yield f"topic {topic}"
    for word in heard.words:
        if word.value is not None:
            yield f"number {min(word.value, 3)}"


def _words(spelt: list[str]) -> Iterator[str]:
    for at, word in enumerate(spelt):
        yield f"w {word}"
        yield f"w {spelt[at - 1] if at else '^'} {word}"


def _letters(text: str) -> Iterator[str]:
    plain = f" {text[:MOST_LETTERS]} "
    for length in (2, 3, 4, 5):
        for at in range(len(plain) - length + 1):
            yield f"c {plain[at : at + length]}"


def likely(heard: Utterance, context: str) -> dict[str, float]:
    """Shares of the labels of `context`, each the likelihood of that label; they add up to 1."""
    return shares(taught_weights().tables[context], features(heard))


def shares(table: WeightTable, found: tuple[set[str], ...]) -> dict[str, float]:
    """Shares of the table's labels by the features `found`."""
    totals = table.totals(found, ROWS)
    most = max(totals)
    powers = [math.exp(total - most) for total in totals]
    return {label: power / sum(powers) for label, power in zip(table.labels, powers, strict=True)}


def weighed(heard: Utterance, context: str, label: str, count: int = 6) -> list[str]:
    """The features that spoke most for `label` against the mean of the others, strongest first."""
    table = taught_weights().tables[context]
    width, own = len(table.labels), table.labels.index(label)
    spoken: dict[str, float] = {}
    for block in features(heard):
        for feature in block:
            row = row_of(feature) * width
            weights = table.weights[row : row + width].tolist()
            spoken[feature] = (weights[own] - sum(weights) / width) / math.sqrt(len(block))
    return sorted(spoken, key=lambda feature: (-spoken[feature], feature))[:count]
