"""The dates until which schools must have synchronised, as statements."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.records.desk_case import Entry
from bot.store import desks, upkeep
from bot.store.connection import Connection
from flows.dialogue.districts.cut_off import CutOff


def every(db: Connection) -> tuple[CutOff, ...]:
    """All cut-offs, the earliest first."""
    rows = db.execute("SELECT id, desk, name, at FROM cut_offs ORDER BY at, id").fetchall()
    return tuple(
        CutOff(row["id"], row["name"], datetime.fromtimestamp(row["at"], UTC), row["desk"]) for row in rows
    )


def add(db: Connection, name: str, at: datetime, desk: str | None, log: Sequence[Entry]) -> None:
    """Add a cut-off of a desk, or of all (None), with what the log has of it; nothing where it is there already."""
    added = db.execute(
        "INSERT INTO cut_offs (desk, name, at) SELECT ?, ?, ? WHERE NOT EXISTS"
        " (SELECT 1 FROM cut_offs WHERE desk IS NOT DISTINCT FROM ? AND name = ? AND at = ?)",
        (desk, name, int(at.timestamp()), desk, name, int(at.timestamp())),
    )
    if added.rowcount:
        _changed(db, log)


def remove(db: Connection, number: int, log: Sequence[Entry]) -> None:
    """Remove the cut-off `number`, with what the log has of it."""
    if db.execute("DELETE FROM cut_offs WHERE id = ?", (number,)).rowcount:
        _changed(db, log)


def _changed(db: Connection, log: Sequence[Entry]) -> None:
    """The desks that the log names are looked at next: what their cards and their overview say of it is not true any more."""
    desks.write_log(db, log)
    upkeep.look_soon(db, [entry.desk for entry in log])
