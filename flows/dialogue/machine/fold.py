"""Fold of a case's records: what each of them makes of the standing so far. Pure.

What was only mended and not seen is `claimed`, and is asked again when the button stays away.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

from flows.dialogue.dates import Zone
from flows.dialogue.machine.conditions import look_due
from flows.dialogue.machine.dinas_marks import read_marks
from flows.dialogue.machine.led import LED_STEPS, Led
from flows.dialogue.machine.questions import NOTED, QUESTIONS, fact_value, own
from flows.dialogue.machine.session import Record
from flows.dialogue.machine.standing import JUST_DONE, Standing
from flows.dialogue.machine.steps import ACCOUNT, STEPS, as_today, remedy_of
from flows.eligibility import ALLOWED, UNKNOWN, mended
from flows.troubles.registry import FIRST, LED, OTHER

_OF_A_LEADER = frozenset({"login", "role_ks", "accounts", "ptk_type", "induk", "duty"})
"""What is known of the one who leads, and of nobody else."""
_ASKED_WITH: dict[str, frozenset[str]] = {
    "leader": frozenset({"leader.plh", "plh", "leader_sk"}),
    "role_ks": frozenset({"role_again"}),
}
"""Questions that are asked again with the fact they help to settle."""
_NOTHING: frozenset[str] = frozenset()


def with_record(standing: Standing, record: Record) -> Standing:
    """The standing after one more record of its session."""
    record = as_today(record)
    subject, choice = own(record.subject), record.choice
    if subject in QUESTIONS:
        answered = _answered(standing, subject, choice)
        return (
            replace(answered, noted=standing.noting, noting="")
            if subject in standing.trouble.noted
            else answered
        )
    if subject in STEPS:
        return _walked(standing, subject, choice)
    if subject == "button_now" and choice == "still_missing":
        return _looked_in_vain(standing)
    if subject == "button_now":
        return _appeared(standing)
    if subject == "symptom":
        return _turned_to(standing, choice)
    if standing.led_now and subject == standing.led_now.trouble.look[0]:
        return replace(standing, led=standing.led_now.looked_in_vain())
    if subject in _AS_TOLD:
        kept: dict[str, Any] = {_AS_TOLD[subject]: choice}
        return replace(standing, **kept)
    if subject == "desk":
        return _desk_acted(standing, read_marks(choice) or ())
    effect = _EFFECTS.get((subject, choice))
    return effect(standing) if effect else standing


def _turned_to(standing: Standing, symptom: str) -> Standing:
    """The standing with another symptom: what is known by the same name in both troubles is kept."""
    turned = replace(_with_symptom(standing, symptom), guiding=False)
    if symptom not in LED or (standing.led and standing.led.symptom == symptom):
        return turned
    return replace(turned, led=Led.begun(symptom, standing.known.__dict__))


def _with_symptom(standing: Standing, symptom: str) -> Standing:
    """Standing with `symptom`. To the rules of the missing button one that they have no name for is another subject."""
    named = symptom if symptom in ALLOWED["symptom"] else OTHER
    return replace(standing, named=symptom, detour="", facts=standing.facts.but(symptom=named))


def _answered(standing: Standing, subject: str, choice: str) -> Standing:
    question = QUESTIONS[subject]
    told_led = standing.led and question.fact in standing.led.facts.__class__.model_fields
    if standing.led and question.fact and told_led:
        value = fact_value(subject, choice)
        led = standing.led.answered(question.fact, value, subject)
        if question.fact not in standing.facts.__class__.model_fields:
            return replace(standing, led=led)
        return _answered_own(replace(standing, led=led), subject, choice)
    return _answered_own(standing, subject, choice)


def _answered_own(standing: Standing, subject: str, choice: str) -> Standing:
    question = QUESTIONS[subject]
    if question.fact is None:
        return replace(_KEPT[subject](standing, choice), settled=standing.settled | {subject})
    told = {question.fact: fact_value(subject, choice)}
    settled = standing.settled | {subject, question.fact}
    if choice == "plh":
        settled |= {"leader.plh"}
    if (subject, choice) == ("login", "ks_account_ks_role") and "role_ks" not in settled:
        told["role_ks"] = "yes"  # nobody logs in with a role that is not there
        settled |= {"role_ks"}
    return replace(
        standing, facts=standing.facts.but(**told), settled=settled, claimed=standing.claimed.difference(told)
    )


def _walked(standing: Standing, step: str, outcome: str) -> Standing:
    if step in LED_STEPS:
        return _walked_led(standing, step, outcome)
    key = remedy_of(step)
    if outcome == "done":
        return _mended(standing, key)
    if outcome == "looked":
        return _looked_in_vain(_mended(standing, key))
    if outcome == "no_role":
        return _without_role(standing)
    if outcome == "no_account":
        return _answered(standing, "accounts", "0")
    if outcome == "skip":
        return replace(standing, behind=standing.behind | {key})
    if key == "R8" and not standing.parked:
        return replace(standing, parked=True, behind=standing.behind | {key})
    return standing


def _walked_led(standing: Standing, step: str, outcome: str) -> Standing:
    if outcome == "remind":
        return replace(standing, quiet=standing.quiet + 1)
    walked = replace(standing, led=standing.led.walked(step, outcome)) if standing.led else standing
    if outcome != "detour":
        return walked
    return replace(_with_symptom(walked, FIRST.symptom), detour=step)


def _without_role(standing: Standing) -> Standing:
    """The role is not there to be chosen. Where it was just added, more cannot be done about it now."""
    if "R7" in standing.behind:
        return replace(standing, behind=standing.behind | {"R8"})
    return replace(
        standing, facts=standing.facts.but(role_ks="no"), settled=standing.settled | {"role_ks", "role_again"}
    )


def _mended(standing: Standing, key: str) -> Standing:
    changes = mended(key, standing.facts)
    if key == "R8" and standing.facts.role_ks == UNKNOWN:
        changes["role_ks"] = "yes"  # whoever is logged in with it has it
    changes["refreshed"] = "no"  # an earlier refresh does not count
    return replace(
        standing,
        facts=standing.facts.but(**changes, button_now=UNKNOWN),
        settled=standing.settled.union(changes),
        claimed=standing.claimed.union(changes),
        behind=(standing.behind - {"R8"} if key in {"R6", "R7"} else standing.behind)
        | {key},  # with an account, or with the role, logging in may work
        tried=(*(other for other in standing.tried if other != key), key),
    )


def _request_sent(standing: Standing) -> Standing:
    return replace(standing, request_sent=True)


def _request_dropped(standing: Standing) -> Standing:
    return replace(
        standing, behind=standing.behind.union(standing.for_dinas, {"R5"})
    )  # nothing will come to be pulled


def _account_made(standing: Standing) -> Standing:
    return _mended(standing, "R6")


def _guided(standing: Standing) -> Standing:
    return replace(standing, guiding=True)


def _rechecked(standing: Standing) -> Standing:
    again = replace(standing, round=standing.round + 1, rechecked=True)
    return _forgetting(again, standing.stale | _unmet(standing))


def _looked_in_vain(standing: Standing) -> Standing:
    """The standing after a look in vain. Whoever looks has refreshed: the steps that end with a look say so."""
    facts = standing.facts.but(button_now="still_missing", refreshed="yes")
    return replace(standing, facts=facts, looks=standing.looks + 1)


def _appeared(standing: Standing) -> Standing:
    """The button is there. Whoever says so at a step that ends with a look has done the step; at a look, has refreshed."""
    key = None if standing.led_now else standing.for_school
    done = _mended(standing, key) if key and look_follows(standing, key) else standing
    if look_due(standing):
        done = replace(standing, tried=(*standing.tried, "R10"))
    return replace(done, facts=done.facts.but(button_now="appeared"))


def _reminded_tomorrow(standing: Standing) -> Standing:
    return replace(standing, reminder="tomorrow", put_off=standing.put_off + 1)


def _dinas_acted(standing: Standing) -> Standing:
    return replace(_changed(standing, standing.for_dinas), request_sent=False, reminder="three_days")


def _desk_acted(standing: Standing, keys: tuple[str, ...]) -> Standing:
    """The help desk of Dinas says so itself; whatever else was unmet is as good as asked for."""
    named = _with_symptom(standing, FIRST.symptom) if standing.symptom == UNKNOWN else standing
    diagnosed = replace(named, guiding=False)
    changed = _changed(diagnosed, keys)
    left = bool(changed.for_dinas)
    return replace(changed, request_sent=left, reminder=standing.reminder if left else "three_days")


def _changed(standing: Standing, keys: tuple[str, ...]) -> Standing:
    """The standing after Dinas has changed what the requirements `keys` demand: a new round begins."""
    for key in keys:
        standing = _mended(standing, key)
    facts = standing.facts.but(dinas_changed="yes", pulled_after="no")
    settled = standing.settled | {"dinas_changed", "pulled_after"}
    claimed = standing.claimed
    if "R1" in keys:  # somebody leads now: who, is asked as if for the first time, and what is true of them
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
        round=standing.round + 1,
    )


def _unmet(standing: Standing) -> frozenset[str]:
    """The facts that somebody may have set right by now. What was only put off is still to be done, and not asked again."""
    return frozenset(
        fact
        for key in standing.result.plan
        if key not in standing.behind
        for fact in mended(key, standing.facts)
        if fact not in JUST_DONE
    )


def _forgetting(standing: Standing, names: frozenset[str]) -> Standing:
    """The standing with the facts `names` unasked, so that they are asked again."""
    with_them = frozenset().union(*(_ASKED_WITH.get(name, ()) for name in names))
    return replace(
        standing,
        facts=standing.facts.but(**dict.fromkeys(names, UNKNOWN)),
        settled=standing.settled - names - with_them,
        claimed=standing.claimed - names,
        again=names,
        behind=_NOTHING,
    )


def look_follows(standing: Standing, key: str) -> bool:
    """Whether nothing comes between mending `key` and looking: then the step says to look, and both are one tap."""
    return not standing.on_detour and (key == "R8" or look_due(_mended(standing, key)))


def may_appear(standing: Standing, key: str) -> bool:
    """Whether the button may be there once `key` is mended: nothing is known then that keeps it away."""
    return not standing.on_detour and set(_mended(standing, key).result.plan) <= {"R10"}


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
    ("dinas.1", "done"): _request_sent,
    ("dinas.1", "skip"): _request_dropped,
    ("dinas.2", "done"): _dinas_acted,
    (ACCOUNT, "done"): _account_made,
    ("dinas.2", "not_yet"): _reminded_tomorrow,
    ("nav", "add_role"): _guided,
    ("nav", "recheck"): _rechecked,
}
"""What a telling does that is neither an answer nor a step of a remedy."""
