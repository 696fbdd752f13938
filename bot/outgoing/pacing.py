"""When the next call may go out to a chat, so that Telegram need not refuse it.

* At most 30 calls in any second over all chats.
* A private chat: 1 a second, three at once after a pause. A group (id below 0): 20 in any 60 seconds. Edits count as sends.
* A chat that Telegram refused waits as long as Telegram said, and no other chat waits with it. Only if several chats are refused
  within a second is it the bot as a whole that was too fast: then the 30 is halved, and found again over the next minutes.
* Whose turn it is: whoever has waited longest, counted from a head start that the priority gives. So an answer goes
  before a reminder, but a reminder is not put off for ever. Chats whose own limit is reached are passed over.
"""

import asyncio
import time
from enum import IntEnum
from heapq import heappop, heappush
from itertools import count
from typing import Protocol

from bot.outgoing.rates import ChatRate, OverallRate

_LEAST_SLEEP = 0.001
"""A shorter sleep could end before the clock's next step, and be slept again and again."""
_KEPT_CHATS = 64
"""So many chats may be remembered without looking whether they are idle."""


class Priority(IntEnum):
    """What a call is for. The value is the seconds that it lets others go before it."""

    ANSWER = 0
    """Somebody sits before the screen and waits."""
    CARD = 15
    """Somebody will look at it soon: a case for the help desk."""
    REMINDER = 60
    """Nobody expects it."""


class Clock(Protocol):
    """Time as the pacer sees it: seconds from any beginning, never going back."""

    def monotonic(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


class SystemClock:
    """The machine's own time."""

    @staticmethod
    def monotonic() -> float:
        return time.monotonic()

    @staticmethod
    async def sleep(seconds: float) -> None:
        await asyncio.sleep(seconds)


class _Waiter:
    """One call that waits."""

    __slots__ = ("granted", "order")

    def __init__(self, order: tuple[float, int]) -> None:
        self.order = order
        self.granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def __lt__(self, other: "_Waiter") -> bool:
        return self.order < other.order


class _Chat:
    """One chat's rate, and who waits for it."""

    __slots__ = ("entry", "rate", "waiting")

    def __init__(self, chat_id: int) -> None:
        self.rate = ChatRate(chat_id)
        self.waiting: list[_Waiter] = []
        self.entry = -1
        """The one entry in the pacer's queues that speaks for this chat; others are out of date."""


class Pacer:
    """Grants calls one by one. Belongs to one event loop; while nobody waits it holds no task."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._chats: dict[int, _Chat] = {}
        self._overall = OverallRate()
        self._numbers = count()
        # A waiting chat stands in one of two queues: by its time while its own limit holds it, then by its turn.
        self._later: list[tuple[float, int, int]] = []
        self._now: list[tuple[tuple[float, int], int, int]] = []
        self._waiting = 0
        self._look_again_at = _KEPT_CHATS
        self._alarm: asyncio.Task[None] | None = None
        self._alarm_at = 0.0

    async def ready(self, chat_id: int, priority: Priority = Priority.ANSWER) -> None:
        """Return when a call to `chat_id` may be made; the call counts as made then. A cancelled wait counts for nothing.

        Within a chat calls go in the order of their priority, and of their coming where that is the same.
        """
        chat = self._chat(chat_id)
        waiter = _Waiter((self._clock.monotonic() + priority, next(self._numbers)))
        heappush(chat.waiting, waiter)
        self._waiting += 1
        if chat.waiting[0] is waiter:
            self._enter(chat_id, chat)
        self._grant()
        try:
            await waiter.granted
        finally:
            if waiter.granted.cancelled():
                self._forget(chat_id, chat, waiter)

    def too_many(self, chat_id: int, retry_after: float) -> None:
        """Telegram refused a call to `chat_id`: nothing goes there for `retry_after` seconds (0 or more)."""
        now = self._clock.monotonic()
        chat = self._chat(chat_id)
        chat.rate.pause(now + max(0.0, retry_after))
        self._overall.refused(chat_id, now)
        if chat.waiting:
            self._enter(chat_id, chat)
            self._grant()

    def held(self, chat_id: int) -> bool:
        """Whether a call to `chat_id` would have to wait for that chat's own limit now."""
        chat = self._chats.get(chat_id)
        return chat is not None and (bool(chat.waiting) or chat.rate.due() > self._clock.monotonic())

    @property
    def waiting(self) -> int:
        """How many calls wait."""
        return self._waiting

    @property
    def remembered(self) -> int:
        """How many chats are kept in memory."""
        return len(self._chats)

    @property
    def overall_limit(self) -> int:
        """Calls a second over all chats as it stands now, 1 to 30."""
        return self._overall.limit

    def _chat(self, chat_id: int) -> _Chat:
        if chat_id not in self._chats:
            if len(self._chats) >= self._look_again_at:
                now = self._clock.monotonic()
                self._chats = {
                    key: chat
                    for key, chat in self._chats.items()
                    if chat.waiting or not chat.rate.is_idle(now)
                }
                self._look_again_at = max(_KEPT_CHATS, 2 * len(self._chats))
            self._chats[chat_id] = _Chat(chat_id)
        return self._chats[chat_id]

    def _enter(self, chat_id: int, chat: _Chat) -> None:
        """Queue a chat anew, by its time; its older entries no longer count."""
        chat.entry = next(self._numbers)
        heappush(self._later, (chat.rate.due(), chat.entry, chat_id))

    def _grant(self) -> None:
        """Grant all that may go now, and set the alarm for the next that may go later."""
        now = self._clock.monotonic()
        while self._waiting:
            self._move_due(now)
            while self._now and not self._speaks(self._now[0]):
                heappop(self._now)
            if not self._now:
                break
            due = self._overall.due(now)
            if due > now:
                self._wake_at(due)
                return
            _, _, chat_id = heappop(self._now)
            chat = self._chats[chat_id]
            waiter = heappop(chat.waiting)
            self._waiting -= 1
            if not waiter.granted.cancelled():  # else its task has given up, and has not yet come to say so
                chat.rate.send(now)
                self._overall.send(now)
                waiter.granted.set_result(None)
            if chat.waiting:
                self._enter(chat_id, chat)
        while self._later and not self._speaks(self._later[0]):
            heappop(self._later)
        self._wake_at(self._later[0][0] if self._later else None)

    def _move_due(self, now: float) -> None:
        while self._later and self._later[0][0] <= now:
            entry = heappop(self._later)
            if self._speaks(entry):
                chat = self._chats[entry[2]]
                heappush(self._now, (chat.waiting[0].order, chat.entry, entry[2]))

    def _speaks(self, entry: tuple[object, int, int]) -> bool:
        """Whether a queue's entry still speaks for its chat."""
        chat = self._chats.get(entry[2])
        return chat is not None and bool(chat.waiting) and chat.entry == entry[1]

    def _forget(self, chat_id: int, chat: _Chat, waiter: _Waiter) -> None:
        """Take out a waiter who gave up."""
        if waiter not in chat.waiting:
            return
        chat.waiting.remove(waiter)
        chat.waiting.sort()  # a sorted list is a heap
        self._waiting -= 1
        if chat.waiting:
            self._enter(chat_id, chat)
        self._grant()

    def _wake_at(self, due: float | None) -> None:
        """Have `_grant` run at `due`; None: there is nobody to run it for."""
        if self._alarm is not None:
            if due == self._alarm_at and not self._alarm.done():
                return
            self._alarm.cancel()
            self._alarm = None
        if due is not None:
            self._alarm_at = due
            self._alarm = asyncio.create_task(self._ring(due), name="pacer")

    async def _ring(self, due: float) -> None:
        await self._clock.sleep(max(due - self._clock.monotonic(), _LEAST_SLEEP))
        self._alarm = None  # or _grant would cancel the task it runs in
        self._grant()
