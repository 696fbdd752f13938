"""The limits that Telegram holds a message to."""

from typing import Any

from bot.simulator.entities import length, parse_html
from bot.simulator.errors import bad_request

TEXT, CAPTION, CALLBACK_TEXT = 4096, 1024, 200
DATA_BYTES, BUTTONS, IN_A_ROW = 64, 100, 8
BUTTON_KINDS = ("callback_data", "url", "copy_text", "switch_inline_query", "web_app")


def text_of(params: dict[str, Any], name: str, limit: int) -> tuple[str, list[dict[str, Any]]]:
    """The text under `name`, parsed and measured. Raises ApiError as the server does."""
    given = params.get(name)
    if not isinstance(given, str) or not given.strip():
        if name == "caption":
            return "", []
        raise bad_request("message text is empty")
    mode = params.get("parse_mode")
    if mode not in {None, "HTML"}:
        raise bad_request(f"unsupported parse_mode {mode!r} (only HTML is modelled)")
    plain, entities = parse_html(given) if mode == "HTML" else (given, list(params.get("entities") or []))
    if not plain.strip():
        raise bad_request("message text is empty" if name == "text" else "caption is empty")
    if length(plain) > limit:
        raise bad_request("message is too long" if name == "text" else "message caption is too long")
    return plain.strip(), entities


def markup_of(params: dict[str, Any]) -> dict[str, Any] | None:
    """The inline keyboard, checked. None where there is none, or an empty one."""
    markup = params.get("reply_markup")
    if markup is None:
        return None
    rows = markup.get("inline_keyboard")
    if rows is None:
        if not {"keyboard", "remove_keyboard", "force_reply"} & set(markup):
            raise bad_request("object expected as reply markup")
        return None
    buttons = [button for row in rows for button in row]
    if len(buttons) > BUTTONS or any(len(row) > IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
    for button in buttons:
        _check_button(button)
    return {"inline_keyboard": [row for row in rows if row]} if buttons else None


def _check_button(button: dict[str, Any]) -> None:
    if not str(button.get("text", "")).strip():
        raise bad_request("text buttons are unallowed in the inline keyboard")
    kinds = [kind for kind in BUTTON_KINDS if kind in button]
    if len(kinds) != 1:
        raise bad_request("inline keyboard button must have exactly one action")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    copied = button.get("copy_text")
    if copied is not None and not 1 <= length(copied.get("text", "")) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
