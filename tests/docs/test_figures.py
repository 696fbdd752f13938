"""Names, versions and figures in the documents are those of the code."""

import importlib.util
import re
import sqlite3
import tomllib
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import UPDATES_KEPT
from bot.apply import TRIES
from bot.cli import _lines, parser
from bot.incoming import flood
from bot.incoming.inbox import DEATHS
from bot.operations.site import LARGEST_BODY
from bot.settings import Settings
from bot.store.check import AT_START
from bot.store.figures import figures
from bot.store.migrations import MIGRATIONS, migrate
from flows.reading.spelling import LONGEST_WORD
from flows.reading.utterance import MOST_WORDS
from tests.docs.test_docs import PAGES, ROOT

OTHERS = {
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "PROVE",
    "SEED",
    "HYPOTHESIS_PROFILE",
    "PYTHON",
    "API_URL",
    "FOLDER_OR_FILE",
}
"""Names that are not the bot's settings: the system's and the tests' variables, other libraries', an argument."""
CONSTANTS = {
    name
    for folder in ("bot", "flows")
    for file in (ROOT / folder).rglob("*.py")
    for name in re.findall(r"^([A-Z]+(?:_[A-Z]+)+)\b.* = ", file.read_text("utf-8"), re.MULTILINE)
}
"""Names in the code, which a page may send its reader to."""
KEPT = "RETENTION_DAYS"
NOW = datetime(2026, 8, 25, 2, tzinfo=UTC)
COUNTED = {2: "two", 3: "three", 5: "five"}
CURRENT = [page for page in PAGES if page.name != "CHANGELOG.md" and page.parent.name != "decisions"]
"""What has been is told elsewhere."""


def _ids(page: Path) -> str:
    return str(page.relative_to(ROOT))


FIGURES = {
    "docs/operations.md": (
        f"bodies up to {LARGEST_BODY // 1024} KiB",
        f"updates that failed {COUNTED[TRIES]} times, or that were under way each of {COUNTED[DEATHS]} times",
        f"after {COUNTED[TRIES]} tries",
        f"Up to {AT_START // 1_000_000} MB that is before anything else",
        f"more than {flood.MOST} updates in {flood.WINDOW:.0f} seconds",
        f"not heard for {flood.IGNORED / 60:.0f} minutes",
    ),
    "docs/privacy.md": (
        f"`{KEPT}` ({Settings.model_fields['retention_days'].default} unless set)",
        f"`{UPDATES_KEPT.days} days` is for telling a repeated delivery",
        f"the bare row is kept {UPDATES_KEPT.days} days",
        f"that failed {COUNTED[TRIES]} times",
    ),
    "docs/reading.md": (
        f"At most {MOST_WORDS} words and marks are read, and a word of more than {LONGEST_WORD} letters",
    ),
    "docs/helpdesk.md": (f"{Settings.model_fields['retention_days'].default} hari",),
}


@pytest.mark.parametrize("page", FIGURES)
def test_figures(page: str) -> None:
    text = " ".join((ROOT / page).read_text("utf-8").split())
    for said in FIGURES[page]:
        assert said in text


@pytest.mark.parametrize("page", CURRENT, ids=_ids)
def test_schemas_are_migrations(page: Path) -> None:
    """In full where the name is, and the present one where the page shows how the database stands."""
    names = [migration.__name__ for migration in MIGRATIONS]
    text = page.read_text("utf-8")
    for named in re.findall(r"\bm\d{3}_\w*", text):
        assert any(name == named or (named.endswith("_") and name.startswith(named)) for name in names), named
    for shown in re.findall(r"schema (\w+)", text):
        assert shown == names[-1]


@pytest.mark.parametrize("page", CURRENT, ids=_ids)
def test_variables_are_settings(page: Path) -> None:
    known = {name.upper() for name in Settings.model_fields} | OTHERS | CONSTANTS
    for code in re.findall(r"`([^`\n]+)`", page.read_text("utf-8")):
        named = re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", code)
        assert known.issuperset(named), code


@pytest.mark.parametrize("page", CURRENT, ids=_ids)
def test_programs_are_there(page: Path) -> None:
    """`python -m …` names a module, after `bot` one of its commands."""
    commands = next(action.choices for action in parser()._actions if action.choices)
    assert commands
    for module, word in re.findall(r"python -m ([\w.]+)(?: (\w[\w-]*))?", page.read_text("utf-8")):
        assert importlib.util.find_spec(module), module
        if module == "bot" and word:
            assert word in commands, word


def test_how_it_stands_is_shown_as_it_is() -> None:
    """The lines of `status` in their order."""
    shown = re.search(r"```\n(running .+?)```", (ROOT / "docs/operations.md").read_text("utf-8"), re.DOTALL)
    assert shown
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db, 0)
        lines = _lines(figures(db, NOW, 0), running=True, now=NOW)
    assert [line[:14] for line in shown[1].splitlines()] == [line[:14] for line in lines]


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for page in CURRENT:
        for named in re.findall(r"\bPython (3\.\d+)", page.read_text("utf-8")):
            assert project["requires-python"] == f">={named}", page
    for script in project["scripts"]:
        assert any(f"`{script}`" in page.read_text("utf-8") for page in CURRENT), script
