"""Ways: what a button of the present screen does, be it an answer or a way that is none."""

from flows.dialogue.case_code import read_code
from flows.dialogue.machine.effects import Effect, Erase, NewCase, OpenCase, Picture, ToDesk
from flows.dialogue.machine.led import LED_STEPS
from flows.dialogue.machine.questions import QUESTIONS, is_answer
from flows.dialogue.machine.steps import STEPS
from flows.dialogue.machine.table import subject_of
from flows.dialogue.school import SKIPPED
from flows.dialogue.screens.case_at_desk import held_back, turned_away
from flows.dialogue.screens.change_panels import CHANGE, OTHER_LEVEL, other_level
from flows.dialogue.screens.district_choice import CHOOSING, is_nested, within
from flows.dialogue.screens.other_troubles import LIST, is_about_one, is_shown
from flows.dialogue.screens.panels import ASKED, topic_of
from flows.dialogue.screens.pictures import picture_of
from flows.dialogue.turn.case import LEAVING, Case, Turn, handing
from flows.dialogue.turn.whereabouts import district_chosen, school_named
from flows.troubles.registry import OTHER
from flows.view import Line

_PANELS: dict[str, str | None] = {
    **{
        name: name for name in ("why", "more", "detail", "edit", "help", "about", "restart", "cases", "erase")
    },
    "stop": "stopped",
    "close": None,
    CHOOSING: CHOOSING,
    f"change_{CHOOSING}": CHOOSING,
}
_TO_DESK = {
    "desk_reopen": ToDesk("reopen"),
    "desk_up": ToDesk("up"),
    "desk_wait": ToDesk("wait"),
    "desk_end": ToDesk("end"),
    "desk_line": ToDesk("line"),
    "desk_helped": ToDesk("rated", "yes"),
    "desk_not_helped": ToDesk("rated", "no"),
}
"""The ways that lead to the help desk, and not on."""


def pressed(case: Case, subject: str, choice: str) -> Turn:
    """A button of the present screen."""
    if (subject, choice) == ("nav", "desk_reopen") and held_back(case.here):
        return case.lays(case.session.panel, Line(f"notice.crowded_{case.here.crowded}"))
    if subject == "district":
        return district_chosen(case, choice)
    if subject == "npsn":
        return school_named(case, case.here.schools[int(choice[-1])] if choice != SKIPPED else SKIPPED)
    if case.session.panel and case.session.panel.startswith(CHANGE) and subject != "nav":
        return case.changes(subject, choice)
    if subject == "nav":
        return _gone(case, choice)
    topic = topic_of(case.session.panel)
    return case.goes_on([(subject, choice)], *([Line(f"topic.{topic}")] if topic and choice == OTHER else []))


def _gone(case: Case, way: str) -> Turn:
    """A way or an action: laid over, left, changed, or told to the table like an answer."""
    if way == "why" and subject_of(case.position.state) not in QUESTIONS:
        return case.lays("help")
    if way in _PANELS:
        return case.lays(_PANELS[way])
    if way == "desk_asked" and case.here.desk and case.here.desk.asked:
        return case.lays(ASKED + case.here.desk.asked)
    if way == OTHER_LEVEL:
        return case.lays(other_level(case.session.panel))
    if is_shown(way):
        return case.lays(way)
    if way.startswith("prov_"):
        return case.lays(within(way.removeprefix("prov_")))
    if way == "back":
        return case.lays(_below(case)) if case.session.panel else case.goes_back()
    if way in {"unknown", "how"}:
        return _explained(case)
    if way.startswith("change_"):
        return case.lays(CHANGE + way.removeprefix("change_"))
    effects = _asked_for(case, way)
    return case.lays(None, effects=effects) if effects is not None else case.goes_on([("nav", way)])


def _below(case: Case) -> str | None:
    """The panel that a panel came out of, or that is to be decided first."""
    if case.session.panel == "closed":
        return case.session.panel
    if is_about_one(case.session.panel):
        return LIST
    asked = case.position.state == "ask_district"
    return CHOOSING if is_nested(case.session.panel) and not asked else None


def _asked_for(case: Case, way: str) -> tuple[Effect, ...] | None:
    """Effects of a way that does not move the case; None where it moves."""
    if way.startswith("open_"):
        number = read_code(way.removeprefix("open_"))
        return (OpenCase(number),) if number is not None else ()
    if way == "restart_yes":
        return (NewCase(),) if case.session.records else ()
    if way == "erase_yes":
        return (Erase(),)
    if way == "human" and _wanted_before(case):
        return (ToDesk("line"),) if turned_away(case.here) else ()
    if way == "desk_reopen" and case.here.desk and case.here.desk.gone:
        return (handing(case.position),)
    if way in _TO_DESK:
        return (_TO_DESK[way],)
    if way == "picture":
        name = picture_of(case.position.state)
        return (Picture(name),) if name else ()
    return case.letters(case.position.state) if way == "letter" else None


def _wanted_before(case: Case) -> bool:
    """Whether a person has been asked for already: the case has one, or is on its way there below what lies over it."""
    state = case.position.state
    return state == "handed_over" or (case.session.panel is not None and state not in LEAVING)


def _explained(case: Case) -> Turn:
    """Show where to look, or the second explanation of a step, without taking an answer."""
    subject = subject_of(case.position.state) or ""
    question = QUESTIONS.get(subject)
    explained = subject in STEPS and subject not in LED_STEPS
    if case.position.state == "menu" or explained or (question and question.fact):
        return case.lays("how", effects=case.pictured(picture_of(case.position.state)))
    if subject == "district":
        return case.lays("why")
    if subject == "npsn":
        return school_named(case, SKIPPED)
    if question and is_answer(subject, "unknown"):
        return case.goes_on([(subject, "unknown")])
    return case.lays("help")
