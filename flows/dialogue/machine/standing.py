"""Standing of a case: what the records told so far add up to.

A pure fold. The facts are what the operator answered, corrected by what was mended since; what was only mended and not
seen is `claimed`, and is asked again when the button stays away.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, get_args

from flows.dialogue.dates import Zone
from flows.dialogue.level import MAKE_ACCOUNTS, NO_DINAS
from flows.dialogue.machine.dinas_marks import read_marks
from flows.dialogue.machine.led import LED_STEPS, WAITS, Led
from flows.dialogue.machine.questions import NOTED, ORDER, QUESTIONS, fact_value, own
from flows.dialogue.machine.session import Record
from flows.dialogue.machine.steps import ACCOUNT, STEPS, as_today, remedy_of
from flows.eligibility import (
    ALLOWED,
    LEADER_DUTY,
    LOGIN_ROLE,
    UNKNOWN,
    Facts,
    Result,
    Status,
    asks_dinas,
    could_change,
    evaluate,
    mended,
)
from flows.rules.engine import Result as AnyResult
from flows.rules.model import FactsModel
from flows.troubles.registry import FIRST, LED, OTHER, TROUBLES
from flows.troubles.trouble import Trouble

_NOTHING: frozenset[str] = frozenset()
_JUST_DONE = frozenset({"dinas_changed", "pulled_after", "refreshed"})
"""What was done only a moment before the button was looked for."""
_NOT_STALE = _JUST_DONE | {"login"}
_OF_A_LEADER = frozenset({"login", "role_ks", "accounts", "ptk_type", "induk", "duty"})
"""What is known of the one who leads, and of nobody else."""
_ASKED_WITH: dict[str, frozenset[str]] = {
    "leader": frozenset({"leader.plh", "plh", "leader_sk"}),
    "role_ks": frozenset({"role_again"}),
}
"""Questions that are asked again with the fact they help to settle."""


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

    def told(self, record: Record) -> "Standing":
        """The standing after one more record."""
        record = as_today(record)
        subject, choice = own(record.subject), record.choice
        if subject in QUESTIONS:
            answered = self._answered(subject, choice)
            return (
                replace(answered, noted=self.noting, noting="") if subject in self.trouble.noted else answered
            )
        if subject in STEPS:
            return self._walked(subject, choice)
        if subject == "button_now" and choice == "still_missing":
            return self._looked_in_vain()
        if subject == "button_now":
            return self._appeared()
        if subject == "symptom":
            return self._turned_to(choice)
        if self.led_now and subject == self.led_now.trouble.look[0]:
            return replace(self, led=self.led_now.looked_in_vain())
        if subject in _AS_TOLD:
            kept: dict[str, Any] = {_AS_TOLD[subject]: choice}
            return replace(self, **kept)
        if subject == "desk":
            return self._desk_acted(read_marks(choice) or ())
        effect = _EFFECTS.get((subject, choice))
        return effect(self) if effect else self

    def _turned_to(self, symptom: str) -> "Standing":
        """The standing with another symptom: what is known by the same name in both troubles is kept."""
        turned = replace(self._with_symptom(symptom), guiding=False)
        if symptom not in LED or (self.led and self.led.symptom == symptom):
            return turned
        return replace(turned, led=Led.begun(symptom, self.known.__dict__))

    def _with_symptom(self, symptom: str) -> "Standing":
        """Standing with `symptom`. To the rules of the missing button one that they have no name for is another subject."""
        named = symptom if symptom in ALLOWED["symptom"] else OTHER
        return replace(self, named=symptom, detour="", facts=self.facts.but(symptom=named))

    def _answered(self, subject: str, choice: str) -> "Standing":
        question = QUESTIONS[subject]
        told_led = self.led and question.fact in self.led.facts.__class__.model_fields
        if self.led and question.fact and told_led:
            value = fact_value(subject, choice)
            led = self.led.answered(question.fact, value, subject)
            if question.fact not in self.facts.__class__.model_fields:
                return replace(self, led=led)
            return replace(self, led=led)._answered_own(subject, choice)
        return self._answered_own(subject, choice)

    def _answered_own(self, subject: str, choice: str) -> "Standing":
        question = QUESTIONS[subject]
        if question.fact is None:
            return replace(_KEPT[subject](self, choice), settled=self.settled | {subject})
        told = {question.fact: fact_value(subject, choice)}
        settled = self.settled | {subject, question.fact}
        if choice == "plh":
            settled |= {"leader.plh"}
        if (subject, choice) == ("login", "ks_account_ks_role") and "role_ks" not in settled:
            told["role_ks"] = "yes"  # nobody logs in with a role that is not there
            settled |= {"role_ks"}
        return replace(
            self, facts=self.facts.but(**told), settled=settled, claimed=self.claimed.difference(told)
        )

    def _walked(self, step: str, outcome: str) -> "Standing":
        if step in LED_STEPS:
            return self._walked_led(step, outcome)
        key = remedy_of(step)
        if outcome == "done":
            return self._mended(key)
        if outcome == "looked":
            return self._mended(key)._looked_in_vain()
        if outcome == "no_role":
            return self._without_role()
        if outcome == "no_account":
            return self._answered("accounts", "0")
        if outcome == "skip":
            return replace(self, behind=self.behind | {key})
        if key == "R8" and not self.parked:
            return replace(self, parked=True, behind=self.behind | {key})
        return self

    def _walked_led(self, step: str, outcome: str) -> "Standing":
        if outcome == "remind":
            return replace(self, quiet=self.quiet + 1)
        walked = replace(self, led=self.led.walked(step, outcome)) if self.led else self
        if outcome != "detour":
            return walked
        return replace(walked._with_symptom(FIRST.symptom), detour=step)

    def _without_role(self) -> "Standing":
        """The role is not there to be chosen. Where it was just added, more cannot be done about it now."""
        if "R7" in self.behind:
            return replace(self, behind=self.behind | {"R8"})
        return replace(
            self, facts=self.facts.but(role_ks="no"), settled=self.settled | {"role_ks", "role_again"}
        )

    def _mended(self, key: str) -> "Standing":
        changes = mended(key, self.facts)
        if key == "R8" and self.facts.role_ks == UNKNOWN:
            changes["role_ks"] = "yes"  # whoever is logged in with it has it
        changes["refreshed"] = "no"  # an earlier refresh does not count
        return replace(
            self,
            facts=self.facts.but(**changes, button_now=UNKNOWN),
            settled=self.settled.union(changes),
            claimed=self.claimed.union(changes),
            behind=(self.behind - {"R8"} if key in {"R6", "R7"} else self.behind)
            | {key},  # with an account, or with the role, logging in may work
            tried=(*(other for other in self.tried if other != key), key),
        )

    def _request_sent(self) -> "Standing":
        return replace(self, request_sent=True)

    def _request_dropped(self) -> "Standing":
        return replace(
            self, behind=self.behind.union(self.for_dinas, {"R5"})
        )  # nothing will come to be pulled

    def _account_made(self) -> "Standing":
        return self._mended("R6")

    def _guided(self) -> "Standing":
        return replace(self, guiding=True)

    def _rechecked(self) -> "Standing":
        again = replace(self, round=self.round + 1, rechecked=True)
        return again._forgetting(self.stale | self._unmet)

    def _looked_in_vain(self) -> "Standing":
        """The standing after a look in vain. Whoever looks has refreshed: the steps that end with a look say so."""
        facts = self.facts.but(button_now="still_missing", refreshed="yes")
        return replace(self, facts=facts, looks=self.looks + 1)

    def _appeared(self) -> "Standing":
        """The button is there. Whoever says so at a step that ends with a look has done the step; at a look, has refreshed."""
        key = None if self.led_now else self.for_school
        done = self._mended(key) if key and self.look_follows(key) else self
        if self.look_due():
            done = replace(self, tried=(*self.tried, "R10"))
        return replace(done, facts=done.facts.but(button_now="appeared"))

    def _reminded_tomorrow(self) -> "Standing":
        return replace(self, reminder="tomorrow", put_off=self.put_off + 1)

    def _dinas_acted(self) -> "Standing":
        return replace(self._changed(self.for_dinas), request_sent=False, reminder="three_days")

    def _desk_acted(self, keys: tuple[str, ...]) -> "Standing":
        """The help desk of Dinas says so itself; whatever else was unmet is as good as asked for."""
        named = self._with_symptom(FIRST.symptom) if self.symptom == UNKNOWN else self
        diagnosed = replace(named, guiding=False)
        changed = diagnosed._changed(keys)
        left = bool(changed.for_dinas)
        return replace(changed, request_sent=left, reminder=self.reminder if left else "three_days")

    def _changed(self, keys: tuple[str, ...]) -> "Standing":
        """The standing after Dinas has changed what the requirements `keys` demand: a new round begins."""
        standing = self
        for key in keys:
            standing = standing._mended(key)
        facts = standing.facts.but(dinas_changed="yes", pulled_after="no")
        settled = standing.settled | {"dinas_changed", "pulled_after"}
        claimed = standing.claimed
        if (
            "R1" in keys
        ):  # somebody leads now: who, is asked as if for the first time, and what is true of them
            theirs = _OF_A_LEADER.difference(*(mended(key, facts) for key in keys))
            settled -= {"leader", "leader.plh", "plh", "leader_sk", "role_again"} | theirs
            claimed -= {"leader"} | theirs
            facts = facts.but(**dict.fromkeys(theirs, UNKNOWN))
        return replace(
            standing,
            facts=facts,
            settled=settled,
            claimed=claimed,
            behind=_NOTHING,
            parked=False,
            round=self.round + 1,
        )

    @property
    def _unmet(self) -> frozenset[str]:
        """The facts that somebody may have set right by now. What was only put off is still to be done, and not asked again."""
        return frozenset(
            fact
            for key in self.result.plan
            if key not in self.behind
            for fact in mended(key, self.facts)
            if fact not in _JUST_DONE
        )

    def _forgetting(self, names: frozenset[str]) -> "Standing":
        """The standing with the facts `names` unasked, so that they are asked again."""
        with_them = frozenset().union(*(_ASKED_WITH.get(name, ()) for name in names))
        return replace(
            self,
            facts=self.facts.but(**dict.fromkeys(names, UNKNOWN)),
            settled=self.settled - names - with_them,
            claimed=self.claimed - names,
            again=names,
            behind=_NOTHING,
        )

    # The named conditions of the table.

    def asks(self, subject: str) -> bool:
        return self.next_question == subject

    def leads(self, symptom: str) -> bool:
        return self.symptom == symptom and self.led_now is not None

    def led_look_due(self) -> bool:
        return self.led_now is not None and self.led_now.look_due

    def quiet_asked(self, state: str) -> bool:
        """Whether a reminder of a quieter time is wanted where the case stands."""
        return state in WAITS and self.quiet > 0

    def mends(self, key: str) -> bool:
        return self.for_school == key

    def look_due(self) -> bool:
        """Whether a look is due: all that is known is in order, what is quick to mend has been asked, and nobody has looked since.

        The button shows only where every requirement is met: while one is known not to be, nobody is sent to look.
        """
        return (
            bool(self.result.requirements)
            and not self.on_detour
            and self.facts.button_now == UNKNOWN
            and set(self.result.plan) <= {"R10"}
            and not any(map(self.takes_early, FIRST.order.before_look))
        )

    def look_follows(self, key: str) -> bool:
        """Whether nothing comes between mending `key` and looking: then the step says to look, and both are one tap."""
        return not self.on_detour and (key == "R8" or self._mended(key).look_due())

    def may_appear(self, key: str) -> bool:
        """Whether the button may be there once `key` is mended: nothing is known then that keeps it away."""
        return not self.on_detour and set(self._mended(key).result.plan) <= {"R10"}

    def dinas_next(self) -> bool:
        """Whether the request to Dinas comes next: something is to be asked, and all that belongs into it is known."""
        return bool(self.for_dinas) and self.next_question not in FIRST.order.before_request

    def school_open(self) -> bool:
        """A request is to be written, and nobody has said for which school."""
        return self.dinas_next() and "npsn" not in self.settled

    def dinas_asked(self) -> bool:
        return self.dinas_next() and self.request_sent

    def no_account(self) -> bool:
        return "R6" in self.todo and not self.for_dinas

    def account_offered(self) -> bool:
        """Whether the leader has no account, at a school that can make one."""
        return self.facts.accounts == "0" and "R6" in self.todo and self.level in MAKE_ACCOUNTS

    def undecided(self) -> bool:
        """Whether the operator decides: nothing is left to ask or to mend, but some of it may be looked at once more."""
        return not self.rechecked and bool(self.stale or self.left_undone)

    def login_parked(self) -> bool:
        return "R8" in self.left_undone

    def invalid_open(self) -> bool:
        return self.facts.invalid != 0

    def diagnosing(self) -> bool:
        return self.symptom == FIRST.symptom

    def level_open(self) -> bool:
        return "level" not in self.settled

    def district_open(self) -> bool:
        return "district" not in self.settled and self.level not in NO_DINAS

    def pulls_now(self) -> bool:
        """Dinas owes nothing more: what it has changed can be pulled down."""
        return not self.for_dinas

    def zone_open(self) -> bool:
        return self.reminder != "none" and self.zone is None

    def has_tried(self) -> bool:
        return bool(self.tried) and self.led_now is None


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


_AS_TOLD = {"helped": "helped", "happened": "happened", NOTED: "noting"}
"""What is kept just as it was told, and where."""
_ZONES: dict[str, Zone] = {zone: zone for zone in get_args(Zone)}
_KEPT: dict[str, Callable[[Standing, str], Standing]] = {
    "level": lambda standing, choice: replace(standing, level=choice),
    "district": lambda standing, choice: replace(standing, district=choice),
    "npsn": lambda standing, choice: replace(standing, npsn=choice),
    "reminder": lambda standing, choice: replace(standing, reminder=choice),
    "zone": lambda standing, choice: replace(standing, zone=_ZONES[choice]),
}
"""Where an answer stands that is no fact of the rules."""
_EFFECTS: dict[tuple[str, str], Callable[[Standing], Standing]] = {
    ("dinas.1", "done"): Standing._request_sent,
    ("dinas.1", "skip"): Standing._request_dropped,
    ("dinas.2", "done"): Standing._dinas_acted,
    (ACCOUNT, "done"): Standing._account_made,
    ("dinas.2", "not_yet"): Standing._reminded_tomorrow,
    ("nav", "add_role"): Standing._guided,
    ("nav", "recheck"): Standing._rechecked,
}
"""What a telling does that is neither an answer nor a step of a remedy."""
