"""The weights that were taught from the corpus (`make reading`): the second reader's, one table a question, and the referee's.

A feature is known by its hash, so that the weights are plain tables: `weights.bin`, one row a hash, one signed byte a label.
"""

import json
import math
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FILE = "weights.bin"
ROWS = 1 << 14
"""Rows of a question's table: a feature's row is its hash modulo this."""
REFEREE_ROWS = 1 << 16
"""Rows of the referee's table, which is one for all questions."""


@dataclass(frozen=True, slots=True)
class WeightTable:
    """The weights of one model: `weights[row * len(labels) + label]`, to be multiplied by `scale`."""

    labels: tuple[str, ...]
    scale: float
    bias: tuple[float, ...]
    weights: memoryview

    def totals(self, blocks: Iterable[Iterable[str]], rows: int) -> list[float]:
        """What speaks for each label: the sum of its weights over the features. Each of the `blocks` counts alike, however large."""
        width = len(self.labels)
        labels = range(width)
        totals = list(self.bias)
        weights = self.weights
        for block in blocks:
            found = [zlib.crc32(feature.encode()) % rows * width for feature in block]
            if not found:
                continue
            factor = self.scale / math.sqrt(len(found))
            for label in labels:
                totals[label] += sum([weights[row + label] for row in found]) * factor
        return totals


@dataclass(frozen=True, slots=True)
class Weights:
    """All that was taught: the second reader's tables by context, and the referee's, which has one label."""

    tables: dict[str, WeightTable]
    referee: WeightTable


def row_of(feature: str, rows: int = ROWS) -> int:
    """The row of a feature in a table of so many rows; the same on every machine."""
    return zlib.crc32(feature.encode()) % rows


def packed(weights: Weights, made_from: str) -> bytes:
    """The file's content; `made_from` is the digest of what the weights were taught from."""
    tables = {**weights.tables, "": weights.referee}
    head = {
        "made_from": made_from,
        "tables": {
            name: {"labels": table.labels, "scale": table.scale, "bias": table.bias}
            for name, table in tables.items()
        },
    }
    return (
        json.dumps(head).encode()
        + b"\n"
        + zlib.compress(b"".join(bytes(table.weights) for table in tables.values()), 9)
    )


def unpacked(content: bytes) -> tuple[Weights, str]:
    """The weights, and the digest of what they were taught from."""
    head, _, body = content.partition(b"\n")
    described = json.loads(head)
    weights = memoryview(zlib.decompress(body)).cast("b")
    tables: dict[str, WeightTable] = {}
    at = 0
    for name, table in described["tables"].items():
        size = (ROWS if name else REFEREE_ROWS) * len(table["labels"])
        tables[name] = WeightTable(
            tuple(table["labels"]), table["scale"], tuple(table["bias"]), weights[at : at + size]
        )
        at += size
    referee = tables.pop("")
    return Weights(tables, referee), described["made_from"]


@cache
def taught_weights() -> Weights:
    """The weights, read at first use."""
    return unpacked(files(__package__).joinpath(FILE).read_bytes())[0]
