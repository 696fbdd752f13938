"""Calls under way, on a clock that a test moves: when each may go out."""

import asyncio

from bot.outgoing.pacing import Pacer
from bot.outgoing.rates import LEAST, REFUSED_CHATS
from bot.records.priority import Priority
from tests.pacing.clock import VirtualClock

SARI, BUDI, WAYAN = 11, 12, 13
DESK = -1001


class Calls:
    """Calls under way, and when each was granted."""

    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.pacer = Pacer(self.clock)
        self.began = self.clock.now
        self.granted: list[tuple[str, float]] = []
        self.tasks: dict[str, asyncio.Task[None]] = {}

    def ask(self, name: str, chat_id: int, priority: Priority = Priority.ANSWER) -> None:
        async def call() -> None:
            await self.pacer.ready(chat_id, priority)
            self.granted.append((name, round(self.clock.now - self.began, 3)))

        self.tasks[name] = asyncio.create_task(call())

    def refuse(self, chat_id: int, retry_after: float, made_ago: float = 0.0) -> None:
        self.pacer.too_many(chat_id, retry_after, self.clock.now - made_ago)

    async def slow_down(self) -> None:
        """Telegram refuses several chats at once: the rate over all chats is the least that a first refusal leads to."""
        for chat_id in range(9000, 9000 + REFUSED_CHATS):
            self.refuse(chat_id, 1)
        assert self.pacer.overall_limit == LEAST
        await self.clock.moves_by(0.05)
        self.began = self.clock.now

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.granted]

    @property
    def times(self) -> list[float]:
        return [time for _, time in self.granted]
