"""Every key has its words and every placeholder its value; no words lie about unused."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.simulator.entities import length, parse_html
from flows.reading.lexicon import lexicon
from flows.texts import TextError, placeholders, words, write
from flows.view import Line
from tests.texts.parts import PARTS

ROOT = Path(__file__).parents[2]
SOURCES = [*ROOT.glob("flows/**/*.py"), *ROOT.glob("bot/**/*.py")]
STEMS = {key.partition(".")[0] for key in words()}


@cache
def _strings() -> tuple[frozenset[str], frozenset[str]]:
    """The plain strings of the sources, and the shapes of their f-strings as regular expressions."""
    plain, shapes = set(), set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                shape = "".join(
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else "(.+)"
                    for part in node.values
                )
                if r"\." in shape:
                    shapes.add(shape)
    return frozenset(plain), frozenset(shapes)


def _users(key: str) -> Iterator[str]:
    plain, shapes = _strings()
    if key in plain:
        yield key
    for shape in shapes:
        found = re.fullmatch(shape, key)
        if found and all(part in plain or part.isdecimal() or "." in part for part in found.groups()):
            yield shape


def test_the_scan_finds_the_sources() -> None:
    """A scan that finds nothing would prove nothing."""
    assert len(SOURCES) > 20
    assert len(words()) > 150
    assert len(_strings()[1]) > 20


TOPICS = [key for key in sorted(words()) if key.startswith("topic.")]
TROUBLES = {f"trouble.{key.removeprefix('topic.')}" for key in TOPICS}


def test_every_topic_of_the_reader_has_words() -> None:
    """What the reader knows by name is told where to ask, and no words are for a topic that it does not know."""
    assert set(TOPICS) == {f"topic.{topic}" for topic in lexicon().topics if topic}


@pytest.mark.parametrize("part", PARTS)
def test_no_words_lie_about_unused(part: str) -> None:
    """Each key is named in the sources, or fits a pattern there with names that the sources know."""
    for key in set(PARTS[part]) - set(TOPICS) - TROUBLES:
        assert any(_users(key)), f"nothing says {key}: use it, or delete it from flows/texts/id"


def test_every_key_named_in_the_sources_has_words() -> None:
    """A key spelt wrong in the code is found here, not by a person."""
    plain, _ = _strings()
    named = {
        text
        for text in plain
        if re.fullmatch(r"[a-z_]+(\.[A-Za-z0-9_+]+)+", text) and text.partition(".")[0] in STEMS
    }
    modules = {
        ".".join(place.relative_to(ROOT).with_suffix("").parts)
        for source in SOURCES
        for place in (source, source.parent)
    }
    missing = named - set(words()) - modules
    assert {text for text in missing if not text.endswith(("_", ".toml", ".plh", ".sleep"))} == set()
    assert len(named) > 60


@pytest.mark.parametrize("part", PARTS)
def test_words_are_valid_html_and_short(part: str) -> None:
    """Every text renders by itself, with anything in its placeholders, and its tags are closed."""
    for key in PARTS[part]:
        values: dict[str, str | int | Line] = dict.fromkeys(placeholders(key), "<x> & 1")
        plain, _ = parse_html(write(Line(key, values)))
        assert 0 < length(plain) < 1500, key
        if key.startswith("toast."):
            assert length(plain) <= 200, key
        if key.startswith("button.") or ".option." in key:
            assert length(plain) <= 44, f"{key}: a button's label is cut off on a phone"


def test_a_missing_key_or_value_is_an_error() -> None:
    """What is ours to mend is an exception, never a hole in a sentence."""
    with pytest.raises(TextError, match="no words"):
        write(Line("ask.nothing.text"))
    with pytest.raises(TextError, match="count"):
        write(Line("ask.left"))


def test_what_a_person_wrote_is_escaped() -> None:
    """Nobody can put markup into a screen."""
    assert write(Line("ask.invalid.count", {"count": "<b>&"})) == "&lt;b&gt;&amp; data"
