"""Positions of a led trouble, walked once for the tests that hold on every path; and ways to them."""

import random
from collections.abc import Iterator
from functools import cache

from flows.dialogue.machine.replay import Position
from flows.troubles.registry import LED
from tests.dialogue.walking import START, Told, tell, tellable
from tests.sampling import amount, dice

ENDS = {"ask_level", "finished", "onward"}
FAILS: Told = ("symptom", "sync_fails")


def kind(position: Position) -> object:
    led = position.standing.led
    assert led
    found = tuple(led.result.requirements.items())
    look = led.facts.value(led.trouble.look[0])
    return position.state, found, led.settled, led.behind, look, position.standing.quiet > 0, led.retry


def length_of_a_way(chance: random.Random) -> int:
    """Taps from the opening to an end, where each is any that the screen offers."""
    position, taps = tell(START, FAILS), 1
    while position.state not in ENDS and not position.standing.on_detour:
        _, position = chance.choice(list(ways(position)))
        taps += 1
    return taps


def ways(position: Position) -> Iterator[tuple[Told, Position]]:
    for told in tellable(position):
        if told[1] not in {"human", "remind", "button_missing"}:
            yield told, tell(position, told)


_DETOURS = {step for trouble in LED.values() for step in trouble.detours}


def through(position: Position) -> Position:
    """Where a detour leads at once when all that it asks for is in order."""
    for told in ((position.state, "detour"), ("login", "ks_account_ks_role"), ("accounts", "1")):
        position = tell(position, told)
    return position


@cache
def walk() -> dict[object, Position]:
    """Kinds of positions of the led trouble, each once: so many that a few seconds, and in `make prove` a minute or two, go by. All of
    them, some millions, differ in what was told in which order, and in nothing that is looked at here.
    """
    chance, found, left = dice("led"), dict[object, Position](), [tell(START, FAILS)]
    while left and len(found) < amount(1_500, 100_000):
        position = left.pop(chance.randrange(len(left)))
        if kind(position) in found:
            continue
        found[kind(position)] = position
        if position.state not in ENDS and not position.standing.on_detour:
            left += [below for _, below in ways(position)]
            if position.state in _DETOURS:  # as if nothing was amiss there; the detour has a walk of its own
                left.append(through(position))
    return found
