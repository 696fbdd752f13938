"""The troubles there are: a line for each folder."""

from typing import Any

from flows.rules.engine import Rules
from flows.troubles.button_missing.rules import BUTTON_MISSING
from flows.troubles.sync_fails.rules import SYNC_FAILS

TROUBLES: dict[str, Rules[Any, Any]] = {
    "button_missing": BUTTON_MISSING,
    "sync_fails": SYNC_FAILS,
}
"""By the symptom that opens each: its rules."""
