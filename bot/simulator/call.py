"""One call and its answer, with the faults on the way; the same whether it came over a socket or not."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.simulator.errors import ApiError
from bot.simulator.params import read

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram


class DroppedError(Exception):
    """The connection breaks, and no answer comes."""


class SilenceError(Exception):
    """The call is carried out, but its answer does not come in time."""


async def answer(
    telegram: "Telegram", token: str, method: str, fields: Mapping[str, object]
) -> tuple[int, dict[str, Any]]:
    """The status and the body that answer a call. Raises DroppedError and SilenceError where such a fault is due."""
    if token != telegram.token:
        return _refused(ApiError(401, "Unauthorized"))
    fault = telegram.faults.take(method)
    kind = fault.kind if fault else None
    if kind == "drop_before":
        raise DroppedError
    if fault and kind in {"error", "flood"}:
        return _refused(fault.refusal())
    if fault and kind == "delay":
        await asyncio.sleep(fault.seconds)
    try:
        result = await telegram.call(method, read(fields))
    except ApiError as error:
        answered = _refused(error)
    else:
        answered = 200, {"ok": True, "result": result}
    if kind == "timeout":
        raise SilenceError
    if kind == "drop_after":
        raise DroppedError
    return answered


def _refused(error: ApiError) -> tuple[int, dict[str, Any]]:
    return error.code, error.body()
