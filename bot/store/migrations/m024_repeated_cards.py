"""Keep of a card that it may have a twin, which it says as long as it stands."""

from bot.store.connection import Connection


def m024_repeated_cards(db: Connection) -> None:
    """Keep of a card that it may have a twin, which it says as long as it stands."""
    db.execute("ALTER TABLE cards ADD COLUMN repeated INTEGER NOT NULL DEFAULT 0")
