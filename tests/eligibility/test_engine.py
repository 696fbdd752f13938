"""The engine knows no fact: here it runs the made-up rules of a bicycle that will not go."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import Literal

import pytest

import flows.rules
from flows.rules.engine import Conflict, Found, Requirement, Rules, Status
from flows.rules.model import UNKNOWN, Count, FactsError, FactsModel, Value
from flows.troubles.button_missing.facts import Facts


class Bicycle(FactsModel):
    goes: Literal["yes", "no", "unknown"] = "unknown"
    sound: Literal["rattle", "hiss", "none", "unknown"] = "unknown"
    punctures: Count | Literal["unknown"] = "unknown"
    chain: Literal["on", "off", "torn", "unknown"] = "unknown"
    lock: Literal["open", "shut", "unknown"] = "unknown"
    stolen: Literal["yes", "no", "unknown"] = "unknown"
    pushed: Literal["yes", "no", "unknown"] = "unknown"


class Advice(StrEnum):
    RIDE = "ride"
    WALK = "walk"
    REPAIR = "repair"
    ASK = "ask"
    PUSH = "push"


class Hand(StrEnum):
    RIDER = "rider"
    SHOP = "shop"


QUIET = "hiss_without_puncture"


def _of(value: Value, good: Value) -> Status:
    return Status.UNKNOWN if value == UNKNOWN else Status.MET if value == good else Status.UNMET


def _tyre(facts: Bicycle, _: Found) -> Status:
    if (facts.sound, facts.punctures) == ("hiss", 0):
        return Status.UNKNOWN
    return Status.UNMET if facts.sound == "hiss" else _of(facts.punctures, 0)


def _chain(facts: Bicycle, found: Found) -> Status:
    return Status.BLOCKED if found["B0"] is Status.UNMET else _of(facts.chain, "on")


def _lock(facts: Bicycle, found: Found) -> Status:
    if found["B0"] is Status.UNMET:
        return Status.BLOCKED
    return Status.NOT_REQUIRED if facts.chain == "torn" else _of(facts.lock, "open")


def _order(facts: Bicycle, unmet: tuple[str, ...]) -> tuple[str, ...]:
    if "B0" in unmet:
        return ("B0",)  # nothing else is worth doing
    return ("B3", "B1", "B2", "B3") if facts.chain == "torn" else ("B2", "B3", "B1")


BICYCLE: Rules[Bicycle, Advice] = Rules(
    facts=Bicycle,
    requirements={
        found.key: found
        for found in (
            Requirement("B0", "there", ("stolen",), (), Hand.RIDER, ()),
            Requirement("B1", "tyre", ("sound", "punctures"), (), Hand.SHOP, ()),
            Requirement("B2", "chain", ("chain",), ("B0",), Hand.SHOP, ()),
            Requirement("B3", "lock", ("chain", "lock"), ("B0",), Hand.RIDER, ()),
        )
    },
    judges={
        "B0": lambda facts, _: _of(facts.stolen, "no"),
        "B1": _tyre,
        "B2": _chain,
        "B3": _lock,
    },
    gates=((Advice.RIDE, lambda facts: facts.goes == "yes"),),
    verdicts=(
        (Advice.WALK, lambda _, found: found["B0"] is Status.UNMET),
        (Advice.REPAIR, lambda _, found: Status.UNMET in found.values()),
        (Advice.ASK, lambda _, found: Status.UNKNOWN in found.values()),
        (Advice.WALK, lambda facts, _: facts.pushed == "yes"),
        (Advice.PUSH, lambda _, __: True),
    ),
    order=_order,
    mends={
        "B1": lambda _: {"punctures": 0, "sound": "none"},
        "B2": lambda facts: {"chain": "on" if facts.chain == "off" else UNKNOWN},
    },
    conflicts={QUIET: Conflict(("sound", "punctures"), frozenset({("hiss", 0)}))},
    alike={"punctures": (0, 1, UNKNOWN)},
)
SOUND = Bicycle(stolen="no", sound="none", punctures=0, chain="on", lock="open")


@pytest.mark.parametrize(
    ("facts", "verdict", "statuses", "plan", "conflicts"),
    [
        (Bicycle(goes="yes", stolen="yes"), "ride", "", "", ""),
        (Bicycle(), "ask", "unknown unknown unknown unknown", "", ""),
        (SOUND, "push", "met met met met", "", ""),
        (SOUND.but(pushed="yes"), "walk", "met met met met", "", ""),
        (SOUND.but(stolen="yes", punctures=3), "walk", "unmet unmet blocked blocked", "B0", ""),
        (SOUND.but(punctures=3, lock="shut"), "repair", "met unmet met unmet", "B3 B1", ""),
        (
            SOUND.but(chain="torn", lock="shut", sound="hiss"),
            "repair",
            "met unknown unmet not_required",
            "B2",
            QUIET,
        ),
        (SOUND.but(chain="off", lock="shut"), "repair", "met met unmet unmet", "B2 B3", ""),
        (SOUND.but(chain="torn", punctures=1), "repair", "met unmet unmet not_required", "B1 B2", ""),
        (SOUND.but(sound="hiss"), "ask", "met unknown met met", "", QUIET),
    ],
)
def test_the_rules_are_run_as_the_data_say(
    facts: Bicycle, verdict: str, statuses: str, plan: str, conflicts: str
) -> None:
    """Gates first, the first verdict that fits, the plan in the order the data give, conflicts beside them."""
    result = BICYCLE.evaluate(facts)
    assert result.verdict == verdict
    assert " ".join(result.requirements.values()) == statuses
    assert " ".join(result.plan) == plan
    assert " ".join(result.conflicts) == conflicts


ASKED = ("stolen", "sound", "punctures", "chain", "lock")


def every(facts: Bicycle, names: Iterable[str]) -> Iterator[Bicycle]:
    """The case with all answers to these facts, also with a number of those that the data call alike."""
    names = tuple(names)
    values = [(0, 1, 9, UNKNOWN) if name == "punctures" else BICYCLE.values(name) for name in names]
    for answers in product(*values):
        yield facts.but(**dict(zip(names, answers, strict=True)))


def brute_force(facts: Bicycle, fact: str, later: Iterable[str]) -> bool:
    """Whether two answers about `fact` judge something otherwise, under some answers to `later`."""
    return any(
        len({tuple(BICYCLE.evaluate(one).requirements.values()) for one in every(case, [fact])}) > 1
        for case in every(facts, later)
    )


def test_the_searches_find_what_trying_everything_finds() -> None:
    """Each fact, with all answers to those before it, and those after it either open or never told."""
    found = []
    for place, fact in enumerate(ASKED):
        for facts, later in product(every(Bicycle(), ASKED[:place]), (ASKED[place + 1 :], ())):
            expected = brute_force(facts, fact, later)
            assert BICYCLE.could_change(facts, fact, later) == expected, (facts, fact, later)
            assert not expected or fact in BICYCLE.undecided(facts, {fact, *later}), (facts, fact, later)
            found.append(expected)
    assert min(found.count(True), found.count(False)) > 100
    assert BICYCLE.undecided(SOUND.but(stolen="yes"), {"chain", "lock"}) == set()


def test_what_each_answer_would_decide() -> None:
    """Told of the requirements that read the fact, also of a case that a gate has settled."""
    assert BICYCLE.consequences(SOUND.but(goes="yes"), "chain") == {
        "on": {"B2": "met", "B3": "met"},
        "off": {"B2": "unmet", "B3": "met"},
        "torn": {"B2": "unmet", "B3": "not_required"},
        "unknown": {"B2": "unknown", "B3": "met"},
    }
    assert BICYCLE.readers("goes") == ()
    assert BICYCLE.reach("B3") == {"stolen", "chain", "lock"}


def test_what_is_known_once_something_is_mended() -> None:
    """By the facts of the case, and not shared between two."""
    assert BICYCLE.mended("B2", SOUND.but(chain="off")) == {"chain": "on"}
    assert BICYCLE.mended("B2", SOUND.but(chain="torn")) == {"chain": "unknown"}
    BICYCLE.mended("B1", SOUND)["lock"] = "shut"
    assert BICYCLE.mended("B1", SOUND) == {"punctures": 0, "sound": "none"}


def test_the_ways_into_a_conflict() -> None:
    """Only by what is still open; a conflict that holds is reached by no answer at all."""
    conflict = BICYCLE.conflicts[QUIET]
    assert list(conflict.ways(Bicycle(), frozenset())) == []
    assert list(conflict.ways(Bicycle(sound="hiss"), frozenset({"punctures"}))) == [{"punctures": 0}]
    assert list(conflict.ways(Bicycle(sound="none"), frozenset({"punctures"}))) == []
    assert list(conflict.ways(Bicycle(sound="hiss", punctures=0), frozenset())) == [{}]


def test_the_facts_of_any_trouble_are_held_to_their_values() -> None:
    """From outside with a sentence, from inside with an error: a wrong name or value is never taken."""
    assert Bicycle.read({"punctures": 2}).punctures == 2
    with pytest.raises(FactsError, match="punctures: -1 is not allowed; allowed: an integer >= 0, unknown"):
        Bicycle.read({"punctures": -1})
    with pytest.raises(FactsError, match="unknown fact 'leader'"):
        Bicycle.read({"leader": "plt"})
    wrong: list[dict[str, Value]] = [{"saddle": "yes"}, {"chain": "rusty"}, {"lock": 1}]
    for changes in wrong:
        with pytest.raises(ValueError, match=next(iter(changes))):
            SOUND.but(**changes)


def test_rules_without_a_verdict_are_a_mistake() -> None:
    """The last verdict must fit always."""
    hole: Rules[Bicycle, Advice] = Rules(
        facts=Bicycle, requirements={}, judges={}, gates=(), verdicts=(), order=_order, mends={}
    )
    with pytest.raises(LookupError, match="no verdict fits"):
        hole.evaluate(SOUND)


def test_the_engine_names_no_fact_and_no_requirement() -> None:
    """Neither of the troubles that there are, nor of any other."""
    folder = Path(flows.rules.__path__[0])
    code = "".join((folder / name).read_text(encoding="utf-8") for name in ("engine.py", "model.py"))
    words = set(re.findall(r"\w+", code))
    assert words.isdisjoint(Facts.model_fields)
    assert not {word for word in words if re.fullmatch(r"[RSFA]\d+", word)}
    assert not {word for word in words if "dinas" in word.lower() or "button" in word.lower()}
