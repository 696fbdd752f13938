"""Spelling: one written word -> the word of the lexicon it stands for.

Exact spellings first, then what people do to words: letters repeated, endings, digits for letters, two words
glued, and last a slip of one letter (two in a long word). Ordinary words are known, so that they are not slips.
"""

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from flows.reading.lexicon import FILL, Lexicon, lexicon

MI = "mi"
"""The Makassar ending for 'already', kept as a word of its own."""

LONGEST_WORD = 30
"""Letters of the longest word that is looked up: nearly twice as many as the longest word of the lists has."""

MOST_STRANGE = 12
"""Words of a message that may stand for none before no more is guessed: no line of the corpus has more than four, and the guesses at
a strange word cost as much as all else that is done with it.
"""

_DRAWN_OUT = re.compile(r"(.)\1{3,}")
_REPEATED = re.compile(r"(.)\1+")
_LONG = re.compile(r"(.)\1{2,}")
_TWICE = re.compile(r"([a-z]{2,})2(nya|an)?")
_PARTS = re.compile(r"\d+|\D+")


def spelled(word: str) -> tuple[str, ...]:
    """The words of the lexicon that `word` (lower case, no spaces) stands for; the word itself if none does.

    What has more than LONGEST_WORD letters, repeated ones left out, stands for none: the guesses at a word grow with
    the square of its length, and what is remembered of it must stay small.
    """
    if len(word) <= LONGEST_WORD:
        return _spelled(word)
    shorter = _DRAWN_OUT.sub(r"\1\1\1", word)
    return _spelled(shorter) if len(shorter) <= LONGEST_WORD else (word,)


class Speller:
    """Speller of one message's words, in their order: what `spelled` says, but after MOST_STRANGE words that stand for none only
    words as they are listed.
    """

    def __init__(self) -> None:
        self._strange = 0

    def __call__(self, word: str) -> tuple[str, ...]:
        if self._strange >= MOST_STRANGE and word not in lexicon().known:
            return (word,)
        found = spelled(word)
        self._strange += found == (word,) and not word.isdecimal() and word not in lexicon().known
        return found


def forget() -> None:
    """Forget the spellings that were worked out."""
    _spelled.cache_clear()


def remembered() -> int:
    """Number of words whose spellings are remembered."""
    return _spelled.cache_info().currsize


@lru_cache(maxsize=4096)
def _spelled(word: str) -> tuple[str, ...]:
    words = lexicon()
    if word.isdecimal() or word in words.known:
        return (words.canonical(word),)
    if any(letter.isdecimal() for letter in word):
        return _with_digits(word, words)
    return (
        _known(word, words)
        or _vowel_left_out(word, words)
        or _glued(word, words)
        or _slipped(word, words)
        or (word,)
    )


def _with_digits(word: str, words: Lexicon) -> tuple[str, ...]:
    twice = _TWICE.fullmatch(word)
    if twice:  # "muter2": said twice
        once = _spelled(twice[1])
        return once * 2 if once * 2 in words.phrases else once
    found = _known(word.translate(words.endings.digits), words)
    if found and sum(letter.isalpha() for letter in word) > 1:
        return found
    return tuple(known for part in _PARTS.findall(word) for known in _spelled(part))


def _known(word: str, words: Lexicon) -> tuple[str, ...] | None:
    """`word` found without guessing: as written, with fewer repeated letters, or without its endings."""
    for form in dict.fromkeys(
        (word, _LONG.sub(r"\1\1", word), _LONG.sub(r"\1", word), _REPEATED.sub(r"\1", word))
    ):
        found = _without_ending(form, words)
        if found:
            return found
    return None


def _without_ending(word: str, words: Lexicon) -> tuple[str, ...] | None:
    if word in words.known:
        return (words.canonical(word),)
    endings = words.endings
    for ending in endings.after:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > (2 if len(ending) > 1 else 3) and stem in words.known:
            return (words.canonical(stem),)
    for ending in endings.already:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and stem in words.known:
            return (words.canonical(stem), MI)
    return _verb(word, words) or _regional(word, words)


def _regional(word: str, words: Lexicon) -> tuple[str, ...] | None:
    """'lupo' and 'lupe' are 'lupa': a word with the ending it has elsewhere, alone or before an ending."""
    endings = words.endings
    for end in ("", *endings.after):
        stem = word[: len(word) - len(end)]
        if not word.endswith(end) or len(stem) < 4:
            continue
        for there, here in endings.regional.items():
            if stem.endswith(there):
                found = stem.removesuffix(there) + here
                if found in words.meant:
                    return (words.canonical(found),)
    return None


def _verb(word: str, words: Lexicon) -> tuple[str, ...] | None:
    """A verb of the lists with a beginning, an ending or both; its stem has four letters at least."""
    endings = words.endings
    ends = [end for end in ("", *endings.verb_after, *endings.after) if word.endswith(end)]
    for begin in ("", *endings.verb_before):
        if not word.startswith(begin):
            continue
        for end in ends:
            stem = word[len(begin) : len(word) - len(end)]
            if len(stem) > 3 and stem in words.meant:
                return (words.canonical(stem),)
    return None


def _glued(word: str, words: Lexicon) -> tuple[str, ...] | None:
    """Two words written as one, if one of them is a word that others are often glued to."""
    if len(word) < 5:
        return None
    for cut in range(len(word) - 3, 1, -1):
        left, right = word[:cut], word[cut:]
        if left in words.meant:
            left = words.canonical(left)
            rest = _without_ending(right, words) if right not in words.meant else (words.canonical(right),)
            if (
                rest
                and rest[0] in words.meant
                and (left in words.endings.glue or rest[0] in words.endings.glue)
                and _says(left, words)
                and _says(rest[0], words)
                and left != rest[0]
            ):
                return (left, *rest)
    return None


def _says(word: str, words: Lexicon) -> bool:
    """Whether `word` means something by itself."""
    return words.phrases.get((word,), (FILL,)) != (FILL,)


def _slipped(word: str, words: Lexicon) -> tuple[str, ...] | None:
    """The one word of the lists that `word` is a slip of."""
    length = len(word)
    if length < 5 or length > _longest() + 2:
        return None
    slips = 1 if length < 8 else 2
    sizes = range(length - slips, length + slips + 1)
    near = [known for size in sizes for known in _alike().get((word[0], size), ())]
    near += [
        known for size in sizes for known in _alike().get((word[1], size), ()) if known[:2] == word[1::-1]
    ]
    found = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=6)
    if not found:
        return None
    least = min(distance for _, distance, _ in found)
    return _agreed([known for known, distance, _ in found if distance == least], words)


def _agreed(found: list[str], words: Lexicon) -> tuple[str, ...] | None:
    """The word that was found, if all that were found mean the same."""
    best = [words.canonical(known) for known in found]
    meanings = {words.phrases.get((word,), (word,)) for word in best}
    return (best[0],) if len(meanings) == 1 else None


def _vowel_left_out(word: str, words: Lexicon) -> tuple[str, ...] | None:
    """'ilng' is 'ilang': one vowel left out; 'vldsi' is 'validasi': a word of consonants only, of four at least."""
    if len(word) < 4 or len(word) >= _longest():
        return None
    with_one = {word[:at] + vowel + word[at:] for at in range(1, len(word)) for vowel in "aiueo"}
    found = sorted(with_one & words.meant)
    if not found and not set(word) & set("aiueo"):
        found = list(_by_consonants().get(word, ()))
    return _agreed(found, words) if found else None


@lru_cache(maxsize=1)
def _longest() -> int:
    """The letters of the longest word of the lists."""
    return max(map(len, lexicon().known))


@lru_cache(maxsize=1)
def _by_consonants() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for known in sorted(lexicon().meant):
        if len(known) > 5 and known.isalpha():
            table.setdefault("".join(letter for letter in known if letter not in "aiueo"), []).append(known)
    return {consonants: tuple(words) for consonants, words in table.items()}


@lru_cache(maxsize=1)
def _alike() -> dict[tuple[str, int], tuple[str, ...]]:
    """The words a slip can be of, by first letter and length: nothing shorter than four letters."""
    table: dict[tuple[str, int], list[str]] = {}
    for known in sorted(lexicon().known):
        if len(known) > 3 and known.isalpha():
            table.setdefault((known[0], len(known)), []).append(known)
    return {key: tuple(words) for key, words in table.items()}
