"""The corpus: replies with the label a reader must give them, in one file an author or a style."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flows.reading import UNCLEAR, Reading, explain

CORPUS = Path(__file__).parent / "corpus"
OUTCOMES = ("right", "offered", "wrong", "unread")


@dataclass(frozen=True, slots=True)
class Line:
    """A reply and what it means. `group` is the region or style, `author` one voice of it, `how` how the line came to be,
    `structure` the trap of sentence structure that it is, if it is one, and `topic` the other subject it must be taken for.
    """

    text: str
    context: str
    label: str
    group: str
    author: str = ""
    how: str = ""
    structure: str = ""
    topic: str = ""


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
    if seen.label == line.label:
        return "right"
    if seen.label != UNCLEAR:
        return "wrong"
    return "offered" if line.label in seen.offers else "unread"


def tally(lines: Iterable[Line]) -> Counter[str]:
    return Counter(outcome(line) for line in lines)
