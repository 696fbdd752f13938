"""The bot's requests, answered in process: python-telegram-bot as it is, no socket, the same strictness."""

import json
from typing import Any
from urllib.parse import unquote

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.simulator.call import DroppedError, SilenceError, answer
from bot.simulator.params import Upload
from bot.simulator.telegram import Telegram


class WireRequest(BaseRequest):
    """Takes what python-telegram-bot would send over HTTP to the simulated Telegram instead."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        """Open nothing: there is no connection."""

    async def shutdown(self) -> None:
        """Close nothing: there is no connection."""

    async def do_request(  # noqa: PLR0917  # the base's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,  # noqa: ARG002  # nothing here takes time
        write_timeout: Any = None,  # noqa: ARG002
        connect_timeout: Any = None,  # noqa: ARG002
        pool_timeout: Any = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Make one call, or download one file: status and body. Raises NetworkError or TimedOut where such a fault was ordered."""
        if method == "GET":
            return self._download(url)
        token, name = unquote(url).rpartition("/bot")[2].split("/")
        fields: dict[str, object] = dict(request_data.json_parameters) if request_data else {}
        if request_data and request_data.multipart_data:
            fields |= {
                key: Upload(str(given), content if isinstance(content, bytes) else content.read())
                for key, (given, content, _) in request_data.multipart_data.items()
            }
        try:
            known = self._telegram if token == self._telegram.token else None
            answered = await answer(known, name, fields)
        except DroppedError:
            raise NetworkError("the connection was dropped") from None
        except SilenceError:
            raise TimedOut("the answer did not come") from None
        return answered.status, json.dumps(answered.body).encode()

    def _download(self, url: str) -> tuple[int, bytes]:
        path = unquote(url).partition(f"/bot{self._telegram.token}/")[2]
        try:
            return 200, self._telegram.files.at(path).content
        except LookupError:
            return 404, b""
