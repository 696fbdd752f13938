"""Telegram's HTML: parsed as strictly as by the server, into plain text and entities counted in UTF-16 units."""

import html
import re
from typing import Any

from bot.simulator.errors import bad_request

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}
_TOKEN = re.compile(r"<(/?)([a-zA-Z-]*)([^<>]*)(>?)|&(#x[0-9a-fA-F]+|#[0-9]+|lt|gt|amp|quot);|[^<&]+|[<&]")
_HREF = re.compile(r"""\s+href\s*=\s*["']([^"']*)["']\s*""")


def length(text: str) -> int:
    """The length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(text: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text and its entities. Raises ApiError, with the server's words, for markup that does not parse."""
    plain = ""
    entities: list[dict[str, Any]] = []
    opened: list[tuple[str, dict[str, Any]]] = []
    for token in _TOKEN.finditer(text):
        piece = token[0]
        if not piece.startswith("<"):
            plain += html.unescape(piece) if piece.startswith("&") else piece
            continue
        offset = len(text[: token.start()].encode())
        closing, name, rest, end = token[1], (token[2] or "").lower(), token[3] or "", token[4]
        if not end:
            raise _broken(f"Unclosed start tag at byte offset {offset}")
        if closing:
            if not opened:
                raise _broken(f"Unexpected end tag at byte offset {offset}")
            tag, entity = opened.pop()
            if tag != name:
                raise _broken(
                    f'Unmatched end tag at byte offset {offset}, expected "</{tag}>", found "</{name}>"'
                )
            entity["length"] = length(plain) - entity["offset"]
            if entity["length"]:
                entities.append(entity)
            continue
        opened.append((name, _entity(name, rest, length(plain), offset)))
    if opened:
        raise _broken(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    return plain, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _entity(name: str, rest: str, at: int, offset: int) -> dict[str, Any]:
    if name not in _TYPES:
        raise _broken(f'Unsupported start tag "{name}" at byte offset {offset}')
    kind = _TYPES[name]
    if name == "blockquote" and rest.strip() == "expandable":
        kind = "expandable_blockquote"
    entity: dict[str, Any] = {"type": kind, "offset": at, "length": 0}
    if name == "a":
        link = _HREF.fullmatch(rest)
        entity["url"] = html.unescape(link[1]) if link else ""
    return entity


def _broken(what: str) -> Exception:
    return bad_request(f"can't parse entities: {what}")
