"""Call of a method and its answer, with the faults on the way; the same whether it came over a socket or not."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.simulator.errors import ApiError
from bot.simulator.params import method_of, read

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram


class DroppedError(Exception):
    """The connection breaks, and no answer comes."""


class SilenceError(Exception):
    """The call is carried out, but its answer does not come in time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a call: an HTTP status, a JSON object, and the seconds of `Retry-After` where there are any."""

    status: int
    body: dict[str, Any]
    retry_after: int | None = None


async def answer(telegram: "Telegram | None", name: str, fields: Mapping[str, object]) -> Answer:
    """The answer to a call of the method with this name, in any case. `telegram` None: no bot has the token.

    Raises DroppedError and SilenceError where such a fault is due.
    """
    if telegram is None:
        return refusal(ApiError(401, "Unauthorized"))
    method = method_of(name)
    if method is None:
        return refusal(ApiError(404, "Not Found"))
    fault = telegram.faults.take(method)
    kind = fault.kind if fault else None
    if kind == "drop_before":
        raise DroppedError
    if fault and kind in {"error", "flood"}:
        return refusal(fault.refusal())
    if fault and kind == "delay":
        await asyncio.sleep(fault.seconds)
    try:
        result = await telegram.call(method, read(method, fields))
    except ApiError as error:
        answered = refusal(error)
    else:
        answered = Answer(200, {"ok": True, "result": result})
    if kind == "timeout":
        raise SilenceError
    if kind == "drop_after":
        raise DroppedError
    return answered


def refusal(error: ApiError) -> Answer:
    """The answer that is this error."""
    return Answer(error.code, error.body(), error.retry_after)
