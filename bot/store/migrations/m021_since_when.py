"""Keep since when somebody is muted or not heard, so that it lasts as long as it was meant to also where the clock was wrong."""

from bot.store.connection import Connection


def m021_since_when(db: Connection) -> None:
    """Keep since when somebody is muted or not heard, so that it lasts as long as it was meant to also where the clock was wrong."""
    for table in ("muted", "ignored"):
        db.execute(f"ALTER TABLE {table} ADD COLUMN at INTEGER NOT NULL DEFAULT 0")
