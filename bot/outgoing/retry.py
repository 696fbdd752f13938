"""Calls that the start cannot do without: tried again while the network is bad, for about a quarter of a minute."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter

from bot.outgoing.telegram_errors import wait_of

log = logging.getLogger("bot.outgoing.retry")

T = TypeVar("T")

TRIES = 5


async def retry_at_start(call: Callable[[], Awaitable[T]]) -> T:
    """What `call` gives. Raises what it raises in the end; an answer that will not change is raised at once."""
    for tried in range(TRIES):
        try:
            return await call()
        except (InvalidToken, BadRequest):
            raise
        except (NetworkError, RetryAfter) as error:
            if tried == TRIES - 1:
                raise
            log.warning("Telegram cannot be reached yet", extra={"error": type(error).__name__})
            asked = wait_of(error)
            await asyncio.sleep(max(2**tried, asked.total_seconds() if asked else 0))
    raise AssertionError("not reached")
