"""Bringing messages from one chat to another."""

from contextlib import suppress
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from bot.simulator.checks import caption_of
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.methods.deleting import MOST, numbers_of
from bot.simulator.methods.media import CAPTIONED
from bot.simulator.methods.model import models
from bot.simulator.methods.places import message_of, place, seen
from bot.simulator.methods.sending import PLACED, SENDING, sent
from bot.simulator.params import Params, whole

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

_CONTENT = (
    "text",
    "entities",
    "caption",
    "caption_entities",
    "link_preview_options",
    "has_media_spoiler",
    "show_caption_above_media",
    "photo",
    "document",
    "voice",
    "video",
    "audio",
    "animation",
    "video_note",
    "sticker",
    "contact",
    "location",
    "venue",
    "dice",
    "poll",
)


def _content(message: dict[str, Any], refusal: str) -> dict[str, Any]:
    """Content of a message that goes to another chat. Raises ApiError where there is none."""
    content = {name: deepcopy(message[name]) for name in _CONTENT if name in message}
    if not content:
        raise bad_request(refusal)
    return content


def _source(telegram: "Telegram", params: Params, what: str) -> dict[str, Any]:
    place(telegram, params)
    where = seen(telegram, params, "from_chat_id")
    return message_of(telegram, where, whole(params, "message_id"), what)


@models("forwardMessage", *PLACED, "from_chat_id", "message_id")
def _forward(telegram: "Telegram", params: Params) -> Any:
    message = _source(telegram, params, "message to forward")
    refusal = "the message can't be forwarded"
    if message.get("has_protected_content"):
        raise bad_request(refusal)
    origin = message.get("forward_origin") or _origin(message)
    return sent(telegram, params, {**_content(message, refusal), "forward_origin": origin})


def _origin(message: dict[str, Any]) -> dict[str, Any]:
    if "sender_chat" in message:
        return {"type": "chat", "date": message["date"], "sender_chat": message["sender_chat"]}
    return {"type": "user", "date": message["date"], "sender_user": message["from"]}


@models("forwardMessages", *PLACED, "from_chat_id", "message_ids")
def _forward_many(telegram: "Telegram", params: Params) -> Any:
    """Forward several messages; those that cannot be forwarded are left out."""
    numbers = numbers_of(params, most=MOST)
    if numbers != sorted(set(numbers)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    place(telegram, params)
    seen(telegram, params, "from_chat_id")
    forwarded = []
    for number in numbers:
        with suppress(ApiError):
            forwarded.append(
                {"message_id": _forward(telegram, {**params, "message_id": number})["message_id"]}
            )
    if not forwarded:
        raise bad_request("there are no messages to forward")
    return forwarded


@models("copyMessage", *SENDING, *CAPTIONED, "from_chat_id", "message_id", "show_caption_above_media")
def _copy(telegram: "Telegram", params: Params) -> Any:
    content = _content(_source(telegram, params, "message to copy"), "the message can't be copied")
    if "caption" in params and "text" not in content:
        for name in ("caption", "caption_entities", "show_caption_above_media"):
            content.pop(name, None)
        content |= caption_of(telegram, params)
    return {"message_id": sent(telegram, params, content)["message_id"]}


@models("copyMessages", *PLACED, "from_chat_id", "message_ids", "remove_caption")
def _copy_many(telegram: "Telegram", params: Params) -> Any:
    numbers = numbers_of(params, most=MOST)
    if numbers != sorted(set(numbers)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    place(telegram, params)
    where = seen(telegram, params, "from_chat_id")
    standing = {message["message_id"]: message for message in telegram.messages(where.id)}
    copies = []
    albums: dict[str, dict[str, str]] = {}
    for message in (standing[number] for number in numbers if number in standing):
        if not set(_CONTENT) & set(message):
            continue
        content = _content(message, "")
        if params.get("remove_caption"):
            content = {name: value for name, value in content.items() if not name.startswith("caption")}
        if "media_group_id" in message:
            new = {"media_group_id": str(next(telegram.album_ids))}
            content |= albums.setdefault(message["media_group_id"], new)
        copies.append({"message_id": sent(telegram, params, content)["message_id"]})
    if not copies:
        raise bad_request("there are no messages to forward")
    return copies
