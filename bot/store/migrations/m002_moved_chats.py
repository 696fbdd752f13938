"""A group that becomes a supergroup gets a new id, while the settings still name the old one."""

from bot.store.connection import Connection


def m002_moved_chats(db: Connection) -> None:
    """A group that becomes a supergroup gets a new id, while the settings still name the old one."""
    db.execute("CREATE TABLE moved_chats (old INTEGER PRIMARY KEY, new INTEGER NOT NULL) STRICT")
