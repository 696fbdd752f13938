"""Keyboards, checked as by the server: under a message, and in the place of a person's own."""

from typing import Any

from bot.simulator.entities import checked_link, length
from bot.simulator.errors import bad_request
from bot.simulator.params import Params

DATA_BYTES, COPIED, BUTTONS, IN_A_ROW, PLACEHOLDER = 64, 256, 100, 8, 64
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
"""What a button under a message can do; the server takes the first of them that it has."""
KEYBOARDS = frozenset({"keyboard", "remove_keyboard", "force_reply"})
_ASKING = {"request_contact": "phone number", "request_location": "location", "request_poll": "poll"}
_CHOOSING = ("request_chat", "request_users", "web_app")

Button = dict[str, Any]


def markup_of(params: Params) -> dict[str, Any] | None:
    """The inline keyboard, checked. None where there is none, or an empty one, or another kind of markup."""
    markup = params.get("reply_markup")
    if markup is None or markup == "":
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        if not KEYBOARDS & set(markup):
            raise bad_request("object expected as reply markup")
        return None
    rows = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, rows)) > BUTTONS or any(len(row) > IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _button(button: Button) -> Button:
    """A button as it stands under a message. Raises ApiError where it cannot."""
    if not str(button.get("text", "")).strip():
        raise bad_request("text buttons are unallowed in the inline keyboard")
    action = next((action for action in ACTIONS if _has(button, action)), None)
    if action is None:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    look: Button = {name: button[name] for name in ("style", "icon_custom_emoji_id") if name in button}
    return {"text": str(button["text"]), **look, action: _action(action, button[action])}


def _has(button: Button, action: str) -> bool:
    return action in button and button[action] is not None and button[action] is not False


def _action(action: str, given: Any) -> Any:
    match action:
        case "url":
            return _address(str(given), "URL")
        case "callback_data" if not 1 <= len(str(given).encode()) <= DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        case "copy_text" if not 1 <= length(given.get("text", "")) <= COPIED:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        case "web_app" | "login_url":
            url = _address(str(given.get("url", "")), "Web App URL" if action == "web_app" else "login URL")
            if not url.startswith("https://"):
                raise bad_request(
                    f"inline keyboard button {action} URL '{url}' is invalid: Only HTTPS links are allowed"
                )
            return {**given, "url": url}
    return given


def _address(given: str, what: str) -> str:
    try:
        return checked_link(given)
    except ValueError as error:
        raise bad_request(f"inline keyboard button {what} '{given}' is invalid: {error}") from None


def keyboard_of(params: Params, *, private: bool = True) -> list[list[Button]] | None:
    """The keyboard in the place of the person's own: its rows, none of them where it is taken away, None where the
    message leaves it as it is. `private`: the chat is a person's own.
    """
    markup = params.get("reply_markup") or {}
    if length(str(markup.get("input_field_placeholder") or "")) > PLACEHOLDER:
        raise bad_request("reply keyboard input field placeholder is too long")
    if markup.get("remove_keyboard"):
        return []
    rows = markup.get("keyboard")
    if rows is None:
        return None
    keys = [[{"text": key} if isinstance(key, str) else key for key in row] for row in rows]
    for key in (key for row in keys for key in row):
        _check_key(key, private=private)
    return keys


def _check_key(key: Button, *, private: bool) -> None:
    if not str(key.get("text", "")).strip():
        raise bad_request("keyboard button text must be non-empty")
    for name, words in _ASKING.items():
        if key.get(name) and not private:
            raise bad_request(f"{words} can be requested in private chats only")
    for name in _CHOOSING:
        if name not in key:
            continue
        if not private:
            raise bad_request("BUTTON_TYPE_INVALID")
        if name != "web_app" and not isinstance(key[name].get("request_id"), int):
            raise bad_request(
                f'can\'t parse keyboard button: Field "request_id" of {name} must be of type Integer'
            )
