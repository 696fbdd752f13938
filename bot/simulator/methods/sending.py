"""Sending what has no file."""

from typing import TYPE_CHECKING, Any

from bot.simulator.checks import text_of
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.groups import Group
from bot.simulator.keyboards import keyboard_of, markup_of
from bot.simulator.methods.model import models
from bot.simulator.methods.places import Place, message_of, place, topic_of
from bot.simulator.params import Params, whole
from bot.simulator.people import without_reply

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

PLACED = ("chat_id", "message_thread_id", "disable_notification", "protect_content")
SENDING = (*PLACED, "reply_markup", "reply_parameters")
"""What every method takes that sends a message."""
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def sent(telegram: "Telegram", params: Params, content: dict[str, Any]) -> dict[str, Any]:
    """The bot's new message with this content, where the call says. Refuses as the server does."""
    markup = markup_of(params)
    where = place(telegram, params)
    keys = keyboard_of(params, private=not isinstance(where, Group))
    if (
        markup
        and isinstance(where, Group)
        and any("web_app" in key for row in markup["inline_keyboard"] for key in row)
    ):
        raise bad_request("BUTTON_TYPE_INVALID")
    if isinstance(where, Group) and (refusal := where.refuses(where.bot, content)):
        raise bad_request(refusal)
    reply = _reply_of(telegram, where, params)
    topic = topic_of(where, {**_topic_replied_to(reply), **params})
    message: dict[str, Any] = {"from": telegram.bot_user, **reply, **content}
    if markup:
        message["reply_markup"] = markup
    if params.get("protect_content"):
        message["has_protected_content"] = True
    if isinstance(where, Group):
        message = where.in_topic(message, topic.thread if topic else None)
    if keys is not None:
        telegram.keyboards[where.id] = keys
        telegram.shows("keyboard", {"chat": where.id, "rows": keys})
    return telegram.keep(where.chat, message)


def _reply_of(telegram: "Telegram", where: Place, params: Params) -> dict[str, Any]:
    reply = params.get("reply_parameters")
    if not reply:
        return {}
    if whole(reply, "chat_id", where.id) != where.id:
        raise bad_request("replies to other chats are not modelled here")
    try:
        replied = message_of(telegram, where, whole(reply, "message_id"), "message to be replied")
    except ApiError:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise
    return {"reply_to_message": without_reply(replied)}


def _topic_replied_to(reply: dict[str, Any]) -> Params:
    """A reply stands in the topic of what it replies to, also where the call names none."""
    replied = reply.get("reply_to_message", {})
    return {"message_thread_id": replied["message_thread_id"]} if replied.get("is_topic_message") else {}


@models("sendMessage", *SENDING, "text", "parse_mode", "entities", "link_preview_options")
def _send_message(telegram: "Telegram", params: Params) -> Any:
    return sent(telegram, params, text_of(telegram, params))


@models("sendLocation", *SENDING, "latitude", "longitude", "horizontal_accuracy")
def _send_location(telegram: "Telegram", params: Params) -> Any:
    return sent(telegram, params, {"location": _location(params)})


def _location(params: Params) -> dict[str, float]:
    try:
        latitude, longitude = float(params["latitude"]), float(params["longitude"])
    except (KeyError, TypeError, ValueError):
        raise bad_request("LOCATION_INVALID") from None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise bad_request("LOCATION_INVALID")
    exact = params.get("horizontal_accuracy")
    return {
        "latitude": latitude,
        "longitude": longitude,
        **({"horizontal_accuracy": float(exact)} if isinstance(exact, int | float) else {}),
    }


_VENUE = ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type")


@models("sendVenue", *SENDING, "latitude", "longitude", "title", "address", *_VENUE)
def _send_venue(telegram: "Telegram", params: Params) -> Any:
    if not params.get("title") or not params.get("address"):
        raise bad_request(f"venue {'address' if params.get('title') else 'title'} must be non-empty")
    more = {name: params[name] for name in ("title", "address", *_VENUE) if params.get(name)}
    return sent(
        telegram, params, {"venue": {"location": _location(params), **more}, "location": _location(params)}
    )


@models("sendContact", *SENDING, "phone_number", "first_name", "last_name", "vcard")
def _send_contact(telegram: "Telegram", params: Params) -> Any:
    if not params.get("phone_number"):
        raise bad_request("PHONE_NUMBER_INVALID")
    if not params.get("first_name"):
        raise bad_request("CONTACT_NAME_EMPTY")
    names = ("phone_number", "first_name", "last_name", "vcard")
    return sent(telegram, params, {"contact": {name: params[name] for name in names if params.get(name)}})


@models("sendMessageDraft", "chat_id", "message_thread_id", "draft_id", "text", "parse_mode", "entities")
def _draft(telegram: "Telegram", params: Params) -> Any:
    """Show a draft to a person while the message is made; nothing of it stays."""
    where = place(telegram, params)
    if isinstance(where, Group):
        raise bad_request("drafts can be sent to private chats only")
    if not whole(params, "draft_id"):
        raise bad_request("invalid draft identifier specified")
    text_of(telegram, {**params, "text": params.get("text") or "…"})
    telegram.shows("typing", {"chat": where.id, "action": "typing", "thread": None})
    return True


@models("sendChatAction", "chat_id", "action", "message_thread_id")
def _action(telegram: "Telegram", params: Params) -> Any:
    where = place(telegram, params)
    topic = topic_of(where, params)
    if params.get("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    thread = topic.thread if topic else None
    telegram.shows("typing", {"chat": where.id, "action": params["action"], "thread": thread})
    return True
