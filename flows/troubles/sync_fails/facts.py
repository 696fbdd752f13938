"""The facts of a failing synchronisation: their names and values are the public contract of its rules.

A fact left out is `unknown`; `unknown` is never read as "no".
"""

from typing import Literal

from flows.rules.model import Count, FactsModel


class SyncFacts(FactsModel):
    """What is known of one school's failing synchronisation, each fact with the values the contract allows."""

    seen: Literal[
        "disconnected",
        "server_busy",
        "stuck",
        "data_refused",
        "access_refused",
        "version_old",
        "prefill_old",
        "database",
        "code",
        "other",
        "unknown",
    ] = "unknown"
    """What the screen shows when it fails."""
    internet: Literal["works", "down", "unknown"] = "unknown"
    """Another site opens on the same computer."""
    other_schools: Literal["also_fail", "succeed", "unknown"] = "unknown"
    """What other schools see at about the same hour."""
    invalid: Count | Literal["unknown"] = "unknown"
    """Number of invalid data; warnings do not count."""
    version: Literal["current", "old", "unknown"] = "unknown"
    """The application's version beside the one on the official page."""
    clock: Literal["right", "wrong", "unknown"] = "unknown"
    """Date, time and zone of the computer."""
    other_network: Literal["fails", "not_tried", "unknown"] = "unknown"
    """Tried once over another network, such as a phone's hotspot."""
    quiet_try: Literal["yes", "no", "unknown"] = "unknown"
    """Tried once in the quiet hours."""
    sync_now: Literal["works", "still_fails", "unknown"] = "unknown"
    """Whether a synchronisation tried now works."""
