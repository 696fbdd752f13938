"""The Bot API methods that are modelled: what each takes, what it does, what it refuses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.simulator.checks import CALLBACK_TEXT, CAPTION, TEXT, markup_of, text_of
from bot.simulator.entities import length
from bot.simulator.errors import MIGRATED, NOT_MODIFIED, QUERY_TOO_OLD, bad_request, forbidden

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

Params = dict[str, Any]
Act = Callable[["Telegram", Params], Any]

DELETABLE = 48 * 3600
"""Seconds after which a message cannot be deleted any more."""


@dataclass(frozen=True, slots=True)
class Method:
    act: Act
    parameters: frozenset[str]


METHODS: dict[str, Method] = {}


def _models(name: str, *parameters: str) -> Callable[[Act], Act]:
    def remember(act: Act) -> Act:
        METHODS[name] = Method(act, frozenset(parameters))
        return act

    return remember


def _place(telegram: "Telegram", params: Params) -> dict[str, Any]:
    """The chat to write to. Refuses as the server does where the bot may not."""
    number = int(params["chat_id"])
    if number in telegram.people:
        person = telegram.people[number]
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if number not in telegram.started:
            raise forbidden("bot can't initiate conversation with a user")
        return person.chat
    group = telegram.groups.get(number)
    if group is None:
        raise bad_request("chat not found")
    if group.migrated_to is not None:
        raise bad_request(MIGRATED, migrate_to_chat_id=group.migrated_to)
    if not group.bot_is_in:
        raise forbidden("bot was kicked from the group chat")
    return group.chat


def _own(telegram: "Telegram", params: Params, verb: str) -> dict[str, Any]:
    """The bot's message that is meant."""
    chat = _place(telegram, params)
    try:
        message = telegram.message(chat["id"], int(params["message_id"]))
    except LookupError:
        raise bad_request(f"message to {verb} not found") from None
    if verb == "edit" and message.get("from") != telegram.bot_user:
        raise bad_request("message can't be edited")
    return message


_SENDING = (
    "chat_id",
    "parse_mode",
    "reply_markup",
    "disable_notification",
    "protect_content",
    "reply_parameters",
    "message_thread_id",
)


@_models("sendMessage", *_SENDING, "text", "entities", "link_preview_options")
def _send_message(telegram: "Telegram", params: Params) -> Any:
    chat = _place(telegram, params)
    text, entities = text_of(params, "text", TEXT)
    return _sent(telegram, chat, params, {"text": text, "entities": entities})


@_models("sendDocument", *_SENDING, "document", "caption", "caption_entities")
def _send_document(telegram: "Telegram", params: Params) -> Any:
    chat = _place(telegram, params)
    document = {"file_id": "sent", "file_unique_id": "sent", "file_name": str(params.get("document"))}
    caption, entities = text_of(params, "caption", CAPTION)
    return _sent(
        telegram, chat, params, {"document": document, "caption": caption, "caption_entities": entities}
    )


def _sent(
    telegram: "Telegram", chat: dict[str, Any], params: Params, content: dict[str, Any]
) -> dict[str, Any]:
    markup = markup_of(params)
    if markup:
        content["reply_markup"] = markup
    return telegram.keep(chat, {"from": telegram.bot_user, **{k: v for k, v in content.items() if v}})


@_models(
    "editMessageText",
    "chat_id",
    "message_id",
    "text",
    "parse_mode",
    "entities",
    "reply_markup",
    "link_preview_options",
)
def _edit_text(telegram: "Telegram", params: Params) -> Any:
    message = _own(telegram, params, "edit")
    text, entities = text_of(params, "text", TEXT)
    markup = markup_of(params)
    now = (text, entities, markup)
    if (message.get("text"), message.get("entities", []), message.get("reply_markup")) == now:
        raise bad_request(NOT_MODIFIED)
    message |= {"text": text, "entities": entities, "edit_date": telegram.now()}
    return _with_markup(telegram, message, markup)


@_models("editMessageReplyMarkup", "chat_id", "message_id", "reply_markup")
def _edit_markup(telegram: "Telegram", params: Params) -> Any:
    message = _own(telegram, params, "edit")
    markup = markup_of(params)
    if message.get("reply_markup") == markup:
        raise bad_request(NOT_MODIFIED)
    return _with_markup(telegram, message, markup)


def _with_markup(
    telegram: "Telegram", message: dict[str, Any], markup: dict[str, Any] | None
) -> dict[str, Any]:
    message.pop("reply_markup", None)
    if markup:
        message["reply_markup"] = markup
    telegram.shows("message", message)
    return message


@_models("deleteMessage", "chat_id", "message_id")
def _delete(telegram: "Telegram", params: Params) -> Any:
    message = _own(telegram, params, "delete")
    if telegram.now() - message["date"] > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    telegram.removes(message["chat"]["id"], message["message_id"])
    return True


@_models("answerCallbackQuery", "callback_query_id", "text", "show_alert", "url", "cache_time")
def _answer(telegram: "Telegram", params: Params) -> Any:
    if length(params.get("text") or "") > CALLBACK_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    asked = telegram.open_queries.pop(params["callback_query_id"], None)
    if asked is None or telegram.clock().timestamp() - asked > 60:
        raise bad_request(QUERY_TOO_OLD)
    return True


@_models("sendChatAction", "chat_id", "action", "message_thread_id")
def _action(telegram: "Telegram", params: Params) -> Any:
    _place(telegram, params)
    return True


@_models("getChat", "chat_id")
def _chat(telegram: "Telegram", params: Params) -> Any:
    return {**_place(telegram, params), "accent_color_id": 0, "max_reaction_count": 11}


@_models("getMe")
def _me(telegram: "Telegram", _: Params) -> Any:
    return {**telegram.bot_user, "can_join_groups": True, "can_read_all_group_messages": False}


@_models("deleteWebhook", "drop_pending_updates")
def _no_webhook(telegram: "Telegram", params: Params) -> Any:
    if params.get("drop_pending_updates"):
        telegram.pending.clear()
    telegram.settings.pop("webhook", None)
    return True


@_models(
    "setWebhook",
    "url",
    "allowed_updates",
    "secret_token",
    "max_connections",
    "drop_pending_updates",
    "ip_address",
)
def _webhook(telegram: "Telegram", params: Params) -> Any:
    telegram.settings["webhook"] = params["url"]
    telegram.allowed = params.get("allowed_updates", telegram.allowed)
    return True


@_models("getWebhookInfo")
def _webhook_info(telegram: "Telegram", _: Params) -> Any:
    return {
        "url": telegram.settings.get("webhook", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(telegram.pending),
    }


def _setting(method: str, key: str, limit: int, *parameters: str) -> None:
    """A method that sets something about the bot, as long as it is not too long."""

    @_models(method, *parameters)
    def remember(telegram: "Telegram", params: Params) -> Any:
        value = params.get(key)
        if isinstance(value, str) and length(value) > limit:
            raise bad_request(f"{key} is too long")
        if isinstance(value, list) and len(value) > limit:
            raise bad_request("too many commands")
        telegram.settings[method] = value
        return True


_setting("setMyCommands", "commands", 100, "commands", "scope", "language_code")
_setting("setMyDescription", "description", 512, "description", "language_code")
_setting("setMyShortDescription", "short_description", 120, "short_description", "language_code")
_setting("setMyName", "name", 64, "name", "language_code")
_setting("setChatMenuButton", "menu_button", 1, "chat_id", "menu_button")
