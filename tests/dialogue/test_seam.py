"""A trouble is a folder: nothing outside `flows/troubles` knows which there are."""

import re
from pathlib import Path

from flows.dialogue.machine.table import ROWS
from flows.troubles.registry import TROUBLES

ROOT = Path(__file__).parents[2]
ALLOWED = {
    "flows/eligibility/__init__.py",  # the door to the rules of the missing button, for whoever needs them alone
    "flows/reading",  # labels of the opening, which the second reader was taught; a trouble says which means it (`heard_as`)
}
"""What may name a trouble besides."""


def test_no_trouble_is_named_outside_its_folder() -> None:
    """Neither by its symptom nor by a requirement's key of a led trouble, in code or in words."""
    led = [key for trouble in TROUBLES.values() if trouble.led for key in trouble.rules.requirements]
    name = re.compile(rf"({'|'.join(TROUBLES)})|[\"'.]({'|'.join(led)})(\.1)?[\"']", re.IGNORECASE)
    named = [
        f"{file}:{line}"
        for folder in ("bot", "flows")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".py", ".toml"}
        and not (file := path.relative_to(ROOT).as_posix()).startswith(("flows/troubles/", *ALLOWED))
        for line, text in enumerate(path.read_text("utf-8").splitlines(), 1)
        if name.search(text)
    ]
    assert named == []
    assert name.search("'sync_fails'")
    assert name.search('"S6.1"')


def test_each_trouble_has_a_way_through_the_table() -> None:
    """Its own crossing, from which every row leads somewhere and the last has no condition."""
    for symptom in TROUBLES:
        way = [row for row in ROWS if row.source == f"onward.{symptom}"]
        assert way
        assert way[-1].when is None
        assert all(row.when for row in way[:-1])
