"""What comes of two readers and a referee: what is heard for sure is taken; else the two likeliest are offered."""

from dataclasses import dataclass, replace
from functools import lru_cache

from flows.reading import referee
from flows.reading.grammar import by_grammar, listened
from flows.reading.lexicon import WORD
from flows.reading.reading import UNCLEAR, Reading
from flows.reading.referee import Hearing, candidate, sureness
from flows.reading.second import features, shares, weighed
from flows.reading.utterance import QUESTION, STOP, Utterance
from flows.reading.weights import Weights, taught_weights

SURE = 0.9
"""How sure the referee must be of an answer that both readers hear; measured on voices that nobody of the three knew."""
SURE_OF_GRAVE = 0.98
"""The same where a misreading would close a case, or send a school to the wrong office for weeks."""
HEARD = 0.5
"""The share of the second reader from which on it hears what the rules hear."""
HEARD_GRAVE = 0.8
"""The same of what is grave."""
FIRM = 0.9
"""The share of the second reader from which on an answer may be taken where most hangs on it."""
WORTH_OFFERING = 0.4
"""Below it the second reader has no idea either: the question is asked again."""

_SAYS_NOTHING = frozenset({WORD, STOP, QUESTION, "laugh", "otherunit"})
_CALLS = frozenset({"greeting", "thanks", "leave", "praise", "hmm", "ok"})
"""What only calls, greets or thanks: it answers nothing that was asked."""
_GRAVE = frozenset({"resolved", "none", "zero", "cancel", "yes"})


@dataclass(frozen=True, slots=True)
class Thought:
    """Thoughts about a reply: both readers', the words or letters that weighed most for the second's likeliest label, how sure the
    referee is of `candidate`, and what spoke most against it. `sure` is None where the rules settle it alone.
    """

    grammar: Reading
    second: dict[str, float]
    weighed: tuple[str, ...]
    candidate: str
    sure: float | None
    against: tuple[str, ...]


@lru_cache(maxsize=32)
def read_by_both(text: str, context: str) -> Reading:
    """The label that is heard for sure, or `unclear` with the two likeliest. The last few are remembered: a turn asks again."""
    heard = listened(text)
    return decided(heard, *by_grammar(heard, context), context, taught_weights())


def thought(text: str, context: str) -> Thought:
    """Thoughts that tell why `text` is read as it is."""
    weights = taught_weights()
    heard = listened(text)
    reading, part = by_grammar(heard, context)
    second = shares(weights.tables[context], features(part))
    hearing = Hearing(heard, context, reading, second, candidate(reading, second))
    alone = settled_alone(reading, part)
    return Thought(
        reading,
        second,
        tuple(weighed(part, context, hearing.likeliest)),
        hearing.label,
        None if alone else sureness(weights.referee, hearing),
        () if alone else tuple(referee.weighed(weights.referee, hearing)),
    )


def decided(heard: Utterance, reading: Reading, part: Utterance, context: str, weights: Weights) -> Reading:
    """The reading that comes of the rules' `reading` of `part`, the part of the reply that counts, of the second reader, and of the
    referee, who hears the whole reply.
    """
    if settled_alone(reading, part):
        return reading
    second = shares(weights.tables[context], features(part))
    if both_hear(reading, second):
        hearing = Hearing(heard, context, reading, second, reading.label)
        taken = judged(hearing, sureness(weights.referee, hearing))
        if taken:
            return taken
    return offered(reading, second, known=heard_of(part, context))


def settled_alone(reading: Reading, part: Utterance) -> bool:
    """Whether the rules settle the reading alone, knowing what to ask or that nothing was said: nobody could add anything."""
    return not part.words or bool(reading.offers)


def heard_of(part: Utterance, context: str) -> bool:
    """Whether any word of `part` is known, and says more at `context` than that somebody is there."""
    nothing = _SAYS_NOTHING if context == "opening" else _SAYS_NOTHING | _CALLS
    return any(word.means not in nothing for word in part.words)


def both_hear(reading: Reading, second: dict[str, float]) -> bool:
    """Whether the second reader hears the label that the rules read, and nothing likelier."""
    share = second.get(reading.label, 0)
    needed = HEARD_GRAVE if reading.label in _GRAVE else HEARD
    return share >= needed and share == max(second.values())


def judged(hearing: Hearing, sure: float) -> Reading | None:
    """The reading that both readers hear, where the referee is `sure` enough of it (0 to 1), else None."""
    if sure < (SURE_OF_GRAVE if hearing.label in _GRAVE else SURE):
        return None
    firm = sure >= SURE_OF_GRAVE and hearing.second[hearing.label] >= FIRM
    return replace(hearing.reading, firm=firm)


def offered(reading: Reading, second: dict[str, float], *, known: bool) -> Reading:
    """`unclear`, with the two likeliest labels where it is worth asking; `known` is whether any word is: of strange words nothing is offered."""
    ranked = sorted(second, key=lambda label: -second[label])
    first = reading.label if reading.label != UNCLEAR else reading.runner_up
    if first is None:
        worth = known and second[ranked[0]] >= WORTH_OFFERING
        return replace(reading, offers=tuple(ranked[:2]) if worth else ())
    others = [other for other in ranked if other != first]
    offers = (first, others[0]) if second.get(first, 0) >= second[others[0]] else (others[0], first)
    return replace(reading, label=UNCLEAR, runner_up=first, offers=offers)


def by_the_way(reading: Reading, second: dict[str, float]) -> str:
    """The label of a fact that is told beside something else: what both readers hear, or `unclear`."""
    return reading.label if both_hear(reading, second) else UNCLEAR
