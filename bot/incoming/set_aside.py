"""An update that cannot be applied is given up, and holds up nobody."""

import logging
from datetime import datetime

from telegram import Update

from bot.incoming.parse import whose
from bot.outgoing.letters import apology
from bot.store.interface import Store

log = logging.getLogger("bot.incoming.set_aside")


async def set_aside(store: Store, update: Update, kind: str, now: datetime) -> None:
    """Give an update up, and tell whoever sent it. `kind` is the error's. Raises BrokenStoreError."""
    person = whose(update)
    letters = [apology(person, update.update_id)] if person is not None else []
    await store.set_aside(update.update_id, kind, letters, now)
    log.error("update set aside", extra={"update": update.update_id, "error": kind})
