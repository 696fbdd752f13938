"""A reply as heard: its words with what each means, in order.

The grammar looks for patterns in `line`, the meanings in a row ("not exist plt , ks exist "); words that carry
nothing are left out of it. Each meaning knows the word it came from, so that a reading can say why.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from flows.reading.lexicon import FILL, WORD, Lexicon, lexicon
from flows.reading.spelling import Speller

LONGEST = 4096
"""Letters looked at: as many as Telegram lets through."""
MOST_WORDS = 100
"""Words and marks that are read. A longer text is a story or a forwarded chain: what stands further down may turn what
its beginning says, so that nothing of it is read. It also bounds the grammar, whose cost grows with the cube of it.
"""

ASKING = "kah"
"""The ending that makes a question of a word."""
_SHORTEST_ASKED = 5
NUMBER = "number"
STOP = ","
QUESTION = "?"

_TOKEN = re.compile(r"[^\W_]+|[,.;:!?/()\n%+=>-]|[❌👎✅☑✔👍👌🆗🎉😂🤣]")
_APOSTROPHES = re.compile(r"(?<=\w)['`´ʼ’‘]+(?=\w)|(?<=\w)['`´ʼ’‘]+")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[.,](?=\d{3}\b)")
_EITHER_OF = re.compile(
    r"(?<=\b(?:ks))/(?=\w)|(?<=\b(?:plt))/(?=\w)|(?<=(?:kepsek))/(?=\w)|(?<=(?:definitif))/(?=\w)|(?<=\b(?:guru))/(?=\w)"
)
_OFFICE = re.compile(r"\bTU\b")
"""Word for the office, in capitals alone: in small letters 'tu' may be 'itu'."""
_STOPS = frozenset(",.;:!/()\n+=>")


@dataclass(frozen=True, slots=True)
class Word:
    """Word: one meaning and the written words it was heard in; `value` is the number, of a number."""

    means: str
    written: str
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Utterance:
    """A whole reply as heard."""

    words: tuple[Word, ...]
    line: str
    """The meanings in a row, a blank after each."""
    addressed: bool = False
    """Whether words were said that carry nothing: "min", "pak"."""
    too_long: bool = False
    """Whether more was said than is read: then there are no words."""
    asks: str = ""
    """Whether the whole reply is a question: "surely", "perhaps" (only its mark says so) or not at all, ""."""
    topics: tuple[tuple[str, str], ...] = ()
    """The other subjects named, each with the written words that name it."""
    spelled: tuple[tuple[str, str], ...] = ()
    """Every word and mark of the reply as it is spelled and as it was written, also those that carry nothing."""

    @classmethod
    def of(cls, words: tuple[Word, ...], like: "Utterance | None" = None) -> "Utterance":
        """Utterance of `words` in a row; what holds for the whole reply is taken from the one they are `like`."""
        line = "".join(f"{word.means} " for word in words)
        return cls(words, line) if like is None else replace(like, words=words, line=line)

    @property
    def said(self) -> str:
        """Every word and mark as it is spelled, in one line."""
        return " ".join(word for word, _ in self.spelled)

    def has(self, *meanings: str) -> bool:
        return any(word.means in meanings for word in self.words)

    def find(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.search(self.line)

    def because(self, *meanings: str) -> tuple[str, ...]:
        """The written words that had one of `meanings`."""
        return tuple(
            dict.fromkeys(word.written for word in self.words if word.means in meanings and word.written)
        )

    def within(self, match: re.Match[str]) -> tuple[str, ...]:
        """The written words that a pattern matched."""
        begin, end = (self.line.count(" ", 0, at) for at in match.span())
        return tuple(dict.fromkeys(word.written for word in self.words[begin:end] if word.written))


@cache
def pattern(text: str) -> re.Pattern[str]:
    """A pattern over meanings. A blank ends each; `_` stands for any one meaning."""
    return re.compile(r"(?:(?<=\s)|^)(?:" + re.sub(r"(?<![^\s(|?:])_ ", r"[^ ]+ ", text) + ")")


def tokens(text: str) -> list[str]:
    """The words, numbers and marks of `text` in lower case, words as the lexicon spells them: MOST_WORDS + 1 at most."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST])[:LONGEST]
    if not plain.isupper():
        plain = _OFFICE.sub("tata usaha", plain)
    plain = plain.lower()
    plain = _EITHER_OF.sub(" atau ", plain)
    plain = _BETWEEN_DIGITS.sub("", _APOSTROPHES.sub("", plain))
    found: list[str] = []
    dotted = lexicon().endings.dotted
    for piece in _TOKEN.findall(plain):
        if piece == "." and found and found[-1] in dotted:
            continue
        if piece == "-":
            continue
        found.append(piece)
        if len(found) > MOST_WORDS:
            break
    return found


def regional(said: list[str], words: Lexicon) -> list[str]:
    """The tokens, with those replaced that mean something else in the region that the others come from."""
    for region in words.regions:
        marks = region.marks.intersection(said)
        if marks and not region.instead.keys().isdisjoint(said):
            said = [
                word
                for token in said
                for word in (region.instead.get(token, (token,)) if marks - {token} else (token,))
            ]
    return said


@lru_cache(maxsize=8)
def hear(text: str) -> Utterance:
    """The utterance of `text`, word for word; no words where these are more than MOST_WORDS. Never raises.

    The last few texts are remembered: a turn asks many times what one message says.
    """
    words = lexicon()
    spellings: list[tuple[str, str]] = []
    spelled = Speller()
    for token in regional(tokens(text), words):
        if token in _STOPS or token == QUESTION:
            spellings.append((token, token))
        else:
            spellings += [(word, token) for word in spelled(token) if word not in {"nya", "ny"}]
            if token.endswith(ASKING) and token not in words.known and len(token) > _SHORTEST_ASKED:
                spellings.append((ASKING, token))
        if len(spellings) > MOST_WORDS:
            return Utterance((), "", too_long=True)
    while spellings and spellings[-1][1] in _STOPS:
        spellings.pop()
    while spellings and spellings[0][1] in _STOPS:
        spellings.pop(0)
    meanings = tuple(_meanings(spellings, words))
    kept = tuple(word for word in meanings if word.means != FILL)
    return replace(
        Utterance.of(kept),
        addressed=len(kept) < len(meanings),
        spelled=tuple(spellings),
        topics=tuple(_topics(spellings, words)),
    )


def _topics(spellings: list[tuple[str, str]], words: Lexicon) -> Iterator[tuple[str, str]]:
    """The subjects that are not ours, the longest name first where one holds another."""
    at = 0
    while at < len(spellings):
        longest = words.subjects.get(spellings[at][0], ())
        for name, topic in longest:
            if tuple(word for word, _ in spellings[at : at + len(name)]) == name:
                yield topic, _as_written(spellings, at, at + len(name))
                at += len(name) - 1
                break
        at += 1


def _meanings(spellings: list[tuple[str, str]], words: Lexicon) -> Iterator[Word]:
    at = 0
    while at < len(spellings):
        _, written = spellings[at]
        if written in _STOPS or written == QUESTION:
            yield Word(QUESTION if written == QUESTION else STOP, "")
            at += 1
            continue
        value, end = _number(spellings, at, words)
        if value is not None:
            yield Word(NUMBER, _as_written(spellings, at, end), value)
            at = end
            continue
        end, means = _phrase(spellings, at, words)
        for meaning in means:
            yield Word(meaning, _as_written(spellings, at, end))
        at = end


def _as_written(spellings: list[tuple[str, str]], begin: int, end: int) -> str:
    return " ".join(dict.fromkeys(written for _, written in spellings[begin:end]))


def _phrase(spellings: list[tuple[str, str]], at: int, words: Lexicon) -> tuple[int, tuple[str, ...]]:
    """End of the longest phrase that starts at `at`, and its meanings."""
    first = spellings[at][0]
    for length in range(min(words.longest.get(first, 0), len(spellings) - at), 0, -1):
        means = words.phrases.get(tuple(word for word, _ in spellings[at : at + length]))
        if means:
            return at + length, means
    return at + 1, (WORD,)


def _number(spellings: list[tuple[str, str]], at: int, words: Lexicon) -> tuple[int | None, int]:
    """The number that starts at `at` ("27", "dua puluh tiga") and where it ends; (None, at) if there is none."""
    first = spellings[at][0]
    if first.isdecimal():
        return int(first[:9]), at + 1
    if first not in words.numbers:
        return None, at
    total, last = 0, words.numbers[first]
    at += 1
    while at < len(spellings):
        word = spellings[at][0]
        if word in words.scales:
            scale = words.scales[word]
            last = last * scale if scale > 0 else last - scale
        elif word in words.numbers and last >= 10 and words.numbers[word] < last:
            total, last = total + last, words.numbers[word]
        else:
            break
        at += 1
    return total + last, at
