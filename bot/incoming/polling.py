"""Long polling: each batch is committed to the inbox before the next call confirms it to Telegram.

python-telegram-bot's own Updater hides the end of its polling task, and one update that it cannot parse stops it for
ever. So the raw answers are taken here, through its transport.
"""

import asyncio
import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.request import BaseRequest

from bot.incoming.fitting import RawUpdate, number_of
from bot.incoming.inbox import Inbox
from bot.incoming.single_mode import somebody_polls, webhook_is_set
from bot.outgoing.telegram_errors import wait_of
from bot.shards.shards import ALONE, Shards
from bot.transport import UnreadableAnswer
from bot.transport.call import call

log = logging.getLogger("bot.incoming.polling")

WANTED = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member", "chat_member")
"""Stated with each call: what is not stated stays as some earlier program has set it."""
_SECONDS = 30
_LONGEST_PAUSE = 30
_ALL = 100
"""So many updates come together at most: Telegram's own number."""
UNREADABLE = 3
"""So often one update must come as what is no JSON before it is stepped over: a proxy in between may have spoilt it once."""
_NUMBER = re.compile(rb'"update_id"\s*:\s*(\d{1,18})\b')


CONFLICTS = 6
"""So often in a row another poller is met before this one gives way: about a minute and a half, as when a new version
is started before the old one has ended."""
SILENCE = timedelta(seconds=90)
"""Time without a successful call after which nobody is heard."""


class Polling:
    """Fetches updates until it is cancelled."""

    def __init__(
        self,
        bot: Bot,
        request: BaseRequest,
        inbox: Inbox,
        clock: Callable[[], datetime],
        *,
        seconds: int = _SECONDS,
        doubts: Callable[[], None] = lambda: None,
        shards: Shards = ALONE,
    ) -> None:
        """Polling by the one of several processes that leads. `doubts` is told of each refusal for the bot's token: whether that ends the bot is found out elsewhere."""
        self._doubts = doubts
        self._shards = shards
        self._bot = bot
        self._request = request
        self._inbox = inbox
        self._clock = clock
        self._seconds = seconds
        self._offset = 0
        self._singly = 0
        """So many updates are still fetched one by one: among them is what cannot be read."""
        self._spoilt: tuple[int, int] = (-1, 0)
        """The number of the update that came unreadable last, and how often in a row."""
        self.last_success: datetime | None = None

    def ready(self, now: datetime) -> bool:
        """Fetching succeeded not long ago, or another process does it."""
        return not self._shards.leads or (
            self.last_success is not None and abs(now - self.last_success) < SILENCE
        )

    async def run(self) -> None:
        """Fetch for ever, once this process leads.

        Raises OtherModeError where a webhook was set or another process keeps fetching, and
        BrokenStoreError where an update cannot be kept.
        """
        failures = conflicts = 0
        await self._shards.until_leading()
        while True:
            try:
                await self.fetch()
                failures = conflicts = 0
            except TelegramError as error:
                failures += 1
                if isinstance(error, InvalidToken):
                    self._doubts()
                conflicts = conflicts + 1 if isinstance(error, Conflict) else 0
                if isinstance(error, Conflict) and "webhook" in error.message.casefold():
                    raise webhook_is_set() from None
                if conflicts == CONFLICTS:
                    raise somebody_polls() from None
                level = logging.ERROR if isinstance(error, Conflict) else logging.WARNING
                log.log(level, "fetching failed", extra={"error": type(error).__name__, "times": failures})
                asked = wait_of(error)
                await asyncio.sleep(
                    asked.total_seconds() if asked else min(2 ** min(failures, 5), _LONGEST_PAUSE)
                )

    async def fetch(self) -> int:
        """Fetch updates by one call; gives their number, those stepped over included. Raises TelegramError, BrokenStoreError."""
        try:
            updates = _updates(await self._asked())
        except UnreadableAnswer as error:
            if not await self._steps_over(error):
                raise
            return 1
        self.last_success = self._clock()
        if updates:
            await self._inbox.take(updates)
            self._offset = max(map(number_of, updates)) + 1
        self._singly = max(0, self._singly - 1) if updates else 0
        return len(updates)

    async def _asked(self) -> object:
        given = {
            "offset": self._offset,
            "limit": 1 if self._singly else _ALL,
            "timeout": self._seconds,
            "allowed_updates": list(WANTED),
        }
        return await call(self._request, self._bot.base_url, "getUpdates", given, patience=self._seconds + 10)

    async def _steps_over(self, error: UnreadableAnswer) -> bool:
        """Whether an update that comes as what nobody can read was stepped over, so that those behind it come.

        What names no update, such as a proxy's page, is never taken for one. Raises BrokenStoreError.
        """
        if not self._singly:
            self._singly = _ALL
            return False
        found = _NUMBER.search(error.beginning)
        number = int(found[1]) if found else -1
        if number < self._offset:
            return False
        before, times = self._spoilt
        self._spoilt = (number, times + 1 if number == before else 1)
        if self._spoilt[1] < UNREADABLE:
            return False
        log.error("update stepped over", extra={"update": number, "error": type(error).__name__})
        await self._inbox.steps_over(number, type(error).__name__)
        self._offset, self._singly = number + 1, 0
        return True


def _updates(answer: object) -> list[RawUpdate]:
    """Updates in an answer. Raises TelegramError where something was to come and nothing is."""
    found: list[RawUpdate] = []
    several: list[Any] = answer if isinstance(answer, list) else [None]
    for each in several:
        try:
            number_of(each)
        except (ValueError, AttributeError):
            log.error("what was fetched is no update", extra={"kind": type(each).__name__})  # noqa: TRY400  the error may quote it
        else:
            found.append(each)
    if answer != [] and not found:
        raise TelegramError("no update in the answer")
    return found
