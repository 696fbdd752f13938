"""A call's parameters as they come over the wire: text as it is, everything else as JSON, files with their bytes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Params = dict[str, Any]

TEXTS = frozenset(
    {
        "action",
        "callback_query_id",
        "caption",
        "description",
        "emoji",
        "file_id",
        "first_name",
        "icon_custom_emoji_id",
        "inline_message_id",
        "inline_query_id",
        "ip_address",
        "language_code",
        "last_name",
        "name",
        "next_offset",
        "parse_mode",
        "performer",
        "phone_number",
        "secret_token",
        "short_description",
        "text",
        "title",
        "url",
        "vcard",
    }
)
"""Parameters that are never JSON: a text "5" is no number."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes

    def __str__(self) -> str:
        return self.name


def read(fields: Mapping[str, object]) -> Params:
    """The parameters of a call, from a form, a query or a JSON object."""
    return {name: _value(name, given) for name, given in fields.items()}


def _value(name: str, given: object) -> object:
    if not isinstance(given, str) or name in TEXTS:
        return given
    try:
        return json.loads(given)
    except ValueError:
        return given


def whole(params: Params, name: str, otherwise: int = 0) -> int:
    """A whole number; as by the server, what is none counts as `otherwise`."""
    try:
        return int(params[name])
    except (KeyError, TypeError, ValueError):
        return otherwise
