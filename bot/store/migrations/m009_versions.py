"""Give each person's cases a version, so that a save which rests on an older look is seen and decided anew."""

from bot.store.connection import Connection


def m009_versions(db: Connection) -> None:
    """Give each person's cases a version, so that a save which rests on an older look is seen and decided anew."""
    db.execute("ALTER TABLE people ADD COLUMN version INTEGER NOT NULL DEFAULT 0")
