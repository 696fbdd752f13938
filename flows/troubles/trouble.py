"""A trouble as a value: its rules, and what the dialogue needs to lead through it. Its words are in `words.toml` of its folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.rules.engine import Rules
from flows.rules.model import UNKNOWN, FactsModel


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
    warns: frozenset[str] = frozenset()
    """Steps that are no work: they say what must not be done before a person takes over."""
    turns: frozenset[str] = frozenset()
    """Steps that offer the other trouble, the missing button, instead of being passed over."""
    first: Mapping[str, str] = field(default_factory=dict)
    """Requirements that are not mended while another may still be found unmet: after mending that, they must be looked at anew."""
    shared: tuple[str, str, str] = ("", "", "")
    """What can be amiss with many schools at once: the requirement, and the fact with its value by which one says so of others."""
    yes_or_no: frozenset[str] = frozenset()
    """Questions whose first answer is a yes and whose second is a no, in whatever words."""
    look: tuple[str, str] = ("", "")
    """The fact that says whether all is well now, and its value where it is not."""
    final: frozenset[str] = frozenset()
    """Verdicts after which nothing more is asked."""
    tells: Mapping[str, str] = field(default_factory=dict)
    """Each requirement with the fact that says how it stands; of one that is not named, the last known of those that it reads."""

    def fact_of(self, key: str, facts: FactsModel) -> str:
        """The fact that says how requirement `key` stands now."""
        if key in self.tells:
            return self.tells[key]
        reads = self.rules.requirements[key].reads
        return next((name for name in reversed(reads) if facts.value(name) != UNKNOWN), reads[-1])
