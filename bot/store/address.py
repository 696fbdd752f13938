"""Where a store is: a file's path, or an address of PostgreSQL's."""

POSTGRES = ("postgresql://", "postgres://")


def shown(where: str) -> str:
    """A path, or an address without its password."""
    head, found, rest = where.partition("://")
    if not found:
        return where
    user, at, place = rest.rpartition("@")
    return f"{head}://{user.partition(':')[0]}{at}{place.partition('?')[0]}"


def is_served(where: str) -> bool:
    """Whether a server has it, and no file."""
    return where.startswith(POSTGRES)
