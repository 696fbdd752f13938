"""The phrases of the troubles' own questions, and those by which one is named at the opening: the `reading.toml` of each folder."""

import json
import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from flows.reading.phrases import Phrases, phrases

_FILE = "reading.toml"
EXAMPLES = "examples"
"""The table that is no question: question -> pairs of a reply and what it must be read as."""
OPENING = "opening"
"""The table of which each label is a symptom."""


@cache
def own_readings() -> dict[str, Phrases]:
    """The phrases by question; under `OPENING` those that name a trouble by its symptom."""
    found: dict[str, Phrases] = {}
    for table in _tables():
        for subject, listed in table.items():
            if subject != EXAMPLES:
                known = found.get(subject, Phrases(()))
                found[subject] = Phrases((*known.named, *phrases(listed).named))
    return found


def examples() -> list[tuple[str, str, str]]:
    """Every example: the question, the reply, the label."""
    return [
        (subject, text, label)
        for table in _tables()
        for subject, pairs in table.get(EXAMPLES, {}).items()
        for text, label in pairs
    ]


def example_of(subject: str, text: str, label: str) -> str | None:
    """Advice what to add to which file so that `text`, said at the question `subject`, is a test; None for a question without phrases.
    Raises ValueError for a label that the question does not have.
    """
    for folder in _folders():
        file = folder.joinpath(_FILE)
        if not file.is_file() or subject not in tomllib.loads(file.read_text("utf-8")):
            continue
        labels = {known for known, _ in own_readings()[subject].named}
        if label not in labels:
            raise ValueError(f"{label!r} is no answer to {subject}; there are: {', '.join(sorted(labels))}.")
        pair = json.dumps([text, label], ensure_ascii=False)
        return f"Add {pair} to the examples of {subject} in flows/troubles/{folder.name}/{_FILE}, and a phrase that reads it so."
    return None


def _tables() -> list[dict[str, dict[str, Any]]]:
    own = (folder.joinpath(_FILE) for folder in _folders())
    return [tomllib.loads(file.read_text("utf-8")) for file in own if file.is_file()]


def _folders() -> list[Traversable]:
    return sorted(files("flows.troubles").iterdir(), key=lambda entry: entry.name)
