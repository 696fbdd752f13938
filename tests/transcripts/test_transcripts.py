"""The golden conversations. `make transcripts` rewrites the bot's half; read the diff."""

import asyncio
from pathlib import Path

import pytest

from bot.check.command import played
from bot.check.play import play
from bot.check.script import read

FILES = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_conversation_goes_as_written(file: Path) -> None:
    """Word for word, through the whole bot."""
    found = played(file)
    report = "\n".join(found.report())
    assert not report, f"{report}\nIf this is meant: `make transcripts`, and read the diff."
    assert found.anew == file.read_text("utf-8"), "the blank lines are not where `make transcripts` puts them"


@pytest.mark.prove
@pytest.mark.parametrize("place", ["postgres"], indirect=True)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
async def test_it_goes_as_written_on_postgresql(file: Path, place: str) -> None:
    script = read(await asyncio.to_thread(file.read_text, "utf-8"))
    answers, faults = await play(script, place)
    assert not faults
    assert answers == [section.answer for section in script.sections]


def test_there_are_conversations() -> None:
    """A folder without files would pass unread."""
    assert 10 <= len(FILES) <= 20
