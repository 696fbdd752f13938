"""How much of an exhaustive test is tried: the whole of it in `make prove`, a part drawn by a seed in `make test`.

Both set the same test to work, marked `sampled`: in `make test` it is given the part, in `make prove` the whole.
"""

import os
import random
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T")

WHOLE = os.environ.get("PROVE") == "1"
"""Whether everything is tried."""
SEED = int(os.environ.get("SEED", "1"))
"""Decides what a part is made of; the variable SEED sets another one."""


def dice(name: str) -> random.Random:
    """Chance for one subject: with one seed it falls alike in each run and each worker."""
    return random.Random(f"{SEED} {name}")


def amount(part: int, whole: int) -> int:
    """How many are tried: `whole` in `make prove`, else `part`."""
    return whole if WHOLE else part


def sample(
    several: Iterable[T], most: int, kind: Callable[[T], Hashable] = lambda _: None, name: str = ""
) -> list[T]:
    """All of `several` in `make prove`; else `most` of them, and more where that is needed for one of each `kind`.

    Their order stays. `name` lets two samples of equal lists differ.
    """
    found = list(several)
    if WHOLE:
        return found
    order = list(range(len(found)))
    dice(name).shuffle(order)
    first = {kind(found[place]): place for place in reversed(order)}
    needed = dict.fromkeys([*first.values(), *order])
    return [found[place] for place in sorted(list(needed)[: max(most, len(first))])]
