"""Answers that every desk has ready, made of the texts that operators are led by: a desk may put its own in their place."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flows.dialogue.machine.steps import REMEDIES
from flows.dialogue.screens.requirements import listed, must
from flows.eligibility import Facts
from flows.texts import write
from flows.view import Line

SUBJECT, LIST, CHOSEN, SEND = "ready", "list", "word_", "send_"
"""The subject of the buttons for these, and their choices: all of them, and before a word, that it is shown or sent."""
_DINAS = ("R1", "R2", "R3", "R4")
"""What only Dinas changes."""


def _role() -> Line:
    steps = [
        Line("ready.step", {"place": place, "text": Line(f"step.{step}.text")})
        for place, step in enumerate(REMEDIES["R7"], start=1)
    ]
    return Line("ready.role", {"steps": listed(steps)})


def _dinas() -> Line:
    return Line(
        "ready.dinas",
        {"items": listed([Line("requirement.item", {"name": must(key, Facts())}) for key in _DINAS])},
    )


READY: Mapping[str, Callable[[], Line]] = MappingProxyType(
    {
        "peran": _role,
        "tarik": lambda: Line("ready.pull", {"steps": Line("step.R5.1.text")}),
        "dinas": _dinas,
        "batas": lambda: Line("topic.cut_off"),
    }
)


def ready(word: str) -> str | None:
    """The answer of this word, in Telegram's HTML; None for none."""
    return write(READY[word]()) if word in READY else None
