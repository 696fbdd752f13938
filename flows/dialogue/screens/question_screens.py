"""Screens of the questions: their answers, how many may still come, and what many others of the district have answered."""

from flows.dialogue.level import LEVELS, NO_DINAS
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.machine.progress import questions_left
from flows.dialogue.machine.questions import ORDER, QUESTIONS
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.standing import Standing
from flows.dialogue.machine.table import subject_of
from flows.dialogue.school import school_of
from flows.dialogue.screens.district_choice import chosen
from flows.dialogue.screens.keyboard import FOOT, Rows, answer_label, answer_rows, nav
from flows.view import Choice, Line, View


def with_others(view: View, position: Position, here: Surroundings) -> View:
    """The question, and where many schools of the district have the same trouble at present, that said first, with a way to agree."""
    led, district = position.standing.led_now, chosen(position, here)
    if led is None or district is None:
        return view
    key, fact, value = led.trouble.shared
    if not led.takes_early(fact) or not here.directory.has_outbreak(district, (key,)):
        return view
    agree = Choice(fact, value, Line(f"led.{led.symptom}.too"))
    rows = view.rows if position.state == f"ask_{fact}" else ((agree,), *view.rows)
    return View((Line(f"led.{led.symptom}.others"), *view.lines), rows)


def question_rows(subject: str) -> Rows:
    """The answers to a question, without what stands under every question."""
    if subject == "level":
        return _level_rows()
    short = {
        "plh",
        "dinas_changed",
        "pulled_after",
        "role_ks",
        "role_again",
        "refreshed",
        "invalid",
        "accounts",
    }
    most = 3 if subject == "zone" else 2 if subject in short else 1
    return answer_rows(subject, QUESTIONS[subject].options, most=most)


def _level_rows() -> Rows:
    """The levels of school that most have, and the way to the others."""
    shown = tuple(
        Choice("level", level, answer_label("level", level)) for level in LEVELS if level not in NO_DINAS
    )
    return (shown[:1], shown[1:4], shown[4:], (nav("other_level"),))


def question_screen(position: Position) -> View:
    """A question with its answers, and how many more may come where they are few."""
    subject = subject_of(position.state) or ""
    question = QUESTIONS[subject]
    lines = [Line(f"ask.{subject}.text")]
    if subject in position.void:
        lines.insert(0, Line("notice.answer_gone"))
    elif subject in position.standing.again and not position.standing.led_now:
        lines.insert(0, Line("ask.again"))
    foot = FOOT[0]
    if question.fact:
        lines.extend(_how_many_more(position.standing))
        foot = (nav("unknown"), *foot)
    elif question.subject == "level":
        foot = (Choice(subject, "unknown", Line("ask.unknown")), *foot)
    return View(tuple(lines), (*question_rows(subject), foot))


_KNOWN = 3
"""So many of the person's schools are offered."""


def school_question(here: Surroundings) -> View:
    """The question which school it is: typed, or one of those that the person has named before."""
    known = [
        (Choice("npsn", f"known{place}", Line("ask.npsn.known", {"name": school.name or school.npsn})),)
        for place, word in enumerate(here.schools[:_KNOWN])
        if (school := school_of(word))
    ]
    return View((Line("ask.npsn.text"),), (*known, *question_rows("npsn"), *FOOT))


_FEW = 3
"""So many questions or fewer are told: more would discourage."""


def _how_many_more(standing: Standing) -> tuple[Line, ...]:
    """Line that tells how many questions may still come; none where they are more than a few."""
    if (
        standing.led_now or standing.on_detour or len(set(ORDER) - standing.settled) > _FEW + 1
    ):  # then it takes long to count them, and they are too many
        return ()
    left = questions_left(standing)
    if left > _FEW:
        return ()
    return (Line("ask.left", {"count": left}) if left > 1 else Line("ask.last"),)
