"""The golden conversations. `make transcripts` rewrites the bot's half; read the diff."""

from pathlib import Path

import pytest

from tests.transcripts.player import BadTranscript, play

FILES = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_conversation_goes_as_written(file: Path, request: pytest.FixtureRequest) -> None:
    """Word for word."""
    written = file.read_text("utf-8")
    played = play(written)
    if request.config.getoption("--update-transcripts"):
        file.write_text(played, "utf-8")
    assert played == file.read_text("utf-8")


def test_there_are_conversations() -> None:
    """A folder without files would pass unread."""
    assert 10 <= len(FILES) <= 20


def test_a_button_that_is_not_there_is_refused() -> None:
    """A transcript cannot tap what is not on the screen."""
    with pytest.raises(BadTranscript, match="no button"):
        play("# x\nnow: 2026-08-25T09:00:00+07:00\n\n> /start\n\n> [Tidak ada]\n")
