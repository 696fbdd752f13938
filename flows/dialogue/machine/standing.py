"""Standing of a case: what the records told so far add up to.

The facts are what the operator answered, corrected by what was mended since. `fold.py` makes a standing of the records, one
after another; what the table's rows ask of one stands in `conditions.py`.
"""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from flows.dialogue.dates import Zone
from flows.dialogue.machine.led import Led
from flows.dialogue.machine.questions import ORDER
from flows.eligibility import (
    LEADER_DUTY,
    LOGIN_ROLE,
    UNKNOWN,
    Facts,
    Result,
    Status,
    asks_dinas,
    could_change,
    evaluate,
)
from flows.rules.engine import Result as AnyResult
from flows.rules.model import FactsModel
from flows.troubles.registry import FIRST, TROUBLES
from flows.troubles.trouble import Trouble

_NOTHING: frozenset[str] = frozenset()
JUST_DONE = frozenset({"dinas_changed", "pulled_after", "refreshed"})
"""What was done only a moment before the button was looked for."""
_NOT_STALE = JUST_DONE | {"login"}


@dataclass(frozen=True)
class Standing:
    """The sum of the records read so far."""

    named: str = UNKNOWN
    """What the operator says to see: the symptom of a trouble, or one of `SYMPTOMS` besides."""
    detour: str = ""
    """The step of a led trouble that has led here, to come back after."""
    facts: Facts = field(default_factory=Facts)
    settled: frozenset[str] = _NOTHING
    """Questions that have their answer, "tidak tahu" included."""
    claimed: frozenset[str] = _NOTHING
    """Facts that a step should have set right, and that nobody has looked at since."""
    behind: frozenset[str] = _NOTHING
    """Requirements whose remedy was walked or skipped in this round."""
    tried: tuple[str, ...] = ()
    """Requirements that were mended, in that order."""
    round: int = 0
    looks: int = 0
    """How often the button was looked for in vain."""
    happened: str | None = None
    """What the opening's own words say to have happened before; a name in the order's `first`."""
    parked: bool = False
    """Logging in with the principal's account was put off once."""
    request_sent: bool = False
    guiding: bool = False
    """The role guide is walked by itself."""
    rechecked: bool = False
    again: frozenset[str] = _NOTHING
    """Facts that were told and are asked once more, because they may have changed."""
    reminder: str = "three_days"
    """When the operator is reminded of a request; so many days, until another is chosen."""
    put_off: int = 0
    """How often Dinas had not acted yet when the operator was reminded."""
    zone: Zone | None = None
    level: str = UNKNOWN
    district: str | None = None
    npsn: str | None = None
    """The school as its operator names it (`flows.dialogue.school`), or that they would not say."""
    noting: str = ""
    """A percentage or a code that was typed with the answer to come, and the one of the last such answer: `noted`."""
    noted: str = ""
    helped: str | None = None
    led: Led | None = None
    """How it stands in another trouble, whose way is made from its value; it is gone along while that is the symptom."""
    quiet: int = 0
    """How often a reminder was asked for to try at a quieter time."""

    @cached_property
    def result(self) -> Result:
        """Verdict of the rules on these facts."""
        return _judged(self.facts)

    @cached_property
    def next_question(self) -> str | None:
        """The next question worth asking; None when nothing that can be asked could change the result."""
        if self.led_now:
            return self.led_now.next_question
        if self.on_detour:
            return self._asked_on_detour(self.on_detour)
        return _next_question(self.facts, self.settled, self.happened)

    @property
    def symptom(self) -> str:
        """Symptom of the trouble that the case is in now. A detour is one through the first; then it is the led one's again."""
        return self.led.symptom if self.led and self.detour and not self.on_detour else self.named

    @cached_property
    def on_detour(self) -> tuple[str, ...]:
        """The requirements that a detour has still to clear up: to be asked for, mended, or left to Dinas; none when it is over."""
        if not self.detour or self.led is None or self.facts.button_now == "appeared":
            return ()
        keys = self.led.trouble.detours[self.detour]
        keys = (*keys, "R5")  # only once Dinas has changed something: then that is pulled down
        left = any(key in self.result.plan and key not in self.behind for key in keys)
        return keys if left or self.request_sent or self._asked_on_detour(keys) else ()

    def _asked_on_detour(self, keys: tuple[str, ...]) -> str | None:
        """The next question about `keys` alone, not about who leads the school."""
        reads = {fact for key in keys if key != "R5" for fact in FIRST.rules.requirements[key].reads} - {
            "leader"
        }
        left = [fact for fact in FIRST.order.questions if fact in reads and fact not in self.settled]
        ways = (place for place, fact in enumerate(left) if could_change(self.facts, fact, left[place + 1 :]))
        return next((left[place] for place in ways), None)

    @property
    def led_now(self) -> Led | None:
        """Standing in a trouble that is led by its value; None where it is in the missing button's."""
        return self.led if self.led and self.led.symptom == self.symptom else None

    @property
    def found(self) -> AnyResult[Any]:
        """The result of the rules of the trouble that the case is in."""
        return self.led_now.result if self.led_now else self.result

    @property
    def trouble(self) -> Trouble:
        """The trouble that the case is in; where none is named, it is the missing button's."""
        return TROUBLES.get(self.symptom, FIRST)

    @property
    def known(self) -> FactsModel:
        """The facts of that trouble."""
        return self.led_now.facts if self.led_now else self.facts

    def takes_early(self, subject: str) -> bool:
        """Whether what is told of `subject` before its question comes can change the result. What cannot does not count."""
        if self.led_now:
            return self.led_now.takes_early(subject)
        left = [name for name in ORDER if name not in self.settled]
        return subject in left and could_change(self.facts, subject, left)

    @property
    def todo(self) -> tuple[str, ...]:
        """The plan without what lies behind in this round; on a detour, only what that is for."""
        own = self.on_detour or self.result.plan
        return tuple(key for key in self.result.plan if key not in self.behind and key in own)

    @property
    def left_undone(self) -> tuple[str, ...]:
        """Requirements that are unmet and were put off in this round."""
        return tuple(key for key in self.result.plan if key in self.behind)

    @property
    def for_dinas(self) -> tuple[str, ...]:
        """The requirements that belong into the one request to Dinas."""
        return () if self.led_now else tuple(key for key in self.todo if asks_dinas(key, self.facts))

    @property
    def for_school(self) -> str | None:
        """The requirement that the school can mend now, what Dinas has changed first; None where there is none."""
        if self.led_now:
            return self.led_now.next_mending
        ready = [key for key in self.todo if key in FIRST.remedies and (key != "R5" or self._pull_has_come)]
        return min(ready, key=lambda key: key != "R5", default=None)

    @property
    def _pull_has_come(self) -> bool:
        """Dinas has changed what it can and it has not been pulled down: nothing more is to come that it must follow."""
        facts, found = self.facts, self.result.requirements
        changed = (facts.dinas_changed, facts.pulled_after) == ("yes", "no")
        return changed and not any(found[key] is Status.UNMET for key in ("R2", "R3", "R4"))

    @property
    def unknown_facts(self) -> tuple[str, ...]:
        """The facts that were asked for and that the operator could not tell."""
        return tuple(name for name in ORDER if name in self.settled and self.facts.value(name) == UNKNOWN)

    @property
    def not_told(self) -> tuple[str, ...]:
        """The unknown facts that nobody has set right since. Dinas changes a duty to what fits the leader, whoever that is: it
        is still to be looked at, and no longer something that the operator failed to tell.
        """
        return tuple(name for name in self.unknown_facts if name not in self.claimed)

    @property
    def stale(self) -> frozenset[str]:
        """The facts to look at again when the button stays away: those only claimed, and those not known."""
        proven = {"role_ks"} if self.facts.login == "ks_account_ks_role" else set()
        return (self.claimed - _NOT_STALE - proven) | frozenset(self.unknown_facts)


# Every turn replays a case from its beginning, and most cases begin alike: what was worked out for one serves the next.


@lru_cache(maxsize=4_096)
def _judged(facts: Facts) -> Result:
    return evaluate(facts)


@lru_cache(maxsize=4_096)
def _next_question(facts: Facts, settled: frozenset[str], happened: str | None) -> str | None:
    found = _judged(facts)
    if not found.requirements:
        return None
    if "leader.plh" in settled and "plh" not in settled:
        return "plh"
    for conflict, again in ((LEADER_DUTY, "leader_sk"), (LOGIN_ROLE, "role_again")):
        if conflict in found.conflicts and again not in settled:
            return again
    left = [subject for subject in FIRST.order.after(happened) if subject not in settled]
    for place, subject in enumerate(left):
        if could_change(facts, subject, left[place + 1 :]):
            return subject
    return None
