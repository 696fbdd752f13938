"""Docstrings begin with what is given or done, so that they are understood without the line above them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
WITHIN = re.compile(
    r'^ *"""((?:It|Its|They|Their|That|Those|These|This|Whom|Of|By|For|From|To|With|Without|On|In|At|Into|Until|After|Before|As|And'
    r"|Among|Between|Through|Under|Over|Beside|Once|Also)\b.*)",
    re.MULTILINE,
)
"""Beginnings inside a thought: a pronoun, or a preposition, of something that was not named."""


def _begun_within(text: str) -> list[str]:
    return WITHIN.findall(text)


def test_docstrings_name_their_subject_first() -> None:
    """A reader who jumps to a name finds there what it is."""
    found = []
    for file in sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "flows").rglob("*.py")]):
        place = file.relative_to(ROOT).as_posix()
        found += [f"{place}: {begun}" for begun in _begun_within(file.read_text("utf-8"))]
    assert not found, "\n".join(found)


def test_such_beginnings_are_found() -> None:
    """Both of functions and of attributes; a word that only begins alike is none."""
    text = 'LED = 1\n"""Those that are led."""\ndef rank():\n    """Of the letters."""\n\n"""Itself."""\n"""Total."""\n'
    assert _begun_within(text) == ['Those that are led."""', 'Of the letters."""']
