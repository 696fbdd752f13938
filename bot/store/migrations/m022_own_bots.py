"""Give a district the name of its own bot, where one serves it instead of this one."""

from bot.store.connection import Connection


def m022_own_bots(db: Connection) -> None:
    """Give a district the name of its own bot, where one serves it instead of this one."""
    db.execute("ALTER TABLE desks ADD COLUMN bot TEXT NOT NULL DEFAULT ''")
