"""Two readers that must agree: what both read is taken; where they do not agree, the two likeliest are offered."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from flows.reading.grammar import by_grammar, listened
from flows.reading.lexicon import WORD
from flows.reading.reading import UNCLEAR, Reading
from flows.reading.second import likely, weighed
from flows.reading.structure import last_clause
from flows.reading.utterance import QUESTION, STOP, Utterance

SURE = 0.5
"""The share of the second reader that makes an agreement; measured on voices that neither reader knew."""
SURE_OF_GRAVE = 0.8
"""The same where a misreading would close a case, or send a school to the wrong office for weeks."""
FIRM = 0.9
"""The share from which on an answer may be taken where most hangs on it."""
NOT_EXCLUDED = 0.3
"""The share of the whole without which the last clause makes no agreement."""
WORTH_OFFERING = 0.4
"""Below it the second reader has no idea either: the question is asked again."""

_SAYS_NOTHING = frozenset({WORD, STOP, QUESTION, "laugh", "otherunit"})
_CALLS = frozenset({"greeting", "thanks", "leave", "praise", "hmm", "ok"})
"""What only calls, greets or thanks: it answers nothing that was asked."""
_GRAVE = frozenset({"resolved", "none", "zero", "cancel"})
_NOT_BY_ITS_END = frozenset({UNCLEAR, "yes", *_GRAVE})


@dataclass(frozen=True, slots=True)
class Thought:
    """Thoughts of both readers about a reply, and the words or letters that weighed most for the second's likeliest."""

    grammar: Reading
    second: dict[str, float]
    weighed: tuple[str, ...]


@lru_cache(maxsize=32)
def read_by_both(text: str, context: str) -> Reading:
    """The label that both read, or `unclear` with the two likeliest. The last few are remembered: a turn asks again."""
    reading, part = by_grammar(listened(text), context)
    return decided(reading, part, context, lambda said: likely(said, context))


def thought(text: str, context: str) -> Thought:
    """Thoughts that tell why `text` is read as it is."""
    reading, part = by_grammar(listened(text), context)
    second = likely(part, context)
    most = max(second, key=second.__getitem__)
    return Thought(reading, second, tuple(weighed(part, context, most)))


def decided(
    reading: Reading, part: Utterance, context: str, second: Callable[[Utterance], dict[str, float]]
) -> Reading:
    """The reading that comes of the rules' `reading` of `part` and of the second reader, which `second` asks. Where the two differ on the
    whole but not on its last clause, which by itself says the same to the rules, that counts, unless the whole nearly excludes it: people
    end with what they mean.
    """
    if settled_alone(reading, part):
        return reading
    whole = second(part)
    both = agreed(reading, whole, heard=heard_of(part, context))
    excluded = reading.label in _NOT_BY_ITS_END or whole.get(reading.label, 0) < NOT_EXCLUDED
    if both.label != UNCLEAR or excluded:
        return both
    last = last_clause(part)
    if last is None or by_grammar(last, context)[0].label != reading.label:
        return both
    end = agreed(reading, second(last))
    return both if end.label == UNCLEAR else replace(end, firm=False)


def settled_alone(reading: Reading, part: Utterance) -> bool:
    """Whether the rules settle the reading alone, knowing what to ask or that nothing was said: the second reader could add nothing."""
    return not part.words or bool(reading.offers)


def heard_of(part: Utterance, context: str) -> bool:
    """Whether any word of `part` is known, and says more at `context` than that somebody is there."""
    nothing = _SAYS_NOTHING if context == "opening" else _SAYS_NOTHING | _CALLS
    return any(word.means not in nothing for word in part.words)


def agreed(reading: Reading, second: dict[str, float], *, heard: bool = True) -> Reading:
    """The reading that comes of both: `reading` is the rules', `second` the shares of the second reader; `heard` is whether any word
    is known: of strange words alone nothing is offered.
    """
    ranked = sorted(second, key=lambda label: -second[label])
    label = reading.label
    if label == ranked[0] and second[label] >= (SURE_OF_GRAVE if label in _GRAVE else SURE):
        return replace(reading, firm=second[label] >= FIRM)
    first = label if label != UNCLEAR else reading.runner_up
    if first is None:
        worth = heard and second[ranked[0]] >= WORTH_OFFERING
        return replace(reading, offers=tuple(ranked[:2]) if worth else ())
    others = [other for other in ranked if other != first]
    offers = (first, others[0]) if second.get(first, 0) >= second[others[0]] else (others[0], first)
    return replace(reading, label=UNCLEAR, runner_up=first, offers=offers)
