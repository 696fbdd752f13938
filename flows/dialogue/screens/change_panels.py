"""Panels in which an earlier answer is changed: the list of answers, and each question anew."""

from flows.dialogue.level import LEVELS, NO_DINAS
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.machine.questions import QUESTIONS, own
from flows.dialogue.machine.replay import Position, waiting
from flows.dialogue.machine.session import Session
from flows.dialogue.school import school_of
from flows.dialogue.screens import district_choice
from flows.dialogue.screens.keyboard import CLOSE, answer_label, brief, nav, nav_line, school_label
from flows.dialogue.screens.question_screens import question_rows
from flows.dialogue.screens.screens import symptom_rows
from flows.troubles.registry import TROUBLES
from flows.view import Choice, Line, View

CHANGE = "change:"
OTHER_LEVEL = "other_level"
"""The panel of the levels that few schools have; behind CHANGE where the level is told anew."""


def answer_places(session: Session, position: Position) -> dict[str, int]:
    """The answers that led here: each subject with the place of its latest record, whoever has asked for it."""
    found = {}
    for place in position.taken:
        subject = own(session.records[place].subject)
        if subject == "symptom" or subject in QUESTIONS:
            found[subject] = place
    return found


def edit_panel(session: Session, position: Position, here: Surroundings) -> View:
    """Panel with all that was told, also before its question."""
    told = {**waiting(session.records, position), **answer_places(session, position)}
    rows = tuple(
        (
            nav_line(
                f"change_{subject}",
                Line(
                    "panel.edit_item",
                    {
                        "about": Line(f"ask.{subject}.short"),
                        "answer": _label(subject, session.records[place].choice, here),
                    },
                ),
            ),
        )
        for subject, place in sorted(told.items(), key=lambda item: item[1])
    )
    return View((Line("panel.edit" if rows else "panel.edit_nothing"),), (*rows, (CLOSE,)))


def _label(subject: str, choice: str, here: Surroundings) -> Line:
    if subject == "district":
        return district_choice.named(choice, here.directory)
    if subject == "npsn" and (school := school_of(choice)):
        return school_label(school)
    return brief(subject, choice)


def other_level(kind: str | None) -> str:
    """The panel of the other levels of school, as it lies over the question or comes out of the panel `kind`."""
    return CHANGE + OTHER_LEVEL if kind and kind.startswith(CHANGE) else OTHER_LEVEL


def other_level_panel(close: str) -> View:
    """An SPK goes back to the level that it teaches; the others have a button each."""
    few = tuple(Choice("level", level, answer_label("level", level)) for level in LEVELS if level in NO_DINAS)
    return View((Line("panel.other_level"),), (*((at,) for at in few), (nav("close", close),)))


def change_panel(subject: str) -> View:
    """The question `subject` once more, for another answer."""
    if subject == OTHER_LEVEL:
        return other_level_panel("keep_answer")
    if subject == "symptom":
        return View((Line("ask.symptom.text"),), (*symptom_rows(TROUBLES), (nav("close", "keep_answer"),)))
    extra: tuple[Choice, ...] = ()
    if QUESTIONS[subject].fact or subject == "level":
        extra = (Choice(subject, "unknown", Line("ask.unknown")),)
    return View(
        (Line(f"ask.{subject}.text"),), (*question_rows(subject), (*extra, nav("close", "keep_answer")))
    )
