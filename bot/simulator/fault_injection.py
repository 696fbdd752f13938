"""Faults between the bot and Telegram, on request: ordered call by call, by chance, or by sending limits."""

import math
import random
from collections import Counter, deque
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Literal

from bot.simulator.errors import ApiError, too_many_requests
from bot.simulator.params import Params, whole

Kind = Literal["drop_before", "drop_after", "error", "flood", "timeout", "delay"]
"""The connection breaks before or after the act, the call is refused (`error`; `flood`: for too much at once), the
answer does not come in time, or comes late."""

SENDING = frozenset({"copyMessage", "copyMessages", "createForumTopic", "forwardMessage"})
"""Methods that count as sending beside those that begin with `send` or `editMessage`."""


@dataclass(slots=True)
class Fault:
    """A fault in the next `times` calls (None: for all) of `method` (None: of any)."""

    kind: Kind
    method: str | None = None
    times: int | None = 1
    error: ApiError | None = None
    """What an `error` says; without, the server's own mishap."""
    seconds: float = 1.0
    """How long a `delay` is."""

    def refusal(self) -> ApiError:
        """Error that the call is answered with. Only for `error` and `flood`."""
        if self.kind == "flood":
            return too_many_requests(1)
        return self.error or ApiError(500, "Internal Server Error")


@dataclass(frozen=True, slots=True)
class Chances:
    """Chances that each thing goes wrong, in percent of the calls."""

    drop_before: float = 0
    drop_after: float = 0
    error: float = 0
    flood: float = 0
    timeout: float = 0
    delay: float = 0


@dataclass(frozen=True, slots=True)
class Limit:
    """Limit: so many sends within so many seconds."""

    times: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's limits as they are known; it publishes no numbers. A refused call does not count."""

    chat: Limit | None = Limit(1, 1.0)
    group: Limit | None = Limit(20, 60.0)
    overall: Limit | None = Limit(30, 1.0)


@dataclass(slots=True)
class FaultInjection:
    """The faults that are ordered, and how many there were."""

    ordered: list[Fault] = field(default_factory=list)
    chances: Chances = field(default_factory=Chances)
    dice: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311  no secret
    limits: Limits | None = None
    """Limits of sending; None: nothing is limited."""
    flooded: dict[int, datetime] = field(default_factory=dict)
    """Chats that are refused with 429 until then."""
    counted: Counter[str] = field(default_factory=Counter)
    """How many faults there were, by kind; `flooded` and `limit` for the last two of the above."""
    _sent: dict[int | None, deque[datetime]] = field(default_factory=dict)

    def take(self, method: str) -> Fault | None:
        """The fault due in this call, if any is."""
        fault = self._next(method) or self._drawn()
        if fault:
            self.counted[fault.kind] += 1
        return fault

    def _next(self, method: str) -> Fault | None:
        for fault in self.ordered:
            if fault.method in {None, method}:
                if fault.times is not None:
                    fault.times -= 1
                    if not fault.times:
                        self.ordered.remove(fault)
                return fault
        return None

    def _drawn(self) -> Fault | None:
        left = self.dice.random() * 100
        for kind in fields(self.chances):
            left -= getattr(self.chances, kind.name)
            if left < 0:
                return Fault(kind.name)  # type: ignore[arg-type]  # Chances has the kinds for fields
        return None

    def pace(self, method: str, params: Params, now: datetime) -> None:
        """Hold a call to the limits. Raises ApiError (429), saying how long to wait."""
        chat = whole(params, "chat_id")
        wait = (self.flooded.get(chat, now) - now).total_seconds()
        if wait > 0:
            self.counted["flooded"] += 1
            raise too_many_requests(math.ceil(wait))
        if self.limits is None or not (method.startswith(("send", "editMessage")) or method in SENDING):
            return
        if method == "sendChatAction":
            return
        held = [(chat, self.limits.group if chat < 0 else self.limits.chat), (None, self.limits.overall)]
        wait = max(self._wait(key, limit, now) for key, limit in held)
        if wait > 0:
            self.counted["limit"] += 1
            raise too_many_requests(math.ceil(wait))
        for key, _ in held:
            self._sent.setdefault(key, deque()).append(now)

    def _wait(self, key: int | None, limit: Limit | None, now: datetime) -> float:
        """Seconds until there is room again."""
        if limit is None:
            return 0
        sent = self._sent.setdefault(key, deque())
        span = timedelta(seconds=limit.seconds)
        while sent and sent[0] <= now - span:
            sent.popleft()
        return (sent[0] + span - now).total_seconds() if len(sent) >= limit.times else 0
