"""The check whether a database is whole: all at once, or in pieces beside the work where it would hold up the start."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.store import liveness
from bot.store.interface import BrokenStoreError, RefusedStoreError

AT_START = 64_000_000
"""Bytes of a file that is looked through before anything else is done with it: some tenths of a second. A million people have
fifteen times as much.
"""
DAMAGED = "damaged"
"""The mark of a database in which damage was found: the next start looks through it before anything else."""


def check_whole(db: sqlite3.Connection, path: str) -> None:
    """Raises RefusedStoreError where the file is damaged, or is no database at all."""
    try:
        found = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
        lost = found == "ok" and db.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        raise _damaged(path, str(error)) from error
    if found != "ok":
        raise _damaged(path, str(found).replace("\n", " "))
    if lost:
        raise _damaged(path, f"a row of {lost[0]} refers to nothing")


def is_looked_at_first(db: sqlite3.Connection, path: str, at_start: int) -> bool:
    """Whether a file is to be looked through at the start: one of up to `at_start` bytes, and one that was found damaged.

    Raises RefusedStoreError for what is no database at all.
    """
    if not Path(path).exists() or Path(path).stat().st_size <= at_start:
        return True
    try:
        known = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'marks'").fetchone()
        return bool(known) and liveness.read(db, liveness.WHOLE) == DAMAGED
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        raise _damaged(path, str(error)) from error


def pieces(path: str) -> Iterator[str]:
    """Look through the database at `path` table by table, by a connection of its own, while the bot works; gives each table's
    name when it was found whole. Raises BrokenStoreError where one is damaged.
    """
    with closing(
        sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    ) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            try:
                found = db.execute(f"PRAGMA integrity_check('{table}')").fetchone()[0]
                lost = db.execute(f"PRAGMA foreign_key_check('{table}')").fetchone()
            except sqlite3.DatabaseError as error:
                raise _found_damaged(path, str(error)) from error
            if found != "ok":
                raise _found_damaged(path, str(found).replace("\n", " "))
            if lost:
                raise _found_damaged(path, f"a row of {lost[0]} refers to nothing")
            yield table


def _found_damaged(path: str, how: str) -> BrokenStoreError:
    return BrokenStoreError(
        f"The database {path} is damaged ({how}). Restore a backup with `python -m bot restore FILE`; the damaged file is "
        "kept aside."
    )


def _damaged(path: str, how: str) -> RefusedStoreError:
    return RefusedStoreError(
        f"The database {path} is damaged ({how}). Nothing was changed in it. Restore a backup with "
        "`python -m bot restore FILE`; the damaged file is kept aside."
    )
