"""Floods: whoever sends too much is told once, and then not listened to for a while.

A pure function over a small state, which the caller keeps.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

MOST = 20
"""So many updates of one person in any WINDOW are heard; the next is a flood."""
WINDOW = 10.0
"""Seconds."""
IGNORED = 300.0
"""Seconds from the warning on."""
DAY = 86_400.0
"""Seconds from somebody's first update on in which all that they send is counted together."""
MOST_A_DAY = 3_000
"""So many updates of one person are heard in a DAY; who has sent more is heard again when it is over."""
BYTES_A_DAY = 4_000_000
"""So many bytes of updates, as they are kept, are taken of one person in a DAY."""
_FEW = 100
"""Who has sent so small a part of that need not be remembered."""


class FloodVerdict(StrEnum):
    """Verdict on an update: handle it; say once that it is too much at once, or for one day; nothing at all."""

    OK = "ok"
    WARN = "warn"
    WARN_DAY = "warn_day"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Flood:
    """Flood of one person: their last updates and, after a flood, until when nothing is heard; what they sent in the day that
    began at `day`. Unix time in seconds.
    """

    times: tuple[float, ...] = ()
    ignored_until: float = 0.0
    ignored_from: float = 0.0
    """A clock that is before this was ahead then: nobody knows how much has passed, and whoever writes is heard."""
    day: float = 0.0
    updates: int = 0
    bytes: int = 0

    def is_calm(self, now: float) -> bool:
        """Whether this flood says nothing more than a new one, and need not be kept."""
        late = all(time <= now - WINDOW for time in self.times)
        few = self.updates * _FEW < MOST_A_DAY and self.bytes * _FEW < BYTES_A_DAY
        return late and self.ignored_until <= now and (few or not self.is_of_today(now))

    def is_of_today(self, now: float) -> bool:
        """Whether the day that is counted lasts still; one that begins after `now`, by a clock that was ahead, does not."""
        return self.day <= now + WINDOW and now < self.day + DAY


def counted(state: Flood, now: float, size: int) -> Flood:
    """The state after one more update of `size` bytes at `now`, which is heard in any case and counts for the day alone."""
    if not state.is_of_today(now):
        state = replace(state, day=now, updates=0, bytes=0)
    return replace(state, updates=state.updates + 1, bytes=state.bytes + size)


def judge(state: Flood, now: float, size: int = 0) -> tuple[Flood, FloodVerdict]:
    """The state after one more update of `size` bytes at `now`, and what to do with that update.

    `now` is best the time at which the update was made, or at which it was stored: a bot that was down gets a day's updates at once, which
    is no flood. Taps have the time of their arrival and messages the second in which they were written, so that one that came before may
    seem to come after: both count. A clock that was set back does not lengthen anything: times far after `now` are dropped.
    """
    if state.ignored_from - WINDOW <= now < state.ignored_until <= now + DAY + WINDOW:
        return state, FloodVerdict.IGNORE
    times = (*(time for time in state.times if abs(now - time) < WINDOW), now)
    state = replace(counted(state, now, size), times=times, ignored_until=0.0)
    if state.updates > MOST_A_DAY or state.bytes > BYTES_A_DAY:
        return replace(
            state, times=(), ignored_from=now, ignored_until=state.day + DAY
        ), FloodVerdict.WARN_DAY
    if len(times) > MOST:
        return replace(state, times=(), ignored_from=now, ignored_until=now + IGNORED), FloodVerdict.WARN
    return state, FloodVerdict.OK
