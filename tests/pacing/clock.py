"""A clock that moves only when a test moves it, and then jumps from one sleeper to the next."""

import asyncio
from heapq import heappop, heappush
from itertools import count

_TURNS = 25
"""Rounds of the event loop after which everything that can run has run."""


class VirtualClock:
    def __init__(self, now: float = 1000.0) -> None:
        self.now = now
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        assert seconds > 0
        woken = asyncio.get_running_loop().create_future()
        heappush(self._sleepers, (self.now + seconds, next(self._numbers), woken))
        await woken

    @property
    def sleepers(self) -> int:
        return sum(not woken.done() for _, _, woken in self._sleepers)

    async def moves_to(self, moment: float) -> None:
        """Wake whoever sleeps until `moment`, one after the other, each at its time."""
        await settled()
        while self._sleepers and self._sleepers[0][0] <= moment:
            due, _, woken = heappop(self._sleepers)
            if not woken.done():
                self.now = max(self.now, due)
                woken.set_result(None)
                await settled()
        self.now = max(self.now, moment)
        await settled()

    async def moves_by(self, seconds: float) -> None:
        await self.moves_to(self.now + seconds)


async def settled() -> None:
    for _ in range(_TURNS):
        await asyncio.sleep(0)
