"""Every combination of facts, judged once and compared with the tables of `restated`.

`invalid` is reduced to 0, 3 and unknown, which the rules treat as all numbers above zero alike. `button_now` is left out
of the product: of the ten requirements none looks at it, it decides a gate, and beyond that only the last of the
verdicts. That is proven by giving each of its values to a case of every different outcome. So 933,120 cases stand for all
2,799,360. `make test` judges a part: some answers about the leader, the assignment and what Dinas changed, with every
answer to the rest.
"""

from collections.abc import Iterator
from itertools import product

import pytest

from flows.eligibility import REQUIREMENTS, Facts, Result, Status, Value, Verdict, evaluate
from tests.eligibility import restated
from tests.eligibility.restated import KEYS, standing_of
from tests.sampling import amount, sample

pytestmark = [pytest.mark.sampled, pytest.mark.xdist_group("combinations")]

AXES: dict[str, tuple[Value, ...]] = {
    "leader": ("definitif", "plt", "none", "unknown"),
    "ptk_type": ("kepala_sekolah", "guru", "other", "unknown"),
    "induk": ("induk", "non_induk", "unknown"),
    "duty": ("kepala_sekolah", "plt", "none", "unknown"),
    "dinas_changed": ("yes", "no", "unknown"),
    "pulled_after": ("yes", "no", "unknown"),
    "accounts": ("0", "1", "2+", "unknown"),
    "login": ("ks_account_ks_role", "ks_account_other_role", "operator", "other", "unknown"),
    "role_ks": ("yes", "no", "unknown"),
    "invalid": (0, 3, "unknown"),
    "refreshed": ("yes", "no", "unknown"),
}
"""In the order of the product: the last one changes fastest. `unknown` is the last value of each."""
CASES = 933_120

Statuses = tuple[str, ...]
Situation = tuple[Statuses, str]
"""The ten statuses and the number of accounts: all that plan and verdict may depend on, beside the button."""


class Judged:
    """What the rules said to every case."""

    def __init__(self) -> None:
        self.met = bytearray()
        self.unmet = bytearray()
        """Two bytes a case in the order of the product, the lowest first; one bit a requirement."""
        self.examples: dict[Situation, tuple[Result, Facts]] = {}
        """The first case of each situation."""


def _bits(statuses: Statuses, wanted: str) -> bytes:
    return sum(1 << place for place, status in enumerate(statuses) if status == wanted).to_bytes(2, "little")


def _persons() -> Iterator[tuple[tuple[str, ...], Statuses, str, tuple[str, ...]]]:
    """The answers about the leader, R1 to R4, how R2 to R4 stand, and the conflicts, from the tables."""
    for leader, ptk_type, induk, duty in product(*(_texts(AXES[name]) for name in tuple(AXES)[:4])):
        statuses = (
            restated.LEADER_RECORDED[leader, "R1"],
            restated.PTK_TYPE[leader, ptk_type],
            restated.INDUK[leader, induk],
            restated.DUTY[leader, duty],
        )
        conflicts = ("leader_duty",) if restated.LEADER_DUTY[leader, duty] == "!" else ()
        yield (leader, ptk_type, induk, duty), statuses, standing_of(statuses[1:]), conflicts


def _accounts() -> Iterator[tuple[tuple[str, ...], Statuses, tuple[str, ...]]]:
    """The answers about the account, R6 to R8, and the conflicts, from the tables."""
    for accounts, login, role in product(*(_texts(AXES[name]) for name in ("accounts", "login", "role_ks"))):
        statuses = (
            restated.ONE_ACCOUNT[accounts, "R6"],
            restated.ROLE[accounts, role],
            "blocked" if accounts == "0" else restated.LOGIN[login, role],
        )
        conflicts = ("login_role",) if restated.LOGIN_ROLE[login, role] == "!" else ()
        yield (accounts, login, role), statuses, conflicts


def _texts(values: tuple[Value, ...]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)


@pytest.fixture(scope="module")
def judged() -> Judged:
    """Judge every case, and hold each against the tables on the way."""
    seen = Judged()
    bits: dict[Statuses, tuple[bytes, bytes]] = {}
    facts = Facts.model_construct(None, **Facts(symptom="button_missing").__dict__)
    told = facts.__dict__  # one object, changed in place: making a million takes longer than judging them
    endings = tuple(product(_accounts(), AXES["invalid"]))
    beginnings = product(_persons(), ("yes", "no", "unknown"), ("yes", "no", "unknown"))
    for (person, who, standing, about_leader), changed, pulled in sample(
        beginnings, 100, kind=lambda told: (told[0][1][0], *told[0][2:], *told[1:])
    ):
        told.update(zip(("leader", "ptk_type", "induk", "duty"), person, strict=True))
        told.update(dinas_changed=changed, pulled_after=pulled)
        r5 = "blocked" if person[0] == "none" else restated.PULLED[f"{changed}/{pulled}", standing]
        for (account, access, about_login), invalid in endings:
            told.update(zip(("accounts", "login", "role_ks"), account, strict=True), invalid=invalid)
            if person[0] == "none":
                access = ("blocked",) * 3  # noqa: PLW2901  # nobody's account
            before = (*who, r5, *access, restated.VALID[str(invalid), "R9"])
            standing_before = standing_of(before)
            conflicts = (*about_leader, *about_login)
            for refreshed in ("yes", "no", "unknown"):
                told["refreshed"] = refreshed
                r10 = "blocked" if person[0] == "none" else restated.REFRESHED[refreshed, standing_before]
                statuses = (*before, r10)
                result = evaluate(facts)
                if tuple(result.requirements.values()) != statuses or result.conflicts != conflicts:
                    expected = dict(zip(KEYS, statuses, strict=True))
                    pytest.fail(f"{facts}\nexpected {expected} {conflicts}\nfound {result}")
                example = seen.examples.get((statuses, account[0]))
                if example is None:
                    seen.examples[statuses, account[0]] = (result, Facts(**told))
                    bits[statuses] = (_bits(statuses, "met"), _bits(statuses, "unmet"))
                elif (example[0].plan, example[0].verdict) != (result.plan, result.verdict):
                    pytest.fail(f"two outcomes for one situation: {example}, and {result} for {facts}")
                met, unmet = bits[statuses]
                seen.met += met
                seen.unmet += unmet
    return seen


def test_every_case_stands_as_the_tables_say(judged: Judged) -> None:
    """No combination of facts is judged otherwise than the tables do; the comparing is done while they are judged."""
    assert len(judged.met) == len(judged.unmet) >= 2 * amount(CASES // 20, CASES)
    reached = {found for statuses, _ in judged.examples for found in zip(KEYS, statuses, strict=True)}
    never = set(product(KEYS, ("met", "unmet", "unknown", "blocked", "not_required"))) - reached
    assert never == {
        ("R1", "blocked"),
        ("R9", "blocked"),
        *((key, "not_required") for key in KEYS if key not in {"R3", "R5"}),
    }


def test_every_case_has_exactly_one_verdict_the_first_that_fits(judged: Judged) -> None:
    """Whatever is known, and wherever the button is, the verdict is the first row of the table that holds."""
    found = set()
    for (statuses, accounts), (_, facts) in judged.examples.items():
        requirements = dict(zip(KEYS, statuses, strict=True))
        for button_now in ("still_missing", "unknown"):
            result = evaluate(facts.but(button_now=button_now))
            assert result.verdict == restated.verdicts_that_fit(requirements, accounts, button_now)[0], facts
            assert result.requirements == requirements
            found.add(result.verdict)
        seen = evaluate(facts.but(button_now="appeared"))
        assert seen == Result(Verdict.RESOLVED, {}, (), ())
    assert found == {
        Verdict.WAITING_DINAS,
        Verdict.HANDOVER,
        Verdict.SCHOOL_ACTION,
        Verdict.NEED_INFO,
        Verdict.CHECK_BUTTON,
    }


def test_the_button_changes_the_verdict_alone(judged: Judged) -> None:
    """Looking for the button in vain makes nothing unmet and moves nothing in the plan."""
    assert len(judged.examples) > amount(300, 1_000)
    for result, facts in judged.examples.values():
        looked = evaluate(facts.but(button_now="still_missing"))
        assert (looked.requirements, looked.plan, looked.conflicts) == (
            result.requirements,
            result.plan,
            evaluate(facts).conflicts,
        )
        changed = (result.verdict, looked.verdict) if result.verdict != looked.verdict else None
        assert changed in {None, (Verdict.CHECK_BUTTON, Verdict.HANDOVER)}
    assert not any("button_now" in requirement.reads for requirement in REQUIREMENTS.values())


def test_the_plan_is_what_is_unmet_in_the_order_of_action(judged: Judged) -> None:
    """Nothing unmet is left out of a plan, nothing else is in it, and its order is the one order there is."""
    plans = set()
    for (statuses, accounts), (result, facts) in judged.examples.items():
        assert result.plan == restated.plan(dict(zip(KEYS, statuses, strict=True)), accounts), facts
        assert set(result.plan) == set(result.having(Status.UNMET))
        plans.add(result.plan)
    assert () in plans
    assert len(plans) > amount(50, 100)


def test_learning_more_takes_nothing_back_in_a_case_of_each_situation(judged: Judged) -> None:
    """Each `unknown` of some of these cases is given each value."""
    kept = {Status.MET, Status.UNMET}
    tried = 0
    for result, facts in sample(judged.examples.values(), 300, name="learning"):
        for fact, values in AXES.items():
            for value in values[:-1] if facts.value(fact) == "unknown" else ():
                more = evaluate(facts.but(**{fact: value})).requirements
                tried += 1
                for key, status in result.requirements.items():
                    assert status not in kept or more[key] in {status, *(set(Status) - kept)}, (
                        facts,
                        fact,
                        value,
                    )
    assert tried > 1_000


@pytest.mark.prove
def test_learning_more_never_takes_back_what_was_certain(judged: Judged) -> None:
    """Whichever `unknown` gets a value: no requirement goes from met to unmet, or from unmet to met.

    All cases lie side by side in one long number, sixteen bits a case, so that shifting it lays each case with an
    `unknown` over the case in which that fact has a value.
    """
    met, unmet = (int.from_bytes(found, "little") for found in (judged.met, judged.unmet))
    step = CASES
    pairs = 0
    for fact, values in AXES.items():
        step //= len(values)
        rest = len(values) - 1
        assert values[rest] == "unknown"
        rows = CASES // (step * len(values))
        only_unknown = int.from_bytes((bytes(2 * step * rest) + b"\xff" * (2 * step)) * rows, "little")
        for place, value in enumerate(values[:rest]):
            up = 16 * step * (rest - place)
            taken_back = (met & (unmet << up) | unmet & (met << up)) & only_unknown
            assert not taken_back, f"{fact} = {value} turns it round: {_case(taken_back)}"
            pairs += rows * step
    assert pairs == 7_278_336  # of four facts 3 in 4 cases, of six 2 in 3, of the login 4 in 5


def _case(marks: int) -> dict[str, Value]:
    """The facts of the first case marked in a long number."""
    index = ((marks & -marks).bit_length() - 1) // 16
    found: dict[str, Value] = {}
    for fact, values in reversed(AXES.items()):
        index, place = divmod(index, len(values))
        found[fact] = values[place]
    return found
