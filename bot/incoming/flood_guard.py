"""Flood guard: whoever floods the bot is told once, then not heard for a while. The store has it, so a restart changes nothing."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from telegram import Update

from bot.incoming.flood import WINDOW, Flood, FloodVerdict, counted, judge
from bot.incoming.private_tap import Arrived, PrivateTap
from bot.outgoing.letters import flooding
from bot.store.interface import Store

log = logging.getLogger("bot.incoming.flood_guard")

_KEPT = 1024
"""So many people may be remembered without looking who is calm."""


class FloodGuard:
    """Decides of each new update whether it is heard."""

    def __init__(
        self, store: Store, clock: Callable[[], datetime], is_desk: Callable[[int], bool] = lambda _: False
    ) -> None:
        """`is_desk` tells the groups in which it is said that somebody is not heard; elsewhere nothing is said."""
        self._is_desk = is_desk
        self._store = store
        self._clock = clock
        self._floods: dict[int, Flood] = {}
        self._searches: dict[int, Flood] = {}
        self._albums: dict[int, str] = {}
        """Last album that is heard of each person: it counts once, and is heard whole."""
        self._look_again_at = _KEPT

    async def recover(self) -> None:
        """Read at the start who is not heard yet. Raises BrokenStoreError."""
        for person, (at, until) in (await self._store.ignored(self._clock())).items():
            self._floods[person] = Flood((), until.timestamp(), at.timestamp())

    async def hears(self, person: int, chat: int, update: Arrived, arrived: datetime, size: int) -> bool:
        """Whether to go on with an update of a person's in a chat. If not, it is done with: the warning is in the outbox.

        `person` is the group's number for those who speak in its name; `size` is the update's in bytes, as it is kept.

        Raises BrokenStoreError.
        """
        message = None if isinstance(update, PrivateTap) else update.message
        album = message.media_group_id if message else None
        at = _made(update, arrived)
        if album is not None and self._albums.get(person) == album:
            self._floods[person] = counted(self._floods.get(person, Flood()), at.timestamp(), size)
            return True
        self._floods[person], verdict = judge(self._floods.get(person, Flood()), at.timestamp(), size)
        self._forget_calm(at)
        if verdict is FloodVerdict.OK:
            if album is not None:
                self._albums[person] = album
            return True
        if verdict is FloodVerdict.IGNORE:
            await self._store.finish(update.update_id, (), self._clock())
            return False
        log.warning("flood", extra={"person": person})
        until = datetime.fromtimestamp(self._floods[person].ignored_until, UTC)
        today = verdict is FloodVerdict.WARN_DAY
        told = chat > 0 or self._is_desk(chat)
        letters = [flooding(chat, update.update_id, today=today)] if told else []
        await self._store.ignore(person, until, update.update_id, letters, self._clock())
        return False

    async def searches(self, person: int, update: Update, arrived: datetime, size: int) -> bool:
        """Whether to go on with a search, of which one comes with each letter that is typed. If not, it is done with, and nothing is said:
        the next one that is heard says what is found. Raises BrokenStoreError.
        """
        state, verdict = judge(self._searches.get(person, Flood()), arrived.timestamp(), size)
        if verdict is FloodVerdict.WARN:
            state = replace(state, ignored_until=arrived.timestamp() + WINDOW)
        self._searches[person] = state
        self._forget_calm(arrived)
        if verdict is FloodVerdict.OK:
            return True
        await self._store.finish(update.update_id, (), self._clock())
        return False

    def _forget_calm(self, now: datetime) -> None:
        if len(self._floods) + len(self._searches) < self._look_again_at:
            return
        at = now.timestamp()
        self._searches = {person: flood for person, flood in self._searches.items() if not flood.is_calm(at)}
        self._floods = {person: flood for person, flood in self._floods.items() if not flood.is_calm(at)}
        self._albums = {person: album for person, album in self._albums.items() if person in self._floods}
        self._look_again_at = max(_KEPT, 2 * (len(self._floods) + len(self._searches)))


def _made(update: Arrived, arrived: datetime) -> datetime:
    """Time at which a person made the update: what waited while the bot was down came over hours, whenever it was fetched."""
    message = None if isinstance(update, PrivateTap) else update.message or update.edited_message
    made = (message.edit_date or message.date) if message else arrived
    return min(made, arrived)
