"""The shared eligibility rules. Importable alone: pydantic and the standard library only."""

from flows.eligibility.facts import ALLOWED, UNKNOWN, Facts, FactsError, Value, read_facts
from flows.eligibility.relevance import completions, consequences, could_change, reach, readers, values
from flows.eligibility.rules import (
    LEADER_DUTY,
    LOGIN_ROLE,
    REQUIREMENTS,
    Actor,
    Requirement,
    Result,
    Status,
    Verdict,
    actor,
    asks_dinas,
    evaluate,
    mended,
)

__all__ = [
    "ALLOWED",
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
    "values",
]
