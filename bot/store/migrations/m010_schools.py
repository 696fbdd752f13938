"""The schools that a person has named, as a JSON list of words, the one named last first."""

from bot.store.connection import Connection


def m010_schools(db: Connection) -> None:
    """The schools that a person has named, as a JSON list of words, the one named last first."""
    db.execute("ALTER TABLE people ADD COLUMN schools TEXT NOT NULL DEFAULT '[]'")
