"""Which questions are still worth asking."""

import random
from collections.abc import Iterable
from itertools import chain, product

import pytest

from flows.eligibility import (
    ALLOWED,
    REQUIREMENTS,
    Facts,
    Status,
    Value,
    completions,
    consequences,
    could_change,
    evaluate,
    reach,
    read_facts,
    readers,
    undecided,
    values,
)
from tests.eligibility.restated import KEYS
from tests.sampling import amount

ASKED = (
    "login",
    "leader",
    "ptk_type",
    "induk",
    "duty",
    "dinas_changed",
    "pulled_after",
    "accounts",
    "role_ks",
    "invalid",
    "refreshed",
)
"""An order in which the facts could be asked."""
MISSING = Facts(symptom="button_missing")
DEFINITIF: dict[str, Value] = {
    "leader": "definitif",
    "ptk_type": "kepala_sekolah",
    "induk": "induk",
    "duty": "kepala_sekolah",
    "dinas_changed": "yes",
    "pulled_after": "yes",
    "accounts": "1",
    "login": "ks_account_ks_role",
    "role_ks": "yes",
    "invalid": 0,
}


def known(**told: Value) -> Facts:
    """A case of which only this is known."""
    return MISSING.but(**told)


def others(*settled: str) -> tuple[str, ...]:
    """Every fact of a case beside these."""
    return tuple(name for name in ASKED if name not in settled)


def worth_asking(facts: Facts, settled: Iterable[str] = ()) -> set[str]:
    """The facts worth asking next, each with all the others still open; only the refresh comes when nothing else does."""
    done = {name for name in ASKED if facts.value(name) != "unknown"}.union(settled)
    left = others(*done)
    return {fact for fact in left if could_change(facts, fact, left if fact != "refreshed" else ())}


def test_every_question_is_worth_asking_at_the_beginning() -> None:
    """With nothing known there is no question that can change nothing."""
    assert worth_asking(known()) == set(ASKED)


def test_induk_is_not_asked_of_a_plt() -> None:
    """It is not required of a Plt; of a definitif principal, and while the leader is open, it is asked."""
    assert worth_asking(known(leader="plt")) == set(ASKED) - {"leader", "induk"}
    assert "induk" in worth_asking(known(leader="definitif"))
    assert could_change(known(), "induk", ["leader"])


def test_induk_is_not_asked_when_nobody_knows_who_leads() -> None:
    """The leader was asked for and could not be told: no answer about induk decides anything then."""
    assert "induk" not in worth_asking(known(), settled=["leader"])


def test_without_a_leader_only_the_validation_is_asked() -> None:
    """Everything else waits until somebody leads the school."""
    facts = known(leader="none")
    assert worth_asking(facts) == {"invalid"}
    assert not could_change(facts, "refreshed", ["invalid", "accounts", "login"])


def test_a_pull_is_not_asked_about_when_dinas_changed_nothing() -> None:
    """No change, nothing to pull; with a change, or an unknown one, it matters."""
    assert "pulled_after" not in worth_asking(known(dinas_changed="no"))
    assert "pulled_after" in worth_asking(known(dinas_changed="yes"))
    assert "pulled_after" in worth_asking(known(), settled=["dinas_changed"])


@pytest.mark.parametrize(
    "told", [{"ptk_type": "other"}, {"induk": "non_induk", "leader": "definitif"}, {"duty": "none"}]
)
def test_a_pull_is_not_asked_about_while_dinas_must_act_first(told: dict[str, Value]) -> None:
    """An earlier pull does not count then, so neither it nor an earlier change can change a thing."""
    facts = known(leader="definitif").but(**told)
    assert worth_asking(facts).isdisjoint({"dinas_changed", "pulled_after"})


def test_role_and_login_are_not_asked_where_there_is_no_account() -> None:
    """There is nothing that could have a role or be logged in with."""
    assert worth_asking(known(accounts="0")).isdisjoint({"role_ks", "login"})


def test_a_refresh_is_not_asked_about_while_something_is_unmet() -> None:
    """It has to be done again anyway; with everything met it is asked."""
    all_met = known(**DEFINITIF)
    assert could_change(all_met, "refreshed", [])
    spoilt: dict[str, Value] = {
        "ptk_type": "guru",
        "induk": "non_induk",
        "duty": "none",
        "pulled_after": "no",
        "accounts": "2+",
        "role_ks": "no",
        "login": "operator",
        "invalid": 1,
    }
    for fact, value in spoilt.items():
        facts = all_met.but(**{fact: value})
        assert Status.UNMET in evaluate(facts).requirements.values()
        assert not could_change(facts, "refreshed", []), fact


def test_what_the_requirements_never_look_at_is_not_worth_asking_for_them() -> None:
    """Symptom and button are gates; no answer about them changes a requirement."""
    for fact in ("symptom", "button_now"):
        assert readers(fact) == ()
        assert not could_change(known(), fact, ASKED)


def brute_force(facts: Facts, fact: str, later: Iterable[str]) -> bool:
    """The definition itself: some answers to `later` under which two answers to `fact` judge something otherwise."""

    def answers(name: str) -> tuple[Value, ...]:
        return (0, 1, 57, "unknown") if name == "invalid" else ALLOWED[name]

    names = [name for name in later if name != fact]
    for combination in product(*(answers(name) for name in names)):
        told = dict(zip(names, combination, strict=True))
        judged = [evaluate(facts.but(**told, **{fact: value})).requirements for value in answers(fact)]
        if any(one != judged[0] for one in judged):
            return True
    return False


@pytest.mark.sampled
def test_could_change_is_what_trying_everything_finds() -> None:
    """On cases of every kind, with up to four questions still to come: three thousand, or a part of them."""
    dice = random.Random(20_220_801)
    found = []
    for _ in range(tries := amount(900, 3_000)):
        fact, *later = dice.sample(ASKED, dice.randint(1, 5))
        facts = known(**DEFINITIF, refreshed="yes")
        for name in dice.sample(ASKED, dice.choice((1, 2, 3, 11))):
            facts = facts.but(**{name: dice.choice(values(name))})
        expected = brute_force(facts, fact, later)
        assert could_change(facts, fact, later) == expected, (facts, fact, later)
        found.append(expected)
    assert min(found.count(True), found.count(False)) > 0.15 * tries


def test_could_change_along_the_order_of_the_questions() -> None:
    """Each question with those that come after it, the ones before it answered in several ways."""
    dice = random.Random(40_072)
    found = []
    for place, fact in enumerate(ASKED):
        later = ASKED[place + 1 :]
        for _ in range(40):
            facts = known(**{name: dice.choice(values(name)) for name in ASKED[:place]})
            near = later[:3]
            expected = brute_force(facts, fact, near)
            assert could_change(facts, fact, near) == expected, (facts, fact)
            assert could_change(facts, fact, later) or not expected, "more open questions never make one idle"
            found.append(expected)
    assert min(found.count(True), found.count(False)) > 50


def test_consequences_tell_what_each_answer_would_decide() -> None:
    """For a definitif principal induk decides R3; for a Plt no answer does."""
    assert consequences(known(leader="definitif"), "induk") == {
        "induk": {"R3": "met"},
        "non_induk": {"R3": "unmet"},
        "unknown": {"R3": "unknown"},
    }
    assert {found["R3"] for found in consequences(known(leader="plt"), "induk").values()} == {"not_required"}
    assert consequences(known(accounts="1"), "role_ks")["no"] == {"R7": "unmet", "R8": "unknown"}
    assert consequences(known(), "invalid") == {
        0: {"R9": "met"},
        1: {"R9": "unmet"},
        "unknown": {"R9": "unknown"},
    }


@pytest.mark.parametrize("symptom", ALLOWED["symptom"])
@pytest.mark.parametrize("button_now", ALLOWED["button_now"])
def test_consequences_do_not_depend_on_the_gates(symptom: str, button_now: str) -> None:
    """What an answer would decide can be shown before the symptom is known, and after the button has appeared."""
    told = known(leader="plt", symptom=symptom, button_now=button_now)
    for fact in ALLOWED:
        assert consequences(told, fact) == consequences(known(leader="plt"), fact)
        for value, decided in consequences(told, fact).items():
            assert tuple(decided) == readers(fact)
            judged = evaluate(known(leader="plt").but(**{fact: value})).requirements
            assert decided == {key: judged[key] for key in readers(fact)}


def test_every_fact_that_a_requirement_reads_can_change_it() -> None:
    """No requirement names a fact that it does not look at, and none looks at a fact it does not name."""
    pairs = 0
    for key, requirement in REQUIREMENTS.items():
        for fact in requirement.reads:
            open_facts = reach(key) - {fact}
            assert any(
                len({evaluate(case.but(**{fact: value})).requirements[key] for value in values(fact)}) > 1
                for case in chain([known(**DEFINITIF)], completions(known(), open_facts))
            ), f"{key} never depends on {fact}"
            pairs += 1
    assert pairs > len(KEYS)
    dice = random.Random(7)
    for _ in range(2_000):
        facts = known(**{name: dice.choice(values(name)) for name in ASKED})
        for key in KEYS:
            outside = [name for name in ASKED if name not in reach(key)]
            changed = facts.but(**{name: dice.choice(values(name)) for name in outside})
            assert evaluate(changed).requirements[key] == evaluate(facts).requirements[key], key


def test_completions_are_every_way_to_answer_what_is_open() -> None:
    """Each combination once, and what is settled stays."""
    found = list(completions(known(leader="plt", invalid=7), ["invalid", "induk"]))
    assert len(found) == len(set(found)) == 9
    assert {case.leader for case in found} == {"plt"}
    assert {(case.invalid, case.induk) for case in found} == set(
        product((0, 1, "unknown"), ("induk", "non_induk", "unknown"))
    )
    assert list(completions(known(), [])) == [known()]


def test_the_values_tried_are_values_that_may_be_told() -> None:
    """Every value is one that the contract takes, and `unknown` is the last."""
    for fact in ALLOWED:
        assert values(fact)[-1] == "unknown"
        assert [read_facts({fact: value}).value(fact) for value in values(fact)] == list(values(fact))


def test_what_the_quick_look_passes_over_could_change_nothing() -> None:
    """On some hundred cases: a fact that is not `undecided` among open ones is idle whatever is answered to the rest."""
    dice = random.Random(1_314)
    passed_over = 0
    for _ in range(600):
        facts = known(**{name: dice.choice(values(name)) for name in ASKED})
        open_facts = dice.sample(ASKED, dice.randint(1, 4))
        for fact in set(open_facts) - undecided(facts, open_facts):
            passed_over += 1
            assert not brute_force(facts, fact, open_facts), (facts, fact, open_facts)
    assert passed_over > 300
