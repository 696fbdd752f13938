"""Hold the conversation in a terminal: no token, no database, nothing kept.

Type the number of a button, or anything else as in a chat. `/start`, `/lanjut` and the other commands work; an empty
line or the end of input ends it.
"""

import html
import re
import signal
import sys
from datetime import UTC, datetime
from secrets import randbelow
from typing import TextIO, get_args

from flows.dialogue.case_code import LARGEST
from flows.dialogue.machine.effects import Erase, NewCase, Tell
from flows.dialogue.machine.events import Chose, Commanded, CommandName, Event, Surroundings, Typed
from flows.dialogue.machine.session import Session
from flows.dialogue.turn.engine import Turn, advance, begin
from flows.texts import LabelledButton, WrittenScreen, say

_TAG = re.compile(r"</?[a-z]+>")


def plain(text: str) -> str:
    """Telegram HTML as a terminal shows it."""
    return html.unescape(_TAG.sub("", text))


def print_screen(screen: WrittenScreen, out: TextIO) -> list[LabelledButton]:
    """Print a screen with its buttons numbered; gives the buttons in that order."""
    print(f"\n{plain(screen.text)}\n", file=out)
    buttons: list[LabelledButton] = []
    for row in screen.rows:
        labels = []
        for button in row:
            buttons.append(button)
            labels.append(f"[{len(buttons)}] {button.label}")
        print("  " + "   ".join(labels), file=out)
    return buttons


def event_of(line: str, session: Session, buttons: list[LabelledButton]) -> Event:
    """Event that a typed line means: a command, the number of a button, or words."""
    said, _, argument = line.partition(" ")
    for name in get_args(CommandName):
        if said == f"/{name}":
            return Commanded(name, argument.strip())
    if line.isascii() and line.isdecimal() and 1 <= int(line) <= len(buttons):
        button = buttons[int(line) - 1]
        return Chose(session.case, session.seq, button.subject, button.choice)
    return Typed(line)


def _after(turn: Turn, now: datetime, out: TextIO) -> Turn:
    """The turn after what the rim does in earnest: here messages are printed, and a case begun anew replaces the old one."""
    for effect in turn.effects:
        if isinstance(effect, Tell):
            print(f"\n--- {plain(say(effect.view).text)}\n---", file=out)
        if isinstance(effect, NewCase | Erase):
            fresh = begin(randbelow(LARGEST), turn.session.person, now)
            return advance(fresh, Commanded("start"), Surroundings(now))
    return turn


def main(source: TextIO, out: TextIO) -> int:
    """Talk until the input ends."""
    now = datetime.now(UTC)
    turn = advance(begin(randbelow(LARGEST), 1, now), Commanded("start"), Surroundings(now))
    while True:
        buttons = print_screen(say(turn.view), out)
        print("\n> ", end="", file=out, flush=True)
        line = source.readline().strip()
        if not line:
            return 0
        now = datetime.now(UTC)
        turn = _after(
            advance(turn.session, event_of(line, turn.session, buttons), Surroundings(now)), now, out
        )


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # like any filter, it ends when nobody reads on
    sys.exit(main(sys.stdin, sys.stdout))
