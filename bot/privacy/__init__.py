"""Takes out of a text what nobody should have sent: persons' numbers, ways to reach them, passwords, codes, tokens.

`redact` runs before anything a person wrote is stored or passed on. It leans towards taking out too much; what the help desk needs
stays: counts, dates, school numbers (NPSN), case codes, numbers of decrees.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.numbers import Found, numbers
from bot.privacy.told import MASK, told
from bot.privacy.words import any_of

MARKER = "[•••]"
"""What stands in the place of each thing taken out."""

KINDS = frozenset({"nik", "npwp", "phone", "email", "password", "registration_code", "token"})
"""`nik` is any personal number of the kind: NIK, NIP, NUPTK."""


_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text that may be stored, and the kinds (of KINDS) of what was taken out of it."""

    text: str
    kinds: frozenset[str]


_TOKEN = re.compile(r"(?<!\d)\d{6,}+:[A-Za-z0-9_-]{30,}")
_UUID = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}(?![0-9a-f])", re.IGNORECASE)
_LONG_WORD = re.compile(r"(?<![^\s:='\"(])[A-Za-z0-9]{16,}+(?![^\s.,;!?)'\"])")
_AT = r"\s?(?:@|[\[(]at[\])])\s?"
_EMAIL = re.compile(
    r"(?<![\w.%+-])[\w.%+-]++(?:"
    r"@[\w-]++(?:\.[\w-]++)++"
    rf"|{_AT}[\w-]++(?:(?:\s?\.\s?|,){any_of('ending')}(?!\w))++"
    rf"|{_AT}{any_of('mailbox')}(?!\w))",
    re.IGNORECASE,
)


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
    """One search of each kind, each after the other's finds are masked. Adds to `kinds` what was found."""
    plain = list(_plain(text).replace(MARKER, MASK * len(MARKER)))
    taken = [False] * len(plain)
    for search in (_shapes, numbers, _long_words, told):
        for start, end, kind in list(search("".join(plain))):
            plain[start:end] = MASK * (end - start)
            taken[start:end] = [True] * (end - start)
            kinds.add(kind)
    pieces = []
    for at, character in enumerate(text):
        if not taken[at]:
            pieces.append(character)
        elif at == 0 or not taken[at - 1]:
            pieces.append(MARKER)
    return "".join(pieces)


def _shapes(text: str) -> Iterator[Found]:
    """What is known by its shape alone."""
    found = [Found(*match.span(), "token") for match in _TOKEN.finditer(text)]
    found += [Found(*match.span(), "email") for match in _EMAIL.finditer(text)]
    found += [Found(*match.span(), "registration_code") for match in _UUID.finditer(text)]
    yield from found


def _long_words(text: str) -> Iterator[Found]:
    """Words that are long and full of digits: codes, whatever they are for."""
    for match in _LONG_WORD.finditer(text):
        digits = sum(character.isdecimal() for character in match[0])
        if digits >= 4 and len(match[0]) - digits >= 4:
            yield Found(*match.span(), "registration_code")


def _plain(text: str) -> str:
    """`text` with full-width letters and every script's digits as ASCII, each in its place."""
    if text.isascii():
        return text
    return "".join(
        character
        if character.isascii()
        else chr(ord(character) - 0xFEE0)
        if "\uff01" <= character <= "\uff5e"
        else str(unicodedata.decimal(character))
        if character.isdecimal()
        else character
        for character in text
    )
