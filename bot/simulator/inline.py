"""Inline mode: the results for what somebody searches, and what becomes of the one that they choose."""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.simulator import specification
from bot.simulator.checks import caption_of, text_of
from bot.simulator.errors import bad_request
from bot.simulator.files import picture
from bot.simulator.keyboards import markup_of
from bot.simulator.params import Params

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

_FILES = {
    "audio": "audio",
    "document": "document",
    "gif": "animation",
    "mpeg4_gif": "animation",
    "photo": "photo",
    "sticker": "sticker",
    "video": "video",
    "voice": "voice",
}
"""File that is sent, by the type of a result."""
_PREFIX = "InlineQueryResult"


def check_result(telegram: "Telegram", result: dict[str, Any]) -> None:
    """Refuse a result that lacks what its type needs, or whose words or buttons the server would refuse."""
    kind = str(result.get("type") or "")
    camel = "".join(part.capitalize() for part in kind.split("_"))
    cached = f"{_PREFIX}Cached{camel}"
    name = (
        cached
        if f"{kind.removeprefix('mpeg4_')}_file_id" in result or f"{kind}_file_id" in result
        else _PREFIX + camel
    )
    if name not in specification.UNIONS[_PREFIX]:
        raise bad_request("can't parse inline query result: unallowed inline query result type")
    for name_of_field, written in specification.OBJECTS[name].items():
        if written.startswith("!") and result.get(name_of_field, "") == "":
            raise bad_request(f"can't parse inline query result: Can't find field \"{name_of_field}\"")
    content_of(telegram, result)


def content_of(telegram: "Telegram", result: dict[str, Any]) -> dict[str, Any]:
    """The message that comes of a result, without its sender. Raises ApiError for what the server refuses."""
    markup = markup_of(result)
    content = _words(telegram, result.get("input_message_content") or result)
    if content is None:
        content = _file(telegram, result)
    return {**content, **({"reply_markup": markup} if markup else {})}


def _words(telegram: "Telegram", given: Params) -> dict[str, Any] | None:
    """A content that has no file; None where there is none in `given`."""
    if "message_text" in given:
        return text_of(telegram, {**given, "text": given["message_text"]})
    if "phone_number" in given:
        named = ("phone_number", "first_name", "last_name", "vcard")
        return {"contact": {name: given[name] for name in named if given.get(name)}}
    if "latitude" in given:
        location = {"latitude": float(given["latitude"]), "longitude": float(given["longitude"])}
        if "address" not in given:
            return {"location": location}
        return {"venue": {"location": location, "title": given["title"], "address": given["address"]}}
    return None


def _file(telegram: "Telegram", result: dict[str, Any]) -> dict[str, Any]:
    """The file of a result. What lies at an address is not fetched: a picture of its size stands for it."""
    kind = _FILES.get(str(result.get("type")))
    if kind is None:
        raise bad_request("can't parse inline query result: Can't find field \"input_message_content\"")
    given = next((str(value) for name, value in result.items() if name.endswith("_file_id")), "")
    try:
        file = telegram.files.find(given) if given else telegram.files.keep(kind, "", picture(320, 200))
    except LookupError:
        raise bad_request("wrong file identifier/HTTP URL specified") from None
    return {**file.in_message(), **caption_of(telegram, result)}


@dataclass(slots=True)
class Search:
    """Search: what somebody has typed after the bot's name, and the results that the bot has for it."""

    query: dict[str, Any]
    results: list[dict[str, Any]] = field(default_factory=list)


class Inline:
    """The searches, and the messages that came of results."""

    def __init__(self) -> None:
        self.searches: dict[str, Search] = {}
        self.messages: dict[str, dict[str, Any]] = {}
        """Messages that have buttons, by their `inline_message_id`, so that the bot can change them."""

    def begins(self, query: dict[str, Any]) -> None:
        """The update `inline_query` is made."""
        self.searches[query["id"]] = Search(query)

    def answers(self, number: str, results: list[dict[str, Any]]) -> None:
        """The bot has answered."""
        self.searches[number].results = deepcopy(results)

    def result(self, number: str, result: str) -> dict[str, Any]:
        """Result `result` of the search `number`. Raises LookupError."""
        for found in self.searches[number].results:
            if str(found["id"]) == result:
                return found
        raise LookupError(f"no result {result}")
