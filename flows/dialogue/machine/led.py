"""Standing of a case in a trouble whose way is made from its value: what is known of it, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from flows.rules.engine import Result, Status
from flows.rules.model import UNKNOWN, FactsModel, Value
from flows.troubles.registry import LED
from flows.troubles.trouble import Trouble

LED_QUESTIONS: frozenset[str] = frozenset(
    question.subject for trouble in LED.values() for question in trouble.questions
)
LED_STEPS: dict[str, str] = {step: key for trouble in LED.values() for key, step in trouble.remedies.items()}
"""Each step with the requirement that it mends."""
WAITS: frozenset[str] = frozenset().union(*(trouble.waits for trouble in LED.values()))
WARNS: frozenset[str] = frozenset().union(*(trouble.warns for trouble in LED.values()))


@dataclass(frozen=True)
class Led:
    """Sum of the records told so far in one trouble."""

    symptom: str
    facts: FactsModel
    settled: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    """Requirements whose step was walked or skipped."""
    retry: bool = False
    """Something was mended elsewhere: a look comes before any more questions."""

    @classmethod
    def begun(cls, symptom: str, known: Mapping[str, Value]) -> "Led":
        """The beginning of the trouble `symptom`, with what is `known` from another: facts of the same name keep their value."""
        facts = LED[symptom].rules.facts
        told = {
            name: value for name, value in known.items() if name in facts.model_fields and value != UNKNOWN
        }
        return cls(symptom, facts().but(**told), frozenset(told))

    @property
    def trouble(self) -> Trouble:
        return LED[self.symptom]

    @cached_property
    def result(self) -> Result[Any]:
        return self.trouble.rules.evaluate(self.facts)

    @property
    def _first_open(self) -> str | None:
        """The first requirement of the plan whose step was neither walked nor skipped."""
        ready = (key for key in self.result.plan if key in self.trouble.remedies and key not in self.behind)
        return next(ready, None)

    @property
    def _awaited(self) -> str | None:
        """The fact to be asked before the first mending: it may bring up another, after which that would have to be done anew."""
        before = self.trouble.first.get(self._first_open or "")
        if before is None or self.result.requirements[before] is not Status.UNKNOWN:
            return None
        reads = self.trouble.rules.requirements[before].reads
        return next(
            (fact for fact in self.trouble.order.questions if fact in reads and fact not in self.settled),
            None,
        )

    @cached_property
    def next_question(self) -> str | None:
        """The next question that can change a requirement; None where none can, or where all is decided."""
        trouble = self.trouble
        if self.result.verdict in trouble.final:
            return None
        for subject, conflict in trouble.again.items():
            if conflict in self.result.conflicts and subject not in self.settled:
                return subject
        if self._awaited:
            return self._awaited
        left = [fact for fact in trouble.order.questions if fact not in self.settled]
        for place, fact in enumerate(left):
            if trouble.rules.could_change(self.facts, fact, left[place + 1 :]):
                return fact
        return None

    @property
    def next_mending(self) -> str | None:
        """The first requirement of the plan whose step is still to be walked; None while something is to be asked before."""
        return None if self._awaited else self._first_open

    def takes_early(self, fact: str) -> bool:
        """Whether what is told of `fact` before its question comes can change a requirement."""
        if fact in self.settled or fact not in self.trouble.order.questions:
            return False
        left = [name for name in self.trouble.order.questions if name not in self.settled and name != fact]
        return self.trouble.rules.could_change(self.facts, fact, left)

    @property
    def look_due(self) -> bool:
        """Whether a look is due: nothing is left to mend or to ask, and nobody has tried since."""
        fact, _ = self.trouble.look
        ended = self.result.verdict in self.trouble.final
        return not ended and (self.retry or self.next_question is None) and self.facts.value(fact) == UNKNOWN

    def answered(self, fact: str, value: Value, *subjects: str) -> "Led":
        return replace(
            self, facts=self.facts.but(**{fact: value}), settled=self.settled.union({fact}, subjects)
        )

    def walked(self, step: str, outcome: str) -> "Led":
        """A step was walked in vain (`looked`), left for another trouble's (`detour`), or skipped. What its mending leaves open is
        asked again; after a detour a look comes first.
        """
        key = LED_STEPS[step]
        behind = replace(self, behind=self.behind | {key})
        if outcome == "skip":
            return behind
        changes = self.trouble.rules.mended(key, self.facts)
        opened = {fact for fact, value in changes.items() if value == UNKNOWN}
        fact, still = self.trouble.look
        seen = UNKNOWN if outcome == "detour" else still
        return replace(
            behind,
            facts=self.facts.but(**changes, **{fact: seen}),
            settled=self.settled.union(changes) - opened,
            retry=outcome == "detour",
        )

    def looked_in_vain(self) -> "Led":
        fact, still = self.trouble.look
        return replace(self, facts=self.facts.but(**{fact: still}), retry=False)
