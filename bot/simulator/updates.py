"""The updates that the bot has not confirmed yet, and how it fetches them."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from bot.simulator.errors import OTHER_POLLER, conflict

LIFE = 86_400
LIVES = {"callback_query": 150, "inline_query": 30, "chosen_inline_result": 600}
"""Seconds that Telegram keeps an update that nobody fetches: a message a day, a tap or a search not as long."""
LONGEST_POLL = 50
MOST = 100
KINDS = frozenset(
    {
        "message",
        "edited_message",
        "callback_query",
        "inline_query",
        "chosen_inline_result",
        "my_chat_member",
        "chat_member",
        "message_reaction",
        "poll",
        "poll_answer",
        "chat_join_request",
        "shipping_query",
        "pre_checkout_query",
    }
)
"""The kinds that happen here."""
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Sent only to a bot that names them in `allowed_updates`."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    update: dict[str, Any]
    until: float


class _Poll:
    """A getUpdates that waits."""

    ended_by: str | None = None


class Updates:
    """Updates of one bot, oldest first."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._waiting: list[_Waiting] = []
        # As by Telegram, not from 1: a bot remembers what it has seen, also of an earlier simulation a second ago.
        self._ids = count(int(clock().timestamp() * 1000))
        self._next = 0
        self._news = asyncio.Event()
        self._poll: _Poll | None = None
        self.allowed: frozenset[str] | None = None
        """What the bot has asked for; None for what everybody gets."""

    @property
    def polled(self) -> bool:
        """Whether somebody waits for updates at this moment."""
        return self._poll is not None

    @property
    def pending(self) -> list[dict[str, Any]]:
        """Updates that are neither confirmed nor expired."""
        now = self._clock().timestamp()
        self._waiting = [waiting for waiting in self._waiting if now <= waiting.until]
        return [waiting.update for waiting in self._waiting]

    def add(self, kind: str, content: dict[str, Any], *, heard: bool = True) -> dict[str, Any]:
        """A new update; it waits for the bot if the bot hears of such a thing and wants this kind."""
        number = next(self._ids)
        self._next = number + 1
        update = {"update_id": number, kind: deepcopy(content)}
        wanted = kind not in ON_REQUEST if self.allowed is None else kind in self.allowed
        if heard and wanted:
            until = self._clock().timestamp() + LIVES.get(kind, LIFE)
            self._waiting.append(_Waiting(update, until))
            self.stir()
        return update

    def allow(self, kinds: list[str]) -> None:
        """Remember what the bot asks for. An empty list is what everybody gets; unknown kinds are nothing."""
        self.allowed = frozenset(kinds) or None

    def confirm(self, update_id: int) -> None:
        """Forget one update."""
        self._waiting = [waiting for waiting in self._waiting if waiting.update["update_id"] != update_id]
        self.stir()

    def drop(self) -> None:
        """Forget all."""
        self._waiting = []

    def stir(self) -> None:
        """Have everybody who waits look again."""
        self._news.set()
        self._news = asyncio.Event()

    async def news(self) -> None:
        """Wait until something has changed."""
        await self._news.wait()

    def end_poll(self, why: str) -> None:
        """The getUpdates that waits, if one does, ends with this conflict."""
        if self._poll:
            self._poll.ended_by = why
            self._poll = None
            self.stir()

    async def fetch(self, offset: int = 0, limit: int = MOST, seconds: int = 0) -> list[dict[str, Any]]:
        """Updates from `offset` on; those below it are confirmed and gone.

        A negative offset keeps that many of the newest, and one that lies ahead of everything counts as none. Waits
        up to `seconds` for the first. Raises ApiError (409) where another getUpdates or setWebhook comes meanwhile.
        """
        self._confirm_below(offset)
        found = self.pending[:limit]
        if found or not seconds:
            return found
        self.end_poll(OTHER_POLLER)
        poll = self._poll = _Poll()
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(min(seconds, LONGEST_POLL)):
                    while not poll.ended_by and not self.pending:
                        await self.news()
        finally:
            if self._poll is poll:
                self._poll = None
        if poll.ended_by:
            raise conflict(poll.ended_by)
        return self.pending[:limit]

    def _confirm_below(self, offset: int) -> None:
        if offset < 0:
            self._waiting = self._waiting[offset:]
        elif offset <= self._next:
            left = [waiting for waiting in self._waiting if waiting.update["update_id"] >= offset]
            confirmed, self._waiting = len(self._waiting) > len(left), left
            if confirmed:
                self.stir()
