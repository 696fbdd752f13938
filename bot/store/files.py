"""The files that a database is made of: nobody else reads them, and they are still the ones that were opened."""

import glob
import os
import stat
from contextlib import suppress
from pathlib import Path

BESIDE = ("", "-wal", "-shm")
"""A database is up to three files."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO

Identity = tuple[tuple[int, int] | None, ...]


def make_folder(path: str) -> None:
    """The folder for a database at `path`, closed to others where it is made here. Raises OSError."""
    folder = Path(path).parent
    if not folder.exists():
        make_folder(str(folder))
        folder.mkdir(mode=0o700, exist_ok=True)


def close_to_others(path: str) -> list[str]:
    """Let only their owner read and write all files that bear the database's name, backups and leftovers among them, and
    its folder, if nothing else is in it. Gives the paths that others can read nevertheless.
    """
    file = Path(path)
    ours = [Path(found) for found in sorted(glob.glob(f"{glob.escape(path)}*"))]  # noqa: PTH207  one pattern for any path
    if ours and _is_ours(file.parent, ours):
        ours.append(file.parent)
    return [str(found) for found in ours if not closed_to_others(found)]


def _is_ours(folder: Path, files: list[Path]) -> bool:
    """Whether a folder was made for these files alone, as far as can be seen."""
    try:
        return folder != Path() and not folder.is_mount() and {*folder.iterdir()} <= {*files}
    except OSError:
        return False


def closed_to_others(path: Path, others: int = _OTHERS) -> bool:
    """Whether nobody but the owner can do anything with a file or folder, which is tried to be brought about.

    `others`: of which rights that is asked. A file that is not there, or cannot be looked at, is closed; a device is everybody's,
    and left as it is.
    """
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            return True
        if mode & _OTHERS:
            with suppress(OSError):
                path.chmod(stat.S_IMODE(mode) & ~_OTHERS)
            mode = path.stat().st_mode  # some file systems take any mode and keep none
    except OSError:  # whoever opens it finds out why
        return True
    return not mode & others


def lock_of(path: str) -> str:
    """The file by which one process has the database at `path`, by whichever link to it."""
    return f"{os.path.realpath(path)}.lock"


def identity(path: str) -> Identity:
    """Identity of the files at `path`: the database with what belongs to it, and its lock."""
    real = os.path.realpath(path)
    return (_one(path), *(_one(real + ending) for ending in BESIDE[1:]), _one(lock_of(path)))


def _one(path: str) -> tuple[int, int] | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
