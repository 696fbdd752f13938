"""How many taps it takes to the button, over the schools of `order.toml`, beside the fewest that any order could take."""

import random
from collections.abc import Iterable

import pytest

from flows.eligibility import REQUIREMENTS, Facts, Status, evaluate
from flows.troubles.registry import FIRST
from tests.dialogue.figures import NO_LIST, assert_written
from tests.dialogue.optimum import Search
from tests.dialogue.schools import School, schools
from tests.dialogue.truthful import Operator

Walked = list[tuple[School, int]]


@pytest.fixture(scope="module")
def walked() -> Walked:
    """Every school with the taps of its journey."""
    dice = random.Random(1)
    return [(school, Operator(school.truth, dice).walks().taps) for school in schools()]


def mean(walked: Iterable[tuple[School, int]]) -> float:
    pairs = [(school.weight, taps) for school, taps in walked]
    return sum(weight * taps for weight, taps in pairs) / sum(weight for weight, _ in pairs)


def median(walked: Walked) -> int:
    half = sum(school.weight for school, _ in walked) / 2
    for school, taps in sorted(walked, key=lambda pair: pair[1]):
        half -= school.weight
        if half <= 0:
            return taps
    raise AssertionError("no schools")


@pytest.mark.prove
def test_the_way_is_short(walked: Walked, capsys: pytest.CaptureFixture[str]) -> None:
    """In all, for schools that mend everything themselves, and for those that need Dinas; and for the one that needs most."""
    alone = [pair for pair in walked if not pair[0].needs_dinas]
    dinas = [pair for pair in walked if pair[0].needs_dinas]
    most = max(taps for _, taps in walked)
    dice = random.Random(1)
    by_desk = [(school, Operator(school.truth, dice, desk=True).walks().taps) for school, _ in dinas]
    least = Search().least()
    rows = {
        "taps to the button, mean": f"{mean(walked):.1f}",
        "without Dinas, mean (median)": f"{mean(alone):.1f} ({median(alone)})",
        "with Dinas, mean (median)": f"{mean(dinas):.1f} ({median(dinas)})",
        "with a help desk of Dinas in the bot, mean (median)": f"{mean(by_desk):.1f} ({median(by_desk)})",
        "taps to the button, most": str(most),
        "the fewest possible under the same rules, mean": f"{least:.1f}",
        "times the fewest possible": f"{mean(walked) / least:.2f}",
    }
    with capsys.disabled():
        print("", *(f"{what}: {value}" for what, value in rows.items()), sep="\n")
    assert mean(walked) <= 11.5
    assert mean(alone) <= 8
    assert median(alone) <= 7
    assert mean(dinas) <= 15
    assert median(dinas) <= 14
    assert most <= 26
    assert mean(walked) <= 1.2 * least
    for what, value in rows.items():
        assert_written(what, value)


ON_ONE_PAGE = {"ptk_type": "R2", "induk": "R3", "duty": "R4"}


def _taps_of_a_list(operator: Operator, leader: str) -> tuple[int, int]:
    """The taps of a journey if what is read on one page were one list to tick: as it is, and with the question what a ticked one is."""
    asked = [told for told in operator.told if told[0] in ON_ONE_PAGE]
    first = dict(reversed(asked))
    if not asked:
        return operator.taps, operator.taps
    facts = Facts(symptom="button_missing").but(leader=leader if leader != "none" else "definitif")
    ticked = {
        fact
        for fact, value in first.items()
        if evaluate(facts.but(**{fact: value})).requirements[ON_ONE_PAGE[fact]] is Status.UNMET
    }
    bare = operator.taps - len(first) + 1 + len(ticked)
    return bare, bare + len(ticked - {"induk"})  # of the status at the school there is nothing more to say


@pytest.mark.prove
def test_a_list_to_tick_would_save_little(capsys: pytest.CaptureFixture[str]) -> None:
    """What docs/decisions says of it."""
    dice = random.Random(1)
    journeys = []
    for school in schools():
        operator = Operator(school.truth, dice).walks()
        journeys.append((school, (operator.taps, *_taps_of_a_list(operator, school.truth.leader))))

    def means(among: Iterable[tuple[School, tuple[int, ...]]]) -> list[str]:
        kept = list(among)
        return [f"{mean((school, taps[way]) for school, taps in kept):.1f}" for way in range(3)]

    three, bare, told = means(journeys)
    rows = {
        "taps to the button with three questions, mean": three,
        "with the bare list, mean": bare,
        "with the list and what each ticked one is, mean": told,
        "with Dinas: three questions, bare list, list and what each is": ", ".join(
            means(pair for pair in journeys if pair[0].needs_dinas)
        ),
    }
    with capsys.disabled():
        print("", *(f"{what}: {value}" for what, value in rows.items()), sep="\n")
    for what, value in rows.items():
        assert_written(what, value, NO_LIST)


def test_the_search_is_no_guess() -> None:
    """Where every order takes the same, so does the search: a school of which all is known needs its steps and no question."""
    search = Search()
    for kind in random.Random(2).sample(search.kinds, 40):
        own = 1 << search.kinds.index(kind)
        facts = frozenset(
            {
                "leader",
                "login",
                "role_ks",
                "invalid",
                "ptk_type",
                "induk",
                "duty",
                "accounts",
                "changed",
                "pulled",
            }
        )
        steps = len({"invalid", "role_ks", "login"} - kind.fine)
        asks = bool({"leader", "ptk_type", "induk", "duty", "accounts"} - kind.fine)
        pulls = asks or "pulled" not in kind.fine
        expected = max(steps + pulls + 3 * asks, 1)
        again = kind.leader == "none" and "accounts" not in kind.fine
        assert search.value((frozenset(), facts, own)) == pytest.approx(expected), (kind, again)


def test_the_order_is_that_of_likelihood_over_cost() -> None:
    """Part after part less may be found for a tap; the likelihoods are those that the schools have."""
    parts: dict[int, list[tuple[float, int]]] = {}
    assert set(FIRST.order.requirements) == set(REQUIREMENTS)
    every = list(schools())
    for key, rank in FIRST.order.requirements.items():
        unmet = sum(school.weight for school in every if key in evaluate(school.truth).plan)
        if key not in {"R5", "R10"}:
            assert abs(100 * unmet - rank.unmet) < 1, (key, unmet)
        parts.setdefault(rank.part, []).append((rank.unmet, rank.cost))
    worth = [
        sum(unmet for unmet, _ in parts[part]) / sum(cost for _, cost in parts[part])
        for part in sorted(parts)
    ]
    assert worth[0] == max(worth)
    assert worth[1] == max(worth[1:])


def test_the_order_names_every_question_once() -> None:
    found = FIRST.order
    assert len(set(found.questions)) == len(found.questions)
    assert found.before_look < found.before_request < set(found.questions)
    for happened in found.first:
        assert sorted(found.after(happened)) == sorted(found.questions)
