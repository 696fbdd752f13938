"""A trouble as a value: its rules, and what the dialogue needs to lead through it. Its words are in `words.toml` of its folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from flows.rules.engine import Rules
from flows.rules.model import UNKNOWN, FactsModel
from flows.troubles.order import Order

CROSS = "cross"
"""Leaves a crossing at once."""
ONWARD = "onward"
"""The crossing behind every answer; `onward.<symptom>` is a trouble's own."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question; its state is `ask_<subject>`."""

    subject: str
    options: tuple[str, ...]
    """The answers offered, beside "Tidak tahu"; none of its own has `district`, whose answers are added while the bot runs."""
    fact: str | None
    """The fact it settles; None for what the rules do not need."""
    reading: str
    """The context of `flows.reading` in which a typed answer is read; of a `yesno` the first answer is the yes. "" for none but
    the phrases of the trouble's own `reading.toml`."""


def asks(subject: str, *options: str, reading: str = "", fact: str | None = None) -> Question:
    """A question that settles a fact: the one of its own name, unless another is named."""
    return Question(subject, options, fact or subject, reading)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the dialogue's table: from `source`, when `trigger` is told and `when` holds, to `dest`."""

    source: str
    trigger: str
    dest: str
    when: str | None = None
    """A condition: a method of `Standing`, with its argument after a colon where it takes one."""


@dataclass(frozen=True)
class Trouble:
    """One trouble. Without `rows` the table makes its rows from the rest of this value: such a one is led."""

    symptom: str
    """The answer at the opening that leads here."""
    about: str
    """Description of the trouble, for whoever reads docs/flow.md."""
    rules: Rules[Any, Any]
    order: Order
    questions: tuple[Question, ...] = ()
    """Questions of its own, without those of the order that every trouble can ask (`SHARED` in the dialogue's questions.py)."""
    again: Mapping[str, str] = field(default_factory=dict)
    """What is asked a second time: subject -> the conflict that calls for it."""
    noted: frozenset[str] = frozenset()
    """Questions of which a percentage or a code that was typed with the answer is kept, for whoever takes over."""
    by_desk: tuple[str, ...] = ()
    """Facts that nobody but a help desk asks for."""
    look: tuple[str, str] = ("", "")
    """The fact that says whether all is well now, and its value where it is not."""
    remedies: Mapping[str, str] = field(default_factory=dict)
    """Each requirement that can be acted on, with its step."""
    tells: Mapping[str, str] = field(default_factory=dict)
    """Each requirement with the fact that says how it stands; of one that is not named, the last known of those that it reads."""
    heard_as: str = ""
    """The label of the reader's opening that names it; without one, its `reading.toml` has phrases for the opening."""
    elsewhere: frozenset[str] = frozenset()
    """Other subjects of the reader's that can have the same: where the opening names one, it is asked which is meant."""
    turns_to: str = ""
    """The trouble that it may turn out to be on the way, or that may follow it."""
    rows: tuple[Row, ...] = ()
    """Rows of its own. `subjects` says what is told in those of their states that neither ask nor mend."""
    subjects: Mapping[str, str] = field(default_factory=dict)

    # Of a led trouble alone.
    final: frozenset[str] = frozenset()
    """Verdicts after which nothing more is asked."""
    waits: frozenset[str] = frozenset()
    """Steps that can be put off to quiet hours, with a reminder."""
    warns: frozenset[str] = frozenset()
    """Steps that are no work: they say what must not be done before a person takes over."""
    detours: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Steps that lead through some requirements of the first trouble, and back to a try: step -> those requirements."""
    first: Mapping[str, str] = field(default_factory=dict)
    """Requirements that are not mended while another may still be found unmet: after mending that, they must be looked at anew."""
    shared: tuple[str, str, str] = ("", "", "")
    """What can be amiss with many schools at once: the requirement, and the fact with its value by which one says so of others."""

    @property
    def led(self) -> bool:
        """Whether the table makes its rows from this value."""
        return not self.rows

    @property
    def askable(self) -> tuple[str, ...]:
        """Facts that a help desk can ask for in a case of it."""
        return ("symptom", *self.order.questions, *self.by_desk)

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The subjects that the dialogue asks for by itself."""
        own = (question.subject for question in self.questions if question.subject not in self.by_desk)
        return tuple(dict.fromkeys((*own, *self.order.questions)))

    def fact_of(self, key: str, facts: FactsModel) -> str:
        """The fact that says how requirement `key` stands now."""
        if key in self.tells:
            return self.tells[key]
        reads = self.rules.requirements[key].reads
        return next((name for name in reversed(reads) if facts.value(name) != UNKNOWN), reads[-1])
