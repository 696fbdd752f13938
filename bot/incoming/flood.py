"""Floods: whoever sends too much is told once, and then not listened to for a while.

A pure function over a small state, which the caller keeps.
"""

from dataclasses import dataclass
from enum import StrEnum

MOST = 20
"""So many updates of one person in any WINDOW are heard; the next is a flood."""
WINDOW = 10.0
"""Seconds."""
IGNORED = 300.0
"""Seconds from the warning on."""


class FloodVerdict(StrEnum):
    """Verdict on an update: handle it; say once that it is too much; nothing at all."""

    OK = "ok"
    WARN = "warn"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Flood:
    """Flood of one person: their last updates and, after a flood, until when nothing is heard. Unix time in seconds."""

    times: tuple[float, ...] = ()
    ignored_until: float = 0.0

    def is_calm(self, now: float) -> bool:
        """Whether this flood says nothing more than a new one, and need not be kept."""
        return self.ignored_until <= now and all(time <= now - WINDOW for time in self.times)


def judge(state: Flood, now: float) -> tuple[Flood, FloodVerdict]:
    """The state after one more update at `now`, and what to do with that update.

        `now` is best the time at which the update was made, or at which it was stored: a bot that was down gets a day's updates at once, which
        is no flood. Taps have the time of their arrival and messages the second in which they were written, so that one that came before may
    seem to come after: both count. A clock that was set back does not lengthen anything: times far after `now` are dropped.
    """
    if now < state.ignored_until <= now + IGNORED + WINDOW:
        return state, FloodVerdict.IGNORE
    times = (*(time for time in state.times if abs(now - time) < WINDOW), now)
    if len(times) > MOST:
        return Flood((), now + IGNORED), FloodVerdict.WARN
    return Flood(times), FloodVerdict.OK
