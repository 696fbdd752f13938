"""Make the table of marks that the running process leaves for `python -m bot status`."""

from bot.store.connection import Connection


def m003_marks(db: Connection) -> None:
    """Make the table of marks that the running process leaves for `python -m bot status`."""
    db.execute("CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")
