"""Read a typed reply in the context of the question it answers. Pure; the standard library and rapidfuzz only.

`read` gives a label or "unclear", `explain` also why; `intent` is what may be said at any question, `volunteered`
the facts that a message names by themselves.
"""

from collections.abc import Collection

from flows.reading.agreement import read_by_both
from flows.reading.grammar import READERS, listened
from flows.reading.intents import intent_of
from flows.reading.opening import other_programs as programs_in
from flows.reading.reading import CONTEXTS, UNCLEAR, UNKNOWN, Reading
from flows.reading.volunteered import facts_in

__all__ = [
    "CONTEXTS",
    "UNCLEAR",
    "UNKNOWN",
    "Reading",
    "explain",
    "intent",
    "only_says",
    "other_programs",
    "read",
    "too_long",
    "volunteered",
]


def read(text: str, context: str) -> str:
    """The label of `context` that `text` means, or "unclear". Raises ValueError for an unknown context."""
    return explain(text, context).label


def explain(text: str, context: str) -> Reading:
    """The label and the words that decided. Raises ValueError for an unknown context."""
    if context not in READERS:
        raise ValueError(f"unknown context {context!r}; there are {', '.join(READERS)}")
    return read_by_both(text, context)


def other_programs(text: str) -> tuple[str, ...]:
    """The topics whose own exchange with Dapodik `text` may mean."""
    return programs_in(listened(text))


def volunteered(text: str) -> dict[str, str]:
    """The facts `text` names with their subject word: leader, ptk_type, duty, role, validation, induk, login."""
    return facts_in(listened(text))


def intent(text: str) -> str | None:
    """The intent of `text`, one of what may be said at any question: 'back', 'cancel', 'help', 'why', 'human', 'thanks', 'edit', 'resolved'."""
    return intent_of(listened(text))


def only_says(text: str, meanings: Collection[str], words: Collection[str]) -> bool:
    """Whether `text` says nothing beside what has one of these meanings of the lexicon, and these `words` (in small letters)."""
    heard = listened(text)
    said = all(word.means in meanings or word.written.casefold() in words for word in heard.words)
    return said and not heard.too_long


def too_long(text: str) -> bool:
    """Whether `text` has more words than are read; its reading is then always "unclear"."""
    return listened(text).too_long
