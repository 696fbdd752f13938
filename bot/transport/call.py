"""Methods of the Bot API called as python-telegram-bot does it, their results left as the JSON they are.

Its own methods build an object of every part of a result: of a message that was sent, each of its buttons. Nobody reads more
of that than its number, and it took longer than the call.
"""

import json
from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, TelegramObject
from telegram.request import BaseRequest, RequestData

from bot.transport.body import in_json


class Fields(RequestData):  # type: ignore[misc]  # the library does not expect it, and asks nothing else of it
    """Parameters that are written already, without files."""

    __slots__ = ("_written",)

    def __init__(self, written: dict[str, str]) -> None:
        super().__init__()
        self._written = written

    @property
    def json_parameters(self) -> dict[str, str]:
        """The parameters, by their names."""
        return self._written


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
    fields = Fields({name: written(value) for name, value in given.items() if value is not None})
    more = {} if patience is None else {"read_timeout": patience}
    return await request.post(f"{base_url}/{method}", fields, **more)


def written(value: object) -> str:
    """A parameter as it goes over the wire. python-telegram-bot itself would write each of them twice."""
    if isinstance(value, str):
        return str(value)  # of its constants, their value
    if isinstance(value, InlineKeyboardMarkup):
        return in_json({"inline_keyboard": value.inline_keyboard}, _parts).decode()
    if isinstance(value, TelegramObject):
        return value.to_json()
    return str(value) if type(value) is int else json.dumps(value)


_NAMES = InlineKeyboardButton.__slots__
_parts_of = attrgetter(*_NAMES)


def _parts(value: object) -> dict[str, object]:
    """Parts of a button, or of what stands in one, as `to_dict` gives them, of a button in a fifth of its time: most of those that
    are sent are under screens.
    """
    if isinstance(value, InlineKeyboardButton):
        found = zip(_NAMES, _parts_of(value), strict=True)
        return {name: part for name, part in found if part is not None}
    assert isinstance(value, TelegramObject)
    return value.to_dict()
