"""How many taps it takes where a synchronisation fails, over the schools of its `order.toml`, beside the fewest that any order could take."""

import random
from collections.abc import Iterable

import pytest

from tests.dialogue.failing_operator import Operator
from tests.dialogue.failing_optimum import Search
from tests.dialogue.failing_schools import TRIED, TROUBLE, schools
from tests.dialogue.figures import assert_written
from tests.dialogue.led_walk import length_of_a_way

Weighed = list[tuple[int, float]]
"""Taps with the weight of the school."""


@pytest.fixture(scope="module")
def walked() -> list[Operator]:
    """Every school's way to its end."""
    return [Operator(school).walks() for school in schools()]


def mean(pairs: Iterable[tuple[int, float]]) -> float:
    found = list(pairs)
    return sum(taps * weight for taps, weight in found) / sum(weight for _, weight in found)


def median(pairs: Iterable[tuple[int, float]]) -> int:
    found = sorted(pairs)
    half = sum(weight for _, weight in found) / 2
    for taps, weight in found:
        half -= weight
        if half <= 0:
            return taps
    raise AssertionError("no schools")


@pytest.mark.prove
def test_the_way_is_short_where_the_sync_fails(
    walked: list[Operator], capsys: pytest.CaptureFixture[str]
) -> None:
    """To the first step or the warning that fits what was told, to an end, and beside the fewest possible."""
    ends = [(way.taps, way.school.weight) for way in walked]
    advice = [(way.advised_after, way.school.weight) for way in walked if way.advised_after is not None]
    works = [(way.taps, way.school.weight) for way in walked if way.position.state == "finished"]
    early = sum(weight for taps, weight in advice if taps <= 5) / sum(weight for _, weight in advice)
    least = Search(schools()).least()
    chance = random.Random(1)
    anyhow = sorted(length_of_a_way(chance) for _ in range(2_000))
    rows = {
        "taps to the first advice, mean (median)": f"{mean(advice):.1f} ({median(advice)})",
        "within five taps": f"{early:.0%}",
        "taps to an end, mean (median)": f"{mean(ends):.1f} ({median(ends)})",
        "taps to a sync that works, mean (median)": f"{mean(works):.1f} ({median(works)})",
        "taps to an end, most": str(max(taps for taps, _ in ends)),
        "the fewest possible to an end, mean": f"{least:.1f}",
        "of them, times the fewest": f"{mean(ends) / least:.2f}",
        "taps on ways chosen at random, median (most of 2,000)": f"{anyhow[1_000]} ({anyhow[-1]})",
    }
    with capsys.disabled():
        print("", *(f"{what}: {value}" for what, value in rows.items()), sep="\n")
    assert mean(advice) <= 5
    assert median(ends) <= 10
    assert anyhow[1_000] <= 10
    assert early >= 0.9
    assert least <= mean(ends) <= 1.15 * least
    for what, value in rows.items():
        assert_written(what, value)


def test_whoever_answers_truly_ends_where_something_helps() -> None:
    """Where nothing is amiss at the school itself and a step helps that is offered, the sync works in the end; else a person has it."""
    ended = {True: 0, False: 0}
    for school in schools():
        told = dict(school.told)
        if school.amiss or (told["seen"], told["other_schools"]) == ("server_busy", "succeed"):
            continue
        offered = {"database": "S2", "access_refused": "S6", "server_busy": "S8"}.get(told["seen"], "")
        steps = {offered, "S8" if told["other_schools"] == "also_fail" else "S10", "S9"}
        steps -= {key for fact, (key, tried) in TRIED.items() if told[fact] == tried}
        helped = bool(school.helps and school.helps & steps)
        way = Operator(school).walks()
        assert (way.position.state == "finished") is helped, (school, way.done)
        ended[helped] += 1
    assert min(ended.values()) > 3


def test_the_weights_are_of_the_trouble_s_own_facts() -> None:
    """Each cause's shares, and what helps, are of values and requirements that there are."""
    assert sum(cause["share"] for cause in TROUBLE.order.causes) == 100
    facts = TROUBLE.rules.facts.allowed()
    for cause in TROUBLE.order.causes:
        for fact in ("seen", "other_schools"):
            assert cause[fact].keys() <= set(facts[fact])
            assert sum(cause[fact].values()) == 100
        assert set(cause.get("helps", ())) <= TROUBLE.rules.requirements.keys()
