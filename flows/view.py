"""Views: what is to be shown, without words: keys and values. `flows.texts.say` makes the Indonesian of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Values = Mapping[str, "str | int | Line"]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or paragraph by its key, with what goes into its placeholders."""

    key: str
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it stands for, and the key of its label."""

    subject: str
    choice: str
    label: Line
    url: str = ""
    """Where it leads outside; then a tap on it is not told here."""


@dataclass(frozen=True, slots=True)
class View:
    """A screen: its lines from top to bottom, and its rows of buttons."""

    lines: tuple[Line, ...]
    rows: tuple[tuple[Choice, ...], ...] = ()

    def after(self, *lines: Line) -> "View":
        """Screen like this one, with `lines` above it."""
        return View((*lines, *self.lines), self.rows)
