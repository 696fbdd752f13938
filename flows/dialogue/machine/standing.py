"""How a case stands: what the records told so far add up to.

A pure fold. The facts are what the operator answered, corrected by what was mended since; what was only mended and not
seen is `claimed`, and is asked again when the button stays away.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import get_args

from flows.dialogue.dates import Zone
from flows.dialogue.machine.dinas_marks import read_marks
from flows.dialogue.machine.questions import ORDER, QUESTIONS, fact_value, own
from flows.dialogue.machine.session import Record
from flows.dialogue.machine.steps import STEPS, is_last, remedy_of
from flows.eligibility import (
    LEADER_DUTY,
    LOGIN_ROLE,
    UNKNOWN,
    Facts,
    Result,
    Verdict,
    asks_dinas,
    could_change,
    evaluate,
    mended,
)

_NOTHING: frozenset[str] = frozenset()
_JUST_DONE = frozenset({"dinas_changed", "pulled_after", "refreshed"})
"""What was done only a moment before the button was looked for."""
_NOT_STALE = _JUST_DONE | {"login"}
_ASKED_WITH: dict[str, frozenset[str]] = {
    "leader": frozenset({"leader.plh", "plh", "leader_sk"}),
    "role_ks": frozenset({"role_again"}),
}
"""Questions that are asked again with the fact they help to settle."""


@dataclass(frozen=True)
class Standing:
    """The sum of the records read so far."""

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
    request_sent: bool = False
    guiding: bool = False
    """The role guide is walked by itself."""
    rechecked: bool = False
    reminder: str | None = None
    zone: Zone | None = None
    level: str = UNKNOWN
    district: str | None = None
    helped: str | None = None

    @cached_property
    def result(self) -> Result:
        """What the rules say to these facts."""
        return _judged(self.facts)

    @cached_property
    def next_question(self) -> str | None:
        """The next question worth asking; None when nothing that can be asked could change the result."""
        return _next_question(self.facts, self.settled)

    @property
    def todo(self) -> tuple[str, ...]:
        """The plan without what lies behind in this round."""
        return tuple(key for key in self.result.plan if key not in self.behind)

    @property
    def for_dinas(self) -> tuple[str, ...]:
        """The requirements that belong into the one request to Dinas."""
        return tuple(key for key in self.todo if asks_dinas(key, self.facts))

    @property
    def unknown_facts(self) -> tuple[str, ...]:
        """The facts that were asked for and that the operator could not tell."""
        return tuple(name for name in ORDER if name in self.settled and self.facts.value(name) == UNKNOWN)

    @property
    def not_told(self) -> tuple[str, ...]:
        """Those of them that nobody has set right since. Dinas changes a duty to what fits the leader, whoever that is: it
        is still to be looked at, and no longer something that the operator failed to tell.
        """
        return tuple(name for name in self.unknown_facts if name not in self.claimed)

    @property
    def stale(self) -> frozenset[str]:
        """The facts to look at again when the button stays away: those only claimed, and those not known."""
        return (self.claimed - _NOT_STALE) | frozenset(self.unknown_facts)

    def told(self, record: Record) -> "Standing":
        """The standing after one more record."""
        subject, choice = own(record.subject), record.choice
        if subject in QUESTIONS:
            return self._answered(subject, choice)
        if subject in STEPS or subject == "R7":  # the role guide may be told as one
            return self._walked(subject, choice)
        if subject in {"symptom", "button_now"} and choice != "still_missing":
            facts = self.facts.but(**{subject: choice})
            return replace(self, facts=facts, guiding=self.guiding and subject != "symptom")
        if subject == "helped":
            return replace(self, helped=choice)
        if subject == "desk":
            return self._desk_acted(read_marks(choice) or ())
        effect = _EFFECTS.get((subject, choice))
        return effect(self) if effect else self

    def _answered(self, subject: str, choice: str) -> "Standing":
        question = QUESTIONS[subject]
        if question.fact is None:
            return replace(_KEPT[subject](self, choice), settled=self.settled | {subject})
        settled = self.settled | {subject, question.fact}
        if choice == "plh":
            settled |= {"leader.plh"}
        return replace(
            self,
            facts=self.facts.but(**{question.fact: fact_value(subject, choice)}),
            settled=settled,
            claimed=self.claimed - {question.fact},
        )

    def _walked(self, step: str, outcome: str) -> "Standing":
        key = remedy_of(step)
        if outcome == "done" and (step == key or is_last(step)):
            return self._mended(key)
        if outcome == "skip" and is_last(step):
            return replace(self, behind=self.behind | {key})
        return self

    def _mended(self, key: str) -> "Standing":
        changes = mended(key, self.facts)
        if key != "R10":
            changes["refreshed"] = "no"  # an earlier refresh does not count
        return replace(
            self,
            facts=self.facts.but(**changes, button_now=UNKNOWN),
            settled=self.settled.union(changes),
            claimed=self.claimed.union(changes),
            behind=self.behind | {key},
            tried=(*(other for other in self.tried if other != key), key),
        )

    def _request_sent(self) -> "Standing":
        return replace(self, request_sent=True)

    def _request_dropped(self) -> "Standing":
        return replace(
            self, behind=self.behind.union(self.for_dinas, {"R5"})
        )  # nothing will come to be pulled

    def _login_tried(self) -> "Standing":
        return self._mended("R8")

    def _guided(self) -> "Standing":
        return replace(self, guiding=True)

    def _rechecked(self) -> "Standing":
        again = replace(self, round=self.round + 1, rechecked=True)
        return again._forgetting(self.stale | self._unmet)

    def _looked_in_vain(self) -> "Standing":
        looked = replace(
            self, facts=self.facts.but(button_now="still_missing"), looks=self.looks + 1, round=self.round + 1
        )
        again = looked._forgetting(looked.stale)
        return again if looked.looks == 1 and again.next_question else looked

    def _dinas_acted(self) -> "Standing":
        return replace(self._changed(self.for_dinas), request_sent=False, reminder=None)

    def _desk_acted(self, keys: tuple[str, ...]) -> "Standing":
        """The help desk of Dinas says so itself; whatever else was unmet is as good as asked for."""
        symptom = "button_missing" if self.facts.symptom == UNKNOWN else self.facts.symptom
        diagnosed = replace(self, facts=self.facts.but(symptom=symptom), guiding=False)
        changed = diagnosed._changed(keys)
        left = bool(changed.for_dinas)
        return replace(changed, request_sent=left, reminder=self.reminder if left else None)

    def _changed(self, keys: tuple[str, ...]) -> "Standing":
        """Dinas has changed what these requirements demand, and a new round begins."""
        standing = self
        for key in keys:
            standing = standing._mended(key)
        facts = standing.facts.but(dinas_changed="yes", pulled_after="no")
        settled = standing.settled | {"dinas_changed", "pulled_after"}
        claimed = standing.claimed
        if "R1" in keys:  # somebody leads now: who, is asked as if for the first time
            settled -= {"leader", "leader.plh", "plh", "leader_sk"}
            claimed -= {"leader"}
        return replace(
            standing,
            facts=facts,
            settled=settled,
            claimed=claimed,
            behind=_NOTHING,
            round=self.round + 1,
        )

    @property
    def _unmet(self) -> frozenset[str]:
        """The facts that somebody may have set right by now."""
        return frozenset(
            fact for key in self.result.plan for fact in mended(key, self.facts) if fact not in _JUST_DONE
        )

    def _forgetting(self, names: frozenset[str]) -> "Standing":
        """The same standing with these facts unasked, so that they are asked again."""
        with_them = frozenset().union(*(_ASKED_WITH.get(name, ()) for name in names))
        return replace(
            self,
            facts=self.facts.but(**dict.fromkeys(names, UNKNOWN)),
            settled=self.settled - names - with_them,
            claimed=self.claimed - names,
            behind=_NOTHING,
        )

    # The named conditions of the table.

    def tries_login(self) -> bool:
        """Logged in with something else than the principal's account and role: the cheapest thing to try."""
        return self.facts.login not in {"ks_account_ks_role", UNKNOWN}

    def asks(self, subject: str) -> bool:
        return self.next_question == subject

    def nothing_new(self) -> bool:
        """The button stays away and the rules have nothing left to mend."""
        return self.looks > 0 and not self.result.plan and self.result.verdict is not Verdict.CHECK_BUTTON

    def mends(self, key: str) -> bool:
        return self.todo[:1] == (key,)

    def pull_due(self) -> bool:
        """Dinas has named a leader and it has not been pulled down yet: nothing can be seen before it is."""
        return self.question_open() and "R5" in self.todo and self.facts.dinas_changed == "yes"

    def question_open(self) -> bool:
        return self.next_question is not None

    def dinas_next(self) -> bool:
        return bool(self.for_dinas) and self.todo[:1] == self.for_dinas[:1]

    def dinas_asked(self) -> bool:
        return self.dinas_next() and self.request_sent

    def not_looked(self) -> bool:
        return self.facts.button_now == UNKNOWN

    def diagnosing(self) -> bool:
        return self.facts.symptom == "button_missing"

    def level_open(self) -> bool:
        return "level" not in self.settled

    def district_open(self) -> bool:
        return "district" not in self.settled

    def pulls_now(self) -> bool:
        """Dinas owes nothing more: what it has changed can be pulled down."""
        return not self.for_dinas

    def zone_open(self) -> bool:
        return self.reminder != "none" and self.zone is None

    def has_tried(self) -> bool:
        return bool(self.tried)


# Every turn replays a case from its beginning, and most cases begin alike: what was worked out for one serves the next.


@lru_cache(maxsize=4_096)
def _judged(facts: Facts) -> Result:
    return evaluate(facts)


@lru_cache(maxsize=4_096)
def _next_question(facts: Facts, settled: frozenset[str]) -> str | None:
    found = _judged(facts)
    if not found.requirements:
        return None
    if "leader.plh" in settled and "plh" not in settled:
        return "plh"
    for conflict, again in ((LEADER_DUTY, "leader_sk"), (LOGIN_ROLE, "role_again")):
        if conflict in found.conflicts and again not in settled:
            return again
    left = [subject for subject in ORDER if subject not in settled]
    for place, subject in enumerate(left):
        if could_change(facts, subject, left[place + 1 :]):
            return subject
    return None


_ZONES: dict[str, Zone] = {zone: zone for zone in get_args(Zone)}
_KEPT: dict[str, Callable[[Standing, str], Standing]] = {
    "level": lambda standing, choice: replace(standing, level=choice),
    "district": lambda standing, choice: replace(standing, district=choice),
    "reminder": lambda standing, choice: replace(standing, reminder=choice),
    "zone": lambda standing, choice: replace(standing, zone=_ZONES[choice]),
}
"""Where an answer stands that is no fact of the rules."""
_EFFECTS: dict[tuple[str, str], Callable[[Standing], Standing]] = {
    ("R8.0", "done"): Standing._login_tried,
    ("button_now", "still_missing"): Standing._looked_in_vain,
    ("dinas.1", "done"): Standing._request_sent,
    ("dinas.1", "skip"): Standing._request_dropped,
    ("dinas.2", "done"): Standing._dinas_acted,
    ("nav", "add_role"): Standing._guided,
    ("nav", "recheck"): Standing._rechecked,
}
"""What a telling does that is neither an answer nor a step of a remedy."""
