"""Where a store is: a file's path, or an address of PostgreSQL's."""

import re
from urllib.parse import unquote

POSTGRES = ("postgresql://", "postgres://")


def shown(where: str) -> str:
    """A path, or an address without its password."""
    head, found, rest = where.partition("://")
    if not found:
        return where
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if "@" in rest[len(authority) :]:  # a password may stand anywhere in what is no proper address
        return f"{head}://…"
    user, at, place = rest.rpartition("@")
    return f"{head}://{user.partition(':')[0]}{at}{place.partition('?')[0]}"


def passwords(where: str) -> list[str]:
    """Passwords in an address, as they stand there and as they are meant; none in a path."""
    _, found, rest = where.partition("://")
    if not found:
        return []
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    given = [authority.rpartition("@")[0].partition(":")[2], *re.findall(r"[?&]password=([^&#]*)", rest)]
    return [spelling for one in given if one for spelling in (one, unquote(one))]


def is_served(where: str) -> bool:
    """Whether a server has it, and no file."""
    return where.startswith(POSTGRES)
