"""What happens when an update cannot be applied: a few tries, then it is set aside and holds up nobody."""

import logging
from collections.abc import Callable
from datetime import datetime

from telegram import Update
from telegram.ext import ContextTypes

from bot.incoming.parse import read, whose
from bot.incoming.set_aside import set_aside
from bot.operations import metrics
from bot.operations.log_error import log_error
from bot.outgoing.screens import Screens
from bot.outgoing.sender import Sender
from bot.route import Router
from bot.store.interface import AlreadyAppliedError, BrokenStoreError, CaseTakenError, StaleError, Store

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
    ) -> None:
        self._store = store
        self._router = router
        self._sender = sender
        self._screens = screens
        self._clock = clock
        self._broken = broken
        self._owners = owners
        self.stopping = False
        """Updates that are not begun stay in the inbox for the next process."""

    async def handle(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Apply one update, exactly once."""
        try:
            if not self.stopping:
                await self._store.begin(update.update_id)
            while not self.stopping and not await self._applied(update):
                pass
        except BrokenStoreError as error:
            self.stopping = True
            self._broken(error)

    async def _applied(self, update: Update) -> bool:
        """Whether the update is done with, one way or the other."""
        try:
            username = self._sender.bot.username
            await self._router.route(read(update, username, self._owners), update.update_id, username)
        except (CaseTakenError, StaleError):  # a number drawn twice, or another hand: it is decided anew
            return False
        except AlreadyAppliedError:  # the fault came after the saving, or everything of the person's is gone
            if update.callback_query:
                self._sender.answer(update.callback_query.id, None)
            if (person := whose(update)) is not None:
                self._screens.owe(person)  # drawn later
        except BrokenStoreError:
            raise
        except Exception as error:  # noqa: BLE001  (a fault of ours must hold up nobody)
            return await self._failed(update, error)
        return True

    async def _failed(self, update: Update, error: Exception) -> bool:
        kind = type(error).__name__
        metrics.FAULTS.labels(kind).inc()
        log_error(log, "turn failed", error, update=update.update_id)
        if await self._store.failed(update.update_id, kind) < TRIES:
            return False
        await set_aside(self._store, update, kind, self._clock())
        if update.callback_query:
            self._sender.answer(update.callback_query.id, None)
        return True
