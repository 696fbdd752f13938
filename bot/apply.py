"""Applying an update; one that fails is tried a few times, then set aside, and holds up nobody."""

import logging
from collections.abc import Callable
from datetime import datetime

from telegram.ext import ContextTypes

from bot.incoming.not_known import NotKnownError, WaitingUpdates, not_done
from bot.incoming.parse import query_of, read, whose
from bot.incoming.private_tap import Arrived
from bot.incoming.set_aside import set_aside
from bot.operations import metrics
from bot.operations.log_error import log_error
from bot.outgoing.render import plain
from bot.outgoing.screens import Screens
from bot.outgoing.sender import Sender
from bot.route import Router
from bot.store.interface import AlreadyAppliedError, BrokenStoreError, CaseTakenError, StaleError, Store
from flows.texts import write
from flows.view import Line

log = logging.getLogger("bot.apply")

TRIES = 3


class UpdateHandler:
    """The application's one handler. Nothing that goes wrong in it leaves it, but that the store is broken."""

    def __init__(
        self,
        store: Store,
        router: Router,
        sender: Sender,
        screens: Screens,
        *,
        clock: Callable[[], datetime],
        broken: Callable[[BrokenStoreError], None],
        owners: frozenset[int],
        waiting: WaitingUpdates,
        is_desk: Callable[[int], bool] = lambda _: False,
    ) -> None:
        """`is_desk` tells the groups in which it is said that something failed."""
        self._is_desk = is_desk
        self._waiting = waiting
        self._store = store
        self._router = router
        self._sender = sender
        self._screens = screens
        self._clock = clock
        self._broken = broken
        self._owners = owners
        self.stopping = False
        """Updates that are not begun stay in the inbox for the next process."""

    async def handle(self, update: Arrived, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Apply one update, exactly once."""
        try:
            if self._waiting.is_behind(update) and self._waiting.keeps(update, looked=False):
                self._answers_early(update)
                return  # what the same person did before is not known yet
            if not self.stopping and not self._waiting.is_known(update):
                await self._store.begin(update.update_id)
            while not self.stopping and not await self._applied(update):
                pass
            if not self._waiting.is_behind(update):
                self._waiting.done(update)
        except BrokenStoreError as error:
            self.stopping = True
            self._broken(error)

    async def _applied(self, update: Arrived) -> bool:
        """Apply `update` or set it aside; False where it is to be tried again."""
        try:
            username = self._sender.bot.username
            await self._router.route(read(update, username, self._owners), update.update_id, username)
        except (CaseTakenError, StaleError):  # a number drawn twice, or another hand: it is decided anew
            return False
        except NotKnownError:
            await self._not_known(update)
        except AlreadyAppliedError:  # the fault came after the saving, or everything of the person's is gone
            if query := query_of(update):
                self._sender.answer(query, None)
            if (person := whose(update)) is not None:
                self._screens.owe(person)  # drawn later
        except BrokenStoreError:
            raise
        except Exception as error:  # noqa: BLE001  (a fault of ours must hold up nobody)
            return await self._failed(update, error)
        return True

    async def _not_known(self, update: Arrived) -> None:
        """Put the update back to be taken up again, a tap being answered at once; after the last try tell whoever did it that it was not done."""
        if not self._waiting.keeps(update, looked=True):
            log.warning("not done, as it stayed unknown", extra={"update": update.update_id})
            await self._store.finish(update.update_id, not_done(update), self._clock())
        self._answers_early(update)

    def _answers_early(self, update: Arrived) -> None:
        if query := query_of(update):
            toast = plain(write(Line("desk.toast.not_known")))
            self._sender.answer_early(query, toast)

    async def _failed(self, update: Arrived, error: Exception) -> bool:
        kind = type(error).__name__
        metrics.FAULTS.labels(kind).inc()
        log_error(log, "turn failed", error, update=update.update_id)
        if await self._store.failed(update.update_id, kind) < TRIES:
            return False
        await set_aside(self._store, update, kind, self._clock(), self._is_desk)
        if query := query_of(update):
            self._sender.answer(query, None)
        return True
