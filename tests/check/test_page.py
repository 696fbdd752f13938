"""What docs/testing.md shows is true."""

import re
from collections.abc import Callable
from pathlib import Path

from bot.check.script import KINDS, read

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/testing.md").read_text("utf-8")


def test_the_example_is_what_the_bot_says(answers: Callable[[str], str]) -> None:
    """The people's lines of the first block become the whole second one."""
    human, whole = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    written = answers(human)
    assert written == whole, f"the page's example is now:\n\n{written}"


def test_each_line_of_the_table_can_be_played() -> None:
    """Every kind of line is shown, and each is read as something."""
    shown = re.findall(
        r"^\| `([^`]+)` \|", PAGE.partition("| you write")[2].partition("\n\n")[0], re.MULTILINE
    )
    assert len(shown) == 12
    script = read("\n".join(shown))
    assert all(section.act for section in script.sections)
    assert all(kind in PAGE for kind in KINDS)


def test_the_story_in_python_is_one_of_ours() -> None:
    story = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(story) == 1
    assert story[0] in (ROOT / "tests/conversation/test_stories.py").read_text("utf-8")
