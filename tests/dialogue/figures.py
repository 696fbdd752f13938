"""The figures that docs/flow.md gives."""

from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/flow.md"


def assert_written(what: str, value: str) -> None:
    """A row of the page's table says so."""
    row = f"| {what} | {value} |"
    assert row in PAGE.read_text("utf-8"), f"docs/flow.md should say: {row}"
