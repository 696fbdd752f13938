"""Keep what a message that waits for its case replies to."""

from bot.store.connection import Connection


def m025_what_waits_replies(db: Connection) -> None:
    """Keep what a message that waits for its case replies to."""
    db.execute("ALTER TABLE held ADD COLUMN reply_to INTEGER")
