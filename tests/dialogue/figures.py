"""The figures that docs/flow.md and a decision give."""

from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/flow.md"
NO_LIST = PAGE.parent / "decisions/0010-a-question-a-fact-no-list-to-tick.md"


def assert_written(what: str, value: str, page: Path = PAGE) -> None:
    """A row of a table on the page says so."""
    row = f"| {what} | {value} |"
    assert row in page.read_text("utf-8"), f"docs/{page.name} should say: {row}"
