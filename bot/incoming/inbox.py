"""Inbox, the one door for updates: kept first, then dealt with.

Telegram is told that an update has arrived (by the next offset, or by the webhook's answer) only after `take` has
returned. So a kill at any instant loses nothing, and what was not finished is replayed at the next start.
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from telegram import Bot, Message, Update

from bot.incoming.feed import Feed
from bot.incoming.fitting import LARGEST, RawUpdate, number_of, place_of
from bot.incoming.flood_guard import FloodGuard
from bot.incoming.parse import order_key, whose
from bot.incoming.private_tap import Arrived, PrivateTap, private_tap
from bot.incoming.redacted_update import BROKEN, looked_through
from bot.incoming.set_aside import set_aside, unreadable
from bot.incoming.waiting_room import WaitingRoom
from bot.lines import PerChatProcessor
from bot.records.rows import StoredUpdate
from bot.shards.shards import ALONE, Shards, SharedShards
from bot.store.connection import Held, shard_of
from bot.store.interface import BrokenStoreError, Store
from bot.transport.body import in_json

log = logging.getLogger("bot.incoming.inbox")

DEATHS = 5
"""So often the process may die while an update is under way, until that one is set aside. Under a kill a second from outside, of the updates
that a kill has met one in thirty or forty is met by the next: by three deaths an innocent one is set aside now and then, by five none.
"""
_READ_BEFORE = 2000
"""So many updates are kept as they were read, till the feed comes to them."""


def _doer(update: Arrived) -> int | None:
    """Person with whose data the update is erased; None where it has no sender."""
    search = update.inline_query if isinstance(update, Update) else None
    return search.from_user.id if search else whose(update)


def _numbers(update: Arrived) -> Iterator[object]:
    """Everything by which an update is put in order and kept: python-telegram-bot takes whatever stands there."""
    yield order_key(update)
    if isinstance(update, PrivateTap):
        return
    yield from (found.id for found in (update.effective_chat, update.effective_user) if found)
    if message := update.effective_message:
        yield message.message_id
    if isinstance(message, Message):
        others = (message.message_thread_id, message.migrate_to_chat_id)
        yield from (number for number in others if number is not None)
        if message.reply_to_message:
            yield message.reply_to_message.message_id


def _shard(update: Arrived | None, raw: RawUpdate) -> int:
    """Shard of whoever the update is kept in order with; that of id 0 where nobody can be told."""
    place = place_of(raw)
    return shard_of(order_key(update) if update else place[0] if place else 0)


def _kept(raw: RawUpdate) -> str:
    """An update as a line of the inbox; it counts by its length, whatever letters it has."""
    return in_json(raw, only_ascii=True).decode()


class Inbox:
    """Takes updates in, and hands them to the application's queue."""

    def __init__(  # noqa: PLR0917  (one each)
        self,
        store: Store,
        queue: "asyncio.Queue[object]",
        bot: Bot,
        clock: Callable[[], datetime],
        order: PerChatProcessor,
        guard: FloodGuard | None = None,
        room: WaitingRoom | None = None,
        *,
        is_desk: Callable[[int], bool] = lambda _: False,
        shards: Shards = ALONE,
    ) -> None:
        """`is_desk` tells the groups in which it is said that something cannot be read."""
        self._is_desk = is_desk
        self._shards = shards
        self.feed = Feed(store, shards, self._again) if isinstance(shards, SharedShards) else None
        """Where other processes serve the bot too: whatever has come in is taken up by way of it."""
        self._just_read: dict[int, Arrived] = {}
        """What this process has read of what it will take up by the feed."""
        self._store = store
        self._queue = queue
        self._bot = bot
        self._clock = clock
        self._order = order
        self._guard = guard
        self._room = room
        self._late: set[asyncio.Task[None]] = set()
        self._behind: dict[int, list[StoredUpdate]] = {}
        """Updates that came after one that is taken up at last, of the same person."""

    async def take(self, updates: Sequence[RawUpdate]) -> None:
        """Keep new updates in one transaction and queue them; what was seen before is left out.

        An update that python-telegram-bot cannot read is set aside at once.

        Raises BrokenStoreError, and ValueError where something is no update at all: then nothing is kept.
        """
        now = self._clock()
        clean: list[RawUpdate] = []
        for raw in updates:
            if clean:
                await asyncio.sleep(0)  # a hundred long messages hold nobody up
            clean.append(looked_through(raw))
        found = [(number_of(raw), self._read(raw), raw) for raw in clean]
        rows = [
            StoredUpdate(number, _doer(read) if read else None, _kept(raw), now, shard=_shard(read, raw))
            for number, read, raw in found
        ]
        new = await self._store.take_in(rows)
        if self.feed:
            if len(self._just_read) > _READ_BEFORE:
                self._just_read.clear()  # of shards that went before they were taken up
            self._just_read |= {
                number: read
                for (number, read, _), row in zip(found, rows, strict=True)
                if read and number in new and row.shard in (self._shards.held or ())
            }
            self._shards.tells_of_updates({row.shard for row in rows if row.update_id in new})
            return
        for (number, read, raw), row in zip(found, rows, strict=True):
            if number not in new:
                continue
            new -= {number}
            if read and order_key(read) in self._behind:
                self._behind[order_key(read)].append(row)
            else:
                await self._queue_up(row, read, raw)

    async def steps_over(self, number: int, kind: str) -> None:
        """Set an update aside of which nothing but its number could be read; `kind` is the error's. Raises BrokenStoreError."""
        now = self._clock()
        await self._store.take_in([StoredUpdate(number, None, "{}", now)])
        await self._store.set_aside(number, kind, (), now)

    async def replay(self, shards: Held = None) -> int:
        """Queue what the last process did not finish, in order; gives how many. `shards`: of these alone.

        What was under way when a process died may be why it died: that is taken up after all others, one at a time,
        so that the next death tells it from those that only stood beside it. What the same person or group did later waits for it.
        """
        waiting = await self._store.unfinished(shards)
        if self.feed:
            self.feed.has(waiting)
        suspected = [row for row in waiting if row.begun]
        self._behind |= {self._line(row): [] for row in suspected}
        ends = [end for row in waiting if not row.begun if (end := await self._again_till_done(row))]
        if suspected:
            late = asyncio.create_task(self._at_last(suspected, ends))
            self._late.add(late)
            late.add_done_callback(self._late.discard)
        return len(waiting)

    async def _at_last(
        self, suspected: Sequence[StoredUpdate], ends: "Sequence[asyncio.Future[None]]"
    ) -> None:
        """Take up again what was under way before, the least suspected first. A broken store is found by what comes next as well."""
        await asyncio.gather(*ends)
        with contextlib.suppress(BrokenStoreError):
            for at, row in enumerate(suspected):
                end = await self._again_till_done(row, at_last=True)
                if end:
                    await end
                line = self._line(row)
                if line not in map(self._line, suspected[at + 1 :]):
                    await self._lets_on(self._behind[line])
                    del self._behind[line]

    async def _lets_on(self, behind: list[StoredUpdate]) -> None:
        """Queue those that waited; what comes meanwhile stands behind them."""
        while behind:
            await self._again(behind.pop(0), at_last=True)

    def _line(self, row: StoredUpdate) -> int:
        """Id of whoever a kept update is in order with; 0 for one that cannot be read."""
        update = self._read(json.loads(row.body))
        return order_key(update) if update else 0

    async def _again_till_done(
        self, row: StoredUpdate, *, at_last: bool = False
    ) -> "asyncio.Future[None] | None":
        """The end of an update that is queued once more; None for one that is not."""
        queued = await self._again(row, at_last=at_last)
        return self._order.end_of(row.update_id) if queued else None

    async def _again(self, row: StoredUpdate, *, at_last: bool = False) -> bool:
        """Whether a kept update is queued; one behind which somebody's earlier one stands waits for it, but `at_last`."""
        if not at_last and self._behind and (line := self._line(row)) in self._behind:
            self._behind[line].append(row)
            return False
        raw = json.loads(row.body)
        update = self._just_read.pop(row.update_id, None) or self._read(raw)
        if update is not None and row.begun >= DEATHS:
            await set_aside(self._store, update, "Died", self._clock(), self._is_desk)
            return False
        return await self._queue_up(row, update, raw)

    async def caught_up(self) -> None:
        """Wait until all that the last process left is queued, and done with but for the last of it."""
        await asyncio.gather(*self._late)

    async def stop(self) -> None:
        """Stop queuing: what is not queued yet stays for the next process."""
        for late in self._late:
            late.cancel()
        await asyncio.gather(*self._late, return_exceptions=True)

    async def _queue_up(self, row: StoredUpdate, update: Arrived | None, raw: RawUpdate) -> bool:
        """Put an update into the queue, unless it cannot be read, is not heard or has to wait; whether it was put there."""
        if update is None:
            letters = unreadable(row.update_id, raw, self._is_desk)
            await self._store.set_aside(row.update_id, "Unreadable", letters, self._clock())
            return False
        if self._guard and not await self._heard(self._guard, update, row.received_at, len(row.body)):
            return False
        person = whose(update)
        if self._room and person is not None and not await self._room.admits(person, update):
            return False
        self._queue.put_nowait(update)
        return True

    def lets_in(self) -> None:
        """Queue what those have written who waited, as far as they may begin now."""
        for update in self._room.lets_in() if self._room else ():
            self._queue.put_nowait(update)

    @staticmethod
    async def _heard(guard: FloodGuard, update: Arrived, arrived: datetime, size: int) -> bool:
        """Whether whoever made the update is heard, in their own chat or in a group. What nobody did is.

        Whoever speaks as a group or a channel has a number that is the same everywhere: they count as the group they write in.
        """
        if isinstance(update, PrivateTap):
            return await guard.hears(update.person, update.person, update, arrived, size)
        if update.inline_query:
            return await guard.searches(update.inline_query.from_user.id, update, arrived, size)
        chat, user = update.effective_chat, update.effective_user
        said = update.message or update.edited_message
        who = chat.id if chat and said and said.sender_chat else user.id if user else None
        person = whose(update) or (who if chat and chat.id < 0 else None)
        if person is None or update.my_chat_member or update.chat_member:
            return True
        return await guard.hears(person, chat.id if chat and chat.id < 0 else person, update, arrived, size)

    def _read(self, raw: RawUpdate) -> Arrived | None:
        try:
            if raw.get(BROKEN):
                raise ValueError("not looked through")  # noqa: TRY301  (unreadable like any other)
            update = private_tap(raw) or Update.de_json(raw, self._bot)
            if not all(type(number) is int and abs(number) < LARGEST for number in _numbers(update)):
                raise ValueError("no number of Telegram's")  # noqa: TRY301  (unreadable like any other)
        except Exception as error:  # noqa: BLE001  (whatever is wrong with it, it must not stop the others)
            log.warning(
                "unreadable update", extra={"update": raw.get("update_id"), "error": type(error).__name__}
            )
            return None
        return update
