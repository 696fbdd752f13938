"""Make the table of the wishes that a desk has switched on."""

from bot.store.connection import Connection


def m012_desk_wishes(db: Connection) -> None:
    """Make the table of the wishes that a desk has switched on."""
    db.execute("""
        CREATE TABLE desk_wishes (
            desk TEXT NOT NULL REFERENCES desks (code) ON DELETE CASCADE,
            wish TEXT NOT NULL,
            PRIMARY KEY (desk, wish)
        ) STRICT""")
