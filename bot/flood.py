"""Who sends too much is told once, and then not listened to for a while.

A pure function over a small state, which the caller stores: a flood goes on across a restart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MOST = 20
"""So many updates of one person in any WINDOW are heard; the next is a flood."""
WINDOW = 10.0
"""Seconds."""
IGNORED = 300.0
"""Seconds from the warning on."""


class Verdict(StrEnum):
    """What to do with an update: handle it; say once that it is too much; nothing at all."""

    OK = "ok"
    WARN = "warn"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Flood:
    """One person's last updates and, after a flood, the time until which nothing is heard. Unix time in seconds."""

    times: tuple[float, ...] = ()
    ignored_until: float = 0.0

    def to_json(self) -> dict[str, object]:
        return {"times": list(self.times), "ignored_until": self.ignored_until}

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> "Flood":
        """The state that `to_json` gave. ValueError for anything else."""
        match stored:
            case {"times": [*times], "ignored_until": int() | float() as until}:
                return cls(tuple(time for time in times if isinstance(time, int | float)), until)
        raise ValueError("not a flood's state")

    def is_calm(self, now: float) -> bool:
        """Whether it says nothing more than a new one, and need not be stored."""
        return self.ignored_until <= now and all(time <= now - WINDOW for time in self.times)


def judge(state: Flood, now: float) -> tuple[Flood, Verdict]:
    """The state after one more update at `now`, and what to do with that update.

    `now` is best the time at which the update was made, or at which it was stored: a bot that was down gets a day's updates at once, which
    is no flood. A clock that was set back does not lengthen anything: times after `now` are dropped.
    """
    if now < state.ignored_until <= now + IGNORED:
        return state, Verdict.IGNORE
    times = (*(time for time in state.times if now - WINDOW < time <= now), now)
    if len(times) > MOST:
        return Flood((), now + IGNORED), Verdict.WARN
    return Flood(times), Verdict.OK
