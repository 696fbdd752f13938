"""Each row of the rules by itself: only what the row looks at is known."""

from itertools import product

import pytest

from flows.eligibility import REQUIREMENTS, Facts, Value, evaluate, read_facts
from tests.eligibility import restated
from tests.eligibility.restated import KEYS, Grid

NOTHING_ELSE = Facts(symptom="button_missing")


def cells(table: Grid) -> list[tuple[str, str, str]]:
    """Row, column and cell, for one test each."""
    found = [(row, column, cell) for (row, column), cell in table.items()]
    assert found
    return found


def status(key: str, facts: Facts = NOTHING_ELSE, **told: Value) -> str:
    """The status of one requirement when `told` is known beside `facts`."""
    return evaluate(facts.but(**told)).requirements[key]


@pytest.mark.parametrize(("leader", "_", "expected"), cells(restated.LEADER_RECORDED))
def test_r1_somebody_leads_the_school(leader: str, _: str, expected: str) -> None:
    """A definitif principal or a Plt will do; nobody at all is unmet."""
    assert status("R1", leader=leader) == expected


@pytest.mark.parametrize(("leader", "ptk_type", "expected"), cells(restated.PTK_TYPE))
def test_r2_the_jenis_ptk_fits_the_kind_of_leader(leader: str, ptk_type: str, expected: str) -> None:
    """Guru is enough for a Plt alone; while the kind of leader is open, Guru decides nothing."""
    assert status("R2", leader=leader, ptk_type=ptk_type) == expected


@pytest.mark.parametrize(("leader", "induk", "expected"), cells(restated.INDUK))
def test_r3_only_a_definitif_principal_must_be_induk(leader: str, induk: str, expected: str) -> None:
    """Of a Plt it is not required, whatever was told."""
    assert status("R3", leader=leader, induk=induk) == expected


@pytest.mark.parametrize(("leader", "duty", "expected"), cells(restated.DUTY))
def test_r4_the_tugas_tambahan_is_that_of_the_leader(leader: str, duty: str, expected: str) -> None:
    """The duty of the other kind does not count, and no duty is unmet for either kind."""
    assert status("R4", leader=leader, duty=duty) == expected


STANDINGS: dict[str, dict[str, Value]] = {
    "all_fine": {
        "leader": "definitif",
        "ptk_type": "kepala_sekolah",
        "induk": "induk",
        "duty": "kepala_sekolah",
    },
    "all_fine of a Plt": {"leader": "plt", "ptk_type": "guru", "duty": "plt"},
    "some_unmet": {"leader": "definitif", "ptk_type": "guru", "induk": "induk", "duty": "kepala_sekolah"},
    "some_unmet beside unknown": {"leader": "definitif", "induk": "non_induk"},
    "some_unmet without a known leader": {"duty": "none"},
    "some_unknown": {"leader": "definitif", "ptk_type": "kepala_sekolah", "duty": "kepala_sekolah"},
    "some_unknown of a Plt": {"leader": "plt", "duty": "plt"},
    "some_unknown throughout": {"leader": "unknown"},
}
"""How R2, R3 and R4 can stand, by the first word."""


@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("row", dict.fromkeys(row for row, _ in restated.PULLED))
def test_r5_tarik_data_comes_after_the_change(row: str, standing: str) -> None:
    """A pull before a change that is still due does not count, and without a change none is required."""
    changed, pulled = row.split("/")
    expected = restated.PULLED[row, standing.split(maxsplit=1)[0]]
    facts = NOTHING_ELSE.but(**STANDINGS[standing])
    assert status("R5", facts, dinas_changed=changed, pulled_after=pulled) == expected


@pytest.mark.parametrize("row", dict.fromkeys(row for row, _ in restated.PULLED))
def test_r5_waits_for_a_leader(row: str) -> None:
    """With nobody to lead there is nothing to pull."""
    changed, pulled = row.split("/")
    assert status("R5", leader="none", dinas_changed=changed, pulled_after=pulled) == "blocked"


@pytest.mark.parametrize("leader", ["definitif", "plt", "unknown"])
@pytest.mark.parametrize(("accounts", "_", "expected"), cells(restated.ONE_ACCOUNT))
def test_r6_exactly_one_account(accounts: str, _: str, expected: str, leader: str) -> None:
    """None and two are both unmet, for either kind of leader."""
    assert status("R6", leader=leader, accounts=accounts) == expected


@pytest.mark.parametrize("leader", ["definitif", "plt", "unknown"])
@pytest.mark.parametrize(("accounts", "role", "expected"), cells(restated.ROLE))
def test_r7_the_account_has_the_role_kepala_sekolah(
    accounts: str, role: str, expected: str, leader: str
) -> None:
    """The same role for a Plt, and no question of a role where there is no account."""
    assert status("R7", leader=leader, accounts=accounts, role_ks=role) == expected


@pytest.mark.parametrize("accounts", ["0", "1", "2+", "unknown"])
@pytest.mark.parametrize(("login", "role", "expected"), cells(restated.LOGIN))
def test_r8_logged_in_with_that_account_and_role(login: str, role: str, expected: str, accounts: str) -> None:
    """Any other login is unmet; a login with a role that is said not to be there decides nothing."""
    found = status("R8", leader="plt", accounts=accounts, login=login, role_ks=role)
    assert found == ("blocked" if accounts == "0" else expected)


@pytest.mark.parametrize("leader", ["definitif", "plt", "none", "unknown"])
@pytest.mark.parametrize(("invalid", "_", "expected"), cells(restated.VALID))
def test_r9_no_invalid_data(invalid: str, _: str, expected: str, leader: str) -> None:
    """One is too many, and it is judged even where nobody leads the school."""
    count: Value = int(invalid) if invalid.isdecimal() else invalid
    assert status("R9", leader=leader, invalid=count) == expected


ALL_MET = NOTHING_ELSE.but(
    leader="definitif",
    ptk_type="kepala_sekolah",
    induk="induk",
    duty="kepala_sekolah",
    dinas_changed="yes",
    pulled_after="yes",
    accounts="1",
    login="ks_account_ks_role",
    role_ks="yes",
    invalid=0,
)
SPOILS: dict[str, dict[str, Value]] = {
    "R2": {"ptk_type": "other"},
    "R3": {"induk": "non_induk"},
    "R4": {"duty": "none"},
    "R5": {"pulled_after": "no"},
    "R6": {"accounts": "2+"},
    "R7": {"role_ks": "no"},
    "R8": {"login": "operator"},
    "R9": {"invalid": 1},
}
HIDES: dict[str, dict[str, Value]] = {
    "R1": {"leader": "unknown"},
    **{key: dict.fromkeys(told, "unknown") for key, told in SPOILS.items()},
}


@pytest.mark.parametrize("refreshed", ["yes", "no", "unknown"])
def test_r10_a_refresh_counts_after_everything_else(refreshed: str) -> None:
    """While anything is unmet an earlier refresh does not count; while anything is unknown it is not judged met."""
    told = {"refreshed": refreshed}
    assert status("R10", ALL_MET.but(**told)) == restated.REFRESHED[refreshed, "all_fine"]
    for key, spoilt in SPOILS.items():
        facts = ALL_MET.but(**told, **spoilt)
        assert status(key, facts) == "unmet"
        assert status("R10", facts) == restated.REFRESHED[refreshed, "some_unmet"]
    for key, hidden in HIDES.items():
        facts = ALL_MET.but(**told, **hidden)
        assert status(key, facts) == "unknown"
        assert status("R10", facts) == restated.REFRESHED[refreshed, "some_unknown"]
    assert status("R10", ALL_MET.but(**told, leader="none")) == "blocked"
    assert {*SPOILS, "R1"} == set(HIDES) == set(KEYS) - {"R10"}


def test_an_unknown_fact_makes_nothing_unmet() -> None:
    """Knowing nothing is knowing nothing: every requirement is unknown."""
    assert set(evaluate(NOTHING_ELSE).requirements.values()) == {"unknown"}


def test_without_a_leader_all_but_two_requirements_are_blocked() -> None:
    """Whatever else was told, only the leader and the validation are judged then."""
    for facts in (NOTHING_ELSE, ALL_MET, ALL_MET.but(accounts="0", refreshed="no", duty="none")):
        found = evaluate(facts.but(leader="none")).requirements
        assert {key for key, said in found.items() if said != "blocked"} == {"R1", "R9"}


def test_what_contradicts_itself_is_reported() -> None:
    """A leader with the other kind's duty, and a login with a role that is not there, in every combination."""
    found = set()
    for (leader, duty), (login, role) in product(restated.LEADER_DUTY, restated.LOGIN_ROLE):
        expected = ["leader_duty"] * (restated.LEADER_DUTY[leader, duty] == "!")
        expected += ["login_role"] * (restated.LOGIN_ROLE[login, role] == "!")
        facts = NOTHING_ELSE.but(leader=leader, duty=duty, login=login, role_ks=role)
        assert list(evaluate(facts).conflicts) == expected
        found.add(tuple(expected))
    assert len(found) == 4


@pytest.mark.parametrize(
    "known", [NOTHING_ELSE, ALL_MET, ALL_MET.but(leader="none", accounts="0", duty="plt")]
)
@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ({"symptom": "sync_fails"}, "connection"),
        ({"symptom": "other"}, "out_of_scope"),
        ({"symptom": "unknown"}, "need_info"),
        ({"symptom": "button_missing", "button_now": "appeared"}, "resolved"),
        ({"symptom": "sync_fails", "button_now": "appeared"}, "resolved"),
        ({"symptom": "other", "button_now": "appeared"}, "resolved"),
        ({"symptom": "unknown", "button_now": "appeared"}, "resolved"),
        ({"symptom": "sync_fails", "button_now": "still_missing"}, "connection"),
        ({"symptom": "unknown", "button_now": "still_missing"}, "need_info"),
    ],
)
def test_a_gate_settles_the_case_before_any_requirement(
    told: dict[str, Value], verdict: str, known: Facts
) -> None:
    """A button that has appeared comes before everything, and another trouble is not judged by these rules."""
    result = evaluate(known.but(**told))
    assert (result.verdict, result.requirements, result.plan, result.conflicts) == (verdict, {}, (), ())


def test_the_gate_lets_a_missing_button_through() -> None:
    """Seen to be missing still, or not looked for: the requirements are judged."""
    for button_now in ("still_missing", "unknown"):
        assert tuple(evaluate(NOTHING_ELSE.but(button_now=button_now)).requirements) == KEYS


def test_knowing_nothing_at_all_asks_for_information() -> None:
    """No fact told, not even the symptom: more must be known."""
    assert evaluate(read_facts({})).verdict == "need_info"


def test_the_requirements_stand_in_order() -> None:
    """R1 to R10, each under its own key, resting only on those before it."""
    assert tuple(REQUIREMENTS) == KEYS
    for place, (key, requirement) in enumerate(REQUIREMENTS.items()):
        assert requirement.key == key
        assert set(requirement.rests_on) <= set(KEYS[:place])
    assert len({requirement.reason for requirement in REQUIREMENTS.values()}) == len(KEYS)


@pytest.mark.parametrize(
    ("told", "plan"),
    [
        ({"login": "operator"}, "R8 R10"),  # the quickest thing to try
        ({"login": "operator", "role_ks": "no"}, "R7 R8 R10"),  # no use before the role is there
        ({"login": "operator", "duty": "none"}, "R8 R4 R5 R10"),
        ({"accounts": "2+", "duty": "none", "induk": "non_induk"}, "R3 R4 R6 R5 R10"),  # one request
        ({"accounts": "0", "duty": "none"}, "R4 R5 R6 R10"),  # nobody is named for it: not in the request
        ({"accounts": "0", "pulled_after": "no", "invalid": 2}, "R5 R6 R9 R10"),
        ({"accounts": "2+", "login": "other", "role_ks": "no", "invalid": 2}, "R6 R7 R8 R9 R10"),
        ({"leader": "none", "invalid": 2}, "R1 R9"),
        ({"refreshed": "no"}, "R10"),
        ({"refreshed": "yes"}, ""),
    ],
)
def test_the_plan_keeps_the_order_of_action(told: dict[str, Value], plan: str) -> None:
    """What asks Dinas stands together, a pull follows it, and the refresh comes last."""
    assert " ".join(evaluate(ALL_MET.but(**told)).plan) == plan
