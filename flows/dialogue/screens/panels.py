"""Panels, which lie over a position without moving it: explanations, the list of answers, confirmations."""

from collections.abc import Callable

from flows.dialogue.case_code import case_code
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.machine.questions import BY_DESK, QUESTIONS
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.session import Session
from flows.dialogue.machine.table import ANYWHERE, OPENINGS, ROWS, subject_of
from flows.dialogue.screens import district_choice, other_troubles
from flows.dialogue.screens.case_at_desk import desk_name
from flows.dialogue.screens.case_panels import cases_panel
from flows.dialogue.screens.change_panels import (
    CHANGE,
    OTHER_LEVEL,
    change_panel,
    edit_panel,
    other_level_panel,
)
from flows.dialogue.screens.handed_over_screen import which_case
from flows.dialogue.screens.keyboard import (
    APPEARED,
    CLOSE,
    HUMAN,
    Rows,
    answer_label,
    nav,
    turned_out,
    works_now,
)
from flows.dialogue.screens.pictures import picture_of
from flows.dialogue.screens.question_screens import question_rows
from flows.dialogue.screens.requirements import summary
from flows.dialogue.screens.screens import screen, symptom_rows
from flows.troubles.registry import OTHER, TROUBLES
from flows.view import Choice, Line, View

ASKED = "asked:"
WHICH = "which:"
ELSEWHERE = "elsewhere:"
CONFIRMING = frozenset({"welcome", "restart", "erase"})
"""Panels whose first row is yes and no."""


def panel(session: Session, position: Position, here: Surroundings) -> View:
    """The panel that lies over this case's position. `session.panel` must not be None."""
    kind = session.panel or ""
    if kind.startswith(CHANGE):
        return change_panel(kind.removeprefix(CHANGE))
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


_DRAWN: dict[str, Callable[[Session, Position, Surroundings], View]] = {
    "closed": lambda session, _, here: which_case(session, here),
    "why": lambda _, position, __: _why(position),
    "how": lambda _, position, __: _how(position),
    "more": lambda _, position, __: more(position),
    "detail": lambda _, position, __: View(summary(position.standing), ((CLOSE,),)),
    "edit": edit_panel,
    OTHER_LEVEL: lambda _, __, ___: other_level_panel("to_question"),
    "cases": lambda session, _, here: cases_panel(session, here),
}
"""The panels that are made of the case; all others are words alone."""
