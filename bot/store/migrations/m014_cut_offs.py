"""Dates that owners set for all, and desks for themselves."""

from bot.store.connection import Connection


def m014_cut_offs(db: Connection) -> None:
    """Dates that owners set for all, and desks for themselves."""
    db.execute("""
        CREATE TABLE cut_offs (
            id INTEGER PRIMARY KEY,
            desk TEXT REFERENCES desks (code) ON DELETE CASCADE,
            name TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT""")
