"""The shared eligibility rules. Importable alone: pydantic and the standard library only.

`engine` runs any trouble's rules; what is public here are those of the missing sync button.
"""

from flows.rules.engine import Requirement, Status
from flows.rules.model import UNKNOWN, FactsError, Value
from flows.troubles.button_missing.facts import ALLOWED, Facts, read_facts
from flows.troubles.button_missing.rules import (
    BUTTON_MISSING,
    CONFLICTS,
    LEADER_DUTY,
    LOGIN_ROLE,
    REQUIREMENTS,
    Actor,
    Result,
    Verdict,
    actor,
    asks_dinas,
)

completions = BUTTON_MISSING.completions
consequences = BUTTON_MISSING.consequences
could_change = BUTTON_MISSING.could_change
evaluate = BUTTON_MISSING.evaluate
mended = BUTTON_MISSING.mended
reach = BUTTON_MISSING.reach
readers = BUTTON_MISSING.readers
undecided = BUTTON_MISSING.undecided
values = BUTTON_MISSING.values

__all__ = [
    "ALLOWED",
    "BUTTON_MISSING",
    "CONFLICTS",
    "LEADER_DUTY",
    "LOGIN_ROLE",
    "REQUIREMENTS",
    "UNKNOWN",
    "Actor",
    "Facts",
    "FactsError",
    "Requirement",
    "Result",
    "Status",
    "Value",
    "Verdict",
    "actor",
    "asks_dinas",
    "completions",
    "consequences",
    "could_change",
    "evaluate",
    "mended",
    "reach",
    "read_facts",
    "readers",
    "undecided",
    "values",
]
