"""Keeper of the shards: takes what nobody holds, gives away what is more than its part, and cuts off who is silent.

A process that has been silent itself finds its row gone, and ends: what it remembers may not be so any more.
"""

import asyncio
import logging
import math
from collections.abc import Iterable
from contextlib import suppress
from typing import Protocol

from bot.shards.shards import SharedShards
from bot.store.connection import SHARDS
from bot.store.interface import BrokenStoreError
from bot.store.postgres.roll import GONE_FOR, LEADER, SILENT, Attendance, Roll

log = logging.getLogger("bot.shards.keeper")

BEAT = 0.5
"""So many seconds lie between two beats."""
SURE = GONE_FOR
"""So long after a beat nobody can have taken over yet: only so long calls to Telegram are made."""
_LOOK = 0.5
_GATHERED = 0.02
"""So many seconds what is told is gathered."""
_DONE_IN = 5.0
"""So many seconds what is under way for shards that are given away has to come to its end; else they stay for now."""


class Worker(Protocol):
    """The bot, as far as it works by shards."""

    async def takes_over(self, shards: frozenset[int]) -> None:
        """Take up what the last holder of these left. Raises BrokenStoreError."""

    async def done_with(self, shards: frozenset[int]) -> bool:
        """Whether nothing is under way for these, of which nothing new is begun. Raises BrokenStoreError."""

    async def leads(self) -> None:
        """Lead from now on. Raises BrokenStoreError."""

    def hears(self, word: str) -> None:
        """A word from another process, or from this one."""

    def among(self, processes: int) -> None:
        """Take note that `processes` processes serve the bot now, this one included; at least 1."""


class Keeper:
    """Keeps this process's shards."""

    def __init__(self, roll: Roll, shards: SharedShards) -> None:
        self._roll = roll
        self._shards = shards
        self._worker: Worker | None = None
        self._beaten_at = float("-inf")
        self._steady_since = float("-inf")
        """Since when no beat was missing."""
        self._beaten = asyncio.Event()
        self._stirred = asyncio.Event()
        self._beating: asyncio.Task[None] | None = None
        self._words: list[str] = []

    async def joins(self) -> None:
        """Be there from now on, and hold nothing yet. Raises BrokenStoreError."""
        began = asyncio.get_running_loop().time()
        await self._roll.joins(self._hears)
        self._was_heard(began)
        self._beating = asyncio.create_task(self._beats(), name="beating")

    async def run(self, worker: Worker) -> None:
        """Keep the shards until cancelled. Raises CutOffError, BrokenStoreError."""
        assert self._beating is not None
        self._worker = worker
        ours = [
            asyncio.create_task(self._looks(worker), name="looking at the roll"),
            asyncio.create_task(self._tells(), name="telling"),
        ]
        try:
            done, _ = await asyncio.wait((self._beating, *ours), return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in ours:
                task.cancel()
            await asyncio.gather(*ours, return_exceptions=True)

    async def leaves(self) -> None:
        """Everything is free for the others, where the database can be told so."""
        if self._beating:
            self._beating.cancel()
            await asyncio.gather(self._beating, return_exceptions=True)
        self._shards.held = frozenset()
        with suppress(BrokenStoreError):
            await self._roll.leaves()

    async def make_sure(self) -> None:
        """Return once it is sure that nobody else works for what this process holds: before anything goes out."""
        while asyncio.get_running_loop().time() - self._beaten_at > SURE:
            self._beaten.clear()
            await self._beaten.wait()

    async def _beats(self) -> None:
        while True:
            began = asyncio.get_running_loop().time()
            try:
                await self._roll.beats()
            except BrokenStoreError as error:
                log.warning(
                    "not heard by the others", extra={"error": type(error.__cause__ or error).__name__}
                )
            else:
                self._was_heard(began)
                await self._cuts_off_the_silent()
            await asyncio.sleep(BEAT)

    def _was_heard(self, began: float) -> None:
        """The beat that began then was kept: it is the earliest that the others may count from."""
        if began - self._beaten_at > SURE:
            self._steady_since = began
        self._beaten_at = began
        self._beaten.set()

    async def _tells(self) -> None:
        while True:
            await self._shards.news.wait()
            await asyncio.sleep(_GATHERED)
            self._shards.news.clear()
            told, self._shards.untold = self._shards.untold, set()
            with suppress(BrokenStoreError):  # whoever was to hear it looks by themselves, a little later
                for word in sorted(told):
                    await self._roll.tells(word)

    def _hears(self, word: str) -> None:
        self._shards.hears(word)
        if word == "roll":
            self._stirred.set()
        if self._worker is not None:
            self._worker.hears(word)

    async def _looks(self, worker: Worker) -> None:
        while True:
            self._stirred.clear()
            attendance = await self._roll.attendance()
            worker.among(max(1, len(attendance.there)))
            await self._takes(worker, attendance)
            await self._gives(worker, len(self._shards.held) - _part(attendance))
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stirred.wait(), _LOOK)

    @property
    def _may_judge(self) -> bool:
        """Whether the others have had the time to be heard since this process was: the database may have been away for all."""
        now = asyncio.get_running_loop().time()
        return now - self._beaten_at <= SURE and now - self._steady_since > SILENT

    async def _cuts_off_the_silent(self) -> None:
        if not self._may_judge:
            return
        with suppress(BrokenStoreError):  # the next beat tries again
            for name in await self._roll.silent():
                if await self._roll.cuts_off(name):
                    log.warning("silent process cut off", extra={"who": name.rpartition(" ")[2]})
                    self._stirred.set()

    async def _takes(self, worker: Worker, attendance: Attendance) -> None:
        free = attendance.free()
        if LEADER in free and await self._roll.take_shards([LEADER]):
            await worker.leads()
            self._shards.begins_to_lead()
            log.info("leads")
        room = _part(attendance) - len(self._shards.held)
        wanted = [shard for shard in free if shard != LEADER][: max(0, room)]
        taken = await self._roll.take_shards(wanted) if wanted else frozenset[int]()
        if taken:
            await worker.takes_over(taken)
            self._shards.held |= taken
            self._shards.arrived.set()
            log.info("shards taken", extra={"count": len(taken), "held": len(self._shards.held)})

    async def _gives(self, worker: Worker, surplus: int) -> None:
        """Give away so many shards that are in the way of another's part; those for which something is still under way stay."""
        if surplus <= 0:
            return
        going = frozenset(sorted(self._shards.held)[-surplus:])
        self._shards.held -= going
        loop = asyncio.get_running_loop()
        until = loop.time() + _DONE_IN
        done = await _done(worker, going)
        while done != going and loop.time() < until:
            await asyncio.sleep(0.05)
            done = await _done(worker, going)
        self._shards.held |= going - done
        self._shards.arrived.set()
        if done:
            await self._roll.gives(done)
            self._shards.tells("roll")
            log.info("shards given", extra={"count": len(done), "held": len(self._shards.held)})


async def _done(worker: Worker, shards: Iterable[int]) -> frozenset[int]:
    return frozenset([shard for shard in shards if await worker.done_with(frozenset({shard}))])


def _part(attendance: Attendance) -> int:
    return math.ceil(SHARDS / max(1, len(attendance.there)))
