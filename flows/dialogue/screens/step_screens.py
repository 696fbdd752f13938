"""Screens of the missing button's steps, and of the look that follows them."""

from flows.dialogue.machine.events import Surroundings
from flows.dialogue.machine.fold import look_follows, may_appear
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.session import Session
from flows.dialogue.machine.steps import ACCOUNT, remedy_of
from flows.dialogue.screens.keyboard import APPEARED, FOOT, HUMAN
from flows.troubles.registry import FIRST
from flows.view import Choice, Line, View

STILL_MISSING = Choice("button_now", "still_missing", Line("button.still_missing"))
_BY_SCHOOL = Line("step.who.school")


def step_screen(position: Position, step: str) -> View:
    """A step: done with the look that follows, or just done; stuck; and for logging in, what may be missing."""
    key, standing = remedy_of(step), position.standing
    stuck = position.state.endswith(".stuck")
    what = Line(f"step.{key}.head")
    head = (
        Line("step.again", {"what": what}) if stuck else Line("step.head", {"what": what, "who": _BY_SCHOOL})
    )
    lines = [head, Line(f"step.{step}.{'stuck' if stuck else 'text'}")]
    rows: list[tuple[Choice, ...]] = []
    if look_follows(standing, key):
        lines.append(Line("step.look"))
        rows += [(APPEARED,), (Choice(step, "looked", Line("button.looked")),)]
    else:
        rows += [(APPEARED,)] if may_appear(standing, key) else []
        rows.append((Choice(step, "done", Line("button.done")),))
    if key == "R8":
        rows.append((Choice(step, "no_role", Line("button.no_role")),))
    other = Choice(step, "stuck", Line("button.stuck"))
    if stuck:
        other = Choice(step, "skip", Line("button.skip"))
    if key == "R8":
        rows.append((_no_account(step) if stuck else Choice(step, "stuck", Line("button.stuck_login")),))
    foot = FOOT[0] if key == "R8" and not stuck else (other, *FOOT[0])
    return View(tuple(lines), (*rows, foot))


def _no_account(step: str) -> Choice:
    return Choice(step, "no_account", Line("button.no_account"))


def make_account(_: Session, __: Position, ___: Surroundings) -> View:
    """The step of a school that can make an account for its leader."""
    head = Line("step.head", {"what": Line("step.account.short"), "who": _BY_SCHOOL})
    made = Choice(ACCOUNT, "done", Line("button.account_made"))
    return View((head, Line("step.account.text")), ((made,), (HUMAN,), *FOOT))


def guide_done(_: Session, __: Position, ___: Surroundings) -> View:
    """The role guide is walked: the button may be there, or all else is looked at too."""
    go_on = Choice("symptom", FIRST.symptom, Line("button.check_the_rest"))
    return View((Line("guide_done.text"),), ((APPEARED,), (go_on,), *FOOT))


def look_screen(_: Session, __: Position, ___: Surroundings) -> View:
    """The look at the button, where nothing known is wrong any more."""
    return View((Line("look.text"),), ((APPEARED,), (STILL_MISSING,), *FOOT))
