"""What the documents say is true: the picture is the table, the commands exist, the links lead somewhere."""

import re
from pathlib import Path

import pytest

from flows.dialogue.machine.diagram import PARTS, drawn_into, part_of
from flows.dialogue.machine.table import ROWS, STATES

ROOT = Path(__file__).parents[2]
FILES = [
    f"/{file.relative_to(ROOT).as_posix()}"
    for folder in ("bot", "docs", "flows", "tests")
    for file in (ROOT / folder).rglob("*.*")
] + [f"/{file.name}" for file in ROOT.iterdir()]
"""Every file of the project, from the root on: a page may name one by the end of its path."""
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


def test_the_pictures_are_the_table() -> None:
    """docs/flow.md is drawn from the rows that run; `make docs` redraws it."""
    page = (ROOT / "docs/flow.md").read_text("utf-8")
    assert page == drawn_into(page), "run `make docs`"
    assert {part_of(row.source) for row in ROWS} == set(PARTS)
    for state in STATES:
        assert f"[{state}]" in page, state


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    """A link within the project names a file that is there."""
    for link in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_named_files_and_targets_exist(page: Path) -> None:
    """A path, a file's bare name or a make target in backticks is there."""
    text = page.read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make ([a-z]+)`", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for path in re.findall(r"`((?:flows|bot|tests|docs)/[\w./-]*\w)`", text):
        assert (ROOT / path).exists(), path
    for name in re.findall(r"`([\w./-]+\.(?:py|toml|md|lock))`", text):
        assert any(file.endswith(f"/{name}") for file in FILES), name


OWN_WORDS = (
    "armed", "behind", "card rows", "case", "claimed", "desk", "farewell", "fresh", "govern", "lane", "outbox", "panel", "parked",
    "place", "plan", "position", "quiet", "rim", "scene", "second look", "seq", "settled", "standing", "stale", "twins", "void",
    "volunteered", "way", "wish",
)  # fmt: skip
"""Words of the code that nobody understands without being told."""


def test_the_glossary_has_the_words_of_the_code() -> None:
    """Each has its line."""
    page = (ROOT / "docs/glossary.md").read_text("utf-8")
    heads = re.findall(r"^\* \*\*(.+?)\*\*", page, re.MULTILINE)
    explained = {word.casefold() for head in heads for word in head.split(", ")}
    assert explained.issuperset(OWN_WORDS), set(OWN_WORDS) - explained


def test_there_are_pages() -> None:
    """A scan that finds nothing would pass unread."""
    assert len(PAGES) >= 6
