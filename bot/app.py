"""The one place where the parts are put together."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from secrets import randbelow

from telegram import Update
from telegram.ext import Application, TypeHandler
from telegram.request import BaseRequest

from bot.apply import UpdateHandler
from bot.conversation import Conversations
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.cases.operator_view import seen_from
from bot.helpdesk.desks.desk_directory import DeskDirectory
from bot.helpdesk.desks.membership import Membership
from bot.helpdesk.parts import Helpdesk
from bot.incoming.flood_guard import FloodGuard
from bot.incoming.inbox import Inbox
from bot.incoming.not_known import WaitingUpdates
from bot.incoming.parse import order_key
from bot.incoming.private_tap import PrivateTap
from bot.incoming.waiting_room import WaitingRoom
from bot.lines import Locks, PerChatProcessor
from bot.operations.log_error import log_error
from bot.outgoing.backoff import Backoff
from bot.outgoing.bot_profile import set_profile
from bot.outgoing.outbox import Outbox
from bot.outgoing.pacing import Pacer
from bot.outgoing.retry import retry_at_start
from bot.outgoing.screens import Screens
from bot.outgoing.second_look import SecondLook
from bot.outgoing.sender import Sender
from bot.outgoing.token_watch import LASTING, TokenWatch
from bot.reminders import Reminders
from bot.route import Router
from bot.settings import Settings
from bot.shards.shards import ALONE, Shards
from bot.store.connection import Held
from bot.store.interface import BrokenStoreError, StaleError, Store
from bot.turn import Turns
from flows.dialogue.case_code import LARGEST

log = logging.getLogger("bot.app")

UPDATES_KEPT = timedelta(days=2)
"""Done updates and sent letters are remembered so long; Telegram repeats an update for a day at most."""
_TIDYING = timedelta(hours=1)
_LAST_CALLS = 5.0
"""So many seconds have the calls that are on their way when the process ends."""
_GLANCE = 1.0
"""So many seconds at most pass before the outbox looks for what has become due."""

_SHARED_GLANCE = 0.25
"""The same where other processes put letters there too."""
_SLOWLY = 20
"""Number of looks at what others have changed, of which one takes it as changed."""
_DESKS = "desks"
"""The word by which processes tell each other that districts are not as they were."""


def clock() -> datetime:
    """The time. Nowhere else is it asked."""
    return datetime.now(UTC)


def any_case() -> int:
    """A case number that nobody can guess from another."""
    return randbelow(LARGEST)


class Assistant:
    """The whole bot, but for where its updates come from: they go into `inbox`."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        *,
        token: str,
        request: BaseRequest,
        updates_request: BaseRequest,
        clock: Callable[[], datetime] = clock,
        new_case: Callable[[], int] = any_case,
        pacer: Pacer | None = None,
        guarded: bool = False,
        doubting: float = LASTING,
        shards: Shards = ALONE,
    ) -> None:
        """`shards`: what this process works for. `doubting`: so many seconds Telegram must say that it does not know the token, until that is believed. Without a `pacer` calls go at once; `guarded`: who floods the bot is not heard for a while."""
        self.settings = settings
        self.store = store
        self.shards = shards
        self.clock = clock
        self.lines = PerChatProcessor(order_key)
        base = settings.bot_api_url.rstrip("/")
        queue: asyncio.Queue[object] = asyncio.Queue()
        self.application = (
            Application.builder()
            .token(token)
            .base_url(f"{base}/bot")
            .base_file_url(f"{base}/file/bot")
            .request(request)
            .get_updates_request(updates_request)
            .updater(None)
            .job_queue(None)
            .update_queue(queue)
            .concurrent_updates(self.lines)
            .build()
        )
        bot = self.application.bot
        self.token_watch = TokenWatch(bot, doubting)
        self.sender = Sender(bot, pacer, paid=settings.paid_broadcast, doubts=self.token_watch.doubts)
        second = SecondLook(bot, clock)
        self.desks = DeskDirectory(store, lambda: shards.tells(_DESKS))
        showing = Locks()
        self.screens = Screens(
            store,
            self.sender,
            showing,
            clock,
            lambda known, now: seen_from(known, self.desks, now),
            second,
            shards,
        )
        wake = asyncio.Event()
        self.turns = turns = Turns(store, self.sender, self.screens, self.lines, clock=clock, wake=wake)
        self.helpdesk = Helpdesk(
            HelpdeskContext(
                store,
                self.sender,
                turns,
                self.desks,
                Membership(store, bot, clock),
                clock,
                settings.owner_ids,
                wake,
            ),
            second,
        )
        self.room = WaitingRoom(store, self.sender, clock, self._behind)
        self.outbox = Outbox(
            store,
            self.sender,
            showing,
            clock,
            deliveries=self.helpdesk.deliveries,
            second=second,
            wake=wake,
            waits=self.room.holds,
            shards=shards,
        )
        self.conversations = Conversations(store, turns, self.helpdesk.operator_side, self.desks, new_case)
        self.reminders = Reminders(store, turns, self.desks)
        self.broken: asyncio.Future[BrokenStoreError] = asyncio.get_running_loop().create_future()
        """Done once the store cannot be used any more: the process must end."""
        self.waiting = WaitingUpdates(clock, queue.put_nowait)

        def is_desk(chat: int) -> bool:
            return self.desks.at(chat) is not None

        self._applying = UpdateHandler(
            store,
            Router(store, self.conversations, self.helpdesk, clock),
            self.sender,
            self.screens,
            clock=clock,
            broken=self._break,
            owners=settings.owner_ids,
            waiting=self.waiting,
            is_desk=is_desk,
        )
        self.application.add_handlers(
            [TypeHandler(kind, self._applying.handle) for kind in (Update, PrivateTap)]
        )
        self._guard = FloodGuard(store, clock, is_desk) if guarded else None
        self.inbox = Inbox(
            store,
            queue,
            bot,
            clock,
            self.lines,
            self._guard,
            self.room,
            is_desk=is_desk,
            shards=shards,
        )
        self._desks_changed = asyncio.Event()
        self._presenting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """The setting of the bot's profile."""
        self._tidied = Backoff(datetime.min.replace(tzinfo=UTC))

    def _behind(self) -> float:
        """Seconds that the answer that waits longest has waited: for a place, or for what Telegram takes over all chats."""
        return max(self.lines.behind(), self.sender.behind())

    def _break(self, error: BrokenStoreError) -> None:
        if not self.broken.done():
            self.broken.set_result(error)

    async def start(self) -> None:
        """Get ready, and take up what the last process left. Raises InvalidToken, NetworkError, BrokenStoreError."""
        await self.desks.read()
        await retry_at_start(self.application.initialize)
        await self.application.start()
        if self.shards.leads:
            await self.leads()
            await asyncio.gather(self._presenting)
        if self.shards.held is None:
            await self.takes_over(None)

    async def leads(self) -> None:
        """Do what one process does for all: look at the clock, settle the cases at desks. Meanwhile the bot's profile is set, for
        which nobody waits who is to be served: Telegram may be slow. Raises BrokenStoreError.
        """
        self._presenting.cancel()
        profile = set_profile(self.application.bot, self.settings.owner_ids)
        self._presenting = asyncio.create_task(profile, name="profile")
        if not self.application.bot.supports_inline_queries:
            log.warning("inline mode is off")
        await self.outbox.leads()
        await self.helpdesk.linking.settle()

    async def takes_over(self, shards: Held) -> None:
        """Take up what the last process left of these shards. Raises BrokenStoreError."""
        await self.outbox.recover(shards)
        await self.screens.owed(shards)
        if self._guard:
            await self._guard.recover()
        replayed = await self.inbox.replay(shards)
        if replayed:
            log.info("updates replayed", extra={"count": replayed})

    async def done_with(self, shards: frozenset[int]) -> bool:
        """Whether nothing is under way for these shards, which are held no more. Raises BrokenStoreError."""
        for update in self.room.leaves(shards):
            self.application.update_queue.put_nowait(update)
        feed = self.inbox.feed
        return (
            (feed is None or await feed.done_with(shards))
            and self.outbox.done_with(shards)
            and self.screens.done_with(shards)
        )

    def hears(self, word: str) -> None:
        """A word from another process."""
        if word == _DESKS:
            self._desks_changed.set()

    def among(self, processes: int) -> None:
        """Take note that `processes` processes serve the bot now, at least 1."""
        self.sender.among(processes)

    async def settle(self) -> None:
        """Wait until everything that came in is dealt with, and everything that can go out is out."""
        await self.inbox.caught_up()
        if self.inbox.feed:
            await self.inbox.feed.looks()
        self.inbox.lets_in()
        self.waiting.begin()
        await self.application.update_queue.join()
        await self.sender.ends()
        await self.screens.ends()
        await self.helpdesk.linking.chores()
        await self.outbox.drain()
        await self.screens.redraw_due()

    async def tick(self, now: datetime) -> None:
        """Do what is due at `now`: send reminders, forget what is old."""
        for session in await self.store.reminders(now, self.shards.held):
            try:
                await self.reminders.remind(session)
            except BrokenStoreError:
                raise
            except StaleError:  # another hand is at it all the time; the next look decides anew
                continue
            except Exception as error:  # noqa: BLE001  (a case that cannot be reminded must hold up no other)
                log_error(log, "reminder failed", error, case=session.case)
        if not self.shards.leads:
            return
        await self.helpdesk.tick(now)
        await self.store.tidy()
        if self._tidied.is_over(now):
            self._tidied = Backoff(now, _TIDYING)
            gone = await self.store.forget(
                now - timedelta(days=self.settings.retention_days), now - UPDATES_KEPT, now
            )
            if gone:
                log.info("cases forgotten", extra={"count": gone})

    async def feed_for_ever(self) -> None:
        """The task that takes up what has come in for this process's shards, wherever. Raises BrokenStoreError."""
        assert self.inbox.feed
        await self.inbox.feed.run()

    async def follow_for_ever(self) -> None:
        """The task that learns what other processes have changed: districts, and screens of persons that this one works for.
        Raises BrokenStoreError.
        """
        looks = 0
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._desks_changed.wait(), _GLANCE)
            looks += 1
            if self._desks_changed.is_set() or looks % _SLOWLY == 0:
                self._desks_changed.clear()
                await self.desks.read()
            await self.screens.owed(self.shards.held)

    async def deliver_till_stopped(self) -> None:
        """The task that sends letters and draws again what could not be drawn. Raises BrokenStoreError."""
        glance = _GLANCE if self.shards.held is None else _SHARED_GLANCE
        while not self.outbox.stopping:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.outbox.wake.wait(), glance)
            self.inbox.lets_in()
            self.waiting.begin()
            await self.helpdesk.linking.chores()
            await self.outbox.begin()
            self.screens.begin()
        await self.outbox.ends()
        await self.screens.ends()

    async def look_whole(self) -> None:
        """Look whether the database is whole, which may take longer than a start; where it is damaged, the process ends."""
        try:
            if await self.store.look_whole(self.clock()):
                log.info("database found whole")
        except BrokenStoreError as error:
            self._break(error)

    async def tick_for_ever(self, every: float = 20) -> None:
        """The task that looks at the time."""
        while True:
            await self.tick(self.clock())
            await asyncio.sleep(every)

    async def stop(self) -> None:
        """Finish what is begun; what is not begun stays in the inbox for the next process."""
        self._applying.stopping = True
        self.outbox.stopping = True
        self.outbox.wake.set()
        self._presenting.cancel()
        await asyncio.gather(self._presenting, return_exceptions=True)
        await self.inbox.stop()
        if self.application.running:
            await self.application.update_queue.join()
            await self.application.stop()
        await self.outbox.stops()
        await self.screens.stops(_LAST_CALLS)
        await self.sender.stops(_LAST_CALLS)
        await self.application.shutdown()
