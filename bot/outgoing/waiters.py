"""Calls that wait for their turn, and the chats for which they wait."""

import asyncio

from bot.outgoing.rates import ChatRate
from bot.records.priority import Priority

_LETS_GO_FIRST = {
    Priority.ANSWER: 0.0,
    Priority.STAFF_ACTED: 0.0,
    Priority.STAFF_SAID: 0.0,
    Priority.OVERVIEW: 10.0,
    Priority.URGENT_CARD: 10.0,
    Priority.CARD: 15.0,
    Priority.RELAYED: 15.0,
    Priority.RENAMING: 60.0,
    Priority.RECEIPT: 60.0,
    Priority.BULK: 60.0,
}
"""The seconds that a call lets others go before it: it is not put off for ever."""

_Order = tuple[bool, float, int]
"""A group's staff before all others there; then by the time since when a call waits, less what its priority gives away."""


class Waiter:
    """Waiter: one call that waits."""

    __slots__ = ("granted", "order", "priority")

    def __init__(self, chat_id: int, priority: Priority, since: float, number: int) -> None:
        self.priority = priority
        behind = chat_id < 0 and priority > Priority.STAFF_SAID
        self.order: _Order = (behind, since + _LETS_GO_FIRST[priority], number)
        self.granted: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def __lt__(self, other: "Waiter") -> bool:
        return self.order < other.order


class Chat:
    """Chat: the rate of one chat, and the calls that wait for it."""

    __slots__ = ("entry", "rate", "waiting")

    def __init__(self, chat_id: int) -> None:
        self.rate = ChatRate(chat_id)
        self.waiting: list[Waiter] = []
        self.entry = -1
        """The one entry in the pacer's queues that speaks for this chat; others are out of date."""
