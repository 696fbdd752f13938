"""Who can mend a requirement, and how a case stands once it is mended."""

import random

import pytest

from flows.eligibility import (
    REQUIREMENTS,
    Actor,
    Facts,
    Status,
    Value,
    Verdict,
    actor,
    asks_dinas,
    evaluate,
    mended,
    read_facts,
    values,
)
from tests.eligibility.restated import KEYS

MISSING = Facts(symptom="button_missing")


@pytest.mark.parametrize(
    ("key", "accounts", "expected"),
    [
        ("R1", "1", "dinas"),
        ("R2", "1", "dinas_only"),
        ("R3", "1", "dinas_inferred"),
        ("R4", "1", "dinas_only"),
        ("R5", "1", "school"),
        ("R6", "2+", "dinas"),
        ("R6", "0", "nobody"),
        ("R7", "1", "school"),
        ("R8", "1", "school"),
        ("R9", "0", "school"),
        ("R10", "0", "school"),
    ],
)
def test_who_can_mend_it(key: str, accounts: str, expected: str) -> None:
    """Dinas alone, Dinas as far as is known, the school, or nobody that is named."""
    assert actor(key, MISSING.but(accounts=accounts)) is Actor(expected)


def test_one_request_to_dinas_holds_what_dinas_can_mend() -> None:
    """The leader, the assignment and a second account belong into it; a missing account does not."""
    for accounts, expected in (("2+", ["R1", "R2", "R3", "R4", "R6"]), ("0", ["R1", "R2", "R3", "R4"])):
        facts = MISSING.but(accounts=accounts)
        assert [key for key in KEYS if asks_dinas(key, facts)] == expected
        assert all(actor(key, facts) not in {Actor.SCHOOL, Actor.NOBODY} for key in expected)


@pytest.mark.parametrize(
    ("key", "told", "expected"),
    [
        ("R1", {"leader": "none"}, {"leader": "unknown"}),  # somebody leads now: who, must be asked
        ("R2", {"leader": "plt", "ptk_type": "other"}, {"ptk_type": "kepala_sekolah"}),
        ("R3", {"leader": "definitif", "induk": "non_induk"}, {"induk": "induk"}),
        ("R4", {"leader": "definitif", "duty": "plt"}, {"duty": "kepala_sekolah"}),
        ("R4", {"leader": "plt", "duty": "none"}, {"duty": "plt"}),
        ("R4", {"duty": "none"}, {"duty": "unknown"}),  # which one, depends on who leads
        (
            "R5",
            {"dinas_changed": "yes", "pulled_after": "no"},
            {"dinas_changed": "yes", "pulled_after": "yes"},
        ),
        ("R6", {"accounts": "2+"}, {"accounts": "1"}),
        ("R7", {"role_ks": "no"}, {"role_ks": "yes"}),
        ("R8", {"login": "operator"}, {"login": "ks_account_ks_role"}),
        ("R9", {"invalid": 12}, {"invalid": 0}),
        ("R10", {"refreshed": "no"}, {"refreshed": "yes"}),
    ],
)
def test_what_is_known_once_it_is_mended(
    key: str, told: dict[str, Value], expected: dict[str, Value]
) -> None:
    """The facts that the mending sets right; they are values of the contract, and the rules agree that it helped."""
    before = MISSING.but(**told)
    assert evaluate(before).requirements[key] is Status.UNMET
    changes = mended(key, before)
    assert changes == expected
    assert read_facts(changes).model_fields_set == set(changes) <= set(REQUIREMENTS[key].reads)
    if key != "R10":  # which waits for all the others
        assert evaluate(before.but(**changes)).requirements[key] is not Status.UNMET


def test_what_was_handed_out_is_not_shared() -> None:
    """A caller may add to the facts of a mending without changing those of the next case."""
    mended("R9", MISSING)["refreshed"] = "no"
    assert mended("R9", MISSING) == {"invalid": 0}


def test_following_the_plan_comes_to_an_end() -> None:
    """Mend what comes first, look again, and so on: soon nothing is unmet, from wherever one starts."""
    dice = random.Random(184_954)
    ends = set()
    for _ in range(2_000):
        facts = MISSING.but(
            **{name: dice.choice(values(name)) for name in Facts.model_fields if name != "symptom"}
        )
        facts = facts.but(button_now="unknown")
        for _ in range(len(KEYS) + 1):
            plan = evaluate(facts).plan
            if not plan:
                break
            facts = facts.but(**mended(plan[0], facts))
        ends.add(evaluate(facts).verdict)
    assert ends == {Verdict.NEED_INFO, Verdict.CHECK_BUTTON}
