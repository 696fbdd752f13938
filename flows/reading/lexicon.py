"""The words: what a help desk keeps in `words/*.toml`, compiled once into tables.

A spelling ("blm") leads to a word ("belum"), a word or phrase to what it means ("notyet"). The meanings are
names for the grammar; nothing else in this package knows a word of Indonesian.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

Phrase = tuple[str, ...]

FILL = "fill"
"""The meaning of words that carry nothing."""
WORD = "w"
"""The meaning of any other word, known or not."""


class WordsError(Exception):
    """The word lists contradict themselves; the message names the word and both meanings."""


@dataclass(frozen=True, slots=True)
class Example:
    """A reply that a group of words must read rightly."""

    context: str
    text: str
    label: str
    group: str


@dataclass(frozen=True, slots=True)
class Endings:
    """Endings that may be cut from a word before it is looked up again."""

    after: tuple[str, ...]
    already: tuple[str, ...]
    verb_after: tuple[str, ...]
    verb_before: tuple[str, ...]
    dotted: frozenset[str]
    digits: dict[int, str]
    glue: frozenset[str]
    regional: dict[str, str]


@dataclass(frozen=True, slots=True)
class Region:
    """Words that say something else where people speak so; one of `marks` beside them says that they do."""

    marks: frozenset[str]
    instead: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lexicon: all tables of words. `known` holds every single word that is written anywhere in the lists."""

    spellings: dict[str, str]
    phrases: dict[Phrase, Phrase]
    longest: dict[str, int]
    """Number of words of the longest phrase, by its first word."""
    numbers: dict[str, int]
    scales: dict[str, int]
    known: frozenset[str]
    meant: frozenset[str]
    """The known words that are more than ordinary: what a slip of a letter may be taken for."""
    endings: Endings
    regions: tuple[Region, ...]
    subjects: dict[str, tuple[tuple[Phrase, str], ...]]
    """Names of other subjects by their first word, longest first, each with its topic."""
    topics: tuple[str, ...]
    """The topics, the one first that counts where several are named."""
    examples: tuple[Example, ...]

    def canonical(self, word: str) -> str:
        return self.spellings.get(word, word)


Tables = dict[str, dict[str, Any]]
"""Parsed TOML by file name, in whatever shape the file has."""


@cache
def lexicon() -> Lexicon:
    """The word lists, read at first use. Raises WordsError if a word is given two meanings."""
    folder = files(__package__).joinpath("words")
    return compiled(
        {
            path.name.removesuffix(".toml"): tomllib.loads(path.read_text(encoding="utf-8"))
            for path in sorted(folder.iterdir(), key=lambda path: path.name)
            if path.name.endswith(".toml")
        }
    )


def compiled(tables: Tables) -> Lexicon:
    """The lexicon of parsed TOML tables. Raises WordsError if a word is given two meanings."""
    spellings = _spellings(tables)
    phrases: dict[Phrase, Phrase] = {}
    numbers: dict[str, int] = {}
    for number in tables["numbers"]["number"]:
        for word in _entries(number["words"]):
            _agree(numbers, spellings.get(word, word), number["value"])
    endings = _endings(tables["endings"])
    ordinary = {word for words in _entries(tables["ordinary"]["words"]) for word in words.split()}
    whole = {words for group in _groups(tables) for words in _entries(group.get("words", ""))}

    def plain(word: str) -> str:
        """A word inside a phrase as it will be spelled in a reply: 'tombolnya' is 'tombol'."""
        if word in spellings or word in whole or word in ordinary:
            return spellings.get(word, word)
        stems = (
            word.removesuffix(ending)
            for ending in endings.after
            if len(word) - len(ending) > (2 if len(ending) > 1 else 3)
        )
        return next((spellings.get(stem, stem) for stem in stems if stem in spellings or stem in whole), word)

    for group in _groups(tables):
        for words in _entries(group.get("words", "")):
            phrase = tuple(plain(word) for word in words.split())
            if "means" in group:
                _agree(phrases, phrase, tuple(group["means"].split()))
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 0))
    scales: dict[str, int] = tables["numbers"]["scales"]
    known = ordinary.union(
        spellings, spellings.values(), numbers, scales, (word for phrase in phrases for word in phrase)
    )
    return Lexicon(
        spellings=spellings,
        phrases=phrases,
        longest=longest,
        numbers=numbers,
        scales=scales,
        known=frozenset(known),
        meant=frozenset(
            known - (ordinary - spellings.keys() - {phrase[0] for phrase in phrases if len(phrase) == 1})
        ),
        endings=endings,
        regions=tuple(
            Region(
                frozenset(_entries(region["marks"])),
                {word: tuple(means.split()) for word, means in region["instead"].items()},
            )
            for region in tables.get("regions", {}).get("region", [])
        ),
        subjects=_subjects(tables, plain),
        topics=tuple(dict.fromkeys(group["topic"] for group in _groups(tables) if "topic" in group)),
        examples=tuple(_examples(tables)),
    )


def _subjects(tables: Tables, plain: Callable[[str], str]) -> dict[str, tuple[tuple[Phrase, str], ...]]:
    """Phrases that name each topic: the words of its group, and those of `names`, which mean something of their own as well."""
    topics: dict[Phrase, str] = {}
    for group in _groups(tables):
        if "topic" in group:
            for words in (*_entries(group.get("words", "")), *_entries(group.get("names", ""))):
                topics.setdefault(tuple(plain(word) for word in words.split()), group["topic"])
    by_first: dict[str, list[tuple[Phrase, str]]] = {}
    for name in sorted(topics, key=len, reverse=True):
        by_first.setdefault(name[0], []).append((name, topics[name]))
    return {first: tuple(names) for first, names in by_first.items()}


def _spellings(tables: Tables) -> dict[str, str]:
    spellings: dict[str, str] = {}
    for group in _groups(tables):
        for word, written in group.get("written", {}).items():
            for form in _entries(written):
                _agree(spellings, form, word)
    return spellings


def _agree(table: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    """Enter `key`, which may stand in two lists only if both say the same."""
    if table.setdefault(key, value) != value:
        raise WordsError(f"{key!r} is given two meanings: {table[key]!r} and {value!r}")


def _entries(listed: str) -> list[str]:
    """The entries of a list: a line each, or a few in a line with commas."""
    return [" ".join(entry.split()) for entry in listed.replace("\n", ",").split(",") if entry.strip()]


def _groups(tables: Tables) -> Iterator[dict[str, Any]]:
    for table in tables.values():
        yield from table.get("group", [])


def _endings(table: dict[str, Any]) -> Endings:
    def longest_first(name: str) -> tuple[str, ...]:
        return tuple(sorted(_entries(table[name]), key=len, reverse=True))

    return Endings(
        after=longest_first("after"),
        already=longest_first("already"),
        verb_after=longest_first("verb_after"),
        verb_before=longest_first("verb_before"),
        dotted=frozenset(_entries(table["dotted"])),
        digits={ord(digit): letter for digit, letter in table["digits_as_letters"].items()},
        glue=frozenset(_entries(table["glue"])),
        regional=dict(table["regional"]),
    )


def _examples(tables: Tables) -> Iterator[Example]:
    for name, table in tables.items():
        for group in (*table.get("group", []), *table.get("number", []), *table.get("region", []), table):
            called = f"{name}: {group.get('means') or group.get('about') or group.get('name') or group.get('value', '')}"
            for example in (*group.get("examples", []), *([group["example"]] if "example" in group else [])):
                context, text, label = example
                yield Example(context, text, label, called)
