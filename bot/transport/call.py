"""Methods of the Bot API called as python-telegram-bot does it, their results left as the JSON they are.

Its own methods build an object of every part of a result: of a message that was sent, each of its buttons. Nobody reads more
of that than its number, and it took longer than the call.
"""

import json
from collections.abc import Mapping
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, TelegramObject
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
    fields = [
        RequestParameter(name, written(value), None) for name, value in given.items() if value is not None
    ]
    more = {} if patience is None else {"read_timeout": patience}
    return await request.post(f"{base_url}/{method}", RequestData(fields), **more)


def written(value: object) -> str:
    """A parameter as it goes over the wire. python-telegram-bot itself would write each of them twice."""
    if isinstance(value, str):
        return str(value)  # of its constants, their value
    if isinstance(value, InlineKeyboardMarkup):
        return json.dumps({"inline_keyboard": value.inline_keyboard}, default=_parts)
    if isinstance(value, TelegramObject):
        return value.to_json()
    return json.dumps(value)


def _parts(button: InlineKeyboardButton) -> dict[str, object]:
    """Parts of a button as `to_dict` gives them, in a fifth of its time: most of the buttons that are sent are under screens."""
    found = ((name, getattr(button, name)) for name in InlineKeyboardButton.__slots__)
    return {
        name: part.to_dict() if isinstance(part, TelegramObject) else part
        for name, part in found
        if part is not None
    }
