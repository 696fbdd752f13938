"""The limits that Telegram holds a message to."""

from collections.abc import Iterator
from typing import Any

from bot.simulator.entities import length, parse_html
from bot.simulator.errors import bad_request
from bot.simulator.params import Params

TEXT, CAPTION, CALLBACK_TEXT = 4096, 1024, 200
DATA_BYTES, COPIED, BUTTONS, IN_A_ROW = 64, 256, 100, 8
BUTTON_KINDS = (
    "callback_data",
    "url",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "web_app",
)
KEYBOARDS = frozenset({"keyboard", "remove_keyboard", "force_reply"})

Entities = list[dict[str, Any]]


def text_of(params: Params) -> dict[str, Any]:
    """The text, as it stands in a message, parsed and measured. Raises ApiError as the server does."""
    plain, entities = _parsed(params, "text", "entities")
    if not plain:
        raise bad_request("message text is empty")
    if length(plain) > TEXT:
        raise bad_request("message is too long")
    return {"text": plain, **({"entities": entities} if entities else {})}


def caption_of(params: Params) -> dict[str, Any]:
    """The caption, as it stands in a message; there may be none. Raises ApiError as the server does."""
    plain, entities = _parsed(params, "caption", "caption_entities")
    if length(plain) > CAPTION:
        raise bad_request("message caption is too long")
    if not plain:
        return {}
    return {"caption": plain, **({"caption_entities": entities} if entities else {})}


def _parsed(params: Params, name: str, entities_name: str) -> tuple[str, Entities]:
    given = str(params.get(name) or "")
    mode = params.get("parse_mode")
    if mode not in {None, "", "HTML"}:
        raise bad_request(f"unsupported parse_mode {mode!r} (only HTML is modelled)")
    plain, entities = parse_html(given) if mode == "HTML" else (given, list(params.get(entities_name) or []))
    ahead = length(plain) - length(plain.lstrip())
    plain = plain.strip()
    return plain, list(_shifted(entities, ahead, length(plain)))


def _shifted(entities: Entities, ahead: int, end: int) -> Iterator[dict[str, Any]]:
    """The entities of a text that has lost so much at its front, and ends there; those that are nothing now are none."""
    for entity in entities:
        first = max(entity["offset"] - ahead, 0)
        last = min(entity["offset"] - ahead + entity["length"], end)
        if first < last:
            yield {**entity, "offset": first, "length": last - first}


def markup_of(params: Params) -> dict[str, Any] | None:
    """The inline keyboard, checked. None where there is none, or an empty one, or another kind of markup."""
    markup = params.get("reply_markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        if not KEYBOARDS & set(markup):
            raise bad_request("object expected as reply markup")
        return None
    buttons = [button for row in rows for button in row]
    if len(buttons) > BUTTONS or any(len(row) > IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
    for button in buttons:
        _check_button(button)
    return {"inline_keyboard": [row for row in rows if row]} if buttons else None


def keyboard_of(params: Params) -> list[list[dict[str, Any]]] | None:
    """The keyboard in the place of the person's own: its rows, none of them where it is taken away, None where the
    message leaves it as it is.
    """
    markup = params.get("reply_markup") or {}
    if markup.get("remove_keyboard"):
        return []
    rows = markup.get("keyboard")
    if rows is None:
        return None
    keys = [[{"text": key} if isinstance(key, str) else key for key in row] for row in rows]
    if any(not str(key.get("text", "")).strip() for row in keys for key in row):
        raise bad_request("keyboard button text must be non-empty")
    return keys


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
    if copied is not None and not 1 <= length(copied.get("text", "")) <= COPIED:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "url" in button and not str(button["url"]).startswith(("http://", "https://", "tg://")):
        raise bad_request("inline keyboard button URL is invalid")
