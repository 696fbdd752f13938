"""The files of transcripts: found, and written anew."""

import os
from pathlib import Path
from shutil import copymode
from tempfile import NamedTemporaryFile
from typing import NoReturn


def transcripts(path: Path) -> list[Path]:
    """Transcripts at `path`: the file itself, or every *.txt in the folder and below. Raises OSError for an unreadable folder."""
    if not path.is_dir():
        return [path]
    found = [Path(folder, name) for folder, _, names in os.walk(path, onerror=_refused) for name in names]
    return sorted(file for file in found if file.suffix == ".txt")


def put(file: Path, text: str) -> bool:
    """Put `text` in the place of the whole file at once; False where it stands there already. Raises OSError."""
    content, target = text.encode(), file.resolve()
    if target.read_bytes() == content:
        return False
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as fresh:
        try:
            fresh.write(content)
            fresh.flush()
            copymode(target, fresh.name)
            Path(fresh.name).replace(target)
        except BaseException:
            Path(fresh.name).unlink()
            raise
    return True


def _refused(error: OSError) -> NoReturn:
    raise error
