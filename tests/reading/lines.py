"""The corpus: replies with the label a reader must give them, in one file an author or a style."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flows.reading import UNCLEAR, Reading, explain

CORPUS = Path(__file__).parent / "corpus"
OUTCOMES = ("right", "offered", "wrong", "unread")
GRAVE = frozenset({"resolved", "none", "zero", "yes"})
"""What is never taken where it is only supposed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A reply and what it means. `group` is the region or style, `author` one voice of it, `how` how the line came to be,
    `structure` the trap of sentence structure that it is, if it is one, and `topic` the other subject it must be taken for.
    `also` is another reading that is right as well.
    """

    text: str
    context: str
    label: str
    group: str
    author: str = ""
    how: str = ""
    structure: str = ""
    topic: str = ""
    also: str = ""

    @property
    def hedged(self) -> bool:
        """Whether the line tells it as supposed or heard of: then it is right to offer it."""
        return self.structure == "hedge"


def corpus(files: list[Path] | None = None) -> list[Line]:
    """Every line of the corpus, or of these files; a file's name is its author, and its group where none is named."""
    lines = []
    for path in files or sorted(CORPUS.glob("*.jsonl")):
        for row in path.read_text(encoding="utf-8").splitlines():
            given = json.loads(row)
            lines.append(Line(**{"group": path.stem, "author": path.stem, **given}))
    return lines


def outcome(line: Line, reading: Reading | None = None) -> str:
    """What came of reading this line (as `reading` says, else now): right, offered, wrong or unread."""
    seen = explain(line.text, line.context) if reading is None else reading
    closes = line.hedged and line.label in GRAVE
    if seen.label in {line.label, line.also}:
        return "wrong" if closes and seen.label == line.label else "right"
    if seen.label != UNCLEAR:
        return "wrong"
    if line.label not in seen.offers:
        return "right" if closes else "unread"
    return "right" if line.hedged else "offered"


def tally(lines: Iterable[Line]) -> Counter[str]:
    return Counter(outcome(line) for line in lines)
