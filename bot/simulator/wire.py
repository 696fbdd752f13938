"""The bot's requests, answered in process: python-telegram-bot as it is, no socket, the same strictness."""

import json
from typing import Any

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.simulator.errors import ApiError
from bot.simulator.telegram import Telegram


class WireRequest(BaseRequest):
    """Takes what python-telegram-bot would send over HTTP to the simulated Telegram instead."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(  # noqa: PLR0917  # the base's signature
        self,
        url: str,
        method: str,  # noqa: ARG002  # always POST
        request_data: RequestData | None = None,
        read_timeout: Any = None,  # noqa: ARG002  # nothing here takes time
        write_timeout: Any = None,  # noqa: ARG002
        connect_timeout: Any = None,  # noqa: ARG002
        pool_timeout: Any = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """One call. Raises NetworkError or TimedOut where such trouble was ordered."""
        name = url.rpartition("/")[2]
        params = dict(request_data.parameters) if request_data else {}
        if request_data and request_data.multipart_data:
            params |= {key: file[0] for key, file in request_data.multipart_data.items()}
        fault = self._telegram.take_fault(name)
        if fault and fault.kind == "drop_before":
            raise NetworkError("the connection was dropped before the call")
        if fault and fault.kind == "error" and fault.error:
            return fault.error.code, json.dumps(fault.error.body()).encode()
        try:
            result = await self._telegram.call(name, params)
        except ApiError as error:
            return error.code, json.dumps(error.body()).encode()
        if fault and fault.kind in {"timeout", "drop_after"}:
            raise TimedOut("the answer did not come")
        return 200, json.dumps({"ok": True, "result": result}).encode()
