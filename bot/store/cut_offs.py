"""The dates until which schools must have synchronised, as statements."""

from datetime import UTC, datetime

from bot.store.connection import Connection
from flows.dialogue.districts.cut_off import CutOff


def every(db: Connection) -> tuple[CutOff, ...]:
    """All cut-offs, the earliest first."""
    rows = db.execute("SELECT id, desk, name, at FROM cut_offs ORDER BY at, id").fetchall()
    return tuple(
        CutOff(row["id"], row["name"], datetime.fromtimestamp(row["at"], UTC), row["desk"]) for row in rows
    )


def add(db: Connection, name: str, at: datetime, desk: str | None) -> None:
    """Add a cut-off of a desk, or of all (None)."""
    db.execute("INSERT INTO cut_offs (desk, name, at) VALUES (?, ?, ?)", (desk, name, int(at.timestamp())))


def remove(db: Connection, number: int) -> None:
    """Remove the cut-off `number`."""
    db.execute("DELETE FROM cut_offs WHERE id = ?", (number,))
