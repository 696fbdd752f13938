"""Answers that every desk has ready, made of the texts that operators are led by: a desk may put its own in their place."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flows.dialogue.screens.pictures import picture_of
from flows.dialogue.screens.requirements import listed, name
from flows.texts import write
from flows.view import Line

SUBJECT, LIST, CHOSEN, SEND = "ready", "list", "word_", "send_"
"""The subject of the buttons for these, and their choices: all of them, and before a word, that it is shown or sent."""
_SHOWN = {"peran": "R7", "tarik": "R5.1"}
"""The states in which operators are shown the way that these answers tell."""
_DINAS = ("R1", "R2", "R3", "R4")
"""What only Dinas changes."""


def _dinas() -> Line:
    items = [Line("requirement.item", {"name": name(key)}) for key in _DINAS]
    return Line("ready.dinas", {"items": listed(items)})


READY: Mapping[str, Callable[[], Line]] = MappingProxyType(
    {
        "peran": lambda: Line("ready.role", {"steps": Line("step.R7.text")}),
        "tarik": lambda: Line("ready.pull", {"steps": Line("step.R5.1.text")}),
        "dinas": _dinas,
        "batas": lambda: Line("topic.batas_waktu"),
    }
)


def ready(word: str) -> str | None:
    """The answer of this word, in Telegram's HTML; None for none."""
    return write(READY[word]()) if word in READY else None


def picture(word: str) -> str | None:
    """The name of the picture that shows what this answer tells; None for none."""
    return picture_of(_SHOWN[word]) if word in _SHOWN else None
