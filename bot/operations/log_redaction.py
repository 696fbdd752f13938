"""Takes secrets out of text: those that are known, and whatever has the shape of a bot's token."""

import json
import re
from collections.abc import Iterable
from urllib.parse import quote

HIDDEN = "[secret]"

_SHORTEST = 4
"""A shorter secret would be found in ordinary words."""

_TOKEN = re.compile(
    r"(?<!\d)\d{6,}+(?::|%3A)[A-Za-z0-9_-]{30,}"
    # In an address also what is cut off or misspelt; `bot<token>` is how every call's path begins.
    r"|(?<=bot)\d+(?::|%3A)[A-Za-z0-9_-]*",
    re.IGNORECASE,
)


class Redactor:
    """Callable: a text without its secrets. Its repr shows none."""

    __slots__ = ("_known",)

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        """`secrets` of fewer than four characters are passed over: they would be found everywhere."""
        spellings = {spelling for secret in secrets for spelling in _spellings(secret)}
        longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
        self._known = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def __call__(self, text: str) -> str:
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        return _TOKEN.sub(HIDDEN, text)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


def _spellings(secret: str) -> set[str]:
    """The secret as it is, in an address, in JSON and in a repr; of a token also the part that opens the door."""
    number, colon, rest = secret.partition(":")
    parts = {secret, rest} if colon and number.isdecimal() and len(rest) >= 16 else {secret}
    found = set()
    for part in parts:
        found |= {part, quote(part, safe=""), json.dumps(part)[1:-1], repr(part)[1:-1]}
    return {spelling for spelling in found if len(spelling) >= _SHORTEST}
