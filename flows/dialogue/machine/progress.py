"""Number of questions that may still come, at most: those that could still change something, told from the rules."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from flows.dialogue.machine.questions import ORDER, QUESTIONS
from flows.dialogue.machine.standing import Standing
from flows.eligibility import (
    CONFLICTS,
    UNKNOWN,
    Facts,
    Value,
    could_change,
    undecided,
    values,
)
from flows.troubles.registry import FIRST

_REASKED = {subject: (str(QUESTIONS[subject].fact), conflict) for subject, conflict in FIRST.again.items()}
"""What is asked a second time: the fact, and the conflict that calls for it."""


def questions_left(standing: Standing) -> int:
    """The number of questions before a result, at most, the present one counted; 0 where none is asked.

    Never less than the longest way to a result asks. No way is walked: the first call costs about what any other does.
    """
    return _at_most(standing.facts, standing.settled) if standing.next_question else 0


@lru_cache(maxsize=4_096)
def _at_most(facts: Facts, settled: frozenset[str]) -> int:
    left = frozenset(ORDER) - settled
    plh = "plh" not in settled and ("leader" in left or "leader.plh" in settled)
    free = frozenset({"leader"} if plh else ())
    return plh + _Ahead(facts, left, free, frozenset(_REASKED) - settled).most()


@dataclass(frozen=True, slots=True)
class _Ahead:
    """Questions before a case: what may still be asked, by what is known so far."""

    facts: Facts
    left: frozenset[str]
    """The facts yet to be asked."""
    free: frozenset[str]
    """Other facts that may still get any value, and count no more."""
    again: frozenset[str]
    """The second questions that were not asked yet."""

    def most(self) -> int:
        """The number of questions that may come.

        Each one that could be asked counts, whether or not one way leads past all of them. But where a fact that was told
        could be told anew, each of its values is a way by itself.
        """
        asked = self._asked()
        count = len(asked)
        for subject, (fact, name) in _REASKED.items():
            conflicts = (
                list(CONFLICTS[name].ways(self.facts, asked | self.free)) if subject in self.again else []
            )
            if conflicts and fact not in asked | self.free:
                spent = replace(self, again=self.again - {subject})
                return max(
                    spent.most(), *(way for told in conflicts for way in self._anew(subject, told, asked))
                )
            count += bool(conflicts)
        return count

    def _anew(self, subject: str, told: dict[str, Value], asked: frozenset[str]) -> Iterator[int]:
        """The number for each value that a fact may get when `subject` asks for it once more, as the answers `told` demand.

        What comes before those answers was asked while the fact still had its old value.
        """
        fact, _ = _REASKED[subject]
        before = asked.intersection(ORDER[: 1 + max(map(ORDER.index, told), default=-1)])
        left, again = self.left - before, self.again - {subject}
        free = (self.free | before) - told.keys()
        for value in values(fact):
            anew = _Ahead(self.facts.but(**told, **{fact: value}), left, free, again)
            yield 1 + len(before) + anew.most()

    def _asked(self) -> frozenset[str]:
        """The facts left that could change a requirement, under some answers to all that is open."""
        open_facts = self.left | self.free
        case = self.facts.but(**dict.fromkeys(open_facts, UNKNOWN))
        return frozenset(
            fact for fact in self.left & undecided(case, open_facts) if could_change(case, fact, open_facts)
        )
