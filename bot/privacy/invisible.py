"""Invisible characters, left out of what is kept; and text that would act if it were tapped, made plain words."""

import re
import unicodedata

_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0\u180e")
_UNSEEN = frozenset({"Cf", "Cc", "Mn", "Me"})
_LINES = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\u0085": "\n"})
_HIDES = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    # These make one letter or one emoji of several; between Latin letters they only hide something.
    r"|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
_BREAK = "\u2060"
"""Joins what it stands between, for the eye; for Telegram that is no command, name or link any more."""
_ACTING = re.compile(
    r"(?<![\w/])(?P<sign>[/@])(?=[A-Za-z0-9_])"
    r"|(?<![\w])(?P<scheme>tg)(?=:)"
    r"|(?<![\w])(?P<site>t|telegram)(?=\.(?:me|dog)\b)",
    re.IGNORECASE,
)


def is_invisible(character: str) -> bool:
    """Whether a character that is no ASCII shows nothing by itself: zero widths, directions, marks, fillers."""
    return character in _FILLERS or unicodedata.category(character) in _UNSEEN


def visible(text: str) -> str:
    """`text` without characters that hide, turn or control others. Line breaks stay, and what an emoji is joined by."""
    return _HIDES.sub("", text.translate(_LINES))


def one_line(text: str) -> str:
    """`text` as `visible` gives it, without line breaks: in a list it cannot look like the next item."""
    return " ".join(visible(text).split())


def inert(text: str) -> str:
    """`text` in which nothing acts when it is tapped: no command, no mention, no link into Telegram itself."""
    return _ACTING.sub(lambda match: match[0] + _BREAK, text)
