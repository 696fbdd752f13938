"""Calls that the start cannot do without: tried again while the network is bad, for about a quarter of a minute."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError

from bot.outgoing.telegram_errors import wait_of

log = logging.getLogger("bot.outgoing.retry")

T = TypeVar("T")

TRIES = 5
LOOKS = 2
"""So often Telegram is asked at the start whether it knows the token."""


async def retry_at_start(call: Callable[[], Awaitable[T]]) -> T:
    """Result of `call`, tried again while it fails. Raises what it raises in the end: at once what will not change, and that
    the token is not known when a second look says so too.
    """
    doubts = 0
    for tried in range(TRIES):
        try:
            return await call()
        except (BadRequest, Conflict):
            raise
        except TelegramError as error:
            doubts += isinstance(error, InvalidToken)
            if tried == TRIES - 1 or doubts == LOOKS:
                raise
            log.warning("Telegram cannot be reached yet", extra={"error": type(error).__name__})
            asked = wait_of(error)
            await asyncio.sleep(max(2**tried, asked.total_seconds() if asked else 0))
    raise AssertionError("not reached")
