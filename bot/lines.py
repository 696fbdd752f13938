"""The order of work: one thing after the other for each person and each group, everybody at the same time.

Holding a person's lock means: nothing else is done to this person's cases until it is given back. Updates take the lock of their
person or group in the order in which they arrived; whatever else changes a case takes it by `lock_for`. Where a docstring says
"caller holds the person's lock", that is meant.

Nobody waits for Telegram with such a lock in hand: what is to be seen is shown afterwards, one thing after the other for each chat
by locks of its own (`Locks` of the screens and letters).
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from itertools import count
from typing import Any

from telegram.ext import BaseUpdateProcessor

AT_ONCE = 256
"""So many people are served at the same moment; the others wait for one of them to be done."""

_NO_LIMIT = 1_000_000


class Locks:
    """A lock for each key that somebody wants; those that nobody wants are not kept."""

    def __init__(self) -> None:
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}

    def lock_for(self, key: int) -> AbstractAsyncContextManager[None]:
        """Hold the lock of `key`, a Telegram id, after everything that asked for it before."""
        return _Held(self._locks, key)


class _Held:
    """The lock of a key, as long as it is held or waited for."""

    __slots__ = ("_key", "_lock", "_locks")

    def __init__(self, locks: dict[int, tuple[asyncio.Lock, int]], key: int) -> None:
        self._locks = locks
        self._key = key

    async def __aenter__(self) -> None:
        self._lock, standing = self._locks.get(self._key) or (asyncio.Lock(), 0)
        self._locks[self._key] = (self._lock, standing + 1)
        try:
            await self._lock.acquire()
        except BaseException:
            self._leaves()
            raise

    async def __aexit__(self, *_: object) -> None:
        self._lock.release()
        self._leaves()

    def _leaves(self) -> None:
        lock, standing = self._locks.pop(self._key)
        if standing > 1:
            self._locks[self._key] = (lock, standing - 1)


class PerChatProcessor(BaseUpdateProcessor):
    """Keeps the locks of all persons and groups, and applies updates under them.

    PTB takes its own semaphore before `do_process_update`, so that one person with many updates would hold places
    that others need. Its limit is therefore out of reach here, and ours is taken after the person's lock.
    """

    __slots__ = ("_awaited", "_busy", "_key", "_locks", "_numbers", "_since")

    def __init__(self, key: Callable[[Any], int]) -> None:
        """`key` gives what an update is kept in order by: a person's or a group's Telegram id."""
        super().__init__(_NO_LIMIT)
        self._key = key
        self._busy = asyncio.Semaphore(AT_ONCE)
        self._locks = Locks()
        self._awaited: dict[int, asyncio.Future[None]] = {}
        self._numbers = count()
        self._since: dict[int, float] = {}
        """Since when those wait that wait for a place, the first first."""

    async def initialize(self) -> None:
        """Do nothing: PTB asks for this method."""

    async def shutdown(self) -> None:
        """Do nothing: PTB asks for this method."""

    def lock_for(self, key: int) -> AbstractAsyncContextManager[None]:
        """Hold the lock of `key`, a Telegram id, after everything that asked for it before."""
        return self._locks.lock_for(key)

    def behind(self) -> float:
        """Seconds that the update that waits longest for a place has waited; 0 where none does."""
        first = next(iter(self._since.values()), None)
        return 0.0 if first is None else asyncio.get_running_loop().time() - first

    def end_of(self, update_id: int) -> "asyncio.Future[None]":
        """Done once this update is. To be asked for before it is begun."""
        return self._awaited.setdefault(update_id, asyncio.get_running_loop().create_future())

    async def do_process_update(self, update: Any, coroutine: Awaitable[Any]) -> None:
        key = self._key(update)
        try:
            async with self.lock_for(key):
                await self._takes_place()
                try:
                    await coroutine
                finally:
                    self._busy.release()
        finally:
            ended = self._awaited.pop(update.update_id, None)
            if ended and not ended.done():
                ended.set_result(None)

    async def _takes_place(self) -> None:
        """Take one of the AT_ONCE places, after the updates that asked for one before."""
        number = next(self._numbers)
        self._since[number] = asyncio.get_running_loop().time()
        try:
            await self._busy.acquire()
        finally:
            del self._since[number]
