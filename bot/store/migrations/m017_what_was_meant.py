"""Keep which of two offers was tapped, as the reader's label; NULL where none was."""

from bot.store.connection import Connection


def m017_what_was_meant(db: Connection) -> None:
    """Keep which of two offers was tapped, as the reader's label; NULL where none was."""
    db.execute("ALTER TABLE unread ADD COLUMN meant TEXT")
