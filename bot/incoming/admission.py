"""Admission: how many of those who wait may begin, told by how long answers wait. Pure."""

from collections import deque

OPENS = 3.0
"""Where an answer waits longer, in seconds, nobody new begins."""
CALM = 1.0
"""Where none waits longer, some of those who wait may begin."""
_FIRST, _LEAST = 5.0, 1.0
"""People a second: with how many it begins, and with how few it goes on after it was too many."""
_GROWTH = 1.1
"""Factor by which more begin, each second in which answers do not wait."""
_MEASURED = 180.0
"""Seconds: how fast it goes is told from so long."""


class Admission:
    """Feels its way to what the bot and Telegram can bear. Times are in seconds of one clock."""

    def __init__(self) -> None:
        self.is_open = False
        """Whether those who want to begin have to wait."""
        self._pace = _FIRST
        self._credit = 0.0
        self._looked = 0.0
        self._admitted: deque[tuple[float, int]] = deque()

    def note_wait(self, behind: float) -> None:
        """Have those who want to begin wait, where the answer that waits longest has waited too long: `behind` seconds."""
        self.is_open = self.is_open or behind > OPENS

    def may_begin(self, now: float, behind: float, waiting: int) -> int:
        """Number of the `waiting` that may begin now. `behind`: seconds that the answer has waited which waits longest."""
        passed, self._looked = min(1.0, max(0.0, now - self._looked)), now
        self.note_wait(behind)
        if behind > OPENS:
            self._credit = 0.0
            self._pace = max(_LEAST, self._pace * 0.5**passed)
        if not self.is_open or behind > CALM:
            return 0
        self._pace *= _GROWTH**passed
        self._credit += self._pace * passed
        found = min(waiting, int(self._credit))
        self._credit -= found
        self._admitted.append((now, found))
        while self._admitted[0][0] <= now - _MEASURED:
            self._admitted.popleft()
        if found == waiting:
            self.is_open = False
            self._pace, self._credit = _FIRST, 0.0
        return found

    def minutes(self, before: int) -> int | None:
        """About how long it is until so many have begun, as fast as it went in the last minutes; None where that is not known."""
        begun = sum(number for _, number in self._admitted)
        if not begun:
            return None
        span = max(_MEASURED / 6, self._admitted[-1][0] - self._admitted[0][0])
        return max(1, round((before + 1) * span / begun / 60))
