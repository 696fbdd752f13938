"""SQL of a desk's wishes: names of what the bot does for it, each on or off."""

from bot.store.connection import Connection


def wish(db: Connection, desk: str, name: str) -> bool:
    """Switch it on where it is off, and off where it is on; whether it is on now."""
    if db.execute("DELETE FROM desk_wishes WHERE desk = ? AND wish = ?", (desk, name)).rowcount:
        return False
    db.execute("INSERT INTO desk_wishes (desk, wish) VALUES (?, ?)", (desk, name))
    return True


def wishing(db: Connection, name: str) -> frozenset[str]:
    """The desks that have it on."""
    return frozenset(desk for (desk,) in db.execute("SELECT desk FROM desk_wishes WHERE wish = ?", (name,)))
