"""The webhook: where the bot has its updates delivered, and the delivering.

| updates                        | kept in order for each |
|--------------------------------|------------------------|
| messages, edits, reactions     | chat                   |
| taps, searches                 | person                 |
| membership                     | chat                   |

A message and a tap of the same person are not: up to `max_connections` are delivered at the same time.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp

from bot.simulator.errors import ApiError
from bot.simulator.forms import fields_of
from bot.simulator.params import method_of, read

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

CONNECTIONS = 40
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the header's name
PATIENCE = 10.0
"""Seconds that a delivery may take."""
FIRST_PAUSE, LONGEST_PAUSE, LONGEST_ASKED = 1.0, 60.0, 3600.0
"""Seconds until the next try: doubled with each that fails, unless the bot says `Retry-After`."""
LARGEST_ANSWER = 1024 * 1024
"""Bytes of an answer that are looked at."""
GONE_FOR = 23 * 3600
"""Seconds of nothing but 410 (Gone) after which the webhook is removed."""


@dataclass(slots=True)
class WebhookSetting:
    """Setting of a webhook: where updates are delivered, and how it went."""

    url: str
    secret_token: str = ""
    max_connections: int = CONNECTIONS
    ip_address: str = ""
    last_error_date: int = 0
    last_error_message: str = ""
    gone_since: float | None = None
    room: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self.room = asyncio.Semaphore(self.max_connections)

    @property
    def given(self) -> tuple[str, str, int, str]:
        """Values that the bot has asked for; the same once more change nothing."""
        return self.url, self.secret_token, self.max_connections, self.ip_address


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    error: str = ""
    retry_after: float | None = None


_BROKEN = _Answer(0, "Connection reset by peer")


class Delivery:
    """Delivers while it runs, whenever a webhook is set.

    `send_to` is the address of the machine behind a router: the path stays the webhook's own, as by a router that stands
    in front of the bot. `sleep` is how it waits between tries. For `FaultInjection` a delivery is a call named `webhook`.
    """

    def __init__(
        self,
        telegram: "Telegram",
        send_to: str | None = None,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._telegram = telegram
        self._send_to = send_to
        self._sleep = sleep
        self._busy: dict[tuple[str, int], asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Deliver for ever."""
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            set_before: WebhookSetting | None = None
            try:
                while True:
                    hook = self._telegram.webhook
                    if hook is not set_before:
                        await self._stop()
                        set_before = hook
                    if hook:
                        self._begin(session, hook)
                    await self._telegram.updates.news()
            finally:
                await self._stop()

    def _begin(self, session: aiohttp.ClientSession, hook: WebhookSetting) -> None:
        for update in self._telegram.pending:
            key = order_of(update)
            if key not in self._busy:
                self._busy[key] = asyncio.create_task(self._deliver_all(session, hook, key))

    async def _stop(self) -> None:
        tasks = list(self._busy.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._busy = {}

    async def _deliver_all(
        self, session: aiohttp.ClientSession, hook: WebhookSetting, key: tuple[str, int]
    ) -> None:
        """Deliver the updates of one order, one after the other, each until it is taken or expires."""
        pause = FIRST_PAUSE
        while update := next((found for found in self._telegram.pending if order_of(found) == key), None):
            async with hook.room:
                answer = await self._deliver(session, hook, update)
            if answer.status == HTTPStatus.OK:
                self._telegram.updates.confirm(update["update_id"])
                hook.gone_since = None
                pause = FIRST_PAUSE
                continue
            if self._failed(hook, answer):
                break
            await self._sleep(answer.retry_after or pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        del self._busy[key]

    def _failed(self, hook: WebhookSetting, answer: _Answer) -> bool:
        """Remember a failure; whether the webhook is removed for it."""
        now = self._telegram.now()
        hook.last_error_date, hook.last_error_message = now, answer.error
        if answer.status != HTTPStatus.GONE:
            hook.gone_since = None
            return False
        hook.gone_since = now if hook.gone_since is None else hook.gone_since
        if now - hook.gone_since < GONE_FOR:
            return False
        self._telegram.webhook = None
        self._telegram.updates.stir()
        return True

    async def _deliver(
        self, session: aiohttp.ClientSession, hook: WebhookSetting, update: dict[str, Any]
    ) -> _Answer:
        headers = {SECRET_HEADER: hook.secret_token} if hook.secret_token else {}
        url = f"{self._send_to}{urlsplit(hook.url).path}" if self._send_to else hook.url
        fault = self._telegram.faults.take("webhook")
        kind = fault.kind if fault else None
        if kind == "drop_before":
            return _BROKEN
        try:
            async with session.post(url, json=update, headers=headers, allow_redirects=False) as response:
                if kind in {"drop_after", "timeout"}:
                    return _BROKEN
                if response.ok and response.status < HTTPStatus.MULTIPLE_CHOICES:
                    await self._carry_out(response)
                    return _Answer(HTTPStatus.OK)
                asked = response.headers.get("Retry-After", "")
                return _Answer(
                    response.status,
                    f"Wrong response from the webhook: {response.status} {response.reason}",
                    min(float(asked), LONGEST_ASKED) if asked.isdecimal() else None,
                )
        except TimeoutError:
            return _Answer(0, "Read timeout expired")
        except aiohttp.ClientConnectorError:
            return _Answer(0, "Connection refused")
        except aiohttp.ClientError:
            return _BROKEN

    async def _carry_out(self, response: aiohttp.ClientResponse) -> None:
        """An answer may be a call itself, its method named in it. Nobody is told what comes of that call."""
        body = await response.content.read(LARGEST_ANSWER)
        with suppress(ApiError):
            fields = fields_of(response.headers.get("Content-Type", ""), body)
            method = method_of(str(fields.pop("method", "")))
            if method:
                await self._telegram.call(method, read(method, fields))


def order_of(update: dict[str, Any]) -> tuple[str, int]:
    """Updates with the same key are delivered one after the other."""
    kind, content = next((key, value) for key, value in update.items() if key != "update_id")
    match kind:
        case "message" | "edited_message" | "message_reaction":
            return "chat", _id(content.get("chat") or content.get("from"))
        case (
            "callback_query"
            | "inline_query"
            | "chosen_inline_result"
            | "shipping_query"
            | "pre_checkout_query"
        ):
            return "person", _id(content.get("from"))
        case _:
            return kind, _id(content.get("chat"))


def _id(of: dict[str, Any] | None) -> int:
    return int(of["id"]) if of else 0
