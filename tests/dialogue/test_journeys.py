"""Schools as they may really stand, with an operator who answers truly: does the button come back, and is nothing asked in vain?

The button shows when every requirement of the rules is met in truth. Whoever may mend something mends it when asked.
"""

import random
from collections.abc import Iterator
from itertools import product

import pytest

from flows.eligibility import ALLOWED, Facts
from tests.dialogue.truthful import ENDS, Operator
from tests.sampling import amount

pytestmark = pytest.mark.sampled


def _possible(truth: Facts) -> bool:
    """A role that is not there is nobody's login, nobody pulls what was not changed, and nobody leads by no duty."""
    if truth.login == "ks_account_ks_role" and (
        truth.role_ks != "yes" or truth.accounts == "0" or truth.leader == "none"
    ):
        return False
    if truth.dinas_changed == "no" and truth.pulled_after == "yes":
        return False
    return truth.leader != "none" or (truth.duty == "none" and truth.ptk_type != "kepala_sekolah")


NAMES = (
    "login", "leader", "ptk_type", "induk", "duty", "dinas_changed", "pulled_after", "accounts", "role_ks", "refreshed",
)  # fmt: skip


def _operators(ignorance: int, every: int) -> Iterator[Operator]:
    """Of all that can be true of a school, every so many-th, each once with invalid data and once without."""
    dice = random.Random(ignorance)
    everything = product(*([value for value in ALLOWED[name] if value != "unknown"] for name in NAMES))
    for number, values in enumerate(everything):
        for invalid in (0, 3):
            truth = Facts(invalid=invalid, symptom="button_missing").but(
                **dict(zip(NAMES, values, strict=True))
            )
            if number % every == 0 and _possible(truth):
                yield Operator(truth, dice, ignorance)


def test_whoever_answers_truly_gets_the_button_back() -> None:
    """Nothing that stands right is mended, Dinas is asked for nothing that it has done, nobody is sent to look in vain, and only what nobody can mend is handed over."""
    walked = 0
    for operator in _operators(ignorance=0, every=amount(101, 7)):
        first = operator.truth
        operator.walks()
        assert not operator.needless, (first, operator.needless)
        if first.accounts == "0":
            continue
        assert not operator.vain, first
        assert operator.button, (first, operator.truth, operator.position)
        assert operator.position.state in {"finished", "solved"}, (first, operator.position)
        walked += 1
    assert walked > amount(20, 300)


@pytest.mark.parametrize("ignorance", [15, 50, 100])
def test_whoever_does_not_know_is_led_on_too(ignorance: int) -> None:
    """Doubt may cost taps and a hand-over, but nobody goes round in circles."""
    ends = [operator.walks().position.state for operator in _operators(ignorance, every=amount(301, 67))]
    assert set(ends) <= {*ENDS, "solved"}
    assert len(ends) > amount(10, 50)
