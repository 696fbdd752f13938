"""The rules engine. It knows no fact and no requirement: a trouble's rules are a value of `Rules`, and data.

Rules of the house, which every value of `Rules` keeps:

* An unknown fact is never read as "no": it makes a requirement `unknown`, never `unmet`.
* Learning more never turns `met` into `unmet` or the other way round: what was told as certain stays. It turns `unmet`
  into nothing but `blocked`, or into `unknown` where two answers are in conflict.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import chain, product
from typing import Generic, TypeVar

from flows.rules.model import UNKNOWN, FactsModel, Value


class Status(StrEnum):
    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    BLOCKED = "blocked"
    """Cannot be judged before something else is mended."""
    NOT_REQUIRED = "not_required"


F = TypeVar("F", bound=FactsModel)
V = TypeVar("V", bound=StrEnum)
Found = Mapping[str, Status]
"""Requirements and how they stand, in order."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: what it is called, what it looks at, and where it comes from."""

    key: str
    reason: str
    """Key of its words."""
    reads: tuple[str, ...]
    """Facts it looks at itself."""
    rests_on: tuple[str, ...]
    """Requirements before it whose status it looks at."""
    actor: StrEnum
    """Who can mend it."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts that contradict each other by certain values."""

    facts: tuple[str, ...]
    values: frozenset[tuple[Value, ...]]
    """One value for each of `facts`, in their order."""

    def holds(self, facts: FactsModel) -> bool:
        return tuple(facts.value(name) for name in self.facts) in self.values

    def ways(self, facts: FactsModel, open_facts: frozenset[str]) -> Iterator[dict[str, Value]]:
        """Each way in which answers to `open_facts` could bring it about: the facts answered, with their values."""
        for values in self.values:
            told = dict(zip(self.facts, values, strict=True))
            if all(name in open_facts or facts.value(name) == value for name, value in told.items()):
                yield {name: value for name, value in told.items() if name in open_facts}


@dataclass(frozen=True)
class Result(Generic[V]):
    """What the rules say: the verdict, each requirement's status, what to mend in which order, what contradicts itself."""

    verdict: V
    requirements: Found
    plan: tuple[str, ...]
    conflicts: tuple[str, ...]

    def having(self, status: Status) -> tuple[str, ...]:
        """The requirements with this status, in order."""
        return tuple(key for key, found in self.requirements.items() if found is status)


@dataclass(frozen=True, eq=False)
class Rules(Generic[F, V]):
    """The rules of one trouble, as data. All functions in it are pure, and total over the values of the facts."""

    facts: type[F]
    requirements: dict[str, Requirement]
    """Requirements in the order in which they are judged."""
    judges: Mapping[str, Callable[[F, Found], Status]]
    """The status of each requirement, from the facts it reads and the requirements it rests on."""
    gates: tuple[tuple[V, Callable[[F], bool]], ...]
    """What settles a case before any requirement is looked at; the first that fits."""
    verdicts: tuple[tuple[V, Callable[[F, Found], bool]], ...]
    """What the requirements come to; the first that fits. The last one fits always."""
    order: Callable[[F, tuple[str, ...]], Iterable[str]]
    """The order of action for these unmet requirements. What is named twice counts once, what is not unmet or not named,
    not at all."""
    mends: Mapping[str, Callable[[F], Mapping[str, Value]]]
    """The facts as they will be once a requirement has been mended."""
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)
    alike: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    """Values for a fact whose values cannot be counted: one of each kind that the rules tell apart, `unknown` last."""

    def evaluate(self, facts: F) -> Result[V]:
        """Judge the facts. Every combination of values has exactly one verdict.

        Raises LookupError where no verdict fits, which is a mistake in the rules.
        """
        for verdict, opens in self.gates:
            if opens(facts):
                return Result(verdict, {}, (), ())
        found: dict[str, Status] = {}
        for key, judge in self.judges.items():
            found[key] = judge(facts, found)
        for verdict, fits in self.verdicts:
            if fits(facts, found):
                return Result(verdict, found, self._plan(facts, found), self._conflicts(facts))
        raise LookupError(f"no verdict fits {found}")

    def _plan(self, facts: F, found: Found) -> tuple[str, ...]:
        unmet = tuple(key for key, status in found.items() if status is Status.UNMET)
        return tuple(key for key in dict.fromkeys(self.order(facts, unmet)) if key in unmet) if unmet else ()

    def _conflicts(self, facts: F) -> tuple[str, ...]:
        return tuple(name for name, conflict in self.conflicts.items() if conflict.holds(facts))

    def mended(self, key: str, facts: F) -> dict[str, Value]:
        """The facts as they will be once requirement `key` has been mended; `unknown` where it must be asked again."""
        return dict(self.mends[key](facts))

    def values(self, fact: str) -> tuple[Value, ...]:
        """The values of a fact that the rules can tell apart, `unknown` last."""
        return self._values[fact]

    def readers(self, fact: str) -> tuple[str, ...]:
        """The requirements that look at this fact themselves."""
        return self._readers.get(fact, ())

    def reach(self, key: str) -> frozenset[str]:
        """Every fact that requirement `key` depends on, itself or through others."""
        return self._reach[key]

    def status(self, key: str, facts: F) -> Status:
        """Status of requirement `key`, whatever the gates say."""
        found: dict[str, Status] = {}
        for below in self._judged_for[key]:
            found[below] = self.judges[below](facts, found)
        return found[key]

    def consequences(self, facts: F, fact: str) -> dict[Value, dict[str, Status]]:
        """Consequences of each answer about `fact`: value -> status of each requirement that looks at it.

        The requirements are judged whatever the gates say: also where a gate has settled the case.
        """
        return {
            value: {key: self.status(key, facts.but(**{fact: value})) for key in self.readers(fact)}
            for value in self.values(fact)
        }

    def could_change(self, facts: F, fact: str, later: Iterable[str]) -> bool:
        """Whether two answers about `fact` could give a requirement different statuses, under some answers to `later`.

        `facts` holds what is settled; `later` are the facts that may still be asked after this one.
        """
        after = frozenset(later) - {fact}
        for key in self.readers(fact):
            open_facts = after & self._reach[key]
            known = tuple(
                UNKNOWN if name == fact or name in open_facts else facts.value(name)
                for name in self._looks[key]
            )
            if _moves(self, key, fact, open_facts, known):
                return True
        return False

    def undecided(self, facts: F, open_facts: Iterable[str]) -> frozenset[str]:
        """A quick look, before `could_change`, at which of `open_facts` could change anything while all of them are open.

        No other can, whatever is answered to the rest: what is unmet or blocked with all of them unknown stays so. Where an
        answer makes it unknown, that is a conflict; where it blocks it, that is for the sake of a requirement unknown as yet.
        """
        names = frozenset(open_facts)
        case = facts.but(**dict.fromkeys(names, UNKNOWN))
        found: dict[str, Status] = {}
        for key, judge in self.judges.items():
            found[key] = judge(case, found)
        decided = {Status.UNMET, Status.BLOCKED}
        read = (self.requirements[key].reads for key, status in found.items() if status not in decided)
        conflicting = (way for conflict in self.conflicts.values() for way in conflict.ways(case, names))
        return names.intersection(chain.from_iterable((*read, *conflicting)))

    def completions(self, facts: F, open_facts: Iterable[str]) -> Iterator[F]:
        """`facts` with every combination of answers to `open_facts`."""
        names = sorted(open_facts)
        for combination in product(*(self.values(name) for name in names)):
            yield facts.but(**dict(zip(names, combination, strict=True)))

    @cached_property
    def _values(self) -> dict[str, tuple[Value, ...]]:
        return {name: self.alike.get(name, allowed) for name, allowed in self.facts.allowed().items()}

    @cached_property
    def _readers(self) -> dict[str, tuple[str, ...]]:
        return {
            fact: tuple(key for key, requirement in self.requirements.items() if fact in requirement.reads)
            for fact in self.facts.model_fields
        }

    @cached_property
    def _judged_for(self) -> dict[str, tuple[str, ...]]:
        """Each requirement with all that it rests on before it, in the order of judging."""
        needed: dict[str, frozenset[str]] = {}
        for key, requirement in self.requirements.items():
            needed[key] = frozenset({key}).union(*(needed[below] for below in requirement.rests_on))
        return {key: tuple(other for other in self.judges if other in keys) for key, keys in needed.items()}

    @cached_property
    def _reach(self) -> dict[str, frozenset[str]]:
        return {
            key: frozenset().union(*(self.requirements[below].reads for below in keys))
            for key, keys in self._judged_for.items()
        }

    @cached_property
    def _looks(self) -> dict[str, tuple[str, ...]]:
        """The facts of `_reach` in one fixed order."""
        return {key: tuple(sorted(names)) for key, names in self._reach.items()}


@lru_cache(maxsize=8_192)
def _moves(
    rules: Rules[F, V], key: str, fact: str, open_facts: frozenset[str], known: tuple[Value, ...]
) -> bool:
    """Whether `fact` can change requirement `key` under some answers to `open_facts`, the rest being `known`.

    The case in which nothing more is told comes first: it is the likeliest where a requirement rests on many others.
    """
    facts = rules.facts().but(**dict(zip(rules._looks[key], known, strict=True)))  # noqa: SLF001
    for case in chain((facts,), rules.completions(facts, open_facts)):
        first, *others = rules.values(fact)
        status = rules.status(key, case.but(**{fact: first}))
        if any(rules.status(key, case.but(**{fact: value})) is not status for value in others):
            return True
    return False
