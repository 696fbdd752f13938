"""A desk's own answers that are ready to be sent, as statements."""

from bot.store.connection import Connection


def of(db: Connection, desk: str) -> dict[str, str]:
    """A desk's answers by their words."""
    found = db.execute("SELECT word, text FROM canned_answers WHERE desk = ? ORDER BY word", (desk,))
    return dict(found.fetchall())


def put(db: Connection, desk: str, word: str, text: str | None) -> bool:
    """An answer as it is from now on; None: it goes. Whether there was one."""
    gone = db.execute("DELETE FROM canned_answers WHERE desk = ? AND word = ?", (desk, word)).rowcount
    if text is not None:
        db.execute("INSERT INTO canned_answers (desk, word, text) VALUES (?, ?, ?)", (desk, word, text))
    return bool(gone)
