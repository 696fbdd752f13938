"""The second reader: a linear model over the row of meanings, the words and the letters of a reply.

It was taught from the corpus when the weights were made (`make reading`); here they are only added up. A feature is
known by its hash, so that the weights are a plain table: `weights.bin`, one row a hash, one signed byte a label.
"""

import json
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

from flows.reading.spelling import Speller
from flows.reading.utterance import Utterance

WEIGHTS = "weights.bin"
ROWS = 1 << 14
"""Rows of a context's table: a feature's row is its hash modulo this."""
MOST_LETTERS = 300
MOST_MEANINGS = 60
"""A longer text is a forwarded chain, whose beginning says enough."""


@dataclass(frozen=True, slots=True)
class WeightTable:
    """The weights of one context: `weights[row * len(labels) + label]`, to be multiplied by `scale`."""

    labels: tuple[str, ...]
    scale: float
    bias: tuple[float, ...]
    weights: memoryview


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


def row_of(feature: str) -> int:
    """The row of a feature in a table; the same on every machine."""
    return zlib.crc32(feature.encode()) % ROWS


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


def packed(tables: dict[str, WeightTable], made_from: str) -> bytes:
    """The file's content; `made_from` is the digest of what the weights were taught from."""
    head = {
        "made_from": made_from,
        "contexts": {
            context: {"labels": table.labels, "scale": table.scale, "bias": table.bias}
            for context, table in tables.items()
        },
    }
    return (
        json.dumps(head).encode()
        + b"\n"
        + zlib.compress(b"".join(bytes(table.weights) for table in tables.values()), 9)
    )


def unpacked(content: bytes) -> tuple[dict[str, WeightTable], str]:
    """The tables by context and the digest of what they were taught from."""
    head, _, body = content.partition(b"\n")
    described = json.loads(head)
    weights = memoryview(zlib.decompress(body)).cast("b")
    tables: dict[str, WeightTable] = {}
    at = 0
    for context, table in described["contexts"].items():
        size = ROWS * len(table["labels"])
        tables[context] = WeightTable(
            tuple(table["labels"]), table["scale"], tuple(table["bias"]), weights[at : at + size]
        )
        at += size
    return tables, described["made_from"]


@cache
def taught_tables() -> dict[str, WeightTable]:
    """The weights, read at first use."""
    return unpacked(files(__package__).joinpath(WEIGHTS).read_bytes())[0]


def likely(heard: Utterance, context: str) -> dict[str, float]:
    """Shares of the labels of `context`, each the likelihood of that label; they add up to 1."""
    return shares(taught_tables()[context], features(heard))


def shares(table: WeightTable, found: tuple[set[str], ...]) -> dict[str, float]:
    """Shares of the table's labels by the features `found`; each of the sets counts alike, however large."""
    width = len(table.labels)
    labels = range(width)
    totals = list(table.bias)
    for block in found:
        if not block:
            continue
        weights = table.weights
        rows = [zlib.crc32(feature.encode()) % ROWS * width for feature in block]
        factor = table.scale / math.sqrt(len(block))
        for label in labels:
            totals[label] += sum([weights[row + label] for row in rows]) * factor
    most = max(totals)
    powers = [math.exp(total - most) for total in totals]
    return {label: power / sum(powers) for label, power in zip(table.labels, powers, strict=True)}


def weighed(heard: Utterance, context: str, label: str, count: int = 6) -> list[str]:
    """The features that spoke most for `label` against the mean of the others, strongest first."""
    table = taught_tables()[context]
    width, own = len(table.labels), table.labels.index(label)
    spoken: dict[str, float] = {}
    for block in features(heard):
        for feature in block:
            row = row_of(feature) * width
            weights = table.weights[row : row + width].tolist()
            spoken[feature] = (weights[own] - sum(weights) / width) / math.sqrt(len(block))
    return sorted(spoken, key=lambda feature: (-spoken[feature], feature))[:count]
