"""The desks' handbook names every button and word that a desk has, in the voice of the texts, and its pictures are there."""

import re
from pathlib import Path

import pytest

from bot.outgoing.render import plain
from bot.records.desk_case import REASONS
from flows.texts import words
from tests.texts.test_style import FAULTS, WRITTEN

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "helpdesk.md").read_text("utf-8")
README = (DOCS.parent / "README.md").read_text("utf-8")
MOST = 150_000
"""No picture may have more bytes."""
BUTTONS = {key: text for key, text in words().items() if key.startswith("desk.button.")}


@pytest.mark.parametrize("key", [*BUTTONS, *(f"desk.reason.{why}" for why in REASONS)])
def test_every_button_is_explained(key: str) -> None:
    """As it is written on the card."""
    label = words()[key].replace("{name}", "…").replace("{count}", "…")
    assert f"**{label}**" in " ".join(PAGE.split())


def test_every_command_is_explained() -> None:
    """Those of a group, and the words of /kelola."""
    commands = re.findall(r"/(\w+)", plain(words()["desk.help"]))
    governing = re.findall(r"/kelola (\w+)", words()["govern.owner"])
    assert min(len(commands), len(governing)) > 3
    for command in commands:
        assert f"`/{command}" in PAGE, command
    for word in governing:
        assert f"`{word} kode" in PAGE or f"`{word}`" in PAGE, word


def test_the_voice_is_that_of_the_texts() -> None:
    """What is no word of the page's own is left out."""
    said = re.sub(r"`[^`]*`|\]\([^)]*\)|<img src=\S+", " ", PAGE)
    for fault, better in FAULTS.items():
        assert not re.search(fault, said, re.IGNORECASE), better
    for fault, better in WRITTEN.items():
        assert not re.search(fault, said), better


def test_its_pictures_are_there_and_no_others() -> None:
    """Each with words for those who do not see it, and small enough to be fetched from a school."""
    shown = dict(re.findall(r'<img src="pictures/([\w.]+)" width="\d+" alt="([^"]+)">', PAGE))
    kept = {path.name: path.stat().st_size for path in (DOCS / "pictures").iterdir()}
    in_readme = set(re.findall(r'<img src="docs/pictures/([\w.-]+)"', README))
    assert in_readme
    assert set(shown) | in_readme == set(kept)
    assert PAGE.count("<img") == len(shown)
    assert max(kept.values()) <= MOST
