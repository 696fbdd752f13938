"""An update that cannot be applied is given up, and holds up nobody."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.incoming.fitting import RawUpdate, place_of
from bot.incoming.parse import whose
from bot.incoming.private_tap import Arrived, PrivateTap
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


async def set_aside(
    store: Store, update: Arrived, kind: str, now: datetime, is_desk: Callable[[int], bool]
) -> None:
    """Give an update up, and tell whoever sent it, in a group that is a desk below it. `kind` is the error's. Raises BrokenStoreError."""
    person, number = whose(update), update.update_id
    letters = [apology(person, number)] if person is not None else []
    if not isinstance(update, PrivateTap) and (said := update.message or update.edited_message):
        chat = getattr(said.chat, "id", None)  # whatever Telegram left out is None here
        if person is None and isinstance(chat, int) and is_desk(chat):
            letters = [note(f"aside:{number}", chat, Line("desk.failed"), reply_to=said.message_id)]
    await store.set_aside(number, kind, letters, now)
    log.error("update set aside", extra={"update": number, "error": kind})
