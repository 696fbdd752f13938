"""What the documents say is true: the picture is the table, the commands exist, the links lead somewhere."""

import ast
import re
from collections.abc import Iterator
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
ABOUT = {"docs/another-trouble.md": "flows/troubles/button_missing"}
"""Pages about one kind of folder: a bare name there is a file of such a one."""
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
    for block in _blocks(text):
        _looks_right(block, ABOUT.get(page.relative_to(ROOT).as_posix(), ""))


@pytest.mark.parametrize("package", ["bot", "flows"])
def test_docstrings_name_files_that_are_there(package: str) -> None:
    """The same of every docstring, in which a bare name may also be that of a file beside it."""
    seen = 0
    for file in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Expr(ast.Constant(str(said))):
                    _looks_right(said, file.parent.relative_to(ROOT).as_posix())
                    seen += 1
    assert seen > 100


def _blocks(text: str) -> Iterator[str]:
    """What is read together: a paragraph, or a table's row with its head."""
    for block in re.split(r"\n\s*\n", text):
        head, *rows = block.split("\n")
        yield from (f"{head}\n{row}" for row in rows) if block.startswith("|") else (block,)


def _looks_right(text: str, beside: str = "") -> None:
    """Each path is there, and each bare name is one file's: the only one's of that name outside the tests, of a folder that is
    named with it, or `beside` it; of what every trouble's folder has, a trouble's.
    """
    paths = re.findall(r"`((?:flows|bot|tests|docs)/[\w./-]*\w)/?`", text)
    for path in paths:
        assert (ROOT / path).exists(), path
    folders = {path if (ROOT / path).is_dir() else path.rpartition("/")[0] for path in paths} | {beside}
    for name in re.findall(r"`([\w./-]+\.(?:py|toml|md|lock))`", text):
        found = [file for file in FILES if file.endswith(f"/{name}")]
        assert found, name
        ours = [file for file in found if not file.startswith("/tests/")]
        here = [file for file in found if file.removesuffix(f"/{name}").strip("/") in folders - {""}]
        if name == "__init__.py":  # each folder's
            continue
        of_troubles = "trouble" in text.casefold() and any(
            re.match(r"/flows/troubles/\w+/", at) for at in found
        )
        assert 1 in {len(found), len(ours), len(here)} or of_troubles, (name, found)


OWN_WORDS = (
    "armed", "aside", "behind", "card rows", "case", "claimed", "desk", "early", "farewell", "first", "fresh", "govern",
    "here", "lane", "look", "outbox", "own bot", "panel", "parked", "place", "plan", "position", "quiet", "replay", "rim",
    "round", "scene", "second look", "seq", "served bot", "settled", "shard", "site", "stale", "standing", "strict",
    "surroundings", "turn", "twins", "void", "volunteered", "way", "wish", "world",
)  # fmt: skip
"""Words of the code that nobody understands without being told."""


def test_the_glossary_has_the_words_of_the_code() -> None:
    """Each has its line."""
    page = (ROOT / "docs/glossary.md").read_text("utf-8")
    heads = re.findall(r"^\* \*\*(.+?)\*\*", page, re.MULTILINE)
    explained = [word.casefold() for head in heads for word in head.split(", ")]
    assert set(explained).issuperset(OWN_WORDS), set(OWN_WORDS) - set(explained)
    assert len(explained) == len(set(explained)), sorted(
        word for word in explained if explained.count(word) > 1
    )


def test_the_glossary_is_sorted() -> None:
    """A word is found where the alphabet has it."""
    _, *parts = (ROOT / "docs/glossary.md").read_text("utf-8").split("\n## ")
    for part in parts:
        heads = [head.casefold() for head in re.findall(r"^\* \*\*(.+?)\*\*", part, re.MULTILINE)]
        assert heads
        assert heads == sorted(heads), next(a for a, b in zip(heads, sorted(heads), strict=True) if a != b)


def test_decisions_are_numbered() -> None:
    """From 1 on, each number once, in the name as in the head."""
    files = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    for file in files:
        assert file.read_text("utf-8").startswith(f"# {int(file.name[:4])}. "), file.name


def test_the_changelog_says_nothing_twice() -> None:
    """A merge keeps both sides of what each has moved."""
    lines = re.findall(r"^- (.+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert lines
    assert len(lines) == len(set(lines)), sorted(line for line in lines if lines.count(line) > 1)


def test_there_are_pages() -> None:
    """A scan that finds nothing would pass unread."""
    assert len(PAGES) >= 6
