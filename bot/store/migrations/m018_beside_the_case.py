"""Keep what a card shows beside its case, so that it is drawn again when only that has changed; a digest, empty for nothing."""

from bot.store.connection import Connection


def m018_beside_the_case(db: Connection) -> None:
    """Keep what a card shows beside its case, so that it is drawn again when only that has changed; a digest, empty for nothing."""
    db.execute("ALTER TABLE cards ADD COLUMN beside TEXT NOT NULL DEFAULT ''")
