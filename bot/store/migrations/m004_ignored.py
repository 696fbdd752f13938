"""Make the table of people who have sent too much, and until when they are not heard, across a restart too."""

from bot.store.connection import Connection


def m004_ignored(db: Connection) -> None:
    """Make the table of people who have sent too much, and until when they are not heard, across a restart too."""
    db.execute("CREATE TABLE ignored (person INTEGER PRIMARY KEY, until INTEGER NOT NULL) STRICT")
