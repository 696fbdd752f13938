"""Backups: taken while the bot runs, looked at before they count, put back while it does not."""

import glob
import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.store.check import check_whole
from bot.store.database import Lock
from bot.store.files import BESIDE, make_folder
from bot.store.interface import BrokenStoreError, RefusedStoreError
from bot.store.migrations import check_known

_STAMP = "%Y%m%dT%H%M%S%f"


def back_up(path: str, target: str) -> int:
    """Write a copy of the database at `path` to the new file `target`, and give its size in bytes.

    The bot may run meanwhile. The copy counts only once it was opened and found whole: until then it has another name.
    Raises RefusedStoreError (nothing to copy, `target` exists, the database is damaged), BrokenStoreError (no room).
    """
    if not Path(path).is_file():
        raise RefusedStoreError(f"There is no database at {path}.")
    if Path(target).exists():
        raise RefusedStoreError(f"{target} exists already; a backup is always a new file.")
    partial = Path(f"{target}.partial")
    try:
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(_opened(path)) as source, closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, whatever happens to it
        _look(str(partial))
        _to_disk(partial)
        partial.replace(target)
        _to_disk(Path(target).absolute().parent)
    except (OSError, sqlite3.Error) as error:
        raise BrokenStoreError(f"The backup {target} cannot be written: {error}.") from error
    finally:
        partial.unlink(missing_ok=True)
    return Path(target).stat().st_size


def restore(path: str, source: str, now: datetime) -> str | None:
    """Put the backup `source` in the place of the database at `path`; gives where the old one is kept, if there was one.

    Raises RefusedStoreError while a bot runs and for a backup that is damaged, not ours, or of a newer version: then
    nothing has changed. Raises BrokenStoreError where a file cannot be written.
    """
    if not Path(source).is_file():
        raise RefusedStoreError(f"There is no backup at {source}.")
    path = os.path.realpath(path)  # a link stays one
    try:
        make_folder(path)
        lock = Lock(path)
    except OSError as error:
        raise BrokenStoreError(f"{path} cannot be written: {error}.") from error
    fresh = Path(f"{path}.restoring")
    try:
        _look(source)
        fresh.unlink(missing_ok=True)
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(_opened(source)) as backup, closing(sqlite3.connect(fresh)) as copy:
            backup.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        _to_disk(fresh)
        kept = _put_aside(path, now)
        fresh.replace(path)
        _to_disk(Path(path).absolute().parent)
    except (OSError, sqlite3.Error) as error:
        raise BrokenStoreError(f"The backup {source} cannot be restored: {error}.") from error
    finally:
        fresh.unlink(missing_ok=True)
        lock.release()
    return kept


def forget_leftovers(path: str, before: datetime) -> int:
    """Delete what restores have left beside the database at `path`: the files they had put aside `before` that, and what one
    that was killed had not finished. For whoever has the database's lock. Gives how many files; raises OSError.
    """
    gone = 0
    for file in Path(path).parent.glob(f"{glob.escape(Path(path).name)}.*"):
        kind = file.name.removeprefix(f"{Path(path).name}.")
        if kind.startswith("restoring") or (
            kind.startswith("before-") and kind < f"before-{before:{_STAMP}}"
        ):
            file.unlink()
            gone += 1
    return gone


def _put_aside(path: str, now: datetime) -> str | None:
    """Give the present files another name. The database itself stays until it is replaced, so that one is always there."""
    if not Path(path).exists():
        return None
    aside = f"{path}.before-{now:{_STAMP}}"
    os.link(path, aside)
    for ending in BESIDE[1:]:
        if Path(path + ending).exists():
            Path(path + ending).rename(aside + ending)
    return aside


def _look(path: str) -> None:
    """Open a copy and see that it is whole and can be used by this version."""
    with closing(_opened(path)) as db:
        check_whole(db, path)
        check_known(db, path)


def _opened(path: str) -> sqlite3.Connection:
    """A database that must exist, for reading."""
    db = sqlite3.connect(
        f"{Path(path).absolute().as_uri()}?mode=rw", uri=True, timeout=5, isolation_level=None
    )
    db.execute("PRAGMA query_only = ON")
    return db


def _to_disk(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
