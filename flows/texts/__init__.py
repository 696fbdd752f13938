"""The Indonesian: looks up the words of a view. No rule and no order is here; the words are in `id/*.toml`.

A key is `<file>.<table>.<name>`. The words are Telegram HTML; what is put into a placeholder is escaped, unless it is
words itself (a `Line`).
"""

import html
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter

from flows.view import Line, View


class TextError(KeyError):
    """Words or a placeholder's value are missing: ours to mend."""


@dataclass(frozen=True, slots=True)
class LabelledButton:
    """A button with its label, and what it stands for."""

    label: str
    subject: str
    choice: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class WrittenScreen:
    """A message as Telegram gets it: HTML and rows of buttons."""

    text: str
    rows: tuple[tuple[LabelledButton, ...], ...]


def say(view: View) -> WrittenScreen:
    """The words of a view. Raises TextError where a key or a placeholder's value is missing."""
    return WrittenScreen(
        "\n\n".join(write(line) for line in view.lines),
        tuple(
            tuple(LabelledButton(html.unescape(write(at.label)), at.subject, at.choice, at.url) for at in row)
            for row in view.rows
        ),
    )


def write(line: Line) -> str:
    """Telegram HTML of a line. Raises TextError."""
    if not line.values:
        return _fixed(line.key)
    values = {
        name: write(value) if isinstance(value, Line) else html.escape(str(value), quote=False)
        for name, value in line.values.items()
    }
    return _filled(line.key, values)


def _filled(key: str, values: dict[str, str]) -> str:
    try:
        return words()[key].format_map(values)
    except KeyError as error:
        raise TextError(f"{key}: no words or no value for {error}") from None


@cache  # there are as many as there are keys
def _fixed(key: str) -> str:
    return _filled(key, {})


@cache
def words() -> dict[str, str]:
    """All words by key."""
    found: dict[str, str] = {}
    for file in sorted(files(__package__).joinpath("id").iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            _gather(file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8")), found)
    for trouble in sorted(files("flows.troubles").iterdir(), key=lambda entry: entry.name):
        own = trouble.joinpath("words.toml")
        if own.is_file():
            for name, table in tomllib.loads(own.read_text("utf-8")).items():
                _gather(name, table, found)
    return found


def _gather(prefix: str, table: dict[str, object], found: dict[str, str]) -> None:
    for name, entry in table.items():
        key = f"{prefix}.{name}"
        if isinstance(entry, dict):
            _gather(key, entry, found)
        else:
            found[key] = str(entry).strip()


def placeholders(key: str) -> frozenset[str]:
    """The names that the words of `key` leave open."""
    return frozenset(name for _, name, _, _ in Formatter().parse(words()[key]) if name)
