"""The phrases of the troubles' own questions, and those by which one is named at the opening: the `reading.toml` of each folder."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from flows.reading.phrases import Phrases, phrases

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


def _tables() -> list[dict[str, dict[str, Any]]]:
    folders = sorted(files("flows.troubles").iterdir(), key=lambda entry: entry.name)
    own = (folder.joinpath("reading.toml") for folder in folders)
    return [tomllib.loads(file.read_text("utf-8")) for file in own if file.is_file()]
