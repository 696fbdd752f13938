"""The screen of each state: which lines, which buttons. The words are in `flows/texts`."""

from collections.abc import Callable, Iterable

from flows.dialogue.machine.conditions import diagnosing
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.machine.led import LED_STEPS
from flows.dialogue.machine.questions import ORDER
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.session import Session
from flows.dialogue.machine.steps import STEPS
from flows.dialogue.screens import district_choice
from flows.dialogue.screens.dinas_screens import request_screen, waiting_screen
from flows.dialogue.screens.handed_over_screen import handed_over_screen
from flows.dialogue.screens.keyboard import FOOT, HUMAN, Rows, nav, symptom
from flows.dialogue.screens.led_screens import led_look, led_step
from flows.dialogue.screens.other_troubles import COMMONEST, LIST
from flows.dialogue.screens.question_screens import question_screen, school_question, with_others
from flows.dialogue.screens.requirements import in_a_row, name
from flows.dialogue.screens.step_screens import guide_done, look_screen, make_account, step_screen
from flows.troubles.registry import FIRST
from flows.view import Choice, Line, View

OTHER_TROUBLE = nav(LIST, "other_trouble")


def screen(session: Session, position: Position, here: Surroundings) -> View:
    """The screen of `position`. Total: every state has its screen."""
    state = position.state
    plain = state.removesuffix(".stuck")
    if state == "ask_district":
        return district_choice.question(position, here)
    if state == "ask_npsn":
        return school_question(here)
    if state.startswith("ask_"):
        return with_others(question_screen(position), position, here)
    if plain in LED_STEPS:
        return led_step(session, position)
    if plain.startswith("trying."):
        return led_look(session, position)
    if plain in STEPS:
        return step_screen(position, plain)
    return _SCREENS[plain](session, position, here)


def symptom_rows(names: Iterable[str] = COMMONEST) -> Rows:
    """The symptoms that can be led on from here, as many as an opening has room for."""
    return tuple((symptom(name),) for name in names)


def _menu(session: Session, _: Position, here: Surroundings) -> View:
    rows: list[tuple[Choice, ...]] = [*symptom_rows(), (nav("add_role"),), (OTHER_TROUBLE,), (HUMAN,)]
    if any(line.state != "finished" for line in here.cases):
        rows.append((nav("cases", "continue"),))
    rows.append((nav("unknown"), nav("help")))
    lines = (
        (Line("menu.text"),)
        if session.records or session.misread
        else (Line("menu.greeting"), Line("menu.text"))
    )
    return View(lines, tuple(rows))


def _symptom_again(_: Session, position: Position, here: Surroundings) -> View:  # noqa: ARG001
    return View(
        (Line(f"{position.state}.text"),),
        (*symptom_rows(), (nav("add_role"),), (OTHER_TROUBLE,), (HUMAN,), *FOOT),
    )


_NAMED = 2
"""So many of what is to be looked at again are named, or all where they are one more; the details have the rest."""


def _result(_: Session, position: Position, __: Surroundings) -> View:
    """The screen where nothing is left but what was put off, or may be looked at once more: the operator decides."""
    standing = position.standing
    undone, stale = standing.left_undone, standing.stale
    lines = [Line("result.looked" if standing.looks else "result.told")]
    if undone:
        lines.append(Line("result.undone", {"items": in_a_row([name(key) for key in undone])}))
    elif again := [Line(f"ask.{fact}.short") for fact in ORDER if fact in stale]:
        if len(again) > _NAMED + 1:
            again = [*again[:_NAMED], Line("result.more", {"count": len(again) - _NAMED})]
        lines.append(Line("result.stale", {"items": in_a_row(again)}))
    lines.append(Line("result.question"))
    recheck = nav("recheck", "recheck_undone" if undone else "recheck_stale")
    return View(tuple(lines), ((recheck,), (HUMAN,), (nav("detail"),), *FOOT))


_LAST = 4
"""So many of the requirements mended last may have helped."""


def _solved(_: Session, position: Position, __: Surroundings) -> View:
    rows: list[tuple[Choice, ...]] = [
        (Choice("helped", key, Line(f"requirement.{key}.title")),) for key in position.standing.tried[-_LAST:]
    ]
    rows += [
        (
            Choice("helped", "other", Line("button.helped_other")),
            Choice("helped", "unknown", Line("ask.unknown")),
        )
    ]
    return View(
        (Line("solved.text"), Line("solved.reminders"), Line("solved.question")), (*rows, (nav("back"),))
    )


def _finished(_: Session, position: Position, __: Surroundings) -> View:
    standing = position.standing
    if standing.led_now:
        lines: tuple[Line, ...] = (Line(f"led.{standing.symptom}.solved"),)
    elif standing.helped:
        lines = (Line("finished.thanks"),)
    else:
        lines = (Line("solved.text"), Line("solved.reminders"))
    rows = ((symptom(FIRST.turns_to),),) if diagnosing(standing) else ()
    return View((*lines, Line("finished.text")), (*rows, (nav("restart"), nav("back"))))


_SCREENS: dict[str, Callable[[Session, Position, Surroundings], View]] = {
    "menu": _menu,
    "no_symptom": _symptom_again,
    "other_subject": _symptom_again,
    "guide_done": guide_done,
    "make_account": make_account,
    "result": _result,
    "request": request_screen,
    "waiting": waiting_screen,
    "look": look_screen,
    "handed_over": handed_over_screen,
    "solved": _solved,
    "finished": _finished,
}
