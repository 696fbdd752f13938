"""Read a typed reply in the context of the question it answers. Pure; the standard library and rapidfuzz only.

`read` gives a label or "unclear", `explain` also why; `intent` is what may be said at any question, `volunteered`
the facts that a message names by themselves.
"""

from collections.abc import Callable

from flows.reading.disambiguate import after_correction, settled
from flows.reading.intents import intent_of
from flows.reading.leader import leader
from flows.reading.off_question import elsewhere
from flows.reading.opening import opening
from flows.reading.ptk import duty, ptk_type
from flows.reading.reading import CONTEXTS, UNCLEAR, UNKNOWN, Reading, unclear
from flows.reading.role import role
from flows.reading.step import step
from flows.reading.utterance import Utterance, hear
from flows.reading.validation import validation
from flows.reading.vetoes import considered
from flows.reading.volunteered import facts_in
from flows.reading.yesno import yesno

__all__ = [
    "CONTEXTS",
    "UNCLEAR",
    "UNKNOWN",
    "Reading",
    "explain",
    "intent",
    "read",
    "too_long",
    "volunteered",
]

_READERS: dict[str, Callable[[Utterance], Reading]] = {
    "opening": opening,
    "yesno": yesno,
    "leader": leader,
    "ptk_type": ptk_type,
    "duty": duty,
    "role": role,
    "validation": validation,
    "step": step,
}

_AT_ANY_QUESTION = frozenset({UNCLEAR, UNKNOWN, "help", "back", "resolved"})


def read(text: str, context: str) -> str:
    """One of the labels of `context`, or "unclear". Raises ValueError for an unknown context."""
    return explain(text, context).label


def explain(text: str, context: str) -> Reading:
    """The label and the words that decided. Raises ValueError for an unknown context."""
    if context not in _READERS:
        raise ValueError(f"unknown context {context!r}; there are {', '.join(_READERS)}")
    heard = settled(hear(text))
    corrected = after_correction(heard)
    if corrected is not None:
        reading = _read(corrected, context)
        if reading.label != UNCLEAR:
            return reading
    return _read(heard, context)


def _read(heard: Utterance, context: str) -> Reading:
    """What this question's reader reads, unless the reply is about another question."""
    reading = considered(heard, context, _READERS[context](heard))
    if reading.label in _AT_ANY_QUESTION:
        return reading
    other = elsewhere(heard, context)
    return unclear(*other) if other else reading


def volunteered(text: str) -> dict[str, str]:
    """The facts `text` names with their subject word: leader, ptk_type, duty, role, validation, induk, login."""
    return facts_in(settled(hear(text)))


def intent(text: str) -> str | None:
    """What may be said at any question: 'back', 'cancel', 'help', 'why', 'human', 'thanks', 'edit', 'resolved'."""
    return intent_of(settled(hear(text)))


def too_long(text: str) -> bool:
    """Whether `text` has more words than are read; its reading is then always "unclear"."""
    return hear(text).too_long
