"""Schools as `order.toml` has them: every kind of school that its weights make, each with how many of 100 it stands for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from flows.eligibility import Facts, Status, Verdict, asks_dinas, evaluate
from flows.troubles.registry import FIRST

NAMES = (
    "leader",
    "ptk_type",
    "induk",
    "duty",
    "accounts",
    "role_ks",
    "login",
    "dinas_changed",
    "pulled_after",
    "invalid",
    "refreshed",
)
"""The facts that are drawn, in this order: what a later one depends on stands before it."""
LEADER_FACTS = ("ptk_type", "induk", "duty")
LACKING = {"ptk_type": "other", "induk": "non_induk", "duty": "none", "pulled_after": "no"}
"""What is true where there is nothing to draw."""


@dataclass(frozen=True)
class School:
    """What is true of a school, and its weight: of all simulated schools together it is 1."""

    truth: Facts
    weight: float

    @cached_property
    def needs_dinas(self) -> bool:
        """Whether something is unmet that only Dinas can change."""
        return any(asks_dinas(key, self.truth) for key in evaluate(self.truth).plan)

    @cached_property
    def fine(self) -> frozenset[str]:
        """The facts that are in order, as the search sees them."""
        truth = self.truth
        found = evaluate(truth.but(leader="definitif") if truth.leader == "none" else truth).requirements
        fine = {"leader"} - ({"leader"} if truth.leader == "none" else set())
        by_key = {
            "R2": "ptk_type",
            "R3": "induk",
            "R4": "duty",
            "R6": "accounts",
            "R7": "role_ks",
            "R8": "login",
            "R9": "invalid",
        }
        fine |= {fact for key, fact in by_key.items() if found[key] is not Status.UNMET}
        if truth.dinas_changed == "no":
            fine |= {"changed", "pulled"}
        elif truth.pulled_after == "yes":
            fine |= {"pulled"}
        return frozenset(fine)


def _weights(fact: str, drawn: dict[str, str]) -> dict[str, int]:
    """How often which value is true, given what was drawn before."""
    weights, leader = FIRST.order.schools, drawn["leader"] if drawn else ""
    if fact in LEADER_FACTS:
        return weights.get(f"{leader}.{fact}", {LACKING[fact]: 100})
    if fact == "pulled_after" and drawn["dinas_changed"] == "no":
        return {"no": 100}
    if fact == "accounts":
        return weights[fact]
    if fact == "login" and (drawn["role_ks"] == "no" or leader == "none"):
        # nobody logs in with a role that is not there, or with the account of nobody
        return {value: share for value, share in weights[fact].items() if value != "ks_account_ks_role"}
    return weights[fact]


def schools() -> Iterator[School]:
    """Every kind of school without the button that has a way to it: whose leader has an account."""
    found = []

    def draw(drawn: dict[str, str], weight: float) -> None:
        if len(drawn) == len(NAMES):
            invalid = 0 if drawn["invalid"] == "0" else 3
            truth = Facts(symptom="button_missing").but(**(drawn | {"invalid": invalid}))
            if evaluate(truth).verdict is not Verdict.CHECK_BUTTON:
                found.append((truth, weight))
            return
        fact = NAMES[len(drawn)]
        shares = _weights(fact, drawn)
        for value, share in shares.items():
            if (fact, value) != ("accounts", "0"):
                draw({**drawn, fact: value}, weight * share / sum(shares.values()))

    draw({}, 1)
    total = sum(weight for _, weight in found)
    for truth, weight in found:
        yield School(truth, weight / total)
