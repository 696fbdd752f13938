"""A desk's own answers that are ready to be sent, as statements."""

from bot.records.messages import CannedAnswer
from bot.records.relayed import Attachment
from bot.store.connection import Connection


def of(db: Connection, desk: str) -> dict[str, CannedAnswer]:
    """A desk's answers by their words."""
    found = db.execute(
        "SELECT word, text, kind, file FROM canned_answers WHERE desk = ? ORDER BY word", (desk,)
    )
    return {
        word: CannedAnswer(text, Attachment(kind, file) if kind and file else None)
        for word, text, kind, file in found.fetchall()
    }


def put(db: Connection, desk: str, word: str, answer: CannedAnswer | None) -> bool:
    """An answer as it is from now on; None: it goes. Whether there was one."""
    gone = db.execute("DELETE FROM canned_answers WHERE desk = ? AND word = ?", (desk, word)).rowcount
    if answer is not None:
        file = answer.attachment
        db.execute(
            "INSERT INTO canned_answers (desk, word, text, kind, file) VALUES (?, ?, ?, ?, ?)",
            (desk, word, answer.text, file.kind if file else None, file.file if file else None),
        )
    return bool(gone)
