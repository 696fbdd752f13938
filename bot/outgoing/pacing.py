"""Pacing: when the next call may go out to a chat, so that Telegram need not refuse it.

* A private chat: one a second on the long run; whoever acts may be answered much faster for a while. A group (id below 0): 20 in
  any 60 seconds, some of them kept for its staff. Edits count as sends.
* A chat that Telegram refused waits as long as Telegram said, and no other chat waits with it.
* Over all chats answers know no limit, until several chats are refused at once: then the rate is lowered to less than what
  Telegram took, and rises again.
* What goes to many at once has a lane of its own, 25 a second, and only goes where nothing else wants to.
* Whose turn it is among the others: whoever has waited longest, counted from a head start that the priority gives. Chats whose
  own limit is reached are passed over.
"""

import asyncio
import time
from heapq import heapify, heappop, heappush
from itertools import count
from typing import Protocol

from bot.outgoing.rates import BULK, BulkRate, CaseShares, OverallRate
from bot.outgoing.waiters import Chat, Waiter
from bot.records.priority import Priority

_LEAST_SLEEP = 0.001
"""A shorter sleep could end before the clock's next step, and be slept again and again."""
AT_ONCE = 3
"""So many calls may a letter of a group need: a topic, the card, the message."""
_KEPT_CHATS = 64
"""So many chats may be remembered without looking whether they are idle."""


class PaceClock(Protocol):
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


class Pacer:
    """Grants calls one by one. Belongs to one event loop; while nobody waits it holds no task."""

    def __init__(self, clock: PaceClock, bulk: float = BULK) -> None:
        """`bulk`: calls a second in the lane of what goes to many at once."""
        self._clock = clock
        self._chats: dict[int, Chat] = {}
        self._groups: set[int] = set()
        """Chats that are groups."""
        self._overall = OverallRate()
        self._bulk = BulkRate(bulk)
        self._shares = CaseShares()
        self._bulk_of_all = bulk
        self._numbers = count()
        # A waiting chat stands in one of these queues: by its time while its own limit holds it, then by its turn.
        self._later: list[tuple[float, int, int]] = []
        self._now: list[tuple[tuple[float, int], int, int, float]] = []
        self._last: list[tuple[tuple[float, int], int, int, float]] = []
        """Same as `_now`, for what goes to many at once."""
        self._waiting = 0
        self._bulky = 0
        self._look_again_at = _KEPT_CHATS
        self._alarm: asyncio.Task[None] | None = None
        self._alarm_at = 0.0

    async def ready(self, chat_id: int, priority: Priority = Priority.ANSWER) -> float:
        """Return when a call to `chat_id` may be made; the call counts as made then, at the time that is given.

        A cancelled wait counts for nothing. Within a chat calls go in the order of their priority, and of their coming where that
        is the same.
        """
        chat = self._chat(chat_id)
        waiter = Waiter(chat_id, priority, self._clock.monotonic(), next(self._numbers))
        heappush(chat.waiting, waiter)
        self._count(waiter, 1)
        if chat.waiting[0] is waiter:
            self._enter(chat_id, chat)
        self._grant()
        try:
            return await waiter.granted
        finally:
            if waiter.granted.cancelled():
                self._forget(chat_id, chat, waiter)

    def too_many(self, chat_id: int, retry_after: float, made_at: float) -> None:
        """Telegram refused a call to `chat_id` that was granted at `made_at`: nothing goes there for `retry_after` seconds (0 or
        more).
        """
        now = self._clock.monotonic()
        chat = self._chat(chat_id)
        chat.rate.pause(now + max(0.0, retry_after))
        self._overall.refused(chat_id, now, made_at)
        if chat.waiting:
            self._enter(chat_id, chat)
        self._grant()

    def among(self, processes: int) -> None:
        """Share the lane of what goes to many at once among `processes` processes, at least 1."""
        self._bulk.becomes(self._bulk_of_all / processes)

    def full(self) -> dict[int, Priority]:
        """The groups to which no call of this priority or a less urgent one can go now; the others are left out."""
        now, found = self._clock.monotonic(), {}
        for group in self._groups:
            rate = self._chats[group].rate
            if rate.due(Priority.OVERVIEW, now, AT_ONCE) > now:
                staff_too = rate.due(Priority.STAFF_ACTED, now) > now
                found[group] = Priority.ANSWER if staff_too else Priority.OVERVIEW
            elif rate.due(Priority.RELAYED, now, AT_ONCE) > now:
                found[group] = Priority.RELAYED
        return found

    def passes(self, chat_id: int, case: int) -> None:
        """Count what was written in `case` and is passed on to a group."""
        self._shares.passes(chat_id, case, self._clock.monotonic())

    def spent(self) -> dict[int, frozenset[int]]:
        """The cases, by their group, of which so much was passed on within a minute that others go first."""
        return self._shares.spent(self._clock.monotonic())

    def behind(self) -> float:
        """Seconds that the answer that waits longest for the rate over all chats has waited; 0 where none does."""
        while self._now and not self._speaks(self._now[0]):
            heappop(self._now)
        return max(0.0, self._clock.monotonic() - self._now[0][3]) if self._now else 0.0

    @property
    def waiting(self) -> int:
        """Number of calls that wait."""
        return self._waiting

    @property
    def bulk_waiting(self) -> int:
        """Number of waiting calls in the lane of what goes to many at once."""
        return self._bulky

    @property
    def remembered(self) -> int:
        """Number of chats that are kept in memory."""
        return len(self._chats)

    @property
    def overall_limit(self) -> float | None:
        """Calls a second over all chats as it stands now, 1 or more; None: none has been met."""
        return self._overall.limit(self._clock.monotonic())

    def _chat(self, chat_id: int) -> Chat:
        if chat_id not in self._chats:
            if len(self._chats) >= self._look_again_at:
                now = self._clock.monotonic()
                self._chats = {
                    key: chat
                    for key, chat in self._chats.items()
                    if chat.waiting or not chat.rate.is_idle(now)
                }
                self._groups &= self._chats.keys()
                self._look_again_at = max(_KEPT_CHATS, 2 * len(self._chats))
            self._chats[chat_id] = Chat(chat_id)
            if chat_id < 0:
                self._groups.add(chat_id)
        return self._chats[chat_id]

    def _count(self, waiter: Waiter, more: int) -> None:
        self._waiting += more
        self._bulky += more if waiter.priority is Priority.BULK else 0

    def _enter(self, chat_id: int, chat: Chat) -> None:
        """Queue a chat anew, by its time; its older entries no longer count."""
        chat.entry = next(self._numbers)
        due = chat.rate.due(chat.waiting[0].priority, self._clock.monotonic())
        heappush(self._later, (due, chat.entry, chat_id))

    def _grant(self) -> None:
        """Grant all that may go now, and set the alarm for the next that may go later."""
        now = self._clock.monotonic()
        wake: float | None = None
        while self._waiting:
            self._move_due(now)
            lane = self._lane()
            if lane is None:
                break
            due = self._overall.due(now)
            if lane is self._last:
                due = max(due, self._bulk.due(now))
            if due > now:
                wake = due
                break
            self._go(heappop(lane)[2], now)
        while self._later and not self._speaks(self._later[0]):
            heappop(self._later)
        times = [wake, self._later[0][0] if self._later else None]
        self._wake_at(min((at for at in times if at is not None), default=None))

    def _lane(self) -> "list[tuple[tuple[float, int], int, int, float]] | None":
        """The lane out of which the next call is granted; None where nobody waits whose chat would take one."""
        for lane in (self._now, self._last):
            while lane and not self._speaks(lane[0]):
                heappop(lane)
            if lane:
                return lane
        return None

    def _go(self, chat_id: int, now: float) -> None:
        """Grant the first of those that wait for a chat."""
        chat = self._chats[chat_id]
        waiter = heappop(chat.waiting)
        self._count(waiter, -1)
        if not waiter.granted.cancelled():  # else its task has given up, and has not yet come to say so
            chat.rate.send(now, waiter.priority)
            self._overall.send(now)
            if waiter.priority is Priority.BULK:
                self._bulk.send(now)
            waiter.granted.set_result(now)
        if chat.waiting:
            self._enter(chat_id, chat)

    def _move_due(self, now: float) -> None:
        while self._later and self._later[0][0] <= now:
            entry = heappop(self._later)
            if self._speaks(entry):
                chat = self._chats[entry[2]]
                first = chat.waiting[0]
                lane = self._last if first.priority is Priority.BULK else self._now
                heappush(lane, (first.order[1:], chat.entry, entry[2], now))

    def _speaks(self, entry: "tuple[object, int, int] | tuple[object, int, int, float]") -> bool:
        """Whether a queue's entry still speaks for its chat."""
        chat = self._chats.get(entry[2])
        return chat is not None and bool(chat.waiting) and chat.entry == entry[1]

    def _forget(self, chat_id: int, chat: Chat, waiter: Waiter) -> None:
        """Take out a waiter who gave up."""
        if waiter not in chat.waiting:
            return
        chat.waiting.remove(waiter)
        heapify(chat.waiting)
        self._count(waiter, -1)
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
