"""Figures of the database: for `python -m bot status`, and for whoever watches the bot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.store import desks, liveness
from bot.store.connection import SHARDS, Connection

HOUR = 3600
"""Seconds; the grain of `counts.hour`."""
LEFT_AFTER = 86_400
"""So many seconds after the hour in which it was last touched, a case counts as left where it stands."""


@dataclass(frozen=True, slots=True)
class ProcessShare:
    """Share of one of the processes that serve the bot together: what it holds."""

    name: str
    """Name that the database's server has for the process, for as long as it lives."""
    shards: int
    leads: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of the database at one moment."""

    inbox: Mapping[str, int]
    """Updates by state."""
    inbox_age: int
    """Seconds that the oldest waiting update waits."""
    outbox: Mapping[str, int]
    """Letters by state."""
    outbox_age: int
    """Seconds that the oldest letter is overdue."""
    failures: Mapping[str, int]
    """Updates set aside and letters that failed, are uncertain or have to be tried again, by the kind of error."""
    left: Mapping[str, int]
    """Cases that nobody has touched for a day and that are not put aside, by state."""
    people: int
    cases: int
    unreached_heads: int
    """Heads who could not be written to, and have not opened the bot since."""
    size: int
    """Bytes of the database."""
    schema: str
    """The last migration."""
    mode: str | None
    arrived: datetime | None
    """The last successful poll or delivery that was written down: some seconds old while the bot runs."""
    whole: datetime | None
    """When the database was last looked through and found whole; None for never, or where damage was found since."""
    shares: tuple[ProcessShare, ...]
    """Shares of the processes that have the database together; none where one has it for itself."""


def figures(db: Connection, now: datetime, size: int) -> Figures:
    """Read it all of a database of `size` bytes; a unit of work."""
    at = int(now.timestamp())
    arrived, whole = liveness.read(db, liveness.ARRIVED), liveness.read(db, liveness.WHOLE)
    return Figures(
        inbox=_counts(db, "inbox"),
        inbox_age=_age(
            db, "SELECT received_at FROM inbox WHERE state = 'waiting' ORDER BY place LIMIT 1", at
        ),
        outbox=_counts(db, "outbox"),
        outbox_age=_age(db, "SELECT min(due_at) FROM outbox WHERE state IN ('waiting', 'under_way')", at),
        failures=_counts(db, "failed"),
        left=_counts(db, "open", before=(at - LEFT_AFTER) // HOUR),
        people=sum(_counts(db, "people").values()),
        cases=sum(_counts(db, "cases").values()),
        unreached_heads=len(desks.unreached_heads(db)),
        size=size,
        schema=str(db.execute("SELECT max(name) FROM migrations").fetchone()[0]),
        mode=liveness.read(db, liveness.MODE),
        arrived=datetime.fromtimestamp(int(arrived), UTC) if arrived else None,
        whole=datetime.fromtimestamp(int(whole), UTC) if whole and whole.isdecimal() else None,
        shares=_shares(db),
    )


def _shares(db: Connection) -> tuple[ProcessShare, ...]:
    found = db.execute(
        "SELECT name, sum(CASE WHEN shard < ? THEN 1 ELSE 0 END), sum(CASE WHEN shard = ? THEN 1 ELSE 0 END)"
        " FROM processes LEFT JOIN shards ON holder = name GROUP BY name ORDER BY name",
        (SHARDS, SHARDS),
    )
    return tuple(ProcessShare(name, int(shards), bool(leads)) for name, shards, leads in found)


def counted(counts: Mapping[str, int]) -> str:
    """Counts in a row, for people."""
    return ", ".join(f"{key} {count}" for key, count in sorted(counts.items())) or "none"


def _counts(db: Connection, what: str, before: int = 1) -> dict[str, int]:
    """Counts of the kind `what` by key, of hours before `before` (see `migrations/m008_what_is_asked_all_the_time.py`); all but the cases' stand in hour 0."""
    found = db.execute(
        "SELECT key, sum(number) FROM counts WHERE what = ? AND hour < ? GROUP BY key", (what, before)
    )
    return {str(key): int(number) for key, number in found if number}


def _age(db: Connection, statement: str, now: int) -> int:
    row = db.execute(statement).fetchone()
    return max(0, now - int(row[0])) if row and row[0] is not None else 0
