"""The dates until which schools must have synchronised: which one counts for whom. They change every year, and are set by people."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CutOff:
    """One cut-off."""

    number: int
    name: str
    """What it is for, such as BOSP."""
    at: datetime
    district: str | None = None
    """The code of the district whose desk has set it; None: it holds everywhere."""


def earliest(cut_offs: Iterable[CutOff], districts: Collection[str], now: datetime) -> CutOff | None:
    """The first cut-off that is still to come, of those that hold everywhere or in one of `districts`."""
    coming = [one for one in cut_offs if one.at > now and (one.district is None or one.district in districts)]
    return min(coming, key=lambda one: one.at, default=None)
