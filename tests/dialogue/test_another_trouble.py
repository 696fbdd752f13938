"""A third trouble, built from scratch as docs/another-trouble.md tells it: one folder and its line, walked whole and talked through.

It is built in a copy of `flows`, beside `bot` and `tests` as they are, and is run in a process of its own.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/another-trouble.md"
FOLDER = "code_refused"


def _build(place: Path) -> None:
    """The copy with the folder and the line that the page shows."""
    shutil.copytree(ROOT / "flows", place / "flows", ignore=shutil.ignore_patterns("__pycache__"))
    for beside in ("bot", "tests", "docs"):
        (place / beside).symlink_to(ROOT / beside)
    page = PAGE.read_text("utf-8")
    files = re.findall(r"### `(\S+)`\n.*?```\w+\n(.*?)```", page, re.DOTALL)
    assert {"facts.py", "rules.py", "trouble.py", "words.toml", "reading.toml"} <= {name for name, _ in files}
    folder = place / "flows/troubles" / FOLDER
    folder.mkdir()
    for name, content in files:
        (folder / name).write_text(content, "utf-8")
    registry = place / "flows/troubles/registry.py"
    lines = registry.read_text("utf-8").splitlines()
    shown = re.search(r"```diff\n(.*?)```", page, re.DOTALL)
    assert shown
    diff = shown[1].splitlines()
    for at, line in enumerate(diff):
        if line.startswith("+"):
            beside, after = (diff[at - 1], 1) if at and diff[at - 1][:1] == " " else (diff[at + 1], 0)
            lines.insert(lines.index(beside[1:]) + after, line[1:])
    registry.write_text("\n".join(lines), "utf-8")


def test_the_third_trouble_of_the_page_is_led_through(tmp_path: Path) -> None:
    _build(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.dialogue.another_trouble", FOLDER],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    assert re.search(r"ways \d+, kinds of positions \d+, taps to an end \d", done.stdout), done.stdout


def test_nothing_but_the_page_knows_it() -> None:
    """Neither the bot nor the dialogue."""
    for folder in ("bot", "flows"):
        for file in (ROOT / folder).rglob("*.py"):
            assert FOLDER not in file.read_text("utf-8"), file
