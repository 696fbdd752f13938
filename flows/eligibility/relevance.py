"""Which questions are still worth asking: computed from the rules, so that no one writes it a second time."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import product

from flows.eligibility.facts import ALLOWED, UNKNOWN, Facts, Value
from flows.eligibility.rules import REQUIREMENTS, Status, evaluate

_INVALID: tuple[Value, ...] = (0, 1, UNKNOWN)
"""For the rules every number above zero is alike."""


def values(fact: str) -> tuple[Value, ...]:
    """The values of a fact that the rules can tell apart, `unknown` last."""
    return _INVALID if fact == "invalid" else ALLOWED[fact]


def readers(fact: str) -> tuple[str, ...]:
    """The requirements that look at this fact themselves."""
    return tuple(key for key, requirement in REQUIREMENTS.items() if fact in requirement.reads)


def consequences(facts: Facts, fact: str) -> dict[Value, dict[str, Status]]:
    """What each answer about `fact` would decide: value -> status of each requirement that looks at it.

    The requirements are judged as for a missing button, also where nobody has said so.
    """
    case = facts.but(symptom="button_missing", button_now=UNKNOWN)
    return {
        value: {key: evaluate(case.but(**{fact: value})).requirements[key] for key in readers(fact)}
        for value in values(fact)
    }


def could_change(facts: Facts, fact: str, later: Iterable[str]) -> bool:
    """Whether two answers about `fact` could give a requirement different statuses, under some answers to `later`.

    `facts` holds what is settled; `later` are the facts that may still be asked after this one.
    """
    after = frozenset(later)
    return any(
        _moves(key, fact, after & reach(key), tuple((name, facts.value(name)) for name in sorted(reach(key))))
        for key in readers(fact)
    )


@cache
def reach(key: str) -> frozenset[str]:
    """Every fact that requirement `key` depends on, itself or through others."""
    requirement = REQUIREMENTS[key]
    return frozenset(requirement.reads).union(*(reach(below) for below in requirement.rests_on))


@lru_cache(maxsize=65_536)
def _moves(key: str, fact: str, later: frozenset[str], known: tuple[tuple[str, Value], ...]) -> bool:
    """Whether `fact` can change requirement `key` under some answers to `later`, the rest being `known`."""
    facts = Facts().but(symptom="button_missing", **dict(known))
    return any(
        len({evaluate(case.but(**{fact: value})).requirements[key] for value in values(fact)}) > 1
        for case in completions(facts, later - {fact})
    )


def completions(facts: Facts, open_facts: Iterable[str]) -> Iterator[Facts]:
    """`facts` with every combination of answers to `open_facts`."""
    names = sorted(open_facts)
    for combination in product(*(values(name) for name in names)):
        yield facts.but(**dict(zip(names, combination, strict=True)))
