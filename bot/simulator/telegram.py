"""One bot's Telegram: its people, chats and messages, the updates it has yet to fetch, and every call it made.

`call` does what the server does, or refuses in the server's words. A method or parameter that is not modelled is
refused by name: never a silent true.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.methods import METHODS
from bot.simulator.people import Group, Person

CALLS_KEPT = 10_000
MESSAGE_LIFE, QUERY_LIFE = 86_400, 150
"""Seconds that Telegram keeps an update that nobody fetches."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the bot, and what came of it."""

    method: str
    params: dict[str, Any]
    at: datetime
    error: ApiError | None = None


@dataclass(slots=True)
class Fault:
    """Trouble ordered for the next calls of a method: `error`, `timeout`, `drop_before` or `drop_after` the act."""

    method: str | None
    kind: str
    times: int = 1
    error: ApiError | None = None


class Telegram:
    """The world around one bot."""

    def __init__(self, clock: Callable[[], datetime] | None = None, token: str = "111111:simulated") -> None:  # noqa: S107  # no secret
        self.clock = clock or (lambda: datetime.now(UTC))
        self.token = token
        self.bot_user = {
            "id": int(token.split(":", maxsplit=1)[0]),
            "is_bot": True,
            "first_name": "Sinkron",
            "username": "sinkron_bot",
        }
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.started: set[int] = set()
        """People who have written to the bot, so that it may write to them."""
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.faults: list[Fault] = []
        self.watchers: list[Callable[[str, dict[str, Any]], None]] = []
        """Told of everything that is seen to happen: `message` (new or changed), `deleted`, `call`."""
        self.settings: dict[str, Any] = {}
        """What the bot has set about itself: commands, descriptions, menu button."""
        self.open_queries: dict[str, float] = {}
        self.pending: list[dict[str, Any]] = []
        self._messages: dict[int, dict[int, dict[str, Any]]] = {}
        self._message_ids = count(1)
        self._update_ids = count(1)
        self._query_ids = count(1)
        self._arrived = asyncio.Condition()
        self._polling = False
        self.allowed: list[str] | None = None

    def now(self) -> int:
        """Seconds since 1970, as messages are dated."""
        return int(self.clock().timestamp())

    @property
    def refusals(self) -> list[Call]:
        """The calls that were refused."""
        return [call for call in self.calls if call.error]

    # The other side's doings.

    def person(self, number: int, first_name: str) -> Person:
        return self.people.setdefault(number, Person(self, number, first_name))

    def group(self, number: int, title: str) -> Group:
        return self.groups.setdefault(number, Group(self, number, title))

    def keep(self, chat: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
        """A new message in a chat."""
        message = {"message_id": next(self._message_ids), "date": self.now(), "chat": chat, **content}
        self._messages.setdefault(chat["id"], {})[message["message_id"]] = message
        self.shows("message", message)
        return message

    def shows(self, kind: str, content: dict[str, Any]) -> None:
        """Tell whoever watches."""
        for watcher in self.watchers:
            watcher(kind, content)

    def message(self, chat: int, message_id: int) -> dict[str, Any]:
        """A message that stands in a chat. Raises LookupError."""
        return self._messages[chat][message_id]

    def messages(self, chat: int) -> list[dict[str, Any]]:
        return list(self._messages.get(chat, {}).values())

    def removes(self, chat: int, message_id: int) -> None:
        del self._messages[chat][message_id]
        self.shows("deleted", {"chat": chat, "message_id": message_id})

    def query(self, user: dict[str, Any], message: dict[str, Any], data: str) -> dict[str, Any]:
        number = str(next(self._query_ids))
        self.open_queries[number] = self.clock().timestamp()
        return {"id": number, "from": user, "message": message, "chat_instance": "1", "data": data}

    def happens(self, kind: str, content: dict[str, Any]) -> dict[str, Any]:
        """An update for the bot."""
        update = {"update_id": next(self._update_ids), kind: content}
        if self.allowed is None or kind in self.allowed:
            self.pending.append(update)
        return update

    # The bot's doings.

    async def call(self, method: str, params: dict[str, Any]) -> Any:
        """Do what the bot asks, or raise ApiError. Every call is kept."""
        try:
            result = await self._done(method, params)
        except ApiError as error:
            self._called_so(method, params, error)
            raise
        self._called_so(method, params, None)
        return result

    def _called_so(self, method: str, params: dict[str, Any], error: ApiError | None) -> None:
        self.calls.append(Call(method, params, self.clock(), error))
        self.shows("call", {"method": method, "params": params, "error": str(error) if error else None})

    async def _done(self, method: str, params: dict[str, Any]) -> Any:
        if method == "getUpdates":
            return await self.get_updates(**params)
        known = METHODS.get(method)
        if known is None:
            raise ApiError(404, f"Not Found: method {method} is not modelled here")
        strange = set(params) - known.parameters
        if strange:
            raise bad_request(f"{method} does not take {', '.join(sorted(strange))} here")
        return known.act(self, params)

    async def get_updates(
        self,
        offset: int = 0,
        limit: int = 100,
        timeout: float = 0,  # noqa: ASYNC109  # the method's own parameter
        allowed_updates: list[str] | None = None,
    ) -> list[dict[str, Any]]:
        """Updates from `offset` on; those below it are confirmed and gone. Waits up to `timeout` seconds for one."""
        if self._polling:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            )
        if allowed_updates is not None:
            self.allowed = allowed_updates
        self.pending = [
            update for update in self.pending if update["update_id"] >= offset and self._lives(update)
        ]
        self._polling = True
        try:
            if not self.pending and timeout:
                async with self._arrived:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._arrived.wait_for(lambda: self.pending), timeout)
            return self.pending[: min(limit, 100)]
        finally:
            self._polling = False

    async def tell_pollers(self) -> None:
        """Wake a waiting getUpdates; whoever makes updates happen while one waits calls this."""
        async with self._arrived:
            self._arrived.notify_all()

    def _lives(self, update: dict[str, Any]) -> bool:
        age = self.clock().timestamp()
        if "callback_query" in update:
            asked: float = self.open_queries.get(update["callback_query"]["id"], age)
            return age - asked <= QUERY_LIFE
        content = next(value for key, value in update.items() if key != "update_id")
        return bool(age - content.get("date", age) <= MESSAGE_LIFE)

    def fault(
        self, kind: str, method: str | None = None, times: int = 1, error: ApiError | None = None
    ) -> None:
        """Order trouble for the next `times` calls of `method`, or of any."""
        self.faults.append(Fault(method, kind, times, error))

    def take_fault(self, method: str) -> Fault | None:
        """The trouble due for this call, if any was ordered."""
        for fault in self.faults:
            if fault.method in {None, method}:
                fault.times -= 1
                if not fault.times:
                    self.faults.remove(fault)
                return fault
        return None
