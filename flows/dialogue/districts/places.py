"""The names of districts as people write them: taken apart, short forms written out, and what a slip may stand for.

The words are in `places.toml`, and so is every place of the country: the name of one is no slip of another's.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA

PROVINCE = "provinsi"
"""The kind of district that is no kabupaten or kota."""
LONGEST = 100
"""No name has more letters than this."""
_SLIP, _LONG_SLIP = 4, 7
"""Lengths from which on a name may have one letter wrong, or two."""
_FIRST = 5
"""Length beyond which the one wrong letter of a name may be the first."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Name:
    """A name taken apart: its kind, the words that tell it from others, and the province that it is said to lie in."""

    kind: str | None
    words: tuple[str, ...]
    province: str | None = None

    @cached_property
    def joined(self) -> str:
        """Name without spaces, which people leave out and put in."""
        return "".join(self.words)

    @cached_property
    def whole(self) -> str:
        """The name with its kind."""
        return (self.kind or "") + self.joined


@dataclass(frozen=True, slots=True)
class Places:
    """The word lists."""

    kinds: dict[str, str]
    """What is written for a kind of district, and the kind."""
    beside: frozenset[str]
    around: frozenset[str]
    common: frozenset[str]
    smaller: frozenset[str]
    short: dict[str, tuple[str, ...]]
    country: dict[str, frozenset[str]]
    """Every name in the country without spaces, and which kinds of district are called so."""
    words: frozenset[str]
    """The words of these names."""


@cache
def places() -> Places:
    """The word lists, read at first use."""
    table = tomllib.loads(files(__package__).joinpath("places.toml").read_text(encoding="utf-8"))
    beside = frozenset(_entries(table["words"]["beside"]))
    around = beside.union(_entries(table["words"]["around"]))
    country: dict[str, frozenset[str]] = {}
    words: set[str] = set()
    for kind, listed in table["country"].items():
        for entry in _entries(listed):
            name = [word for word in entry.split() if word not in around]
            words.update(name)
            country["".join(name)] = country.get("".join(name), frozenset()) | {kind}
    return Places(
        kinds={written: kind for kind, listed in table["kinds"].items() for written in _entries(listed)},
        beside=beside,
        around=around,
        common=frozenset(_entries(table["words"]["common"])),
        smaller=frozenset(_entries(table["words"]["smaller"])),
        short={
            written.replace(" ", ""): tuple(word for word in long.split() if word not in around)
            for written, long in table["short"].items()
        },
        country=country,
        words=frozenset(words),
    )


def _entries(listed: str) -> list[str]:
    """The entries of a list that is written with commas."""
    return [" ".join(entry.split()) for entry in listed.split(",")]


def in_full(text: str) -> Name:
    """A name as it stands."""
    return _kind_first([word for word in _split(text) if word not in places().beside])


@lru_cache(maxsize=2048)
def official_in_full(name: str) -> Name:
    """`in_full`, remembered: for the names of the districts, never for what people write."""
    return in_full(name)


@lru_cache(maxsize=2048)
def official(name: str) -> Name:
    """The name of a district as it is compared with what people write."""
    found = _kind_first(_telling(name))
    return Name(found.kind, _written_out(found.words))


def meanings(text: str) -> Iterator[Name]:
    """The ways a written name may be meant: its kind before, behind or glued to it; then beside its province."""
    words = _without_smaller(_telling(text)) if len(text) <= LONGEST else []
    readings = list(_kinds(words))
    for kind, name in readings:
        yield Name(kind, _written_out(name))
    for kind, name in readings:
        for end in range(1, len(name)):
            behind = name[end + 1 :] if places().kinds.get(name[end]) == PROVINCE else name[end:]
            province = "".join(_written_out(behind))
            if PROVINCE in places().country.get(province, ()):
                yield Name(kind, _written_out(name[:end]), province)


def nearest(word: str, others: Iterable[str]) -> set[str]:
    """Words of `others` that `word` is, or is a slip of, and none is nearer."""
    slips = sum(len(word) >= length for length in (_SLIP, _LONG_SLIP))
    found = process.extract(word, list(others), scorer=OSA.distance, score_cutoff=slips, limit=None)
    near = [at for at in found if at[0][0] == word[0] or (at[1] == 1 and len(word) > _FIRST)]
    least = min((distance for _, distance, _ in near), default=0)
    return {other for other, distance, _ in near if distance == least}


def _kinds(words: list[str]) -> Iterator[tuple[str | None, list[str]]]:
    """The kind that is named, and the rest. A word for a kind may belong to the name itself, where there is such a name."""
    kinds = places().kinds
    if not words:
        return
    first, last = kinds.get(words[0]), kinds.get(words[-1])
    if first:
        yield first, words[1:]
    if not first or "".join(words) in places().country:
        yield None, words
    if last:
        yield last, words[:-1]
    for written, kind in kinds.items():
        glued = words[0].removeprefix(written)
        if len(words[0]) > len(glued) >= _SLIP:
            yield kind, [glued, *words[1:]]


def _kind_first(words: list[str]) -> Name:
    kind = places().kinds.get(words[0]) if words else None
    return Name(kind, tuple(words[1:] if kind else words))


def _telling(text: str) -> list[str]:
    return [word for word in _split(text) if word not in places().around]


def _without_smaller(words: list[str]) -> list[str]:
    """Words without a school, a village or the like, up to the next word for a kind of district."""
    kept, smaller = [], False
    for word in words:
        smaller = word in places().smaller or (smaller and word not in places().kinds)
        if not smaller:
            kept.append(word)
    return kept


def _split(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _written_out(words: Iterable[str]) -> tuple[str, ...]:
    short, words = places().short, tuple(words)
    joined = "".join(words)
    if joined in short:
        return short[joined]
    return tuple(long for word in words for long in short.get(word, (word,)))
