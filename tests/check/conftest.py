"""A folder of transcripts, and the command on it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.program import main

HUMAN = """\
# Sari membuka menu, lalu beristirahat.

> /start
> [Tombol tidak ada, hanya Tarik Data]
"""


class Told(NamedTuple):
    """What the command said, and its exit status."""

    status: int
    text: str


class Folder:
    """Transcripts in a folder of their own."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self._capsys = capsys

    def holds(self, text: str, name: str = "cerita.txt") -> Path:
        file = self.path / name
        file.write_text(text, "utf-8")
        return file

    def checked(self, *options: str, path: Path | None = None) -> Told:
        """`python -m bot check` on the folder."""
        status = main(["check", str(path or self.path), *options])
        return Told(status, self._capsys.readouterr().out)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Folder:
    return Folder(tmp_path, capsys)


@pytest.fixture(name="answers")
def _answers(folder: Folder) -> Callable[[str], str]:
    """A conversation of people's lines alone, as the bot completes it."""

    def answered(human: str) -> str:
        file = folder.holds(human)
        told = folder.checked("--update")
        assert told.status == 0, told.text
        return file.read_text("utf-8")

    return answered
