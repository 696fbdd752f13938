"""Telegram's HTML: parsed as strictly as by the server, into plain text and entities counted in UTF-16 units.

A link to a user (`tg://user?id=5`) is an entity `text_mention` with that user's number as `user_id`, until it is known who
that is.
"""

import html
import re
from typing import Any
from urllib.parse import urlsplit

from bot.simulator.errors import ApiError, bad_request

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
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
}
_TOKEN = re.compile(r"<(/?)([a-zA-Z-]*)([^<>]*)(>?)|&(#x[0-9a-fA-F]+|#[0-9]+|lt|gt|amp|quot);|[^<&]+|[<&]")
_ATTRIBUTE = re.compile(r"""\s+([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")
_USER = re.compile(r"tg://user/?\?id=(\d+)")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


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
            raise broken(f"Unclosed start tag at byte offset {offset}")
        if closing:
            _close(name, offset, plain, opened, entities)
            continue
        opened.append((name, _entity(name, rest, length(plain), offset)))
    if opened:
        raise broken(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)  # it is a block's
    return plain, ordered(entities)


def _close(
    name: str,
    offset: int,
    plain: str,
    opened: list[tuple[str, dict[str, Any]]],
    entities: list[dict[str, Any]],
) -> None:
    """A tag ends at `offset` bytes, where the plain text so far is `plain`."""
    if not opened:
        raise broken(f"Unexpected end tag at byte offset {offset}")
    tag, entity = opened.pop()
    if tag != name:
        raise broken(f'Unmatched end tag at byte offset {offset}, expected "</{tag}>", found "</{name}>"')
    entity["length"] = length(plain) - entity["offset"]
    if entity["type"] == "text_link":
        words = plain.encode("utf-16-le")[entity["offset"] * 2 :].decode("utf-16-le")
        link(entity, entity.pop("url", "") or words)
    if entity["length"] and entity["type"] != "nothing":
        _ends(entities, entity)


def _ends(entities: list[dict[str, Any]], entity: dict[str, Any]) -> None:
    """An entity is complete; code in a block is the block's, with its language."""
    inside = entities[-1] if entities else {}
    same = (inside.get("offset"), inside.get("length")) == (entity["offset"], entity["length"])
    if entity["type"] == "pre" and same and inside.get("type") == "code":
        entities.pop()
        if "language" in inside:
            entity["language"] = inside["language"]
    entities.append(entity)


def _entity(name: str, rest: str, at: int, offset: int) -> dict[str, Any]:
    attributes = {
        found[1].lower(): html.unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(rest)
    }
    if name not in _TYPES:
        raise broken(f'Unsupported start tag "{name}" at byte offset {offset}')
    entity: dict[str, Any] = {"type": _TYPES[name], "offset": at, "length": 0}
    match name:
        case "blockquote" if "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        case "span" if attributes.get("class") != "tg-spoiler":
            raise broken(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
        case "a":
            entity["url"] = attributes.get("href", "")
        case "code" if attributes.get("class", "").startswith("language-"):
            entity["language"] = attributes["class"].removeprefix("language-")
        case "tg-emoji":
            entity["custom_emoji_id"] = attributes.get("emoji-id", "")
    return entity


def link(entity: dict[str, Any], url: str) -> None:
    """The entity leads to this address, or to a user; it is `nothing` where the address is none."""
    user = _USER.fullmatch(url)
    if user:
        entity |= {"type": "text_mention", "user_id": int(user[1])}
        return
    try:
        entity["url"] = checked_link(url)
    except ValueError:
        entity["type"] = "nothing"


def checked_link(url: str) -> str:
    """An address as the server writes it: with its scheme, and with a path. ValueError where it is none."""
    given = url.strip()
    if given.casefold().startswith(("tg:", "ton:", "tonsite:")):
        return given
    parts = urlsplit(given if _SCHEME.match(given) and "://" in given else f"http://{given}")
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or "." not in host.strip(".") or " " in given:
        raise ValueError("Wrong HTTP URL")
    return parts._replace(path=parts.path or "/").geturl()


def ordered(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Entities as they stand in a message: by where they begin, the longer first."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def broken(what: str) -> ApiError:
    """The refusal of a text whose marks do not parse."""
    return bad_request(f"can't parse entities: {what}")
