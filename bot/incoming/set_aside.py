"""An update that cannot be applied is given up, and holds up nobody."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.incoming.fitting import RawUpdate, place_of
from bot.incoming.parse import whose
from bot.incoming.private_tap import Arrived
from bot.outgoing.letters import apology, note
from bot.records.letters import Letter
from bot.store.interface import Store
from flows.view import Line

log = logging.getLogger("bot.incoming.set_aside")


def unreadable(number: int, raw: RawUpdate, is_desk: Callable[[int], bool]) -> list[Letter]:
    """A word for whoever sent what cannot be read, where it was sent; in a group that is no desk nothing is said."""
    place = place_of(raw)
    if place is None:
        return []
    chat, message = place
    if chat > 0:
        return [apology(chat, number)]
    return [note(f"aside:{number}", chat, Line("desk.unreadable"), reply_to=message)] if is_desk(chat) else []


async def set_aside(store: Store, update: Arrived, kind: str, now: datetime) -> None:
    """Give an update up, and tell whoever sent it. `kind` is the error's. Raises BrokenStoreError."""
    person = whose(update)
    letters = [apology(person, update.update_id)] if person is not None else []
    await store.set_aside(update.update_id, kind, letters, now)
    log.error("update set aside", extra={"update": update.update_id, "error": kind})
