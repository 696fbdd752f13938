"""Panel that lists a person's cases, each with how far it is."""

from flows.dialogue.case_code import case_code
from flows.dialogue.dates import Zone, moment
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.machine.session import Session
from flows.dialogue.screens.case_at_desk import with_desk
from flows.dialogue.screens.keyboard import CLOSE, nav_line
from flows.view import Line, View


def cases_panel(session: Session, here: Surroundings) -> View:
    """The person's cases, the present one named and each other one with a button."""
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
