"""No message costs much: the same search as in the benchmark, small, over counted work instead of time.

What is counted are the calls that are made, and the letters and words that they are made on.
"""

import sys
from collections.abc import Callable
from functools import partial
from itertools import product
from types import FrameType
from typing import Any

import pytest

from flows.reading import explain
from flows.reading.spelling import LONGEST_WORD, MOST_STRANGE, forget, remembered, spelled
from flows.reading.utterance import MOST_WORDS, hear
from tests.hostile.search import LONGEST, Recipe, worst
from tests.hostile.surfaces import surfaces
from tests.sampling import amount, sample

SURFACES = surfaces()
MOST_CALLS = 120_000
"""About what 20 ms have room for on a slow machine."""
STEADY = 3_000
"""Calls that a message costs whatever its length."""
A_LETTER = 10
"""Calls for each letter at most, where the growth goes by steps."""
DEAREST = {
    "digits for words": Recipe(("tapi1udh",), "", "-"),
    "a word without vowels": Recipe(("\ue100" * 9,), ""),
    "words without vowels": Recipe(("\ue100" * 29,), " "),
    "single digits": Recipe(("9",), " "),
    "keywords": Recipe(("pw",), "-", end="@"),
    "accents": Recipe(("\u0300\u0323",), ""),
    "one letter that is eighteen": Recipe(("\ufdfa",), ""),
}
"""Found by the search, or by somebody."""


PAIRS: list[tuple[str, str]] = list(product(SURFACES, DEAREST))
TRIED = sample(PAIRS, 70, kind=lambda pair: pair[0], name="found dear")


def calls(surface: Callable[[str], object], text: str) -> int:
    """How many functions are called, ours and Python's."""
    made = 0

    def count(_frame: FrameType, event: str, _of: Any) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    surface(text)  # what is made once is made
    sys.setprofile(count)
    try:
        surface(text)
    finally:
        sys.setprofile(None)
    return made


SEARCHED = (
    "a text taken in",
    "links taken in",
    "relayed",
    "the reader, every context",
    "typed at ask_district",
)


@pytest.mark.sampled
@pytest.mark.parametrize("name", SEARCHED)
def test_the_dearest_message_that_a_search_finds_is_cheap(name: str) -> None:
    """And with twice the letters it costs at most twice as much."""
    count = partial(calls, SURFACES[name])
    found, recipe = worst(count, seed=7, tries=amount(16, 60))
    assert found < MOST_CALLS, recipe
    _grows_with_its_length_only(count, recipe)


@pytest.mark.sampled
@pytest.mark.parametrize(("name", "dearest"), TRIED)
def test_what_was_found_stays_cheap(name: str, dearest: str) -> None:
    count = partial(calls, SURFACES[name])
    assert count(DEAREST[dearest].message()) < MOST_CALLS
    _grows_with_its_length_only(count, DEAREST[dearest])


def _grows_with_its_length_only(count: Callable[[str], int], recipe: Recipe) -> None:
    """A longer message may call for one round more of redaction; that step stays below what a letter costs at most."""
    one, two, four = (count(recipe.message(letters)) for letters in (1024, 2048, 4096))
    assert two < max(2.2 * one + STEADY, A_LETTER * 2048), recipe
    assert four < max(2.2 * two + STEADY, A_LETTER * 4096), recipe


def test_no_message_has_more_words_than_are_read() -> None:
    """The grammar costs up to the cube of them."""

    def heard(text: str) -> int:
        return len(hear(text).words)

    found, recipe = worst(heard, seed=7, tries=1500)
    assert MOST_WORDS <= found <= 3 * MOST_WORDS, recipe  # a phrase may mean up to three things


def test_few_strange_words_of_a_message_are_guessed_at() -> None:
    """Each costs more than all else that is done with it."""
    strange = [f"{one}{two}qxz{one}w" for one in "bcdfghjk" for two in "aeiou" * 2][: MOST_WORDS - 5]
    forget()
    hear.cache_clear()
    explain(" ".join(dict.fromkeys(strange)), "opening")
    assert remembered() == MOST_STRANGE


def test_little_is_remembered_of_a_word() -> None:
    """Of what nobody writes, nothing: a memory of long words would grow for as long as the process lives."""
    forget()
    for letter in "bcdf":
        assert spelled(letter + "xz" * LONGEST) == (letter + "xz" * LONGEST,)
    assert remembered() == 0
    spelled("x" * (LONGEST_WORD - 1) + "y")
    assert remembered() == 1
