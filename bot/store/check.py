"""Whether a database is whole."""

import sqlite3

from bot.store.interface import RefusedStoreError


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


def _damaged(path: str, how: str) -> RefusedStoreError:
    return RefusedStoreError(
        f"The database {path} is damaged ({how}). Nothing was changed in it. Restore a backup with "
        "`python -m bot restore FILE`; the damaged file is kept aside."
    )
