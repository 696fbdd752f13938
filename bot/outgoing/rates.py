"""How many calls Telegram takes: from the bot as a whole, and for one chat."""

from collections import deque

OVERALL = 30
"""Calls in any window of OVERALL_SECONDS."""
OVERALL_SECONDS = 1.0
GROUP = 20
"""Calls to one group in any window of GROUP_SECONDS."""
GROUP_SECONDS = 60.0
PRIVATE_SECONDS = 1.0
"""Between two calls to one private chat, after a burst of PRIVATE_BURST."""
PRIVATE_BURST = 3

REFUSED_CHATS = 3
"""So many different chats refused within a second: not they are too fast, the bot is."""
EASE_SECONDS = 60.0
"""Without a further such second for so long, the overall limit doubles again."""


class ChatRate:
    """One chat's last calls, and until when it is paused. Times are in seconds of one clock that never goes back."""

    __slots__ = ("_free", "_paused", "_sent")

    def __init__(self, chat_id: int) -> None:
        # A private chat is a bucket, and `_free` is when it would be full again; a group has a window.
        self._free = 0.0
        self._sent: deque[float] | None = deque(maxlen=GROUP) if chat_id < 0 else None
        self._paused = 0.0

    def due(self) -> float:
        """When the next call may go, as far as this chat is concerned."""
        if self._sent is None:
            own = self._free - (PRIVATE_BURST - 1) * PRIVATE_SECONDS
        else:
            own = self._sent[0] + GROUP_SECONDS if len(self._sent) == GROUP else 0.0
        return max(own, self._paused)

    def send(self, now: float) -> None:
        if self._sent is None:
            self._free = max(self._free, now) + PRIVATE_SECONDS
        else:
            self._sent.append(now)

    def pause(self, until: float) -> None:
        """No call before `until`, and no burst then."""
        self._paused = max(self._paused, until)
        if self._sent is None:
            self._free = max(self._free, self._paused + (PRIVATE_BURST - 1) * PRIVATE_SECONDS)

    def is_idle(self, now: float) -> bool:
        """Nothing is known of the chat that a new one would not have."""
        if self._paused > now:
            return False
        if self._sent is None:
            return self._free <= now
        return not self._sent or self._sent[-1] + GROUP_SECONDS <= now


class OverallRate:
    """The limit over all chats, which slows down where Telegram says so."""

    def __init__(self) -> None:
        self.limit = OVERALL
        self._sent: deque[float] = deque(maxlen=OVERALL)
        self._refused: dict[int, float] = {}
        self._eased = 0.0

    def due(self, now: float) -> float:
        """When the next call may go, as far as all chats together are concerned."""
        while self.limit < OVERALL and now >= self._eased + EASE_SECONDS:
            self.limit = min(OVERALL, self.limit * 2)
            self._eased += EASE_SECONDS
        if len(self._sent) < self.limit:
            return 0.0
        return self._sent[-self.limit] + OVERALL_SECONDS

    def send(self, now: float) -> None:
        self._sent.append(now)

    def refused(self, chat_id: int, now: float) -> None:
        self._refused = {chat: at for chat, at in self._refused.items() if at > now - OVERALL_SECONDS}
        self._refused[chat_id] = now
        if len(self._refused) >= REFUSED_CHATS:
            self.limit = max(1, self.limit // 2)
            self._eased = now
            self._refused.clear()
