"""Make the table of outbreaks."""

from bot.store.connection import Connection


def m016_outbreaks(db: Connection) -> None:
    """Make the table of outbreaks."""
    # One that the desk has ended stays till it is over, so that it does not begin again at once.
    db.execute("""
        CREATE TABLE outbreaks (
            desk TEXT NOT NULL REFERENCES desks (code) ON DELETE CASCADE,
            key TEXT NOT NULL,
            since INTEGER NOT NULL,
            ended INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (desk, key)
        ) STRICT""")
