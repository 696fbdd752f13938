"""Polling and webhook shut each other out: whoever starts makes sure that nobody serves the bot in the other way.

A poller is told by Telegram itself that a webhook is set; a webhook would take the updates from a poller unheard.
"""

import asyncio
from functools import partial

from telegram import Bot
from telegram.error import Conflict

from bot.outgoing.retry import retry_at_start

PROBE = 5.0
"""So many seconds a webhook that is new looks whether somebody polls: a poller that was cut off is back by then."""


class OtherModeError(Exception):
    """Another process serves this bot, or may be. The message is a sentence for whoever runs the bot."""


def webhook_is_set() -> OtherModeError:
    """Error of polling where Telegram delivers to a webhook."""
    return OtherModeError(
        "A webhook is set for this bot, so that another process may be serving it. Stop that process and run "
        "`python -m bot unhook`, or start with BOT_MODE=webhook."
    )


def somebody_polls() -> OtherModeError:
    """Error of a process that finds another one polling."""
    return OtherModeError(
        "Another process is fetching this bot's updates. One process serves one bot: stop the other one first."
    )


async def check_nobody_polls(bot: Bot, url: str, *, seconds: float = PROBE) -> None:
    """Check, for a webhook at `url`, that nobody polls. Raises OtherModeError where somebody polls or another webhook is set, and TelegramError.

    A webhook that stands already at `url` is ours, and nobody can poll beside it. Fetching without an offset confirms
    nothing, so that looking takes no update from anybody.
    """
    info = await retry_at_start(bot.get_webhook_info)
    if info.url == url:
        return
    if info.url:
        raise OtherModeError(
            "Telegram delivers this bot's updates to another address than WEBHOOK_URL, so that another process may be "
            "serving it. Stop that process and run `python -m bot unhook`."
        )
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    while (left := until - loop.time()) > 0:
        try:
            # One long call: a poller that it cuts off cuts it off in turn, and between two calls nobody would be met.
            if await retry_at_start(partial(bot.get_updates, limit=1, timeout=max(1, round(left)))):
                await asyncio.sleep(min(1.0, left))
        except Conflict:
            raise somebody_polls() from None


async def unhook(bot: Bot) -> bool:
    """Have Telegram keep the updates for fetching again; gives whether a webhook was set. Raises TelegramError."""
    was_set = bool((await bot.get_webhook_info()).url)
    await bot.delete_webhook()
    return was_set
