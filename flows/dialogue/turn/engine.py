"""The engine of the conversation: a case and what happened, in; the case, its screen and what else is to be done, out.

Pure: no clock, no chance, no database, no Telegram. What a person may tell is exactly what the present screen offers;
anything else changes nothing.
"""

from dataclasses import replace
from datetime import datetime

from flows.dialogue.machine.conditions import login_parked
from flows.dialogue.machine.effects import Effect, Export, HandOver, Meant, NewCase, Remember, Unread
from flows.dialogue.machine.events import (
    Chose,
    Commanded,
    DeskActed,
    DeskAsks,
    DeskNews,
    Edited,
    Event,
    Forwarded,
    Reminded,
    Sent,
    Surroundings,
    Typed,
)
from flows.dialogue.machine.led import WAITS
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import Session
from flows.dialogue.screens.case_at_desk import desk_name, held_back, with_desk
from flows.dialogue.screens.district_choice import CHOOSING, named, noted, passed_by
from flows.dialogue.screens.panels import offers_of
from flows.dialogue.turn.case import Case, Turn, present, told_above
from flows.dialogue.turn.exchange import acted, news, question_asked, sent
from flows.dialogue.turn.respond import forwarded, written
from flows.dialogue.turn.ways import pressed
from flows.dialogue.typed.labels import label_at
from flows.view import Line, View

__all__ = ["Turn", "advance", "begin", "show"]

_COMMAND_PANELS = {
    "bantuan": "help",
    "batal": "stopped",
    "kasus": "cases",
    "daerah": CHOOSING,
    "hapus_data": "erase",
    "tentang": "about",
}
_ALWAYS = {"back", "close", "help", "edit"}
"""Ways back: they hold even where the screen has no button for them, as after a typed answer."""


def begin(case: int, person: int, now: datetime) -> Session:
    """A new case, at the opening."""
    return Session(case=case, person=person, opened_at=now, touched_at=now, entered=0)


def show(session: Session, here: Surroundings) -> View:
    """The present screen of a case, as after a restart: a pure function of what is stored."""
    case = _standing(session, here)
    return told_above(present(case.session, case.position, here), session, here)


def advance(session: Session, event: Event, here: Surroundings) -> Turn:
    """The turn that `event` makes of the case. Total: whatever happens has an answer."""
    case = _standing(session, here)
    turn = _happened(case, event)
    if _to_be_given(turn, event, here):
        return replace(turn, effects=(*turn.effects, HandOver()))
    return turn


def _standing(session: Session, here: Surroundings) -> Case:
    """The case at the position that its answers lead to. They are the truth, also where the table has changed since."""
    position = replay(session.records)
    if session.state == position.state:
        return Case(session, position, here)
    records, position = passed_by(session.records, position, here)
    return Case(replace(session, records=records, state=position.state, panel=None), position, here)


def _to_be_given(turn: Turn, event: Event, here: Surroundings) -> bool:
    """Whether the operator of a handed over case comes by while a desk serves it that does not have it: linked only lately."""
    if turn.session.state != "handed_over" or turn.stale or with_desk(here) or held_back(here):
        return False
    if not isinstance(event, Chose | Commanded | Typed | Sent | Forwarded):
        return False
    if any(not isinstance(effect, Unread | Meant) for effect in turn.effects):  # it is given already, or left
        return False
    standing = replay(turn.session.records).standing
    return here.directory.desk_of(standing.district or "", standing.level) is not None


def _happened(case: Case, event: Event) -> Turn:  # noqa: C901  (a row for each kind)
    match event:
        case Chose():
            return _chose(case, event)
        case Commanded():
            return _commanded(case, event)
        case Typed():
            return written(case, event.text)
        case Forwarded():
            return forwarded(case, event.text)
        case Sent():
            return sent(case, event.kind, event.text) or _with_caption(case, event.text)
        case Edited():
            return case.stays(Line("notice.edited"))
        case Reminded():
            session = replace(case.session, remind_at=None, panel=None)
            return replace(case, session=session).stays(_reminder(case))
        case DeskNews():
            return news(case, event)
        case DeskAsks():
            return question_asked(case, event.subject)
        case DeskActed():
            return acted(case, event.keys)


def _with_caption(case: Case, text: str) -> Turn:
    """Turn by what stands below a picture, read like text; of the picture itself it is said that nobody reads it."""
    turn, line = written(case, text), Line("notice.only_caption")
    session = replace(turn.session, notices=(line, *turn.session.notices))
    return replace(turn, session=session, view=turn.view.after(line))


def _reminder(case: Case) -> Line:
    """Line that a reminder says, by what is waited for."""
    if case.position.state in WAITS:
        return Line("notice.reminder_quiet")
    parked = login_parked(case.position.standing)
    return Line("notice.reminder_login" if parked else "notice.reminder")


def _chose(case: Case, tap: Chose) -> Turn:
    view = present(case.session, case.position, case.here)
    if tap.case != case.session.case or not _first(case) <= tap.seq <= case.session.seq:
        return Turn(
            case.session,
            told_above(view, case.session, case.here),
            toast=Line("toast.again" if _repeated(case, tap) else "toast.late"),
            stale=True,
        )
    offered = {(at.subject, at.choice) for row in view.rows for at in row}
    if (tap.subject, tap.choice) not in offered and not (tap.subject == "nav" and tap.choice in _ALWAYS):
        shown = told_above(view, case.session, case.here)
        return Turn(case.session, shown, toast=Line("toast.late"), stale=True)
    turn = pressed(case, tap.subject, tap.choice)
    if case.session.panel and (label := _shown_to_mean(case, tap)):
        turn = replace(turn, effects=(*turn.effects, Meant(label)))
    # A tap that was taken is used up, also where it has changed nothing.
    if turn.session.entered == turn.session.seq:
        return turn
    return replace(turn, session=replace(turn.session, entered=turn.session.seq))


def _shown_to_mean(case: Case, tap: Chose) -> str | None:
    """Label that says how a message was meant for which two offers were made, where `tap` is one of the two; else None."""
    if (tap.subject, tap.choice) not in offers_of(case.session.panel or ""):
        return None
    return label_at(case.position, tap.subject, tap.choice)


def _first(case: Case) -> int:
    """The count of the first screen on which a tap still means the same."""
    return case.session.seq if case.session.entered is None else case.session.entered


def _repeated(case: Case, tap: Chose) -> bool:
    """Whether this tap's answer is the one that led to the present question or step."""
    if tap.case != case.session.case or tap.seq != _first(case) - 1 or not case.session.records:
        return False
    last = case.session.records[-1]
    return (last.subject, last.choice) == (tap.subject, tap.choice)


def _commanded(case: Case, command: Commanded) -> Turn:
    match command.name:
        case "start":
            return _started(case, command.argument)
        case "ulang" if case.position.state == "finished":
            return case.lays(None, effects=(NewCase(),))
        case "ulang" | "lanjut" if not case.session.records:
            return case.lays(None)
        case "lanjut":
            return case.lays(None, Line("notice.here_you_were"))
        case "ulang":
            return case.lays("restart")
        case "data_saya":
            return case.lays(None, effects=(Export(),))
    return case.lays(_COMMAND_PANELS[command.name])


def _started(case: Case, argument: str) -> Turn:
    """/start, also by a district's link: then that one is remembered first."""
    code = argument.removeprefix(_LINK).casefold()
    new = case.session.seq == 0 and case.here.full
    notices: tuple[Line, ...] = (Line("notice.oldest_gone"),) if new else ()
    effects: tuple[Effect, ...] = ()
    if argument.startswith(_LINK) and case.here.directory.get(code):
        notices = (*notices, _linked(case, code))
        effects = (Remember(code),)
    elif argument.startswith(_LINK):
        notices = (*notices, Line("notice.district_gone"))
    if case.position.state == "finished":
        return case.lays(None, effects=(*effects, NewCase(argument)))
    return case.lays("welcome" if case.session.records else None, *notices, effects=effects)


def _linked(case: Case, code: str) -> Line:
    """Notice for a district's link. A case that another district's desk has stays there."""
    here, district = case.here, case.position.standing.district
    desk = with_desk(here)
    if desk is None or desk.state == "closed" or district in {None, code}:
        return noted(code, here.directory)
    return Line("notice.district_next", {"name": named(code, here.directory), "who": desk_name(here)})


_LINK = "d_"
"""Begins what a district's link says to /start."""
