"""Feed of a process that shares the bot with others: the updates of its shards, whichever process they arrived at, in their order.

Who is told of an update looks at once; whoever was not told finds it with the next look at all that waits.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from itertools import islice

from bot.records.rows import StoredUpdate
from bot.shards.shards import SharedShards
from bot.store.interface import Store

_EVERY = 1.0
"""So many seconds lie between two looks at all that waits."""
_BACK = 1000
"""So many places back is looked in between: what was kept at the same time may come to be seen in another order."""
_AT_ONCE = 100


class Feed:
    """Takes each update up once, as long as it waits."""

    def __init__(
        self, store: Store, shards: SharedShards, begins: Callable[[StoredUpdate], Awaitable[object]]
    ) -> None:
        """`begins` takes an update up. An update that is done is known by the store alone."""
        self._store = store
        self._shards = shards
        self._begins = begins
        self._in_hand: dict[int, int] = {}
        """The shards of the updates that were taken up here, and perhaps are not done."""
        self._last = 0
        self._looking = asyncio.Lock()

    def has(self, rows: Sequence[StoredUpdate]) -> None:
        """Take note that `rows` are taken up, here or otherwise."""
        self._in_hand |= {row.update_id: row.shard for row in rows}

    async def run(self) -> None:
        """Feed until cancelled. Raises BrokenStoreError."""
        loop = asyncio.get_running_loop()
        whole = loop.time()
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._shards.arrived.wait(), max(0.0, whole - loop.time()))
            self._shards.arrived.clear()
            is_time = loop.time() >= whole
            await self.looks(whole=is_time)
            if is_time:
                whole = loop.time() + _EVERY

    async def looks(self, *, whole: bool = True) -> None:
        """Take up what has come in. `whole`: all that waits is looked at, however long it does. Raises BrokenStoreError."""
        async with self._looking:
            held = self._shards.held
            found = await self._store.places(held, 0 if whole else self._last - _BACK)
            self._last = max([self._last, *(place for place, _ in found)])
            if whole:
                waiting = {number for _, number in found}
                self._in_hand = {
                    number: shard
                    for number, shard in self._in_hand.items()
                    if number in waiting or shard not in held
                }
            new = iter([number for _, number in found if number not in self._in_hand])
            while part := list(islice(new, _AT_ONCE)):
                for row in await self._store.numbered(part):
                    if row.shard in self._shards.held and row.update_id not in self._in_hand:
                        self.has([row])
                        await self._begins(row)

    async def done_with(self, shards: frozenset[int]) -> bool:
        """Whether no update of these shards is in hand, which are held no more. Raises BrokenStoreError."""
        async with self._looking:
            waiting = await self._store.places(shards, 0)
            if any(number in self._in_hand for _, number in waiting):
                return False
            self._in_hand = {number: shard for number, shard in self._in_hand.items() if shard not in shards}
            return True
