"""The messages that are no redrawing, as rows of the outbox."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.outgoing.render import render
from bot.records.help_desk import Desk
from bot.records.letters import (
    ExportBody,
    FarewellBody,
    Letter,
    NoteBody,
    PictureBody,
    ScreenBody,
    TellBody,
    WaitingBody,
)
from bot.records.priority import Priority
from bot.store.figures import Figures
from flows.dialogue.case_code import case_code
from flows.dialogue.machine.effects import Export, Picture, Tell
from flows.dialogue.screens.keyboard import Rows
from flows.dialogue.screens.requirements import in_a_row
from flows.dialogue.turn.case import Turn
from flows.texts import write
from flows.view import Line, View


def letters_of(turn: Turn) -> tuple[Letter, ...]:
    """Letters that a turn has for the person besides its screen. The keys make a repeated turn's letters the same ones."""
    case, person = turn.session.case, turn.session.person
    found = []
    for place, effect in enumerate(turn.effects):
        key = f"{case_code(case)}:{turn.session.seq}:{place}"
        match effect:
            case Tell():
                found.append(Letter(key, person, _told(effect.view), person, case))
            case Picture(name):
                found.append(Letter(key, person, PictureBody(name), person, case))
            case Export():
                found.append(Letter(key, person, ExportBody(), person, case))
    return tuple(found)


def note(
    key: str,
    chat: int,
    line: Line,
    person: int | None = None,
    *,
    thread: int | None = None,
    reply_to: int | None = None,
    rows: Rows = (),
    wants: tuple[str, int] | None = None,
) -> Letter:
    """A word of the bot's that is no screen. `wants` as `Message.wants`."""
    said = render(View((line,), rows), 0, 0)
    return Letter(
        key, chat, NoteBody(said.text, said.rows, wants, thread, reply_to), person, rank=_said_in(chat)
    )


def _said_in(chat: int) -> Priority:
    """Priority of a word of the bot's: in a group it answers staff."""
    return Priority.STAFF_SAID if chat < 0 else Priority.ANSWER


def screen_letter(turn: Turn, rank: Priority = Priority.ANSWER) -> Letter:
    """A screen that comes by itself, as a message of its own: a reminder."""
    case, seq = turn.session.case, turn.session.seq
    person, drawn = turn.session.person, render(turn.view, case, seq)
    body = ScreenBody(drawn.text, drawn.rows, seq)
    return Letter(f"{case_code(case)}:{seq}:screen", person, body, person, case, rank)


def waiting(person: int, update_id: int, line: Line) -> Letter:
    """Letter to somebody who has to wait for their first screen: its message becomes that screen."""
    return Letter(f"waiting:{update_id}", person, WaitingBody(write(line)), person)


def farewell(person: int, update_id: int) -> Letter:
    """The last word after everything was erased."""
    return Letter(f"erased:{update_id}", person, FarewellBody(_line("bot.erased")), person)


def group_line(chat: int, update_id: int, username: str) -> Letter:
    """Letter with the one line that a group gets."""
    link = f"https://t.me/{username}?start=mulai"
    return Letter(f"group:{update_id}", chat, NoteBody(_line("bot.group", link=link)), rank=_said_in(chat))


def apology(person: int, update_id: int) -> Letter:
    """Letter to somebody whose message could not be dealt with."""
    return Letter(f"aside:{update_id}", person, NoteBody(_line("bot.failed")), person)


def flooding(chat: int, update_id: int, *, today: bool = False) -> Letter:
    """Letter to where somebody sends too much at once or, with `today`, in a day."""
    at_desk = chat < 0
    if today:
        key = "bot.flood_day_desk" if at_desk else "bot.flood_day"
    else:
        key = "bot.flood_desk" if at_desk else "bot.flood"
    person = None if at_desk else chat
    return Letter(f"flood:{update_id}", chat, NoteBody(_line(key)), person, rank=_said_in(chat))


def status(person: int, update_id: int, found: Figures, now: datetime, desks: Sequence[Desk]) -> Letter:
    """Letter to an owner with the bot's state in words: the figures of `python -m bot status`, and the number of desks."""
    age = _ago(int((now - found.arrived).total_seconds())) if found.arrived else Line("bot.age.never")
    figures: dict[str, str | int | Line] = {
        "arrived": age,
        "inbox": _by_state("inbox", found.inbox),
        "inbox_age": _ago(found.inbox_age),
        "outbox": _by_state("outbox", found.outbox),
        "outbox_age": _ago(found.outbox_age),
        "failures": sum(found.failures.values()),
        "people": found.people,
        "cases": found.cases,
        "linked": len([desk for desk in desks if desk.chat is not None]),
        "open": len([desk for desk in desks if desk.chat is None and not desk.lost]),
        "lost": len([desk for desk in desks if desk.chat is None and desk.lost]),
        "unreached": found.unreached_heads,
        "size": found.size // 1024,
        "schema": found.schema,
    }
    return Letter(f"status:{update_id}", person, NoteBody(_line("bot.status", **figures)), person)


def _by_state(box: str, counts: Mapping[str, int]) -> Line:
    """Line with the number of each state in `counts` that is not 0, in words."""
    found = [Line(f"bot.{box}.{state}", {"count": count}) for state, count in sorted(counts.items()) if count]
    return in_a_row(found) if found else Line("bot.age.nothing")


def _ago(seconds: int) -> Line:
    """A span of time, as exact as it matters."""
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * length:
            return Line(f"bot.age.{unit}", {"count": seconds // length})
    return Line("bot.age.seconds", {"count": seconds})


def _line(key: str, **values: str | int | Line) -> str:
    return render(View((Line(key, values),)), 0, 0).text


def _told(view: View) -> TellBody:
    said = render(view, 0, 0)
    return TellBody(said.text, said.rows)
