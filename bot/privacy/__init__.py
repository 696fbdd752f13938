"""Takes out of a text what nobody should have sent: persons' numbers, ways to reach them, passwords, codes, tokens.

`redact` runs before anything a person wrote is stored or passed on. It leans towards taking out too much; what the help desk needs
stays: counts, dates, school numbers (NPSN), case codes, numbers of decrees.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.privacy.invisible import is_invisible
from bot.privacy.numbers import Found, numbers
from bot.privacy.shapes import shapes, with_digits
from bot.privacy.told import MASK, told

MARKER = "[•••]"
"""What stands in the place of each thing taken out."""

KINDS = frozenset(
    {"nik", "npwp", "phone", "email", "password", "registration_code", "token", "account", "remote"}
)
"""`nik` is any personal number of the kind: NIK, NIP, NUPTK, NISN; `account` one of a bank's, `remote` one of a program that shows
a screen elsewhere.
"""


_ROUNDS = 4
_LONGEST = 4
"""Number of characters that one is taken apart into, at most."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text that may be stored, and the kinds (of KINDS) of what was taken out of it."""

    text: str
    kinds: frozenset[str]


_LONG_WORD = re.compile(r"(?<![^\s:='\"(])[A-Za-z0-9]{16,}+(?![^\s.,;!?)'\"])")


def redact(text: str) -> Redacted:
    """`text` with every secret replaced by MARKER; of what is made so that each find uncovers one more, nothing stays.

    Redacting the result again changes nothing.
    """
    kinds: set[str] = set()
    for _ in range(_ROUNDS):
        # Taking out may bring a keyword closer to a value; after two or three rounds there is nothing left to find.
        redacted = _once(text, kinds)
        if redacted == text:
            return Redacted(text, frozenset(kinds))
        text = redacted
    return Redacted(MARKER, frozenset(kinds))


def _once(text: str, kinds: set[str]) -> str:
    """The text after one search of each kind, each after the other's finds are masked. Adds to `kinds` what was found."""
    seen, places = _plain(text)
    plain = list(seen.replace(MARKER, MASK * len(MARKER)))
    taken = [False] * len(text)
    for search in (shapes, _numbers, _long_words, told):
        for start, end, kind in list(search("".join(plain))):
            plain[start:end] = MASK * (end - start)
            first, last = places[start], places[end - 1]
            taken[first : last + 1] = [True] * (last + 1 - first)
            kinds.add(kind)
    pieces = []
    for at, character in enumerate(text):
        if not taken[at]:
            pieces.append(character)
        elif at == 0 or not taken[at - 1]:
            pieces.append(MARKER)
    return "".join(pieces)


def _numbers(text: str) -> Iterator[Found]:
    """Numbers, also those in which letters stand for digits; where they stand is the same."""
    return numbers(with_digits(text))


def _long_words(text: str) -> Iterator[Found]:
    """Words that are long and full of digits: codes, whatever they are for."""
    for match in _LONG_WORD.finditer(text):
        digits = sum(character.isdecimal() for character in match[0])
        if digits >= 4 and len(match[0]) - digits >= 4:
            yield Found(*match.span(), "registration_code")


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """`text` as it is read: its characters in their plain form (NFKC), every script's digits as ASCII, without what cannot
    be seen; and of each the place in `text`.
    """
    if text.isascii():
        return text, range(len(text))
    found = [_SEEN[character] for character in text]
    if len(_SEEN) > _REMEMBERED:
        _SEEN.clear()
    return "".join(found), [at for at, plain in enumerate(found) for _ in plain]


class _Seen(dict[str, str]):
    """Characters that were met, with what each is read as."""

    def __missing__(self, character: str) -> str:
        self[character] = found = _seen(character)
        return found


_SEEN = _Seen()
_REMEMBERED = 4096


def _seen(character: str) -> str:
    """The characters that `character` is read as; none for one that cannot be seen."""
    if character.isascii():
        return character
    if is_invisible(character) or unicodedata.combining(character):
        return ""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) <= _LONGEST else character
