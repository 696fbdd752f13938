"""The school as its operator names it: NPSN, the name, or both, as one word of a record: `20212345 SDN 1 Contoh`."""

import re
from dataclasses import dataclass

SKIPPED = "skip"
"""The answer of whoever does not want to say."""
NO_NUMBER = "-"
"""Stands for NPSN where only the name was told."""
_WORD = re.compile(r"([0-9]{8}|-)(?: (.{3,60}))?")
_NPSN = re.compile(r"(?<![0-9])([0-9]{8})(?![0-9])")
_DIGITS = re.compile(r"[0-9]{4,}")
_NAMED = re.compile(r"\W*npsn\b\W*(?:\w+\W+){0,2}?(?=[0-9]{8}(?![0-9]))", re.IGNORECASE)
_ACTING = re.compile(r"(?<!\w)[/@]+|(?<!\w)(?:tg://|(?:t|telegram)\.(?:me|dog)/?)|https?://", re.IGNORECASE)
"""What would make a command, a mention or a link of what follows, on a desk's card; no school is called so."""
_EDGES = " \t\n.,;:-/()\"'"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class School:
    """A school by what was told of it; either may be empty."""

    npsn: str
    name: str

    @property
    def word(self) -> str:
        """The school as the word that a record holds."""
        return f"{self.npsn or NO_NUMBER} {self.name}".strip()


def school_of(word: str | None) -> School | None:
    """The school that a record's word names; None for SKIPPED and for a word that is none of ours."""
    found = _WORD.fullmatch(word or "")
    if found is None or found[0] == NO_NUMBER:
        return None
    return School(found[1].replace(NO_NUMBER, ""), found[2] or "")


def told_school(text: str) -> School | None:
    """The school in a reply to the question. NPSN has eight digits; other digits in a row are a slip, not a name."""
    found = _NPSN.search(text)
    rest = text[: found.start()] + " " + text[found.end() :] if found else text
    rest = re.sub(r"(?i)\bnpsn\b", " ", rest)
    name = " ".join(_ACTING.sub(" ", rest).split()).strip(_EDGES)[:_LONGEST].strip()
    if found is None and (_DIGITS.search(text) or sum(map(str.isalpha, name)) < 3):
        return None
    if len(name) < 3 or not any(map(str.isalpha, name)):
        name = ""
    return School(found[1] if found else "", name)


def named_school(text: str) -> School | None:
    """The school in a message that says by itself that it names one: "NPSN 20212345 SDN 1 Contoh"."""
    return told_school(text) if _NAMED.match(text) else None


def told_number(text: str) -> School | None:
    """The school in a message that was asked for only by the way: it says that it names one, or begins with eight digits."""
    return told_school(text) if _NAMED.match(text) or _NPSN.match(text.strip()) else None
