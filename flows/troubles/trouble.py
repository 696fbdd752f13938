"""A trouble as a value: its rules, and what the dialogue needs to lead through it. Its words are in `words.toml` of its folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.rules.engine import Rules


@dataclass(frozen=True)
class Trouble:
    """One trouble. Without `order` it has rows of its own in the table; with it, the table makes its rows from this."""

    symptom: str
    """The answer at the opening that leads here."""
    rules: Rules[Any, Any]
    order: tuple[str, ...] = ()
    """The facts in the order in which they are asked."""
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Its own questions with their answers, beside "Tidak tahu"; those of `order` that others have as well are not among them."""
    again: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """What is asked a second time: subject -> the fact, and the conflict that calls for it."""
    remedies: Mapping[str, str] = field(default_factory=dict)
    """Each requirement that can be acted on, with its step."""
    waits: frozenset[str] = frozenset()
    """Steps that can be put off to quiet hours, with a reminder."""
    look: tuple[str, str] = ("", "")
    """The fact that says whether all is well now, and its value where it is not."""
    final: frozenset[str] = frozenset()
    """Verdicts after which nothing more is asked."""
