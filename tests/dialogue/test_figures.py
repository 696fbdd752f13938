"""How many taps it takes to the button, over the schools of `order.toml`, beside the fewest that any order could take."""

import random
from collections.abc import Iterable

import pytest

from flows.eligibility import REQUIREMENTS, evaluate
from flows.troubles.registry import FIRST
from tests.dialogue.figures import assert_written
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
