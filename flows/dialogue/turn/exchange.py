"""Exchange between a case and its help desk: what the operator writes there, and what the desk does to the case.

What is passed on does not move the case: the turn is quiet, and the bot does not talk over people.
"""

from dataclasses import replace

from flows.dialogue.machine.dinas_marks import MARKS, write_marks
from flows.dialogue.machine.effects import Effect, ToDesk
from flows.dialogue.machine.events import DeskNews
from flows.dialogue.machine.questions import BY_DESK, QUESTIONS, answers_desk
from flows.dialogue.machine.table import ANYWHERE
from flows.dialogue.screens.case_at_desk import desk_listens, desk_name, with_desk
from flows.dialogue.screens.handed_over_screen import because
from flows.dialogue.screens.keyboard import echo
from flows.dialogue.screens.panels import ASKED, asked_rows
from flows.dialogue.screens.requirements import in_a_row, name
from flows.dialogue.turn.case import Case, Turn, present
from flows.dialogue.typed.match import NOT_KNOWN
from flows.dialogue.typed.meaning import meaning_of
from flows.eligibility import UNKNOWN
from flows.view import Line, View

RELAYED = frozenset({"photo", "document", "video", "voice", "audio", "animation"})
"""What can be passed on beside text."""
_GENTLE = frozenset({"taken", "released", "answered"})
"""News that do not sweep away what the operator has opened."""
_ENDED = frozenset({"solved", "finished"})
_ACTING = frozenset(row.source for row in ANYWHERE if row.trigger == "desk_acted")


def nothing(case: Case, *effects: Effect) -> Turn:
    """A turn that leaves everything as it is and shows nothing."""
    view = present(case.session, case.position, case.here)
    return Turn(case.session, view, effects, quiet=True)


def passed_on(case: Case) -> Turn:
    """Pass on to the help desk what was written or sent."""
    return nothing(case, ToDesk("relay"))


def at_closed(case: Case) -> bool:
    """Whether the case is handed over and its desk has closed it: what is written then may be about another."""
    desk = with_desk(case.here)
    return case.position.state == "handed_over" and desk is not None and desk.state == "closed"


def held(case: Case) -> Turn:
    """Hold what was written until it is known which case it belongs to."""
    return case.lays("closed", effects=(ToDesk("hold"),))


def sent(case: Case, kind: str, text: str = "") -> Turn | None:
    """A photo, a file, a voice note ... The dialogue cannot read it, but a help desk may. None where what is written below it,
    `text`, is to be read like a message of its own.
    """
    if kind == "text":  # a reply to what staff have written
        return passed_on(case) if desk_listens(case.here) else held(case)
    if kind in RELAYED and at_closed(case):
        return held(case)
    if not desk_listens(case.here):
        return None if text.strip() else case.stays(Line("notice.sent"))
    if kind not in RELAYED:
        return case.stays(Line("notice.not_relayed"))
    return (question_answered(case, text) if text.strip() else None) or passed_on(case)


def news(case: Case, happened: DeskNews) -> Turn:
    """Tell what has become of the case at its desk: over its screen, or over the question that the desk still asks."""
    notices = _notices(case, happened)
    if happened.kind == "reopened" and case.position.state in _ENDED:  # it has not ended any more
        return case.goes_back(*notices)
    panel, desk = case.session.panel or "", with_desk(case.here)
    asked = desk.asked if desk and desk.state != "closed" else None
    gentle = happened.kind in _GENTLE and not panel.startswith((ASKED, "closed"))
    if gentle and not panel and case.position.state == "handed_over":  # that screen says it by itself
        return case.lays(None)
    return case.lays(case.session.panel if gentle or panel == f"{ASKED}{asked}" else None, *notices)


def _notices(case: Case, happened: DeskNews) -> tuple[Line, ...]:
    """Notices of what has become of the case. Why it was closed stands on its own screen; over any other it is said here."""
    notice = Line(f"notice.desk_{happened.kind}", {"who": desk_name(case.here)})
    says_why = happened.kind == "closed" and case.position.state != "handed_over"
    return (notice, *because(with_desk(case.here))) if says_why else (notice,)


def question_asked(case: Case, subject: str) -> Turn:
    """The desk asks one of the dialogue's questions. It can do so only where nothing else is being asked."""
    if case.position.state != "handed_over" or subject not in case.position.standing.trouble.askable:
        return nothing(case)
    return case.lays(ASKED + subject)


def question_answered(case: Case, text: str) -> Turn | None:
    """A typed answer to the question that the desk asks; None where none is asked, or it was not understood as one.

    It is passed on as well, as it may say more than the answer.
    """
    panel = case.session.panel or ""
    subject = panel.removeprefix(ASKED) if panel.startswith(ASKED) else _put_off(case)
    if subject is None:
        return None
    state = "menu" if subject == "symptom" else f"ask_{subject}"
    heard = meaning_of(text, View((), asked_rows(subject)), replace(case.position, state=state))
    choice = UNKNOWN if heard == NOT_KNOWN else heard.choice if heard.subject == subject else None
    asked = BY_DESK + subject
    if choice is None or not answers_desk(asked, choice, case.position.standing.trouble):
        return None
    turn = case.goes_on([(asked, choice)], Line("notice.noted", {"what": echo(subject, choice)}))
    return replace(turn, effects=(*turn.effects, ToDesk("relay"))) if desk_listens(case.here) else turn


def _put_off(case: Case) -> str | None:
    """The desk's question that the screen only mentions. To yes and no it must be shown: in a conversation those are said
    of whatever was written last.
    """
    desk = with_desk(case.here)
    if case.position.state != "handed_over" or case.session.panel or desk is None or desk.state == "closed":
        return None
    question = QUESTIONS.get(desk.asked or "")
    return (
        None
        if question and (question.reading == "yesno" or question.options == ("yes", "no"))
        else desk.asked
    )


def acted(case: Case, keys: tuple[str, ...]) -> Turn:
    """Take up from the desk that Dinas has changed what the requirements `keys` demand. A case that has ended stays as it is."""
    word = write_marks(keys)
    if word is None or case.position.state not in _ACTING:
        return nothing(case)
    what = in_a_row([name(key) for key in MARKS if key in keys])
    return case.goes_on([("desk", word)], Line("notice.desk_acted", {"what": what}))
