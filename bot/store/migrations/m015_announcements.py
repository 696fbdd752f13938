"""Make the tables of announcements, and of those who want none."""

from bot.store.connection import Connection


def m015_announcements(db: Connection) -> None:
    """Make the tables of announcements, and of those who want none."""
    # `desk` is null for one to all desks. The text goes when everything is sent.
    db.execute("""
        CREATE TABLE announcements (
            id INTEGER PRIMARY KEY,
            desk TEXT REFERENCES desks (code) ON DELETE CASCADE,
            who INTEGER NOT NULL,
            chat INTEGER NOT NULL,
            thread INTEGER,
            text TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('draft', 'going', 'stopped', 'done')),
            made_at INTEGER NOT NULL,
            people INTEGER NOT NULL DEFAULT 0,
            blocked INTEGER NOT NULL DEFAULT 0
        ) STRICT""")
    db.execute(
        "CREATE INDEX announcements_under_way ON announcements (id) WHERE state IN ('going', 'stopped')"
    )
    db.execute("""
        CREATE TABLE no_announcements (
            person INTEGER PRIMARY KEY REFERENCES people (person) ON DELETE CASCADE
        ) STRICT""")
