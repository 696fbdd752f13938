"""The webhook: Telegram delivers each update, and is told that it arrived once it is committed to the inbox.

There is no TLS here: whatever stands in front ends it (a Procfile host's router, nginx).
"""

import asyncio
import hmac
import json
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.incoming.inbox import Inbox
from bot.incoming.polling import WANTED
from bot.incoming.single_mode import PROBE, OtherModeError, check_nobody_polls
from bot.operations.site import TOO_LARGE, Handler
from bot.outgoing.retry import retry_at_start
from bot.settings import Settings
from bot.shards.shards import ALONE, Shards
from bot.store.interface import BrokenStoreError

log = logging.getLogger("bot.incoming.webhook")

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the header's name
CONNECTIONS = 100
"""So many deliveries Telegram makes at the same time at most."""
LOOK = 60.0
"""So many seconds pass before it is looked again whether Telegram still delivers here."""


class Webhook:
    """Takes deliveries at the one path of WEBHOOK_URL. Of several processes all take them, and the one that leads tells Telegram to
    deliver: others that looked at the same moment whether somebody polls would meet each other.
    """

    def __init__(
        self,
        bot: Bot,
        settings: Settings,
        inbox: Inbox,
        clock: Callable[[], datetime],
        *,
        look: float = LOOK,
        probe: float = PROBE,
        doubts: Callable[[], None] = lambda: None,
        shards: Shards = ALONE,
    ) -> None:
        """`doubts` is told where a look is refused for the bot's token: nobody is delivered to by it any more."""
        assert settings.webhook_url is not None
        assert settings.webhook_secret is not None
        self._bot = bot
        self._url = settings.webhook_url
        self._secret = settings.webhook_secret
        self._inbox = inbox
        self._clock = clock
        self._look = look
        self._probe = probe
        self._doubts = doubts
        self._shards = shards
        self._broken: asyncio.Future[BrokenStoreError] = asyncio.get_running_loop().create_future()
        self.last_success: datetime | None = None
        """When an update was delivered last."""
        self._set = False

    def paths(self) -> Mapping[str, Handler]:
        """Deliveries come to the path of WEBHOOK_URL."""
        return {urlsplit(self._url).path or "/": self.take}

    def ready(self, _: datetime) -> bool:
        """Telegram has been told to deliver here, or another process tells it."""
        return self._set or not self._shards.leads

    async def take(self, request: web.Request) -> web.Response:
        """Take one delivery: 200 once it is kept, 403 without the secret, 404 for what is no delivery.

        What Telegram sends and the bot cannot use gets 200 as well, and a line in the log: refused, it would be delivered
        again and again, and hold up what comes after it.
        """
        if request.method != "POST":
            return web.Response(status=404)
        given = request.headers.get(SECRET_HEADER, "").encode(errors="replace")
        if not hmac.compare_digest(given, self._secret.get_secret_value().encode()):
            log.warning("delivery without the secret")
            return web.Response(status=403)
        if self._broken.done():
            return web.Response(status=503)
        try:
            if TOO_LARGE in request:
                raise ValueError("too large")  # noqa: TRY301  unusable, like what is no JSON
            raw = json.loads(await request.read())
            if not isinstance(raw, dict):
                raise ValueError("no object")  # noqa: TRY004, TRY301
            await self._inbox.take([raw])
        except (ValueError, RecursionError) as error:
            log.warning("unusable delivery", extra={"error": type(error).__name__})
            self.last_success = self._clock()
            return web.Response()
        except BrokenStoreError as error:
            if not self._broken.done():
                self._broken.set_result(error)
            return web.Response(status=500)
        self.last_success = self._clock()
        return web.Response()

    async def run(self) -> None:
        """Tell Telegram to deliver here, once this process leads, and stay until it is cancelled.

        Raises OtherModeError where another process serves the bot, BrokenStoreError where an update cannot be kept,
        and TelegramError where the webhook cannot be set.
        """
        leading = asyncio.create_task(self._leads(), name="webhook")
        try:
            await asyncio.wait((self._broken, leading), return_when=asyncio.FIRST_COMPLETED)
            if self._broken.done():
                raise self._broken.result()
            leading.result()
        finally:
            leading.cancel()
            await asyncio.gather(leading, return_exceptions=True)

    async def _leads(self) -> None:
        """Set the webhook, and look for ever whether it stands."""
        await self._shards.until_leading()
        await check_nobody_polls(self._bot, self._url, seconds=self._probe)
        await retry_at_start(
            lambda: self._bot.set_webhook(
                self._url,
                secret_token=self._secret.get_secret_value(),
                allowed_updates=list(WANTED),
                max_connections=CONNECTIONS,
            )
        )
        self._set = True
        while True:
            await asyncio.sleep(self._look)
            await self._still_here()

    async def _still_here(self) -> None:
        """Raises OtherModeError where Telegram delivers somewhere else by now."""
        try:
            info = await self._bot.get_webhook_info()
        except TelegramError as error:
            log.warning("webhook not looked at", extra={"error": type(error).__name__})
            if isinstance(error, InvalidToken):
                self._doubts()
            return
        if info.url != self._url:
            raise OtherModeError(
                "Telegram does not deliver to WEBHOOK_URL any more: another process has taken this bot over, or "
                "somebody has deleted the webhook."
            )
        if (
            info.last_error_date
            and info.last_error_date.timestamp() > self._clock().timestamp() - 2 * self._look
        ):
            log.error("Telegram cannot deliver", extra={"waiting": info.pending_update_count})
