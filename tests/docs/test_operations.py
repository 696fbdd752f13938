"""docs/operations.md names every event that the log can hold and every sentence that the process can end with."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bot.helpdesk import read_table
from bot.helpdesk.cases import operator_view
from bot.helpdesk.figures import gather
from bot.helpdesk.operators import operator_messages
from bot.helpdesk.staff import canned_answers
from bot.incoming import flood, redacted_update
from bot.operations import site
from bot.outgoing import export_files, rates
from bot.store import exporting, own_cases, turns
from bot.transport import request
from flows.dialogue.turn import case as of_cases
from tests.helpdesk.test_bounds import PARTS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/operations.md").read_text("utf-8")
SOURCES = [
    ast.parse(path.read_text("utf-8"))
    for path in sorted((ROOT / "bot").rglob("*.py"))
    if not {"simulator", "check"} & set(path.relative_to(ROOT).parts)
]
LEVELS = {"info", "warning", "error", "exception", "critical"}


def rows(heading: str) -> list[list[str]]:
    """The table that stands under a heading, without its head."""
    part = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    found = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in found][1:]


def logged() -> Iterator[tuple[str, str]]:
    """Every event and its level, as the source has them."""
    for node in (node for source in SOURCES for node in ast.walk(source) if isinstance(node, ast.Call)):
        match node:
            case ast.Call(ast.Attribute(ast.Name("log"), level), [ast.Constant(str() as event), *_]):
                assert level in LEVELS, ast.unparse(node)
                yield event, level
            case ast.Call(ast.Attribute(ast.Name("log"), "log"), [_, ast.Constant(str() as event), *_]):
                yield event, "warning"
            case ast.Call(ast.Name("log_error"), [ast.Name("log"), ast.Constant(str() as event), *_]):
                yield event, "error"


def test_every_event_is_explained_and_no_other() -> None:
    """The first two columns are the source's."""
    explained = {(row[0].strip("`"), row[1]) for row in rows("What the log says")}
    assert explained - {("trouble in the event loop", "error")} == set(logged())
    assert len(explained) > 15


def test_each_says_what_it_means() -> None:
    assert all(row[2] for row in rows("What the log says"))
    assert all(row[3] for row in rows("What the log says") if row[1] == "error")


def test_the_sentences_are_the_sources() -> None:
    """Where the source puts a value in, the page has an example or three dots."""
    known = [re.compile(pattern) for pattern in said()]
    ends = [row[0] for row in rows("How it ends") if len(row) == 2 and not row[0].isdecimal()]
    for sentence in ends[1:]:
        assert any(pattern.fullmatch(sentence) for pattern in known), sentence
    assert len(ends) > 10


def said() -> Iterator[str]:
    """Every text of the source as a pattern, a value in it standing for anything."""
    for node in (node for source in SOURCES for node in ast.walk(source)):
        match node:
            case ast.JoinedStr(parts):
                yield "".join(
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in parts
                )
            case ast.Constant(str() as text) if len(text) > 20:
                yield re.escape(text)


def test_the_bounds_are_the_codes_own() -> None:
    """A bound that is changed is changed on the page."""
    shown = [int(row[1]) for row in rows("What one account can cost")]
    assert shown == [
        flood.MOST,
        flood.MOST_A_DAY,
        flood.BYTES_A_DAY,
        own_cases.CASES,
        of_cases.MOST_RECORDS,
        operator_view.MOST_OPEN,
        operator_view.MOST_A_DAY,
        operator_messages.MOST_WAITING,
        rates.GROUP_RELAYED,
        rates.GROUP_CASE,
        operator_messages.MOST_HELD,
        PARTS,
        export_files.ASKED_A_DAY,
        export_files.LARGEST,
        exporting.PORTION,
        turns.UNREAD,
        turns.LONGEST_UNREAD,
        turns.SCHOOLS,
        canned_answers.MOST,
        canned_answers.LONGEST,
        gather.MOST_CASES,
        read_table.MOST_ROWS,
        request.LARGEST,
        int(request.ANSWER),
        request.DEPTH,
        site.CONNECTIONS,
        site.CONNECTIONS_OF_ONE,
    ]
    assert (flood.WINDOW, flood.IGNORED, flood.DAY) == (10, 300, 86_400)
    assert timedelta(seconds=flood.DAY) == operator_view.DAY
    assert redacted_update._ADDRESSES == 1024
