"""Telegram's two Markdowns: parsed as strictly as by the server, into plain text and entities counted in UTF-16 units."""

import re
from typing import Any

from bot.simulator.entities import broken, length, link, ordered

Entities = list[dict[str, Any]]

_OLD = {"_": "italic", "*": "bold", "`": "code", "[": "text_link"}
_LANGUAGE = re.compile(r"([^\s`]+)(?=\s)")
_ADDRESS = re.compile(r"\(((?:\\[!-~]|[^)])*)\)")
_ESCAPED = re.compile(r"\\([!-~])")
_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_NEW = {"__": "underline", "||": "spoiler", "_": "italic", "*": "bold", "~": "strikethrough", "`": "code"}
_CLOSED_BY = {
    "bold": "*",
    "code": "`",
    "custom_emoji": "]",
    "italic": "_",
    "pre": "```",
    "spoiler": "||",
    "strikethrough": "~",
    "text_link": "]",
    "underline": "__",
}
_NAMES = {"custom_emoji": "CustomEmoji", "pre": "PreCode", "text_link": "TextUrl"}


def parse_markdown(text: str) -> tuple[str, Entities]:
    """The plain text and its entities, of the first Markdown: nothing nested, nothing escaped inside. Raises ApiError."""
    plain, at = "", 0
    entities: Entities = []
    while at < len(text):
        sign = text[at]
        if sign == "\\" and text[at + 1 : at + 2] in tuple(_OLD):
            plain += text[at + 1]
            at += 2
            continue
        if sign not in _OLD:
            plain += sign
            at += 1
            continue
        opening = "```" if text.startswith("```", at) else sign
        closing = "]" if sign == "[" else opening
        entity: dict[str, Any] = {"type": "pre" if opening == "```" else _OLD[sign], "offset": length(plain)}
        begin = at + len(opening)
        if opening == "```":
            begin = _language(text, begin, entity)
        end = text.find(closing, begin)
        if end < 0:
            raise broken(f"Can't find end of the entity starting at byte offset {_bytes(text, at)}")
        words = text[begin:end]
        plain += words
        at = end + len(closing)
        if sign == "[":
            url, at = _address(text, at)
            link(entity, url or words)
        _closes(entity, plain, entities)
    return plain, ordered(entities)


def parse_markdown_v2(text: str) -> tuple[str, Entities]:
    """The plain text and its entities, of MarkdownV2. Raises ApiError, with the server's words, where it does not parse."""
    return _Second(text).parsed()


class _Second:
    """A text in MarkdownV2 on the way to be parsed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._plain = ""
        self._entities: Entities = []
        self._open: list[tuple[dict[str, Any], int]] = []
        self._quote: dict[str, Any] | None = None

    def parsed(self) -> tuple[str, Entities]:
        while self._at < len(self._text):
            self._step()
        self._quote_ends()
        if self._open:
            entity, at = self._open[-1]
            name = _NAMES.get(entity["type"], entity["type"].capitalize())
            raise broken(f"Can't find end of {name} entity at byte offset {_bytes(self._text, at)}")
        return self._plain, ordered(self._entities)

    def _step(self) -> None:
        sign = self._text[self._at]
        if sign == "\\" and self._at + 1 < len(self._text) and self._text[self._at + 1].isascii():
            self._takes(self._text[self._at + 1], 2)
        elif self._closing():
            self._close()
        elif self._open and self._open[-1][0]["type"] in {"code", "pre"}:
            self._takes(sign)
        elif sign == "\n":
            self._takes(sign)
            if not self._text.startswith(">", self._at):
                self._quote_ends()
        elif sign == ">" and (self._at == 0 or self._text[self._at - 1] == "\n"):
            self._quote = self._quote or {"type": "blockquote", "offset": length(self._plain)}
            self._at += 1
        elif sign in _RESERVED:
            self._opens()
        else:
            self._takes(sign)

    def _takes(self, sign: str, by: int = 1) -> None:
        self._plain += sign
        self._at += by

    def _closing(self) -> bool:
        if not self._open:
            return False
        mark = _CLOSED_BY[self._open[-1][0]["type"]]
        if mark == "_" and self._text.startswith("__", self._at):
            return False  # longer marks come first
        return self._text.startswith(mark, self._at)

    def _close(self) -> None:
        entity, _ = self._open.pop()
        self._at += len(_CLOSED_BY[entity["type"]])
        if entity["type"] in {"text_link", "custom_emoji"}:
            words = self._plain.encode("utf-16-le")[entity["offset"] * 2 :].decode("utf-16-le")
            url, self._at = _address(self._text, self._at)
            if entity["type"] == "custom_emoji":
                entity["custom_emoji_id"] = url.removeprefix("tg://emoji?id=")
            else:
                link(entity, url or words)
        _closes(entity, self._plain, self._entities)

    def _opens(self) -> None:
        begin, text = self._at, self._text
        if text.startswith("```", begin):
            entity: dict[str, Any] = {"type": "pre"}
            self._at = _language(text, begin + 3, entity)
        elif text.startswith("![", begin) or text[begin] == "[":
            entity = {"type": "text_link" if text[begin] == "[" else "custom_emoji"}
            self._at += 1 if text[begin] == "[" else 2
        elif self._quote and text.startswith("||", begin) and text[begin + 2 : begin + 3] in {"", "\n"}:
            self._quote["type"] = "expandable_blockquote"
            self._at += 2
            return
        elif text.startswith("**>", begin) and (begin == 0 or text[begin - 1] == "\n"):
            self._at += 2  # it parts two quotes
            return
        else:
            mark = next((mark for mark in _NEW if text.startswith(mark, begin)), "")
            if not mark:
                raise broken(
                    f"Character '{text[begin]}' is reserved and must be escaped with the preceding '\\'"
                )
            entity = {"type": _NEW[mark]}
            self._at += len(mark)
        entity["offset"] = length(self._plain)
        self._open.append((entity, begin))

    def _quote_ends(self) -> None:
        if self._quote:
            quote, self._quote = self._quote, None
            quote["length"] = length(self._plain.removesuffix("\n")) - quote["offset"]
            if quote["length"] > 0:
                self._entities.append(quote)


def _language(text: str, begin: int, entity: dict[str, Any]) -> int:
    """Beginning of the words in a block of code; the language that is named before them is the entity's."""
    named = _LANGUAGE.match(text, begin)
    if named:
        entity["language"] = named[1]
        begin = named.end()
    return begin + 1 if text[begin : begin + 1] == "\n" else begin


def _address(text: str, at: int) -> tuple[str, int]:
    """The address in brackets after the words of a link, and where the text goes on; an empty one where none is."""
    found = _ADDRESS.match(text, at)
    return (_ESCAPED.sub(r"\1", found[1]), found.end()) if found else ("", at)


def _closes(entity: dict[str, Any], plain: str, entities: Entities) -> None:
    entity["length"] = length(plain) - entity["offset"]
    if entity["length"] and entity["type"] != "nothing":
        entities.append(entity)


def _bytes(text: str, at: int) -> int:
    return len(text[:at].encode())
