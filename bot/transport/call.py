"""Methods of the Bot API called as python-telegram-bot does it, their results left as the JSON they are.

Its own methods build an object of every part of a result: of a message that was sent, each of its buttons. Nobody reads more
of that than its number, and it took longer than the call.
"""

from collections.abc import Mapping
from typing import Any

from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter


async def call(
    request: BaseRequest,
    base_url: str,
    method: str,
    given: Mapping[str, object],
    *,
    patience: float | None = None,
) -> Any:
    """The result of `method`, called with what is `given`, objects of python-telegram-bot among it; None is left out.

    `base_url` ends with the token. `patience`: seconds for the answer, where the request's own will not do. Raises TelegramError.
    """
    fields = [RequestParameter.from_input(name, value) for name, value in given.items() if value is not None]
    more = {} if patience is None else {"read_timeout": patience}
    return await request.post(f"{base_url}/{method}", RequestData(fields), **more)
