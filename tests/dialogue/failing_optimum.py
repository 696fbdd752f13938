"""The fewest taps to an end that any order could take where a synchronisation fails, under the same rules: an exact search.

A state is which schools it may still be, what was told, and which steps were done. Allowed is whatever the dialogue may do: ask for one fact,
do the step of what was told to be amiss (with one try, and the tap that says what came of it), and hand over where nothing is left to ask
and to do. Over the schools of `order.toml` the search gives the least mean. `python -m tests.dialogue.failing_optimum` prints it.
"""

import sys
from collections.abc import Iterator

from tests.dialogue.failing_schools import BLOCKS, FINE, TRIED, School, schools

ASKED = ("seen", "other_schools", *BLOCKS, *TRIED)
_BY_SIGHT = {
    "database": "S2",
    "access_refused": "S6",
    "version_old": "S4",
    "data_refused": "S5",
    "server_busy": "S8",
}

Told = frozenset[tuple[str, str]]
State = tuple[Told, frozenset[str], int]
"""What was told, what was done, and the set of schools that it may be, as bits."""


class Search:
    """The exact search. `least` is the mean over all schools, the tap that names the symptom counted."""

    def __init__(self, kinds: tuple[School, ...]) -> None:
        self.kinds = kinds
        self.weights = [kind.weight for kind in kinds]
        self.answers: dict[str, dict[str, int]] = {fact: {} for fact in ASKED}
        for place, kind in enumerate(kinds):
            for fact, value in kind.told:
                by_value = self.answers[fact]
                by_value[value] = by_value.get(value, 0) | 1 << place
        self._works: dict[frozenset[str], int] = {}
        self.known: dict[State, float] = {}

    def least(self) -> float:
        """The least mean number of taps to an end."""
        return 1 + self.cost((frozenset(), frozenset(), (1 << len(self.kinds)) - 1))

    def weight(self, mask: int) -> float:
        total = 0.0
        while mask:
            place = (mask & -mask).bit_length() - 1
            total += self.weights[place]
            mask &= mask - 1
        return total

    def works(self, done: frozenset[str]) -> int:
        """The schools where a try works now."""
        if done not in self._works:
            self._works[done] = sum(1 << at for at, kind in enumerate(self.kinds) if kind.works(done))
        return self._works[done]

    def cost(self, state: State) -> float:
        """The least number of taps to an end from `state`, weighed by the schools that it may be."""
        told, done, mask = state
        if not mask:
            return 0.0
        found = self.known.get(state)
        if found is None:
            taps = self.weight(mask)
            ways = [taps + sum(self.cost(below) for below in after) for after in self._ways(told, done, mask)]
            # Where nothing is left, one tap says that a try was in vain, or wants a person; none where a step has said so.
            found = self.known[state] = min(ways, default=0.0 if done else taps)
        return found

    def _ways(self, told: Told, done: frozenset[str], mask: int) -> Iterator[list[State]]:
        said = dict(told)
        if said.get("seen") == "prefill_old":
            return
        for step in self._steps(said) - done:
            then = done | {step}
            yield [(told, then, mask & ~self.works(then))]
        for fact in ASKED:
            if fact in said or (fact == "other_network" and said.get("other_schools") == "also_fail"):
                continue
            if fact in BLOCKS and BLOCKS[fact] in done:
                continue
            yield [
                (told | {(fact, value)}, done, mask & schools_of)
                for value, schools_of in self.answers[fact].items()
            ]

    def _steps(self, said: dict[str, str]) -> frozenset[str]:
        """What was told to be amiss; data are not validated before the version is known."""
        found = {key for fact, key in BLOCKS.items() if said.get(fact, FINE[fact]) != FINE[fact]}
        found |= {key for fact, (key, fine) in TRIED.items() if said.get(fact, fine) != fine}
        if (by_sight := _BY_SIGHT.get(said.get("seen", ""))) and not (
            by_sight == "S8" and said.get("other_schools") == "succeed"
        ):
            found.add(by_sight)
        if said.get("other_schools") == "also_fail":
            found = (found | {"S8"}) - {"S10"}
        if "version" not in said and said.get("seen") != "version_old":
            found.discard("S5")
        return frozenset(found)


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    search = Search(schools())
    print(len(search.kinds), "kinds of schools")
    print("least mean", round(search.least(), 2), "states", len(search.known))
