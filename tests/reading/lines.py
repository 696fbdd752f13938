"""The corpus: replies with the label a reader must give them, in one file a style or region."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from flows.reading import UNCLEAR, read

CORPUS = Path(__file__).parent / "corpus"


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    context: str
    label: str
    group: str


def corpus(files: list[Path] | None = None) -> list[Line]:
    """Every line of the corpus, or of these files; a file's name is its group."""
    lines = []
    for path in files or sorted(CORPUS.glob("*.jsonl")):
        for row in path.read_text(encoding="utf-8").splitlines():
            given = json.loads(row)
            lines.append(Line(given["text"], given["context"], given["label"], given.get("group", path.stem)))
    return lines


def outcome(line: Line) -> str:
    """right, wrong or abstained."""
    label = read(line.text, line.context)
    if label == line.label:
        return "right"
    return "abstained" if label == UNCLEAR else "wrong"


def tally(lines: list[Line]) -> Counter[str]:
    return Counter(outcome(line) for line in lines)
