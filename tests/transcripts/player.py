"""Plays a transcript: a person writes the head and the `>` lines, the dialogue writes the rest.

The session goes through JSON between every two turns, as if it had been stored. Lines a person may write:
`> [Label]` taps a button that is on the screen · `> words` types · `> /start` gives a command · `> (photo)` sends
something unreadable · `@ 3 days` lets time pass · `@ reminder` is the time of the reminder.
"""

from datetime import datetime, timedelta
from typing import get_args

from flows.__main__ import plain
from flows.dialogue.engine import Turn, advance, begin
from flows.dialogue.events import Chose, Commanded, CommandName, Event, Here, Reminded, Sent, Typed
from flows.dialogue.session import Session
from flows.dialogue.view import NewCase, Tell, TellDesk
from flows.texts import Button, say

CASE = 424_242


class BadTranscript(Exception):  # noqa: N818  # reads as what it is
    """A line that a person wrote does not fit what is on the screen."""


def play(transcript: str) -> str:
    """The whole transcript, with every line of the bot written anew. Raises BadTranscript."""
    head, _, body = transcript.partition("\n\n")
    now = next(datetime.fromisoformat(line[5:]) for line in head.splitlines() if line.startswith("now: "))
    session, shown, out = begin(CASE, 1, now), list[Button](), [head]
    for line in body.splitlines():
        if line.startswith("@ ") and line.endswith(" days"):
            now += timedelta(days=int(line.split()[1]))
            out.append(line)
        elif line.startswith(("> ", "@ ")):
            here = Here(now, desk_levels=frozenset({"paud", "sd", "smp"}))
            turn = advance(session, _event(line[2:], session, shown), here)
            out.append(f"{line}\n{_printed(turn)}")
            if NewCase() in turn.effects:
                turn = advance(begin(CASE + 1, 1, now), Commanded("start"), here)
                out.append(_printed(turn))
            shown = [button for row in say(turn.view).rows for button in row]
            session = Session.model_validate_json(turn.session.model_dump_json())
    return "\n\n".join(out) + "\n"


def _event(said: str, session: Session, shown: list[Button]) -> Event:
    if said == "reminder":
        return Reminded()
    if said.startswith("(") and said.endswith(")"):
        return Sent(said[1:-1])
    if said.startswith("["):
        for button in shown:
            if said == f"[{button.label}]":
                return Chose(session.case, session.seq, button.subject, button.choice)
        raise BadTranscript(f"no button {said}; there are {[button.label for button in shown]}")
    for name in get_args(CommandName):
        if said == f"/{name}":
            return Commanded(name)
    return Typed(said)


def _printed(turn: Turn) -> str:
    screen = say(turn.view)
    lines = [f"({plain(say(effect.view).text)})" for effect in turn.effects if isinstance(effect, Tell)]
    lines += ["(ke petugas: ringkasan yang sama)" for effect in turn.effects if isinstance(effect, TellDesk)]
    lines.append(plain(screen.text))
    lines += ["  " + " ".join(f"[{button.label}]" for button in row) for row in screen.rows]
    return (
        "\n".join(lines)
        + f"\n= {turn.session.state}"
        + (f" ({turn.session.panel})" if turn.session.panel else "")
    )
