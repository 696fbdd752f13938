"""Changing a message of the bot's own."""

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from bot.simulator.checks import caption_of, text_of
from bot.simulator.errors import NOT_MODIFIED, bad_request
from bot.simulator.files import KINDS, UNCAPTIONED
from bot.simulator.keyboards import markup_of
from bot.simulator.methods.media import ALBUM_KINDS, CAPTIONED, media_of
from bot.simulator.methods.model import models
from bot.simulator.methods.places import own_message
from bot.simulator.params import Params
from bot.simulator.people import REPLACEABLE

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

EDITING = ("chat_id", "message_id", "inline_message_id", "reply_markup")
_MEDIA = frozenset(KINDS) - UNCAPTIONED
_TEXT = {"text", "entities", "link_preview_options"}
_CAPTION = {"caption", "caption_entities", "show_caption_above_media"}


def _becomes(
    telegram: "Telegram",
    message: dict[str, Any],
    replaced: AbstractSet[str],
    content: dict[str, Any],
    params: Params,
) -> dict[str, Any] | bool:
    """The message with `content` in the place of what it had under the names in `replaced`, and with the call's buttons; only True for
    one that was sent inline.

    Refuses an edit that changes nothing.
    """
    markup = markup_of(params)
    new = content | ({"reply_markup": markup} if markup else {})
    old = {name: message[name] for name in {*replaced, "reply_markup"} & set(message)}
    if new == old:
        raise bad_request(NOT_MODIFIED)
    for name in old:
        del message[name]
    message |= new
    if replaced:
        message["edit_date"] = telegram.now()
    telegram.shows("message", message)
    return True if "inline_message_id" in params else message


@models("editMessageText", *EDITING, "text", "parse_mode", "entities", "link_preview_options")
def _edit_text(telegram: "Telegram", params: Params) -> Any:
    content = text_of(telegram, params)
    message = own_message(telegram, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _becomes(telegram, message, _TEXT, content, params)


@models("editMessageCaption", *EDITING, *CAPTIONED, "show_caption_above_media")
def _edit_caption(telegram: "Telegram", params: Params) -> Any:
    content = caption_of(telegram, params)
    message = own_message(telegram, params)
    if not _MEDIA & set(message):
        raise bad_request("there is no caption in the message to edit")
    return _becomes(telegram, message, _CAPTION, content, params)


@models("editMessageMedia", *EDITING, "media")
def _edit_media(telegram: "Telegram", params: Params) -> Any:
    message = own_message(telegram, params)
    was = REPLACEABLE & set(message)
    if not was:
        raise bad_request("message media can't be edited")
    given = params.get("media") or {}
    if given.get("type") not in REPLACEABLE - {"text"}:
        raise bad_request("can't parse InputMedia: unsupported type")
    if "media_group_id" in message:
        _check_album(was, given["type"])
    content = media_of(telegram, given["type"], given.get("media"), params, given) | caption_of(
        telegram, given
    )
    return _becomes(telegram, message, was | _TEXT | _CAPTION | {"has_media_spoiler"}, content, params)


def _check_album(was: AbstractSet[str], kind: str) -> None:
    """Refuse what cannot stand beside the others of an album."""
    if kind not in ALBUM_KINDS:
        raise bad_request("message content type can't be used in an album")
    if all(ALBUM_KINDS[old] != ALBUM_KINDS[kind] for old in was):
        raise bad_request("can't change media type in the album")


@models("editMessageReplyMarkup", *EDITING)
def _edit_markup(telegram: "Telegram", params: Params) -> Any:
    return _becomes(telegram, own_message(telegram, params), set(), {}, params)
