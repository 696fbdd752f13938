"""Outbreaks: that unusually many schools of a desk lack the same at once. Judged from what was seen, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

FEWEST = 3
"""So many different schools at least."""
SPAN = timedelta(hours=6)
"""Within so long."""
BEFORE = timedelta(days=28)
"""So far back goes what is usual for the desk."""
_SPREAD = 3.0
"""So many times the chance spread of a count (its square root) must be exceeded."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A school that was seen to lack something."""

    school: str
    """What tells schools apart."""
    key: str
    """What is missing: a requirement's key, or another trouble's."""
    at: datetime
    at_desk: bool = True
    """A desk has, or had, the case in which it was seen."""


@dataclass(frozen=True, slots=True)
class Outbreak:
    """Outbreak: a key, as of a sighting, that many schools of a desk lack at present."""

    desk: str
    """The code of the desk's district."""
    key: str


def outbreaks(seen: Iterable[Sighting], now: datetime) -> tuple[frozenset[str], frozenset[str]]:
    """The keys of which there is an outbreak at `now`, and those of which one that has begun goes on.

    It begins where in SPAN more schools lack the same than otherwise in a whole day, by more than chance, and goes on while FEWEST
    do. What is usual is the mean of the days before; a desk without a past has none.
    """
    all_seen = list(seen)
    lately = _schools(one for one in all_seen if now - SPAN < one.at <= now)
    before = [one for one in all_seen if now - BEFORE - SPAN < one.at <= now - SPAN]
    going = {key for key, schools in lately.items() if len(schools) >= FEWEST}
    days = BEFORE / timedelta(days=1)
    begun: set[str] = set()
    for key in going:
        usual = len({(one.school, one.at.date()) for one in before if one.key == key}) / days
        if len(lately[key]) > usual + _SPREAD * sqrt(usual):
            begun.add(key)
    return frozenset(begun), frozenset(going)


def with_bot(seen: Iterable[Sighting], key: str, now: datetime) -> int:
    """Number of the schools that lack `key` in the SPAN before `now` and have no case at a desk in which that was seen."""
    lately = [one for one in seen if one.key == key and now - SPAN < one.at <= now]
    return len({one.school for one in lately} - {one.school for one in lately if one.at_desk})


def _schools(seen: Iterable[Sighting]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in seen:
        found.setdefault(one.key, set()).add(one.school)
    return found
