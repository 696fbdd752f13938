"""Buttons below what `/kelola` says: each stands for words that can be written as well. Its data is those words, parted by dots.

Whoever taps is looked at as whoever writes. What cannot be taken back has a button only below a question.
"""

from collections.abc import Sequence

from bot.incoming.written_commands import GOVERN
from bot.records.help_desk import Desk
from flows.dialogue.screens.keyboard import Rows
from flows.view import Choice, Line

OPEN, PAGE, LET_GO = "b", "p", "l"
"""Words that only buttons say: a district, a page of the list, and the question before a group is let go."""
SIZE = 8
"""So many districts have a button on a page."""


def list_buttons(desks: Sequence[Desk], number: int) -> Rows:
    """Page `number`, from 0, of these districts, a button each; the ways to the pages beside, and to the desks that want
    looking after.
    """
    shown = desks[number * SIZE : (number + 1) * SIZE]
    rows: list[tuple[Choice, ...]] = [
        (_button(f"{OPEN}.{desk.code}", Line("govern.button.desk", {"name": desk.name})),) for desk in shown
    ]
    turning = []
    if number:
        turning.append(_button(f"{PAGE}.{number - 1}", Line("desk.list.before")))
    if (number + 1) * SIZE < len(desks):
        turning.append(_button(f"{PAGE}.{number + 1}", Line("desk.list.after")))
    rows += [tuple(turning)] if turning else []
    return (*rows, (_button("meja", Line("govern.button.standing")),))


def greeting_buttons(username: str) -> Rows:
    """Ways for an owner who has opened the chat: to the districts, and to the dialogue as an operator sees it."""
    return (
        (_button("cari", Line("govern.button.all")), _button("meja", Line("govern.button.standing"))),
        (Choice(GOVERN, "", Line("govern.button.operator"), f"https://t.me/{username}?start=mulai"),),
    )


def desk_buttons(desk: Desk) -> Rows:
    """Buttons for what can be done with a district by a tap."""
    at = desk.code
    last = [_button("cari", Line("govern.button.all"))]
    if desk.chat is not None:
        last.insert(0, _button(f"{LET_GO}.{at}", Line("govern.button.let_go")))
    return (
        (_button(f"t.{at}", Line("govern.button.link")), _button(f"qr.{at}", Line("govern.button.poster"))),
        (_button(f"j.{at}", Line("govern.button.trail")), _button(f"e.{at}", Line("govern.button.export"))),
        tuple(last),
    )


def let_go_buttons(desk: Desk) -> Rows:
    """Yes to letting the group go, and the way back."""
    yes = _button(f"lepas.{desk.code}", Line("govern.button.let_go_yes", {"name": desk.name}))
    return ((yes,), (_button(f"{OPEN}.{desk.code}", Line("govern.button.no")),))


def _button(choice: str, label: Line) -> Choice:
    return Choice(GOVERN, choice, label)
