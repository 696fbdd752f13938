"""docs/privacy.md is the database's shape, and says truly what leaves it and when."""

import re
import sqlite3
from pathlib import Path

import pytest

from bot.store.migrations import migrate

PAGE = (Path(__file__).parents[2] / "docs/privacy.md").read_text("utf-8")


@pytest.fixture(name="db")
def _db() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db, 0)
    return db


def documented() -> dict[str, list[str]]:
    """Every table of the page with its columns, in order."""
    found = {}
    for part in PAGE.split("\n### ")[1:]:
        name, _, text = part.partition("\n")
        rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
        assert all(len(row) == 2 and row[1].strip() for row in rows), name
        found[name] = [row[0].strip() for row in rows[1:]]
    return found


def test_every_table_and_column_is_explained(db: sqlite3.Connection) -> None:
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {
        table: [row[1] for row in db.execute(f"SELECT * FROM pragma_table_info('{table}')")]
        for table in tables
    }
    assert documented() == columns


def test_every_table_says_how_long() -> None:
    """Right under its name."""
    for part in PAGE.split("\n### ")[1:]:
        said = part.split("\n\n")[1]
        assert re.search(r"\b(Kept|kept|Removed)\b", said), said
