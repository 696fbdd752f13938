"""Files that go with canned answers."""

from bot.store.connection import Connection


def m019_files_of_canned_answers(db: Connection) -> None:
    """Let a file go with a canned answer: what it is, and Telegram's own name of it; NULL without one."""
    db.execute("ALTER TABLE canned_answers ADD COLUMN kind TEXT")
    db.execute("ALTER TABLE canned_answers ADD COLUMN file TEXT")
