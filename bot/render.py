"""A screen as Telegram gets it, and as a terminal shows it."""

import html
import re
from dataclasses import dataclass
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from flows.dialogue.buttons import write_button
from flows.dialogue.view import View
from flows.texts import say

_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Message:
    """Text in Telegram's HTML, and rows of buttons as (label, data)."""

    text: str
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()

    def stored(self) -> dict[str, Any]:
        return {"text": self.text, "rows": self.rows}

    @classmethod
    def read(cls, body: dict[str, Any]) -> "Message":
        rows = tuple(tuple((label, data) for label, data in row) for row in body["rows"])
        return cls(body["text"], rows)

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        if not self.rows:
            return None
        return InlineKeyboardMarkup(
            [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in self.rows]
        )


def render(view: View, case: int, seq: int) -> Message:
    """A view in words, its buttons bound to this screen of this case."""
    screen = say(view)
    rows = tuple(
        tuple((button.label, write_button(case, seq, button.subject, button.choice)) for button in row)
        for row in screen.rows
    )
    return Message(screen.text, rows)


def plain(text: str) -> str:
    """Telegram's HTML without its marks."""
    return html.unescape(_TAG.sub("", text))
