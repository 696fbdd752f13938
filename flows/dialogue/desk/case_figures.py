"""Figures of one case for its desk, told from its records as they are now: an answer that changes changes the figures."""

from dataclasses import dataclass

from flows.dialogue.desk.card_lines import diagnosed
from flows.dialogue.machine.conditions import diagnosing
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import Session
from flows.eligibility import evaluate
from flows.troubles.registry import REQUIREMENTS
from flows.view import Line

_ENDED = frozenset({"solved", "finished"})
_STATE_NAMES = {
    "menu": Line("figures.state.menu"),
    "other_subject": Line("figures.state.other_subject"),
    "no_symptom": Line("figures.state.no_symptom"),
    "guide_done": Line("figures.state.guide_done"),
    "make_account": Line("step.account.short"),
    "request": Line("step.dinas.1.short"),
    "waiting": Line("step.dinas.2.short"),
    "result": Line("figures.state.result"),
    "look": Line("figures.state.look"),
    "handed_over": Line("figures.state.handed_over"),
    "solved": Line("figures.state.ended"),
    "finished": Line("figures.state.ended"),
}


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """Figures of one case."""

    symptom: str
    level: str
    lacking: tuple[str, ...]
    """Requirements that are not met by the answers as they are now, or were mended in this case. One that rests on another
    of them is left out: it follows from that.
    """
    helped: str | None
    """The requirement whose mending helped, as the operator sees it; `other`, `unknown`, or None where nothing was said."""
    solved: bool
    """The button has appeared."""
    state: str
    """Where it stands, without the second explanation."""


def case_figures(session: Session) -> CaseFigures:
    standing = replay(session.records).standing
    facts = standing.facts
    lacking = set(standing.tried)
    if standing.led_now:
        lacking.update(standing.found.plan)
    elif diagnosing(standing):
        lacking.update(evaluate(diagnosed(facts)).plan)
    return CaseFigures(
        standing.symptom,
        standing.level,
        tuple(key for key in REQUIREMENTS if key in lacking and not lacking & {*REQUIREMENTS[key].rests_on}),
        standing.helped,
        session.state in _ENDED,
        session.state.removesuffix(".stuck"),
    )


def state_name(state: str) -> Line:
    """Name of a state, in words. `state` is one of `table.STATES`, without the second explanation."""
    if state in _STATE_NAMES:
        return _STATE_NAMES[state]
    if state.startswith("trying."):
        return Line(f"led.{state.removeprefix('trying.')}.short")
    if state.startswith("ask_"):
        return Line(f"ask.{state.removeprefix('ask_')}.short")
    return Line(f"step.{state}.short")
