"""The order of the questions, read from `order.toml`, which says what it rests on."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Weights = dict[str, int]
"""Of 100 schools, how many have which value."""


@dataclass(frozen=True, slots=True)
class Rank:
    """A requirement in the order: in percent how often it is unmet, in taps what it costs to find that out and to mend it,
    and in which part of the order it stands, counted from 1.
    """

    unmet: int
    cost: int
    part: int


@dataclass(frozen=True, slots=True)
class Order:
    """The whole file."""

    questions: tuple[str, ...]
    """The facts in the order in which they are asked."""
    before_look: frozenset[str]
    """Those asked before the button is looked for at all."""
    before_request: frozenset[str]
    """Those asked before the one request to Dinas is sent."""
    first: dict[str, tuple[str, ...]]
    """What comes first where this is known to have happened before."""
    requirements: dict[str, Rank]
    schools: dict[str, Weights]
    """What is true of schools: fact -> weights. Of `ptk_type`, `induk` and `duty` they depend on who leads: `plt.duty`."""

    def after(self, happened: str | None) -> tuple[str, ...]:
        """The questions in their order where `happened`, a name in `first`, is known; else the usual one."""
        ahead = self.first.get(happened or "", ())
        return (*ahead, *(name for name in self.questions if name not in ahead))


def order_file() -> str:
    """Content of `order.toml`."""
    return files("flows.troubles.button_missing").joinpath("order.toml").read_text("utf-8")


@cache
def order() -> Order:
    """The order that the dialogue asks by."""
    read = tomllib.loads(order_file())
    questions = tuple(read["questions"])
    schools = dict[str, Weights]()
    for name, entry in read["school"].items():
        if name in {"definitif", "plt"}:
            schools |= {f"{name}.{fact}": weights for fact, weights in entry.items()}
        else:
            schools[name] = entry
    return Order(
        questions,
        frozenset(questions[: questions.index(read["look"]) + 1]),
        frozenset(questions[: questions.index(read["request"]) + 1]),
        {name: tuple(names) for name, names in read["first"].items()},
        {key: Rank(**entry) for key, entry in read["requirement"].items()},
        schools,
    )
