"""The messages that are no redrawing, as rows of the outbox."""

from datetime import datetime

from bot.outgoing.render import render
from bot.records.letters import ExportBody, FarewellBody, Letter, NoteBody, ScreenBody, TellBody, WaitingBody
from bot.records.priority import Priority
from bot.store.figures import Figures, counted
from flows.dialogue.case_code import case_code
from flows.dialogue.machine.effects import Export, Tell
from flows.dialogue.screens.keyboard import Rows
from flows.dialogue.turn.case import Turn
from flows.texts import write
from flows.view import Line, View


def letters_of(turn: Turn) -> tuple[Letter, ...]:
    """What a turn has to say to the person besides its screen. The keys make a repeated turn's letters the same ones."""
    case, person = turn.session.case, turn.session.person
    found = []
    for place, effect in enumerate(turn.effects):
        key = f"{case_code(case)}:{turn.session.seq}:{place}"
        match effect:
            case Tell():
                found.append(Letter(key, person, _told(effect.view), person, case))
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
    """Of a word of the bot's: in a group it answers staff."""
    return Priority.STAFF_SAID if chat < 0 else Priority.ANSWER


def screen_letter(turn: Turn, rank: Priority = Priority.ANSWER) -> Letter:
    """A screen that comes by itself, as a message of its own: a reminder."""
    case, seq = turn.session.case, turn.session.seq
    person, drawn = turn.session.person, render(turn.view, case, seq)
    body = ScreenBody(drawn.text, drawn.rows, seq)
    return Letter(f"{case_code(case)}:{seq}:screen", person, body, person, case, rank)


def waiting(person: int, update_id: int, line: Line) -> Letter:
    """For somebody who has to wait for their first screen: it becomes that screen."""
    return Letter(f"waiting:{update_id}", person, WaitingBody(write(line)), person)


def farewell(person: int, update_id: int) -> Letter:
    """The last word after everything was erased."""
    return Letter(f"erased:{update_id}", person, FarewellBody(_line("bot.erased")), person)


def group_line(chat: int, update_id: int, username: str) -> Letter:
    """The one line that a group gets."""
    link = f"https://t.me/{username}?start=mulai"
    return Letter(f"group:{update_id}", chat, NoteBody(_line("bot.group", link=link)), rank=_said_in(chat))


def apology(person: int, update_id: int) -> Letter:
    """For a message that could not be dealt with."""
    return Letter(f"aside:{update_id}", person, NoteBody(_line("bot.failed")), person)


def flooding(chat: int, update_id: int) -> Letter:
    """For somebody who sends too much at once, where they did."""
    if chat < 0:
        return Letter(f"flood:{update_id}", chat, NoteBody(_line("bot.flood_desk")), rank=_said_in(chat))
    return Letter(f"flood:{update_id}", chat, NoteBody(_line("bot.flood")), chat)


def status(person: int, update_id: int, found: Figures, now: datetime) -> Letter:
    """How the bot stands, for an owner: the same figures as `python -m bot status`."""
    age = str(int((now - found.arrived).total_seconds())) if found.arrived else "-"
    figures = {
        "arrived": age,
        "inbox": counted(found.inbox),
        "inbox_age": str(found.inbox_age),
        "outbox": counted(found.outbox),
        "outbox_age": str(found.outbox_age),
        "failures": counted(found.failures),
        "people": str(found.people),
        "cases": str(found.cases),
        "size": str(found.size),
        "schema": found.schema,
    }
    return Letter(f"status:{update_id}", person, NoteBody(_line("bot.status", **figures)), person)


def _line(key: str, **values: str) -> str:
    return render(View((Line(key, values),)), 0, 0).text


def _told(view: View) -> TellBody:
    said = render(view, 0, 0)
    return TellBody(said.text, said.rows)
