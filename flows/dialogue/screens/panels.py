"""Panels, which lie over a position without moving it: explanations, the list of answers, confirmations."""

from collections.abc import Callable

from flows.dialogue.case_code import case_code
from flows.dialogue.dates import Zone, moment
from flows.dialogue.level import LEVELS, NO_DINAS
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.machine.questions import BY_DESK, QUESTIONS, own
from flows.dialogue.machine.replay import Position, waiting
from flows.dialogue.machine.session import Session
from flows.dialogue.machine.table import ANYWHERE, OPENINGS, ROWS, subject_of
from flows.dialogue.school import school_of
from flows.dialogue.screens import district_choice, other_troubles
from flows.dialogue.screens.handed_over_screen import desk_name, which_case, with_desk
from flows.dialogue.screens.keyboard import (
    APPEARED,
    HUMAN,
    Rows,
    answer_label,
    brief,
    nav,
    school_label,
    turned_out,
    works_now,
)
from flows.dialogue.screens.pictures import picture_of
from flows.dialogue.screens.question_screens import question_rows
from flows.dialogue.screens.requirements import summary
from flows.dialogue.screens.screens import screen, symptom_rows
from flows.troubles.registry import OTHER, TROUBLES
from flows.view import Choice, Line, View

CLOSE = nav("close")
CHANGE = "change:"
OTHER_LEVEL = "other_level"
"""The panel of the levels that few schools have; behind CHANGE where the level is told anew."""
ASKED = "asked:"
WHICH = "which:"
ELSEWHERE = "elsewhere:"
CONFIRMING = frozenset({"welcome", "restart", "erase"})
"""Panels whose first row is yes and no."""


def panel(session: Session, position: Position, here: Surroundings) -> View:
    """The panel that lies over this case's position. `session.panel` must not be None."""
    kind = session.panel or ""
    if kind.startswith(CHANGE):
        return _change(kind.removeprefix(CHANGE))
    if kind.startswith(ASKED):
        return _asked(kind.removeprefix(ASKED), session, here)
    if kind.startswith(ELSEWHERE):
        return _elsewhere(kind)
    if kind.startswith(WHICH):
        return _which(kind, session, position, here)
    if district_choice.is_choosing(kind):
        return district_choice.panel(kind, position, here)
    if other_troubles.is_shown(kind):
        return other_troubles.panel(kind, opening=position.state in OPENINGS)
    drawn = _DRAWN.get(kind)
    if drawn:
        return drawn(session, position, here)
    district = ((nav("district", "my_district"),),) if here.directory.districts else ()
    rows: dict[str, Rows] = {
        "help": ((CLOSE,), (HUMAN,), *district, (nav("about"),), (nav("restart"), nav("stop"))),
        "about": ((CLOSE,),),
        "stopped": ((CLOSE, nav("restart")),),
        "welcome": ((CLOSE, nav("restart_yes", "restart")),),
        "restart": ((nav("restart_yes"), nav("close", "restart_no")),),
        "erase": ((nav("erase_yes"), nav("close", "erase_no")),),
    }
    return View((Line(f"panel.{kind}", {"code": case_code(session.case)}),), rows[kind])


def answered(session: Session, position: Position) -> dict[str, int]:
    """The answers that led here: each subject with the place of its latest record, whoever has asked for it."""
    found = {}
    for place in position.taken:
        subject = own(session.records[place].subject)
        if subject == "symptom" or subject in QUESTIONS:
            found[subject] = place
    return found


def asked_rows(subject: str) -> Rows:
    """The answers to a question that a help desk asks, "Tidak tahu" among them."""
    rows = question_rows(subject) if subject != "symptom" else symptom_rows(TROUBLES)
    other = (Choice(subject, OTHER, answer_label(subject, OTHER)),) if subject == "symptom" else ()
    return (*rows, (*other, Choice(subject, "unknown", Line("ask.unknown"))))


def _asked(subject: str, session: Session, here: Surroundings) -> View:
    """A question of the help desk's. Its answers are told as such, and are no answers to the dialogue's own."""
    rows = tuple(
        tuple(Choice(BY_DESK + at.subject, at.choice, at.label) for at in row) for row in asked_rows(subject)
    )
    asked = Line("panel.asked", {"who": desk_name(here), "code": case_code(session.case)})
    lines = (asked, Line(f"ask.{subject}.text"))
    return View(lines, (*rows, (nav("close", "not_now"),)))


def which(offers: tuple[tuple[str, str], ...]) -> str:
    """The panel that asks which of the buttons `offers` was meant."""
    return WHICH + "|".join(f"{subject}={choice}" for subject, choice in offers)


def offers_of(kind: str) -> tuple[tuple[str, str], ...]:
    """The two buttons of which a panel asks which was meant; none of any other panel."""
    if not kind.startswith(WHICH):
        return ()
    pairs = (offer.partition("=") for offer in kind.removeprefix(WHICH).split("|"))
    return tuple((subject, choice) for subject, _, choice in pairs)


def elsewhere(symptom: str, topic: str) -> str:
    """The panel that asks whether it is Dapodik that has this symptom, or another program, of which `topic` is."""
    return f"{ELSEWHERE}{symptom}.{topic}"


def topic_of(kind: str | None) -> str | None:
    """The topic of such a panel; None of any other."""
    return kind.partition(".")[2] if kind and kind.startswith(ELSEWHERE) else None


def _elsewhere(kind: str) -> View:
    symptom = kind.removeprefix(ELSEWHERE).partition(".")[0]
    own = Choice("symptom", symptom, Line(f"led.{symptom}.own"))
    other = Choice("symptom", OTHER, Line(f"led.{symptom}.elsewhere"))
    return View((Line(f"led.{symptom}.which"),), ((own,), (other,), (nav("close", "neither"),)))


def _which(kind: str, session: Session, position: Position, here: Surroundings) -> View:
    """'Maksudnya A atau B?', each by the words that it has on the screen below, or behind its last button."""
    rows = (*more(position).rows, *screen(session, position, here).rows)
    shown = {(at.subject, at.choice): at for row in rows for at in row}
    buttons = [
        shown.get((subject, choice))
        or (nav(choice) if subject == "nav" else Choice(subject, choice, answer_label(subject, choice)))
        for subject, choice in offers_of(kind)
    ]
    asked = Line("panel.which", {"first": buttons[0].label, "second": buttons[1].label})
    return View((asked,), (*((button,) for button in buttons), (nav("close", "neither"),)))


def _why(position: Position) -> View:
    """The reason in one plain sentence, with what the answer decides."""
    return View((Line(f"ask.{subject_of(position.state)}.why"),), ((nav("close", "to_question"),),))


def more(position: Position) -> View:
    """The panel of what is needed less often than the answers: all of it that holds here and has no button of its own there."""
    state = position.state
    asks = subject_of(state) in QUESTIONS
    ways = [nav("why")] if asks else [nav("help")]
    rows: list[tuple[Choice, ...]] = [(*ways, nav("edit"))]
    rows += [(nav("picture"),)] if picture_of(state) else []
    rows += [(nav("letter"),)] if state.startswith("request") else []
    rows += [(HUMAN,)] if _may(state, "human") else []
    led = position.standing.led_now or (position.standing.led if position.standing.on_detour else None)
    rows += [(works_now(led.symptom) if led else APPEARED,)] if _may(state, "appeared") else []
    if led and any((row.source, row.trigger) == (state, led.trouble.turns_to) for row in ROWS):
        rows += [turned_out(led.trouble)]
    back = nav("close", "to_question") if asks else CLOSE
    return View((Line("panel.more"),), (*rows, (nav("stop"),), (back,)))


def _may(state: str, trigger: str) -> bool:
    return any((row.source, row.trigger) == (state, trigger) for row in ANYWHERE)


def _how(position: Position) -> View:
    if position.state == "menu":
        on = Choice("symptom", "unknown", Line("button.go_on_without"))
        return View((Line("ask.symptom.how"),), ((nav("close", "check_now"), on), (HUMAN,)))
    subject = subject_of(position.state) or ""
    if subject in QUESTIONS:
        on = Choice(subject, "unknown", Line("button.go_on_without"))
        return View(
            (Line(f"ask.{subject}.how"),),
            ((nav("close", "check_now"), on), (HUMAN,)),
        )
    return View((Line(f"step.{subject}.stuck"),), ((nav("close", "to_step"),), (HUMAN,)))


def _edit(session: Session, position: Position, here: Surroundings) -> View:
    """Panel with all that was told, also before its question."""
    told = {**waiting(session.records, position), **answered(session, position)}
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


def nav_line(choice: str, label: Line) -> Choice:
    """A `nav` button whose label is more than one fixed word."""
    return Choice("nav", choice, label)


def other_level(kind: str | None) -> str:
    """The panel of the other levels of school, as it lies over the question or comes out of the panel `kind`."""
    return CHANGE + OTHER_LEVEL if kind and kind.startswith(CHANGE) else OTHER_LEVEL


def _other_level(close: str) -> View:
    """An SPK goes back to the level that it teaches; the others have a button each."""
    few = tuple(Choice("level", level, answer_label("level", level)) for level in LEVELS if level in NO_DINAS)
    return View((Line("panel.other_level"),), (*((at,) for at in few), (nav("close", close),)))


def _change(subject: str) -> View:
    if subject == OTHER_LEVEL:
        return _other_level("keep_answer")
    if subject == "symptom":
        return View((Line("ask.symptom.text"),), (*symptom_rows(TROUBLES), (nav("close", "keep_answer"),)))
    extra: tuple[Choice, ...] = ()
    if QUESTIONS[subject].fact or subject == "level":
        extra = (Choice(subject, "unknown", Line("ask.unknown")),)
    return View(
        (Line(f"ask.{subject}.text"),), (*question_rows(subject), (*extra, nav("close", "keep_answer")))
    )


def _cases(session: Session, here: Surroundings) -> View:
    zone: Zone = session.zone or "WIB"
    rows = tuple(
        (
            nav_line(
                f"open_{case_code(line.case).replace('-', '')}",
                Line(
                    "panel.case_item",
                    {
                        "code": case_code(line.case),
                        "state": _how_far(line.state, at.name if at else None, line.held),
                        "when": moment(line.touched_at, zone),
                    },
                ),
            ),
        )
        for line in here.cases
        for at in (here.directory.get(line.desk or ""),)
    )
    desk = with_desk(here)
    state = _how_far(session.state, desk.name if desk else None, desk.state if desk else None)
    here_line = Line("panel.cases", {"code": case_code(session.case), "state": state})
    return View((here_line, *(() if rows else (Line("panel.no_other_case"),))), (*rows, (CLOSE,)))


def _how_far(state: str, desk: str | None, held: str | None) -> Line:
    """Line that tells how far a case is; of one that was handed over, who has it: nobody yet, somebody, or nobody any more."""
    if state == "handed_over" and held == "closed":
        return Line("case_state.closed")
    if state == "handed_over" and desk:
        return Line(f"case_state.at_desk_{held or 'open'}", {"name": desk})
    return Line(f"case_state.{case_state(state)}")


def case_state(state: str) -> str:
    """Key of how far a case in `state` is, among the few that a list of cases has words for."""
    if state in {"waiting", "handed_over", "finished", "menu"}:
        return state
    if state == "solved":
        return "finished"
    return "asking" if state.startswith("ask_") else "mending"


_DRAWN: dict[str, Callable[[Session, Position, Surroundings], View]] = {
    "closed": lambda session, _, here: which_case(session, here),
    "why": lambda _, position, __: _why(position),
    "how": lambda _, position, __: _how(position),
    "more": lambda _, position, __: more(position),
    "detail": lambda _, position, __: View(summary(position.standing), ((CLOSE,),)),
    "edit": _edit,
    OTHER_LEVEL: lambda _, __, ___: _other_level("to_question"),
    "cases": lambda session, _, here: _cases(session, here),
}
"""The panels that are made of the case; all others are words alone."""
