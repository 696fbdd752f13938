"""What may be told to the rules, and what is refused."""

import pytest

from flows.eligibility import ALLOWED, Facts, FactsError, read_facts, values

CONTRACT = {
    "symptom": "button_missing sync_fails other unknown",
    "leader": "definitif plt none unknown",
    "ptk_type": "kepala_sekolah guru other unknown",
    "induk": "induk non_induk unknown",
    "duty": "kepala_sekolah plt none unknown",
    "dinas_changed": "yes no unknown",
    "pulled_after": "yes no unknown",
    "accounts": "0 1 2+ unknown",
    "login": "ks_account_ks_role ks_account_other_role operator other unknown",
    "role_ks": "yes no unknown",
    "invalid": "unknown",
    "refreshed": "yes no unknown",
    "button_now": "appeared still_missing unknown",
}
"""The public names and values; of `invalid` the word beside its numbers."""


def refusal(given: dict[str, object]) -> str:
    """What is said about facts that must be refused."""
    with pytest.raises(FactsError) as caught:
        read_facts(given)
    return str(caught.value)


@pytest.mark.parametrize(("name", "allowed"), CONTRACT.items())
def test_every_value_of_the_contract_is_taken(name: str, allowed: str) -> None:
    """Each value of each fact is read as it is, and nothing else about the case becomes known."""
    for value in allowed.split():
        assert read_facts({name: value}) == Facts().but(**{name: value})
    if name != "invalid":
        assert ALLOWED[name] == tuple(allowed.split()) == values(name)


def test_the_facts_are_those_of_the_contract() -> None:
    """No fact more, none fewer, in this order."""
    assert tuple(CONTRACT) == tuple(ALLOWED) == tuple(Facts.model_fields)


@pytest.mark.parametrize("count", [0, 1, 9_999, 10**400])
def test_any_number_of_invalid_data_is_taken(count: int) -> None:
    """There is no largest number."""
    assert read_facts({"invalid": count}).invalid == count


def test_a_fact_left_out_is_unknown() -> None:
    """Silence is not an answer."""
    assert {name: read_facts({}).value(name) for name in ALLOWED} == dict.fromkeys(ALLOWED, "unknown")


@pytest.mark.parametrize("name", CONTRACT)
@pytest.mark.parametrize(
    "value",
    [True, False, 0.0, 1.5, -1, None, [], ["yes"], {}, b"yes", "", "YES", "Unknown", " yes", "ya", "3"],
)
def test_a_wrong_value_is_refused_by_name(name: str, value: object) -> None:
    """The error names the fact, the value, and all that is allowed; nothing is converted on the quiet."""
    assert refusal({name: value}) == f"{name}: {value!r} is not allowed; allowed: {', '.join(ALLOWED[name])}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("accounts", 1),  # the number is a word here
        ("accounts", "2"),
        ("accounts", 2),
        ("invalid", "0"),  # and a number there
        ("invalid", float("nan")),
        ("invalid", float("inf")),
        ("leader", "Definitif"),
        ("leader", "plh"),
        ("induk", "non-induk"),
        ("ptk_type", "other_type"),
        ("login", "ks_account"),
        ("button_now", "missing"),
        ("leader", "\ud800"),
    ],
)
def test_a_value_that_comes_close_is_refused_too(name: str, value: object) -> None:
    """What a hurried caller may write is not taken for what they may have meant."""
    assert refusal({name: value}) == f"{name}: {value!r} is not allowed; allowed: {', '.join(ALLOWED[name])}"


@pytest.mark.parametrize(
    "name", ["Leader", "leaders", "", "value", "self", "model_config", "warnings", "\ud800"]
)
def test_a_wrong_name_is_refused(name: str) -> None:
    """The error names the name, its value, and the facts there are."""
    assert (
        refusal({name: "yes"}) == f"unknown fact {name!r} (value 'yes'); the facts are: {', '.join(ALLOWED)}"
    )


@pytest.mark.parametrize("name", [1, None, True, b"leader", ("leader",)])
def test_a_name_that_is_no_text_is_refused(name: object) -> None:
    """Also a caller's own dictionary may hold anything."""
    given: dict[object, object] = {name: "yes"}
    said = refusal(given)  # type: ignore[arg-type]  # the wrong type is the point
    assert said.startswith(f"unknown fact {name!r} (value 'yes'); the facts are: symptom, ")


def test_everything_wrong_is_named_at_once() -> None:
    """Several faults are told in the order in which they were given, and what was right is not blamed."""
    said = refusal({"induk": 1, "leader": "plt", "rank": "II", "accounts": None}).split("; ")
    assert [part for part in said if "allowed:" not in part and "the facts are" not in part] == [
        "induk: 1 is not allowed",
        "unknown fact 'rank' (value 'II')",
        "accounts: None is not allowed",
    ]


def test_facts_do_not_change() -> None:
    """A case with another fact is another case."""
    facts = read_facts({"leader": "plt"})
    changed = facts.but(leader="definitif", invalid=4)
    assert (facts.leader, facts.invalid) == ("plt", "unknown")
    assert changed == read_facts({"leader": "definitif", "invalid": 4})
    assert len({changed, facts, facts.but(leader="plt")}) == 2
    with pytest.raises(ValueError, match="frozen"):
        facts.leader = "none"  # type: ignore[misc]  # that it is refused is the point
