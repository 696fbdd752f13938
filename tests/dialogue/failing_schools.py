"""Schools whose synchronisation fails, as the trouble's `order.toml` has them: every kind, each with how many of 100 it stands for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product

from flows.troubles.registry import LED

TROUBLE = LED["sync_fails"]
BLOCKS = {"internet": "S1", "version": "S4", "invalid": "S5", "clock": "S3"}
"""What must be in order at the school, with the step that mends it; the first that is amiss decides what is seen."""
FINE = {"internet": "works", "version": "current", "invalid": "0", "clock": "right"}
TRIED = {"other_network": ("S10", "fails"), "quiet_try": ("S9", "yes")}


@dataclass(frozen=True)
class School:
    """What is true of a school, and its weight: of all schools together it is 1."""

    told: tuple[tuple[str, str], ...]
    """What it answers to each question, as it is at first."""
    amiss: frozenset[str]
    """The steps of what is amiss at the school itself; each must be done."""
    helps: frozenset[str] | None
    """Of these one must be done as well; empty where no more is amiss, None where nothing helps."""
    then: str
    """What is seen when nothing is amiss at the school itself any more."""
    weight: float = field(compare=False, default=0.0)

    def works(self, done: frozenset[str]) -> bool:
        """Whether a try works once these steps have been done."""
        if self.helps is None or not self.amiss <= done:
            return False
        return not self.helps or bool(self.helps & done)


def _drawn(shares: dict[str, int]) -> Iterator[tuple[str, float]]:
    for value, share in shares.items():
        yield value, share / sum(shares.values())


@cache
def schools() -> tuple[School, ...]:
    """Every kind of school whose sync fails."""
    found: dict[School, float] = {}
    weights = TROUBLE.order.schools
    names = (*BLOCKS, *TRIED)
    for cause in TROUBLE.order.causes:
        for values in product(*(_drawn(weights[name]) for name in names)):
            told = {name: value for name, (value, _) in zip(names, values, strict=True)}
            weight = float(cause["share"])
            for _, share in values:
                weight *= share
            wrong = [name for name in BLOCKS if told[name] != FINE[name]]
            if cause["name"] == "nothing" and not wrong:
                continue
            seen = weights[f"seen.{wrong[0]}"] if wrong else cause["seen"]
            then = max(cause["seen"], key=cause["seen"].__getitem__)
            for (what, likely), (others, so) in product(_drawn(seen), _drawn(cause["other_schools"])):
                school = School(
                    tuple({**told, "seen": what, "other_schools": others}.items()),
                    frozenset(BLOCKS[name] for name in wrong),
                    frozenset(cause["helps"]) if "helps" in cause else None,
                    then if wrong else what,
                )
                found[school] = found.get(school, 0.0) + weight * likely * so
    total = sum(found.values())
    return tuple(
        School(one.told, one.amiss, one.helps, one.then, weight / total) for one, weight in found.items()
    )
