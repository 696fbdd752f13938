"""A call's parameters as they come over the wire, read by their types: texts as they are, numbers, flags, JSON, files.

Like the server's, the reading is lenient: what is no number counts as none, a flag is any of a few words, and the names
of earlier versions that the server still obeys are obeyed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.simulator import specification

Params = dict[str, Any]

_TRUE = frozenset({"true", "yes", "1"})
_DISABLED = {"is_disabled": True}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes

    def __str__(self) -> str:
        return self.name


def read(method: str, fields: Mapping[str, object]) -> Params:
    """The parameters of a call, from a form, a query or a JSON object. Those that the method does not have stay as given."""
    types = specification.METHODS.get(method, {})
    given = {name: _value(types.get(name, ""), value) for name, value in fields.items()}
    return _today(given, types)


def _value(written: str, given: object) -> object:
    types = specification.types_of(written)
    if "Boolean" in types and not isinstance(given, Upload):
        return given if isinstance(given, bool) else str(given).strip().casefold() in _TRUE
    if "Integer" in types and "String" in types and isinstance(given, str):
        return (
            int(given) if given.removeprefix("-").isascii() and given.removeprefix("-").isdigit() else given
        )
    if isinstance(given, dict | list):
        return specification.known_part(written, given) if written else given
    if not isinstance(given, str):
        return str(given) if types == ("String",) and isinstance(given, int | float) else given
    if {"String", "InputFile"} & set(types):
        return given
    try:
        return specification.known_part(written, json.loads(given)) if written else json.loads(given)
    except (ValueError, RecursionError):
        return given


def _today(params: Params, types: Mapping[str, str]) -> Params:
    """Parameters of earlier versions under their names of today, where the method has these."""
    legacy = {name: params[name] for name in _LEGACY if name in params and name not in types}
    if not legacy:
        return params
    left = {name: value for name, value in params.items() if name not in legacy}
    flags = {name: str(value).casefold() in _TRUE for name, value in legacy.items()}
    if "reply_parameters" in types and whole(legacy, "reply_to_message_id"):
        lenient = {"allow_sending_without_reply": flags.get("allow_sending_without_reply", False)}
        left.setdefault("reply_parameters", {"message_id": whole(legacy, "reply_to_message_id"), **lenient})
    if "link_preview_options" in types and flags.get("disable_web_page_preview"):
        left.setdefault("link_preview_options", _DISABLED)
    if "thumbnail" in types and "thumb" in legacy:
        left.setdefault("thumbnail", legacy["thumb"])
    if "button" in types and "switch_pm_text" in legacy:
        start = {"start_parameter": legacy.get("switch_pm_parameter", "")}
        left.setdefault("button", {"text": legacy["switch_pm_text"], **start})
    return left


_LEGACY = frozenset(
    {
        "allow_sending_without_reply",
        "disable_web_page_preview",
        "reply_to_message_id",
        "switch_pm_parameter",
        "switch_pm_text",
        "thumb",
    }
)
RENAMED = {"getchatmemberscount": "getChatMemberCount", "kickchatmember": "banChatMember"}
"""Methods of earlier versions that the server still obeys."""


def method_of(name: str) -> str | None:
    """The method that a name in any case means; None where there is none."""
    return specification.NAMES.get(name.casefold()) or RENAMED.get(name.casefold())


def whole(params: Params, name: str, otherwise: int = 0) -> int:
    """A whole number; as by the server, what is none counts as `otherwise`."""
    try:
        return int(params[name])
    except (KeyError, TypeError, ValueError):
        return otherwise
