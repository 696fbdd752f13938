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

from bot.faults import Applying
from bot.guard import Guard
from bot.helpdesk.directory import Desks
from bot.helpdesk.members import Members
from bot.helpdesk.office import Office
from bot.helpdesk.station import Station
from bot.inbox import Inbox
from bot.insist import insist
from bot.order import Order
from bot.outbox import Outbox
from bot.pacing import Pacer
from bot.profile import present
from bot.screens import Screens
from bot.send import Sender
from bot.settings import Settings
from bot.store.interface import BrokenStoreError, Store
from bot.trouble import tell
from bot.turn import Turns
from flows.dialogue.code import LARGEST

log = logging.getLogger("bot.app")

UPDATES_KEPT = timedelta(days=2)
"""Done updates and sent letters are remembered so long; Telegram repeats an update for a day at most."""
_TIDYING = timedelta(hours=1)
_GLANCE = 1.0
"""So many seconds at most pass before the outbox looks for what has become due."""


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
    ) -> None:
        """Without a `pacer` calls go at once; `guarded`: who floods the bot is not heard for a while."""
        self.settings = settings
        self.store = store
        self.clock = clock
        order = Order()
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
            .concurrent_updates(order)
            .build()
        )
        bot = self.application.bot
        self.sender = Sender(bot, pacer)
        self.desks = Desks(store)
        self.screens = Screens(store, self.sender, order, clock, self.desks)
        self.station = Station(
            Office(
                store,
                self.sender,
                self.screens,
                order,
                self.desks,
                Members(store, bot, clock),
                clock,
                settings.owner_ids,
                wake=lambda: self.outbox.wake.set(),  # noqa: PLW0108  it is made below
            )
        )
        self.outbox = Outbox(store, self.sender, order, clock, self.station.deliveries)
        self.turns = Turns(
            store,
            self.sender,
            self.screens,
            self.outbox,
            self.station,
            clock=clock,
            new_case=new_case,
        )
        self.broken: asyncio.Future[BrokenStoreError] = asyncio.get_running_loop().create_future()
        """Done once the store cannot be used any more: the process must end."""
        self._applying = Applying(
            store,
            self.turns,
            self.sender,
            self.screens,
            clock=clock,
            broken=self._break,
            owners=settings.owner_ids,
        )
        self.application.add_handler(TypeHandler(Update, self._applying.handle))
        self._guard = Guard(store, clock, lambda chat: self.desks.at(chat) is not None) if guarded else None
        self.inbox = Inbox(store, queue, bot, clock, order, self._guard)
        self._order = order
        self._tidied = datetime.min.replace(tzinfo=UTC)

    def _break(self, error: BrokenStoreError) -> None:
        if not self.broken.done():
            self.broken.set_result(error)

    async def start(self) -> None:
        """Get ready, and take up what the last process left. Raises InvalidToken, NetworkError, BrokenStoreError."""
        await self.desks.refresh()
        await insist(self.application.initialize)
        await present(self.application.bot)
        await self.application.start()
        await self.outbox.recover()
        await self.station.joining.settle()
        await self.screens.owed()
        if self._guard:
            await self._guard.recover()
        replayed = await self.inbox.replay()
        if replayed:
            log.info("updates replayed", extra={"count": replayed})

    async def settle(self) -> None:
        """Wait until everything that came in is dealt with, and everything that can go out is out."""
        await self.inbox.caught_up()
        await self.application.update_queue.join()
        await self.station.joining.chores()
        await self.outbox.drain()
        await self.screens.redraw_due()

    async def tick(self, now: datetime) -> None:
        """What time brings: reminders, and the forgetting of what is old."""
        for session in await self.store.reminders(now):
            async with self._order.line_of(session.person):
                try:
                    await self.turns.remind(session)
                except BrokenStoreError:
                    raise
                except Exception as error:  # noqa: BLE001  (a case that cannot be reminded must hold up no other)
                    tell(log, "reminder failed", error, case=session.case)
        await self.station.tick(now)
        if now - self._tidied >= _TIDYING:
            self._tidied = now
            gone = await self.store.forget(
                now - timedelta(days=self.settings.retention_days), now - UPDATES_KEPT, now
            )
            if gone:
                log.info("cases forgotten", extra={"count": gone})

    async def deliver_till_stopped(self) -> None:
        """The task that sends letters and draws again what could not be drawn. Raises BrokenStoreError."""
        while not self.outbox.stopping:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.outbox.wake.wait(), _GLANCE)
            await self.station.joining.chores()
            await self.outbox.begin()
            self.screens.begin()
        await self.outbox.ends()
        await self.screens.ends()

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
        await self.inbox.stop()
        if self.application.running:
            await self.application.update_queue.join()
            await self.application.stop()
        await self.outbox.stops()
        await self.screens.stops()
        await self.application.shutdown()
