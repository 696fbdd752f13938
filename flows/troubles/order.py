"""The order of a trouble's questions, and the numbers that it rests on: the `order.toml` of its folder."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

Weights = dict[str, int]
"""Number of schools, of 100, that have which value."""


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
    """The whole file. No more than the questions is needed to lead through a trouble."""

    questions: tuple[str, ...]
    """The facts in the order in which they are asked."""
    before_look: frozenset[str] = frozenset()
    """Facts asked before the button is looked for at all."""
    before_request: frozenset[str] = frozenset()
    """Facts asked before the one request to Dinas is sent."""
    first: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What comes first where this is known to have happened before."""
    requirements: Mapping[str, Rank] = field(default_factory=dict)
    schools: Mapping[str, Weights] = field(default_factory=dict)
    """What is true of schools: fact -> weights. Of some facts they depend on who leads: `plt.duty`."""
    causes: tuple[Mapping[str, Any], ...] = ()
    """What it was in the end, of a trouble whose facts do not say so: tables of the file, each with its `share` of 100."""

    def after(self, happened: str | None) -> tuple[str, ...]:
        """The questions in their order where `happened`, a name in `first`, is known; else the usual one."""
        ahead = self.first.get(happened or "", ())
        return (*ahead, *(name for name in self.questions if name not in ahead))


def order_file(folder: str) -> str:
    """Content of the `order.toml` of the trouble in `folder`."""
    return files("flows.troubles").joinpath(folder, "order.toml").read_text("utf-8")


@cache
def order_of(folder: str) -> Order:
    """The order by which the trouble in `folder` is led through."""
    read = tomllib.loads(order_file(folder))
    questions = tuple(read["questions"])
    schools = dict[str, Weights]()
    for name, entry in read.get("school", {}).items():
        if all(isinstance(weights, dict) for weights in entry.values()):
            schools |= {f"{name}.{fact}": weights for fact, weights in entry.items()}
        else:
            schools[name] = entry
    return Order(
        questions,
        _up_to(read.get("look"), questions),
        _up_to(read.get("request"), questions),
        {name: tuple(names) for name, names in read.get("first", {}).items()},
        {key: Rank(**entry) for key, entry in read.get("requirement", {}).items()},
        schools,
        tuple(read.get("cause", ())),
    )


def _up_to(last: str | None, questions: tuple[str, ...]) -> frozenset[str]:
    return frozenset(questions[: questions.index(last) + 1]) if last else frozenset()
