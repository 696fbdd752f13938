"""Make the table of messages that were not understood, without what looked personal, for whoever extends the words."""

from bot.store.connection import Connection


def m005_unread(db: Connection) -> None:
    """Make the table of messages that were not understood, without what looked personal, for whoever extends the words."""
    db.execute("""
        CREATE TABLE unread (
            id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL,
            context TEXT NOT NULL,
            text TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT""")
