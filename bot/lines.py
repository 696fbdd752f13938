"""One thing after the other for each person and each group, everybody at the same time.

Holding a person's lock means: nothing else is done to this person's cases or screen until it is given back. Updates take
the lock of their person or group in the order in which they arrived; whatever else changes a case, or shows it, takes it
by `lock_for`. Where a docstring says "caller holds the person's lock", that is meant.
"""

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
    """Keeps the locks of all persons and groups, and applies updates under them.

    PTB takes its own semaphore before `do_process_update`, so that one person with many updates would hold places
    that others need. Its limit is therefore out of reach here, and ours is taken after the person's lock.
    """

    __slots__ = ("_awaited", "_busy", "_key", "_lines")

    def __init__(self, key: Callable[[Update], int]) -> None:
        """`key` gives what an update is kept in order by: a person's or a group's Telegram id."""
        super().__init__(_NO_LIMIT)
        self._key = key
        self._busy = asyncio.Semaphore(AT_ONCE)
        self._lines: dict[int, tuple[asyncio.Lock, int]] = {}
        self._awaited: dict[int, asyncio.Future[None]] = {}

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is held."""

    @asynccontextmanager
    async def lock_for(self, key: int) -> AsyncIterator[None]:
        """Hold the lock of `key`, a Telegram id, after everything that asked for it before. Locks that nobody wants are not kept."""
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
        """How many wait for the lock of `key`, which somebody holds."""
        return max(0, self._lines[key][1] - 1) if key in self._lines else 0

    def end_of(self, update_id: int) -> "asyncio.Future[None]":
        """Done once this update is. To be asked for before it is begun."""
        return self._awaited.setdefault(update_id, asyncio.get_running_loop().create_future())

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        key = self._key(update) if isinstance(update, Update) else 0
        try:
            async with self.lock_for(key), self._busy:
                await coroutine
        finally:
            ended = self._awaited.pop(update.update_id, None) if isinstance(update, Update) else None
            if ended and not ended.done():
                ended.set_result(None)
