"""Rates of the calls that Telegram takes: for one chat, from the bot as a whole, and of what goes to many at once.

What the limits are, and from where that is known, stands in docs/decisions/0008.
"""

from collections import deque

from bot.records.priority import Priority

GROUP = 20
"""Calls to one group in any window of GROUP_SECONDS."""
GROUP_SECONDS = 60.0
GROUP_RESERVE = 4
"""So many of those are kept for what staff have just acted on or asked."""
GROUP_RELAYED = 12
"""So many at most pass on what operators write: a flood of theirs leaves room for a new card."""
GROUP_CASE = 8
"""So many of those are of one case at most: then another one's goes, where one waits."""
PRIVATE_SECONDS = 1.0
"""Seconds between two calls to one private chat, on the long run."""
PRIVATE_BURST = 3
"""So many may go at once after a pause, of what comes by itself."""
ACTED_BURST = 20
"""So many answers to whoever acts: as many as are heard of one person in ten seconds. Telegram allows bursts, of a length that
it does not tell; a chat that it has refused gets none for STRICT_SECONDS."""
STRICT_SECONDS = 60.0

BULK = 25
"""Calls a second in the lane of what goes to many at once. Telegram takes 30 or so."""
PAID_BULK = 1_000
"""The same where Telegram is paid for it."""

REFUSED_CHATS = 3
"""So many different chats refused within a second, and a twentieth of all calls: not they are too fast, the bot is."""
_SHARE = 20
SPARED = 0.7
"""Share of the calls that Telegram took in the second before it refused the bot that is made in the next."""
LEAST = 25.0
"""The first refusal brings it down to so many a second at least: Telegram takes that of what is sent to many at once."""
EASE_SECONDS = 10.0
EASE = 1.1
"""Every EASE_SECONDS without a refusal the rate grows so much, without a top."""
_FORGOTTEN = 4.0
"""Multiple of what was refused at which the rate is no limit any more."""


class ChatRate:
    """Rate of one chat: its last calls, and until when it is paused. Times are in seconds of one clock that never goes back."""

    __slots__ = ("_free", "_paused", "_relayed", "_sent", "_strict")

    def __init__(self, chat_id: int) -> None:
        # A private chat is a bucket, and `_free` is when it would be full again; a group has a window.
        self._free = 0.0
        self._sent: deque[float] | None = deque(maxlen=GROUP) if chat_id < 0 else None
        self._relayed: deque[float] = deque(maxlen=GROUP_RELAYED)
        self._paused = 0.0
        self._strict = 0.0

    def due(self, priority: Priority, now: float, calls: int = 1) -> float:
        """Time at which the next call may go, as far as this chat is concerned; of a group, when so many may go at once."""
        if self._sent is None:
            burst = ACTED_BURST if priority is Priority.ANSWER else PRIVATE_BURST
            own = self._free - ((1 if now < self._strict else burst) - 1) * PRIVATE_SECONDS
        else:
            most = GROUP if priority <= Priority.STAFF_SAID else GROUP - GROUP_RESERVE
            own = _room_in(self._sent, most - calls + 1)
            if priority is Priority.RELAYED:
                own = max(own, _room_in(self._relayed, GROUP_RELAYED - calls + 1))
        return max(own, self._paused)

    def send(self, now: float, priority: Priority) -> None:
        """A call of this priority goes at `now`."""
        if self._sent is None:
            self._free = max(self._free, now) + PRIVATE_SECONDS
            return
        self._sent.append(now)
        if priority is Priority.RELAYED:
            self._relayed.append(now)

    def pause(self, until: float) -> None:
        """Allow no call before `until`, and no burst for a while after."""
        self._paused = max(self._paused, until)
        self._strict = self._paused + STRICT_SECONDS
        self._free = min(self._free, self._paused)  # what was refused has not been made

    def is_idle(self, now: float) -> bool:
        """Whether nothing is known of the chat that a new one would not have."""
        if self._paused > now or self._strict > now:
            return False
        if self._sent is None:
            return self._free <= now
        return not self._sent or self._sent[-1] + GROUP_SECONDS <= now


def _room_in(sent: deque[float], standing: int) -> float:
    """Time from which on fewer than `standing` of the calls that were made at `sent` stand in the window of a group."""
    return sent[-standing] + GROUP_SECONDS if len(sent) >= standing else 0.0


class CaseShares:
    """What of their groups' minute each case has had that operators write in. Times are in seconds of one clock that never goes back."""

    def __init__(self) -> None:
        self._had: dict[tuple[int, int], deque[float]] = {}

    def passes(self, chat_id: int, case: int, now: float) -> None:
        """Something that was written in `case` is passed on to a group."""
        self._had.setdefault((chat_id, case), deque(maxlen=GROUP_CASE)).append(now)

    def spent(self, now: float) -> dict[int, frozenset[int]]:
        """The cases that have had their share, by their group."""
        since = now - GROUP_SECONDS
        self._had = {key: times for key, times in self._had.items() if times[-1] > since}
        found: dict[int, set[int]] = {}
        for (chat_id, case), times in self._had.items():
            if len(times) == GROUP_CASE and times[0] > since:
                found.setdefault(chat_id, set()).add(case)
        return {chat_id: frozenset(cases) for chat_id, cases in found.items()}


class OverallRate:
    """The limit over all chats: none, until Telegram refuses several of them at once.

    A volley of refusals counts once: those of calls that were made before the rate was lowered say nothing new.
    """

    def __init__(self) -> None:
        self._limit: float | None = None
        self._lowered = float("-inf")
        self._refused_at = 0.0
        """What was too much: calls a second."""
        self._next = 0.0
        self._made: deque[float] = deque()
        self._refused: dict[int, float] = {}

    def limit(self, now: float) -> float | None:
        """Calls a second; None: as many as there are."""
        if self._limit is None:
            return None
        risen = self._limit * float(EASE ** max(0.0, (now - self._lowered) // EASE_SECONDS))
        if risen > _FORGOTTEN * self._refused_at:
            self._limit = None
            return None
        return risen

    def due(self, now: float) -> float:
        """Time at which the next call may go, as far as all chats together are concerned."""
        return now if self.limit(now) is None else self._next

    def send(self, now: float) -> None:
        self._made.append(now)
        self._forget(now)
        limit = self.limit(now)
        if limit is not None:
            self._next = max(self._next, now) + 1 / limit

    def refused(self, chat_id: int, now: float, made_at: float) -> None:
        """Telegram has refused a call to a chat, made at `made_at`."""
        if made_at <= self._lowered:
            return
        self._refused = {chat: at for chat, at in self._refused.items() if at > now - 1}
        self._refused[chat_id] = now
        self._forget(now)
        if len(self._refused) < max(REFUSED_CHATS, len(self._made) / _SHARE):
            return
        limit, made = self.limit(now), float(len(self._made))
        taken = max(0.0, made - len(self._refused))
        self._refused_at = max(made, LEAST)
        self._limit = max(SPARED * taken, LEAST) if limit is None else max(1.0, SPARED * limit)
        self._lowered = now
        self._next = now + 1 / self._limit
        self._refused.clear()

    def _forget(self, now: float) -> None:
        while self._made and self._made[0] <= now - 1:
            self._made.popleft()


class BulkRate:
    """The lane of what goes to many at once: evenly spaced."""

    def __init__(self, a_second: float = BULK) -> None:
        self._gap = 1 / a_second
        self._next = 0.0

    def becomes(self, a_second: float) -> None:
        """Set the rate to `a_second` calls a second from now on."""
        self._gap = 1 / a_second

    def due(self, now: float) -> float:
        return max(self._next, now)

    def send(self, now: float) -> None:
        self._next = max(self._next, now) + self._gap
