"""How many questions may still come, at most: the longest way that remains, computed and not guessed."""

from datetime import UTC, datetime
from functools import lru_cache

from flows.dialogue.machine.questions import ORDER, QUESTIONS
from flows.dialogue.machine.session import Record
from flows.dialogue.machine.standing import Standing
from flows.eligibility import (
    LEADER_DUTY,
    LOGIN_ROLE,
    REQUIREMENTS,
    UNKNOWN,
    Facts,
    Value,
    completions,
    evaluate,
    reach,
    values,
)

_AT = datetime.min.replace(tzinfo=UTC)
_REASKED = {
    "leader_sk": ("leader", LEADER_DUTY, ("leader", "duty")),
    "role_again": ("role_ks", LOGIN_ROLE, ("login", "role_ks")),
}
"""What is asked a second time: the fact, the conflict that calls for it, and the facts that make the conflict."""

_known: dict[object, int] = {}


def questions_left(standing: Standing) -> int:
    """The number of questions on the longest way to a result, the present one counted."""
    subject = standing.next_question
    if subject is None:
        return 0
    key = _signature(standing)
    found = _known.get(key)
    if found is None:
        found = _known[key] = 1 + max(
            questions_left(standing.told(Record(subject=subject, choice=choice, at=_AT)))
            for choice in (*QUESTIONS[subject].options, UNKNOWN)
        )
    return found


def _signature(standing: Standing) -> object:
    """What the remaining questions depend on: standings alike in this have the same questions before them.

    A fact counts as open when it is yet to be asked, or may be asked again. What matters of the settled facts is only how
    each requirement would turn out under every answer to the open ones. There are some thousand signatures in all.
    """
    open_facts = set(ORDER) - standing.settled
    for again, (fact, conflict, makers) in _REASKED.items():
        if again not in standing.settled and _may_conflict(
            conflict, _known_of(standing.facts, makers), frozenset(open_facts.intersection(makers))
        ):
            open_facts.add(fact)
    return (
        standing.next_question,
        standing.settled.intersection(_REASKED),
        frozenset(open_facts),
        *(
            _profile(key, frozenset(touched), _known_of(standing.facts, reach(key) - touched))
            for key in REQUIREMENTS
            if key != "R10" and (touched := reach(key) & open_facts)
        ),
        _refresh_profile(standing.facts.but(**dict.fromkeys(open_facts, UNKNOWN))),
    )


Known = tuple[tuple[str, Value], ...]


def _known_of(facts: Facts, names: frozenset[str] | tuple[str, ...]) -> Known:
    return tuple((name, facts.value(name)) for name in sorted(names))


def _case(known: Known) -> Facts:
    return Facts(symptom="button_missing").but(**dict(known))


@lru_cache(maxsize=65_536)
def _profile(key: str, open_facts: frozenset[str], known: Known) -> int:
    """How requirement `key` turns out under every answer to the open facts, as a fingerprint."""
    return hash(tuple(evaluate(case).requirements[key] for case in completions(_case(known), open_facts)))


def _refresh_profile(facts: Facts) -> object:
    """R10 looks at all the others, but only at whether one of them is unmet."""
    return tuple(evaluate(facts.but(refreshed=value)).requirements["R10"] for value in values("refreshed"))


@lru_cache(maxsize=4_096)
def _may_conflict(conflict: str, known: Known, open_facts: frozenset[str]) -> bool:
    return any(conflict in evaluate(case).conflicts for case in completions(_case(known), open_facts))
