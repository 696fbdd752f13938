"""What may lie over a position without moving it: explanations, the list of answers, confirmations."""

from flows.dialogue.case_code import case_code
from flows.dialogue.dates import Zone, moment
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.machine.questions import BY_DESK, QUESTIONS, SYMPTOMS, fact_value, own
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.session import Session
from flows.dialogue.machine.table import subject_of
from flows.dialogue.screens import district_choice
from flows.dialogue.screens.handed_over_screen import desk_name, which_case, with_desk
from flows.dialogue.screens.keyboard import HUMAN, Rows, answer_label, nav
from flows.dialogue.screens.requirements import in_a_row, listed, name
from flows.dialogue.screens.screens import question_rows, symptom_rows
from flows.eligibility import Facts, Status, consequences
from flows.view import Choice, Line, View

CLOSE = nav("close")
CHANGE = "change:"
ASKED = "asked:"
CONFIRMING = frozenset({"welcome", "restart", "erase"})
"""Panels whose first row is yes and no."""


def panel(session: Session, position: Position, here: Surroundings) -> View:
    """The panel that lies over this case's position. `session.panel` must not be None."""
    kind = session.panel or ""
    if kind.startswith(CHANGE):
        return _change(kind.removeprefix(CHANGE))
    if kind.startswith(ASKED):
        return _asked(kind.removeprefix(ASKED), session, here)
    if district_choice.is_choosing(kind):
        return district_choice.panel(kind, position, here)
    match kind:
        case "closed":
            return which_case(session, here)
        case "why":
            return _why(position)
        case "how":
            return _how(position)
        case "edit":
            return _edit(session, position, here)
        case "cases":
            return _cases(session, here)
    district = ((nav("district", "my_district"),),) if here.directory.districts else ()
    rows: dict[str, Rows] = {
        "help": ((CLOSE,), (nav("about"), HUMAN), *district, (nav("restart"), nav("stop"))),
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
    rows = question_rows(subject) if subject != "symptom" else symptom_rows()
    other = (
        (Choice(subject, SYMPTOMS[2], answer_label(subject, SYMPTOMS[2])),) if subject == "symptom" else ()
    )
    return (*rows, (*other, Choice(subject, "unknown", Line("ask.unknown"))))


def _asked(subject: str, session: Session, here: Surroundings) -> View:
    """A question of the help desk's. Its answers are told as such, and are no answers to the dialogue's own."""
    rows = tuple(
        tuple(Choice(BY_DESK + at.subject, at.choice, at.label) for at in row) for row in asked_rows(subject)
    )
    asked = Line("panel.asked", {"who": desk_name(here), "code": case_code(session.case)})
    lines = (asked, Line(f"ask.{subject}.text"))
    return View(lines, (*rows, (nav("close", "not_now"),)))


def _why(position: Position) -> View:
    subject = subject_of(position.state) or ""
    fact = QUESTIONS[subject].fact
    if fact is None:
        return View((Line(f"ask.{subject}.why"),), ((nav("close", "to_question"),),))
    outcomes = _outcomes(position.standing.facts, subject, fact)
    lines = [Line("why.head", {"about": Line(f"ask.{subject}.short")})]
    lines.append(Line("why.outcomes", {"items": listed(outcomes)}) if outcomes else Line("why.later"))
    return View(tuple(lines), ((nav("close", "to_question"),),))


def _outcomes(facts: Facts, subject: str, fact: str) -> list[Line]:
    """What each answer would decide, taken from the rules; what no answer changes is left out."""
    decided = consequences(facts, fact)
    by_choice = {choice: decided[fact_value(subject, choice)] for choice in QUESTIONS[subject].options}
    moved = [
        key for key in next(iter(by_choice.values())) if len({found[key] for found in by_choice.values()}) > 1
    ]
    lines = []
    for choice, found in by_choice.items():
        parts = [
            Line(f"why.{status}", {"names": in_a_row([name(key) for key in keys])})
            for status in (Status.MET, Status.UNMET, Status.NOT_REQUIRED, Status.BLOCKED)
            if (keys := [key for key in moved if found[key] is status])
        ]
        if parts:
            lines.append(Line("why.item", {"answer": answer_label(subject, choice), "what": in_a_row(parts)}))
    return lines


def _how(position: Position) -> View:
    if position.state == "menu":
        on = Choice("symptom", "unknown", Line("button.go_on_without"))
        return View((Line("ask.symptom.how"),), ((nav("close", "check_now"), on), (HUMAN,)))
    subject = subject_of(position.state) or ""
    if subject in QUESTIONS:
        on = Choice(subject, "unknown", Line("button.go_on_without"))
        return View((Line(f"ask.{subject}.how"),), ((nav("close", "check_now"), on), (HUMAN,)))
    return View((Line(f"step.{subject}.stuck"),), ((nav("close", "to_step"),), (HUMAN,)))


def _edit(session: Session, position: Position, here: Surroundings) -> View:
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
        for subject, place in answered(session, position).items()
    )
    return View((Line("panel.edit" if rows else "panel.edit_nothing"),), (*rows, (CLOSE,)))


def _label(subject: str, choice: str, here: Surroundings) -> Line:
    return (
        district_choice.named(choice, here.directory)
        if subject == "district"
        else answer_label(subject, choice)
    )


def nav_line(choice: str, label: Line) -> Choice:
    """A `nav` button whose label is more than one fixed word."""
    return Choice("nav", choice, label)


def _change(subject: str) -> View:
    if subject == "symptom":
        return View((Line("ask.symptom.text"),), (*symptom_rows(), (nav("close", "keep_answer"),)))
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
    """How far a case is; of one that was handed over, who has it: nobody yet, somebody, or nobody any more."""
    if state == "handed_over" and held == "closed":
        return Line("case_state.closed")
    if state == "handed_over" and desk:
        return Line(f"case_state.at_desk_{held or 'open'}", {"name": desk})
    return Line(f"case_state.{case_state(state)}")


def case_state(state: str) -> str:
    """How far a case is, in the few words that a list of cases has room for."""
    if state in {"waiting", "handed_over", "finished", "menu"}:
        return state
    if state == "solved":
        return "finished"
    return "asking" if state.startswith("ask_") or state == "try_login" else "mending"
