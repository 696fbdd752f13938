"""One step of the conversation: a case and what happened, in; the case, its screen and what else is to be done, out.

Pure: no clock, no chance, no database, no Telegram. What a person may tell is exactly what the present screen offers;
anything else changes nothing.
"""

from dataclasses import replace
from datetime import datetime

from flows.dialogue.case import LOUD, Case, Turn, present
from flows.dialogue.events import Chose, Commanded, Edited, Event, Here, Reminded, Sent, Typed
from flows.dialogue.keyboard import HUMAN, answer_label
from flows.dialogue.panels import CHANGE, CONFIRMING, answered
from flows.dialogue.replay import replay
from flows.dialogue.requirements import in_a_row
from flows.dialogue.said import Heard
from flows.dialogue.screens import screen
from flows.dialogue.session import Session
from flows.dialogue.typed import confirmed, context_at, hear
from flows.dialogue.view import Export, Line, NewCase, Unread, View
from flows.texts import words

__all__ = ["Turn", "advance", "begin", "show"]

_COMMAND_PANELS = {
    "bantuan": "help",
    "batal": "stopped",
    "kasus": "cases",
    "hapus_data": "erase",
    "tentang": "about",
}
_ALWAYS = {"back", "close", "help", "edit"}
"""Ways back: they hold even where the screen has no button for them, as after a typed answer."""


def begin(case: int, person: int, now: datetime) -> Session:
    """A new case, at the opening."""
    return Session(case=case, person=person, opened_at=now, touched_at=now)


def show(session: Session, here: Here) -> View:
    """The present screen of a case, as after a restart: a pure function of what is stored."""
    return present(session, replay(session.records), here)


def advance(session: Session, event: Event, here: Here) -> Turn:
    """What `event` makes of the case. Total: whatever happens has an answer."""
    position = replay(session.records)
    if session.state != position.state:  # the table has changed since; the answers are the truth
        session = session.model_copy(update={"state": position.state, "panel": None})
    case = Case(session, position, here)
    match event:
        case Chose():
            return _chose(case, event)
        case Commanded():
            return _commanded(case, event.name)
        case Typed():
            return _typed(case, event.text)
        case Sent():
            return case.stays(Line("notice.sent"))
        case Edited():
            return case.stays(Line("notice.edited"))
        case Reminded():
            return Case(session.model_copy(update={"remind_at": None, "panel": None}), position, here).stays(
                Line("notice.reminder")
            )


def _chose(case: Case, tap: Chose) -> Turn:
    view = present(case.session, case.position, case.here)
    if (tap.case, tap.seq) != (case.session.case, case.session.seq):
        return Turn(
            case.session,
            view,
            toast=Line("toast.again" if _repeated(case, tap) else "toast.late"),
            stale=True,
        )
    offered = {(at.subject, at.choice) for row in view.rows for at in row}
    if (tap.subject, tap.choice) not in offered and not (tap.subject == "nav" and tap.choice in _ALWAYS):
        return Turn(case.session, view, toast=Line("toast.late"), stale=True)
    return case.takes(tap.subject, tap.choice)


def _repeated(case: Case, tap: Chose) -> bool:
    """Whether this tap's answer is the one that led to the present screen."""
    if (tap.case, tap.seq) != (case.session.case, case.session.seq - 1) or not case.session.records:
        return False
    last = case.session.records[-1]
    return (last.subject, last.choice) == (tap.subject, tap.choice)


def _commanded(case: Case, name: str) -> Turn:
    match name:
        case "start" | "ulang" if case.position.state == "finished":
            return replace(case.lays(None), effects=(NewCase(),))
        case "start" | "ulang" | "lanjut" if not case.session.records:
            return case.lays(None)
        case "start":
            return case.lays("welcome")
        case "lanjut":
            return case.lays(None, Line("notice.here_you_were"))
        case "ulang":
            return case.lays("restart")
        case "data_saya":
            turn = case.lays(None)
            return replace(turn, effects=(Export(),))
    return case.lays(_COMMAND_PANELS[name])


def _typed(case: Case, text: str) -> Turn:
    view = present(case.session, case.position, case.here)
    kind = case.session.panel
    if kind in CONFIRMING and (decided := confirmed(text, view)):
        return case.takes(*decided)
    if kind and not kind.startswith(
        CHANGE
    ):  # an explanation lies there; what it explains may be answered over it
        below = screen(case.session, case.position, case.here)
        view = View(view.lines, (*view.rows, *below.rows))
    heard = hear(text, view, case.position)
    if heard.subject and heard.choice:
        return _understood(case, heard, view)
    if heard.more:
        more = list(heard.more.items())
        return case.tells(more, _noted(more, view), early=True)
    if heard.earlier and heard.earlier[0] in answered(case.session, case.position):
        return case.changes(*heard.earlier, _noted([heard.earlier], view))
    if heard.remark == "greeting" and view.lines[0].key == "menu.greeting":  # it greets already
        return case.lays(None)
    if heard.remark:
        return case.stays(_named_topic(heard) or Line(f"notice.{heard.remark}"))
    return _misread(case, heard, text, view)


def _understood(case: Case, heard: Heard, view: View) -> Turn:
    """A typed message that stands for a button: taken, and shown as what it was taken for."""
    subject, choice = heard.subject or "", heard.choice or ""
    if subject == "nav":
        return case.takes(subject, choice)
    if topic := _named_topic(heard):
        return case.tells([(subject, choice)], topic)
    told = [(subject, choice), *heard.more.items()]
    if (case.session.panel or "").startswith(CHANGE):
        return case.takes(subject, choice)
    return case.tells(told, _noted(told, view))


def _misread(case: Case, heard: Heard, text: str, view: View) -> Turn:
    misread = case.session.misread + 1
    unread = Unread(context_at(case.position) or case.position.state, text)
    notice = Line(f"notice.unclear_{misread if misread < 4 else 2 + misread % 2}")
    if heard.runner_up:
        label = _offered(View((), (*view.rows, (HUMAN,)))).get(heard.runner_up)
        notice = Line("notice.which", {"what": label or answer_label(*heard.runner_up)})
    if heard.runner_up == (HUMAN.subject, HUMAN.choice):  # then its button must be there
        misread = max(misread, LOUD)
    session = case.session.model_copy(update={"misread": misread})
    return case.ends(session, case.position, (notice,), (unread,))


def _named_topic(heard: Heard) -> Line | None:
    """Where to ask about another subject, if that one is known by its name."""
    key = f"topic.{(heard.topic or '').casefold().replace(' ', '_').replace('-', '_')}"
    return Line(key) if key in words() else None


def _noted(told: list[tuple[str, str]], view: View) -> Line:
    """What a message was taken for, so that a misreading is seen at once. Other questions' answers are named as such."""
    labels = [
        _offered(view).get(one)
        or Line("panel.edit_item", {"about": Line(f"ask.{one[0]}.short"), "answer": answer_label(*one)})
        for one in told
    ]
    return Line("notice.noted", {"what": in_a_row(labels)})


def _offered(view: View) -> dict[tuple[str, str], Line]:
    """What the present buttons say."""
    return {(at.subject, at.choice): at.label for row in view.rows for at in row}
