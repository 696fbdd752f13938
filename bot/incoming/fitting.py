"""Fitting: what came in as Python, python-telegram-bot and the database can take it, whatever a field holds; without names."""

import math
from collections.abc import Iterator
from typing import Any

from bot.privacy.invisible import inert, one_line

RawUpdate = dict[str, Any]

LARGEST = 2**63
"""Bound of the numbers that the database takes."""
_DEPTH = 60
"""So deep may values lie in each other; Telegram's own go to about twenty."""
_RICH = 4096
"""So many letters of a rich message are read."""
_WORDS = frozenset({"text", "caption", "label", "summary", "credit", "expression", "alternative_text"})
_PARTS = frozenset({"blocks", "items", "cells"})


def fitted(value: Any, depth: int = _DEPTH) -> Any:
    """`value` without halves of letters, numbers that are none or too large, and what lies too deep."""
    match value:
        case str():
            whole = (
                value
                if value.isascii()
                else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            )
            return whole.replace("\0", "")
        case bool() | None:
            return value
        case int():
            return value if -LARGEST < value < LARGEST else None
        case float():
            return value if math.isfinite(value) else None
        case list() if depth:
            return [fitted(part, depth - 1) for part in value]
        case dict() if depth:
            return {fitted(name): fitted(part, depth - 1) for name, part in value.items()}
    return None


_DOER = frozenset({"from", "new_chat_member", "user"})
"""The way, within a part of an update, to who did something."""


def unnamed(raw: RawUpdate) -> RawUpdate:
    """The update without the names of people: in groups the first name of who did something stays, for their colleagues."""
    named = _is_in_group(raw) or isinstance(_message(raw).get("chat_shared"), dict)
    return {name: _unnamed(part, named=named) for name, part in raw.items()}


def _unnamed(part: Any, *, named: bool) -> Any:
    if isinstance(part, list):
        return [_unnamed(inner, named=named) for inner in part]
    if not isinstance(part, dict):
        return part
    found = {}
    for name, value in part.items():
        if name in {"first_name", "sender_user_name"}:
            shown = named and name == "first_name" and isinstance(value, str)
            found[name] = (inert(one_line(value)) or "-") if shown else "-"
        elif not (name in {"last_name", "username"} and "first_name" in part and not part.get("is_bot")):
            found[name] = _unnamed(value, named=named and name in _DOER)
    return found


def place_of(raw: RawUpdate) -> tuple[int, int | None] | None:
    """The chat and the message of an update that cannot be read otherwise; None where it names none."""
    message = _message(raw)
    chat, number = message.get("chat"), message.get("message_id")
    found = chat.get("id") if isinstance(chat, dict) else None
    if not isinstance(found, int) or isinstance(found, bool) or not found:
        return None
    return found, number if isinstance(number, int) and not isinstance(number, bool) else None


def _message(raw: RawUpdate) -> RawUpdate:
    """The message that was written, tapped or changed."""
    for name in ("message", "edited_message", "callback_query", "my_chat_member", "chat_member"):
        part = raw.get(name)
        if isinstance(part, dict):
            inner = part.get("message") if name == "callback_query" else part
            return inner if isinstance(inner, dict) else {}
    return {}


def _is_in_group(raw: RawUpdate) -> bool:
    found = place_of(raw)
    return found is not None and found[0] < 0


def rich_text(rich: Any) -> str:
    """The words of a rich message, a line for each block, with the addresses behind those that link."""
    return "\n".join(line for line in map(str.strip, _lines(rich)) if line)[:_RICH]


def _lines(block: Any) -> Iterator[str]:
    if isinstance(block, list):
        for part in block:
            yield from _lines(part)
    elif isinstance(block, dict):
        for name, value in block.items():
            if name in _WORDS:
                yield _said(value)
            elif name in _PARTS:
                yield from _lines(value)


def _said(text: Any) -> str:
    """A piece of rich text: words, several pieces, or a piece with a mark."""
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(map(_said, text))
    if not isinstance(text, dict):
        return ""
    inner = "".join(_said(value) for name, value in text.items() if name in _WORDS)
    address = text.get("url")
    return f"{inner} ({address})" if isinstance(address, str) and address != inner else inner


def number_of(raw: RawUpdate) -> int:
    """The update's id. Raises ValueError for what is no update at all."""
    number = raw.get("update_id")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < LARGEST:
        raise ValueError("no update_id")
    return number
