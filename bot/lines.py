"""One thing after the other for each person, everybody at the same time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

AT_ONCE = 256
"""So many people are served at the same moment; the others wait for one of them to be done."""

_NO_LIMIT = 1_000_000


class PerChatProcessor(BaseUpdateProcessor):
    """The line of each person, and of each group.

    PTB takes its own semaphore before `do_process_update`, so that one person with many updates would hold places
    that others need. Its limit is therefore out of reach here, and ours is taken after the person's line.
    """

    __slots__ = ("_busy", "_key", "_lines")

    def __init__(self, key: Callable[[Update], int]) -> None:
        """`key` gives what an update is kept in order by: a person's or a group's Telegram id."""
        super().__init__(_NO_LIMIT)
        self._key = key
        self._busy = asyncio.Semaphore(AT_ONCE)
        self._lines: dict[int, tuple[asyncio.Lock, int]] = {}

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is held."""

    @asynccontextmanager
    async def lock_for(self, key: int) -> AsyncIterator[None]:
        """Wait for everything that came before for `key`. Lines that nobody stands in are not kept."""
        lock, standing = self._lines.get(key, (asyncio.Lock(), 0))
        self._lines[key] = (lock, standing + 1)
        try:
            async with lock:
                yield
        finally:
            lock, standing = self._lines.pop(key)
            if standing > 1:
                self._lines[key] = (lock, standing - 1)

    def waiting_behind(self, key: int) -> int:
        """How many stand in the line of `key` behind whoever has its turn."""
        return max(0, self._lines[key][1] - 1) if key in self._lines else 0

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        key = self._key(update) if isinstance(update, Update) else 0
        async with self.lock_for(key), self._busy:
            await coroutine
