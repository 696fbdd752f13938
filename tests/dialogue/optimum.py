"""The fewest taps that any order could take under the same rules: an exact search over the states of knowledge.

A state is what may still be true of the school, what has been told, and what has been mended. Allowed is whatever the dialogue is
allowed: ask for one fact, mend what was told to be unmet, look for the button (a step shows it as well), and send Dinas one
complete request. Over the schools of `order.toml` the search gives the least mean number of taps until the button is there.
`python -m tests.dialogue.optimum` prints it.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.dialogue.schools import School, schools

_FOR_DINAS = ("leader", "ptk_type", "induk", "duty", "accounts")
REQUEST = 3
"""The taps of one request: NPSN is told or skipped, it is sent, and Dinas has changed what was asked."""

Mended = frozenset[str]
State = tuple[Mended, frozenset[str], int]
"""What was mended, what was told, and the set of schools that it may be, as bits."""


@dataclass(frozen=True)
class Kind:
    """Schools that no question tells apart, each fact with whether it is in order, and their weight."""

    leader: str
    fine: frozenset[str]
    weight: float

    def button(self, mended: Mended) -> bool:
        """Whether the button is there once these have been mended."""
        pulled = "pulled" in mended or ("pulled" in self.fine and "request" not in mended)
        return pulled and all(
            fact in self.fine or fact in mended for fact in (*_FOR_DINAS, "role_ks", "login", "invalid")
        )


def _kind(school: School) -> Kind:
    return Kind(school.truth.leader, frozenset(school.fine), school.weight)


class Search:
    """The exact search. `value` of the beginning is the least mean."""

    def __init__(self) -> None:
        merged: dict[tuple[str, frozenset[str]], float] = {}
        for school in schools():
            kind = _kind(school)
            merged[kind.leader, kind.fine] = merged.get((kind.leader, kind.fine), 0) + kind.weight
        self.kinds = [Kind(*key, weight) for key, weight in merged.items()]
        self.weights = [kind.weight for kind in self.kinds]
        self.all = (1 << len(self.kinds)) - 1
        self.none = self._those(lambda kind: kind.leader == "none")
        self.bad = {
            fact: self._those(lambda kind, fact=fact: fact not in kind.fine)
            for fact in (*_FOR_DINAS, "role_ks", "login", "invalid", "changed", "pulled")
        }
        self.leads = {
            leader: self._those(lambda kind, leader=leader: kind.leader == leader)
            for leader in ("definitif", "plt", "none")
        }
        self.known: dict[State, float] = {}
        self._weight = cache(self._weight_of)
        self._shown = cache(lambda mended: self._those(lambda kind: kind.button(mended)))

    def _those(self, which) -> int:  # type: ignore[no-untyped-def]
        return sum(1 << place for place, kind in enumerate(self.kinds) if which(kind))

    def _weight_of(self, mask: int) -> float:
        total, place = 0.0, 0
        while mask:
            step = (mask & -mask).bit_length() - 1
            place += step
            total += self.weights[place]
            mask >>= step + 1
            place += 1
        return total

    def value(self, state: State) -> float:
        """The least mean number of taps from `state` to the button."""
        found = self.known.get(state)
        if found is None:
            mask = self._weight(state[2])
            found = self.known[state] = min(
                taps + sum(self._weight(below[2]) * self.value(below) for below in after) / mask
                for taps, after in self._ways(state)
            )
        return found

    def _split(self, mended: Mended, told: frozenset[str], *masks: int) -> list[State]:
        return [(mended, told, mask) for mask in masks if mask]

    def _looked(self, mended: Mended, told: frozenset[str], mask: int) -> list[State]:
        """The button is looked for: those where it is there are done."""
        return self._split(mended, told, mask & ~self._shown(mended))

    def _ways(self, state: State) -> Iterator[tuple[int, list[State]]]:
        mended, told, mask = state
        named = "named" in mended
        if self._shown(mended) & mask:
            yield 1, self._looked(mended, told, mask)
        for fact, parts in self._questions(mended, told, mask):
            yield 1, self._split(mended, told | {fact}, *(mask & part for part in parts))
        yield from self._school(mended, told, mask)
        if "leader" in told and mask & self.none and not named:
            yield REQUEST, self._split((mended | {"named", "request", *_FOR_DINAS}) - {"pulled"}, told, mask)
        elif "request" not in mended or named:
            asked = [
                fact
                for fact in _FOR_DINAS
                if fact != "leader" and (fact != "induk" or mask & self.leads["definitif"])
            ]
            wrong = {fact for fact in asked if fact in told and mask & self.bad[fact] and fact not in mended}
            if wrong and all(fact in told for fact in ("leader", *asked)):
                yield REQUEST, self._split((mended | wrong | {"request"}) - {"pulled"}, told, mask)

    def _questions(self, mended: Mended, told: frozenset[str], mask: int) -> Iterator[tuple[str, list[int]]]:
        """Each fact that may be asked, with the schools of each answer. Only those that differ are worth it."""
        if "leader" not in told:
            yield "leader", list(self.leads.values())
        for fact in ("login", "invalid", "ptk_type", "induk", "duty", "accounts", "role_ks"):
            if fact in told or fact in mended or (fact in _FOR_DINAS and "leader" not in told):
                continue
            if fact in _FOR_DINAS and mask & self.none:
                continue
            if fact == "induk" and not mask & self.leads["definitif"]:
                continue
            yield fact, [self.bad[fact], ~self.bad[fact]]
        if "request" not in mended:
            if "changed" not in told:
                yield "changed", [self.bad["changed"], ~self.bad["changed"]]
            elif "pulled" not in told and mask & self.bad["changed"]:
                yield "pulled", [self.bad["pulled"], ~self.bad["pulled"]]

    def _school(self, mended: Mended, told: frozenset[str], mask: int) -> Iterator[tuple[int, list[State]]]:
        """What the school can mend, as far as it was told to be unmet."""
        if "invalid" in told and mask & self.bad["invalid"] and "invalid" not in mended:
            yield 1, self._looked(mended | {"invalid"}, told, mask)
        if "role_ks" in told and mask & self.bad["role_ks"] and "role_ks" not in mended:
            yield 1, self._split(mended | {"role_ks"}, told, mask)
        elif "login" in told and mask & self.bad["login"] and "login" not in mended:
            nobody = mask & self.none if "named" not in mended else 0
            able = mask & ~nobody
            lacks = able & self.bad["role_ks"] if "role_ks" not in mended else 0
            if able:
                yield (
                    1,
                    [
                        *self._looked(mended | {"login"}, told | {"role_ks"}, able & ~lacks),
                        *self._split(mended, told | {"role_ks"}, lacks),
                        *self._split(mended, told, nobody),
                    ],
                )
        after_request = "request" in mended and "pulled" not in mended
        if after_request or (
            "pulled" in told and mask & self.bad["pulled"] and not {"request", "pulled"} & mended
        ):
            yield 1, self._looked(mended | {"pulled"}, told, mask)

    def least(self, mask: int | None = None) -> float:
        """The least mean over the schools of `mask`, all by default, where only that much is known of them."""
        return 1 + self.value((frozenset(), frozenset(), self.all if mask is None else mask))


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    search = Search()
    print(len(search.kinds), "kinds of schools")
    print("least mean", round(search.least(), 2), "states", len(search.known))
