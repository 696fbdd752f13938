"""How well what is personal is found in what people write, and how seldom anything else is touched."""

import re
from pathlib import Path

import pytest

from bot.privacy import redact

FOLDER = Path(__file__).parent / "corpus"
_MARKED = re.compile("«(.*?)»")


def _lines(name: str) -> list[str]:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [
        line.encode("ascii", "backslashreplace").decode("unicode_escape")
        for line in lines
        if line and line[0] != "#"
    ]


def _left(line: str) -> list[str]:
    """What of a line's personal parts can still be read after it was looked through."""
    text = redact(_MARKED.sub(r"\1", line)).text
    return [part for part in _MARKED.findall(line) if part in text]


def test_what_is_personal_is_found_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    personal, innocent = _lines("personal.txt"), _lines("innocent.txt")
    missed = [line for line in personal if _left(line)]
    touched = [(line, redact(line).text) for line in innocent if redact(line).kinds]
    with capsys.disabled():
        print(
            f"\npersonal: {len(personal) - len(missed)} of {len(personal)} masked;"
            f" innocent: {len(touched)} of {len(innocent)} touched"
        )
    assert len(personal) + len(innocent) >= 400
    assert len(innocent) >= 200
    assert all(_MARKED.search(line) for line in personal)
    assert len(missed) <= 0.03 * len(personal), missed
    assert len(touched) <= 0.01 * len(innocent), touched
