"""Make the table of canned answers: a text that a desk has written once, to be sent often."""

from bot.store.connection import Connection


def m013_canned_answers(db: Connection) -> None:
    """Make the table of canned answers: a text that a desk has written once, to be sent often."""
    db.execute("""
        CREATE TABLE canned_answers (
            desk TEXT NOT NULL REFERENCES desks (code) ON DELETE CASCADE,
            word TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (desk, word)
        ) STRICT""")
