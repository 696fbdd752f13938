"""The dialogue, whole, as one table. docs/flow.md is drawn from it.

Rules of the house:

* A row says: in this state, when this is told, the case goes there, if the named condition holds. The first row that
  fits is taken, so order matters within a state.
* What is told (a `trigger`) is the outcome of a step (`done`, `stuck`, `skip`), a way chosen (`human`, `next` ...), the
  choice itself where it alone decides the way (the symptom, the button), and `answered` for every other question.
  What a help desk has asked is `asked`, what it has changed is `desk_acted`.
* `onward`, `handing` and `ending` are crossings: nobody stands there, they are left at once by `cross`, along the first
  row whose condition holds. The last row of a crossing has no condition.
* `onward` is the shortest way on: mend what the school can mend as soon as it is known to be unmet, look where nothing
  known is wrong any more, else ask (in the order of `order.toml`), else Dinas.
* Conditions are the methods of `Standing` with these names; they ask the eligibility rules. No condition, and nothing
  else here, repeats a rule. Nothing is sent from here.
* What is told of a fact before its question comes is `volunteered`, and counts at once; the school can be `named` at any time.
* The states that a person cannot leave by an answer (`handed_over`, `finished` ...) still have rows or `nav` buttons:
  nothing is a dead end.
"""

from dataclasses import dataclass

from flows.dialogue.machine.led import LED_QUESTIONS, WAITS
from flows.dialogue.machine.questions import ORDER
from flows.dialogue.machine.steps import REMEDIES, STEPS
from flows.troubles.registry import LED
from flows.troubles.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Row:
    """From `source`, when `trigger` is told and `when` holds, to `dest`."""

    source: str
    trigger: str
    dest: str
    when: str | None = None
    """A condition: a method of `Standing`, with its argument after a colon where it takes one."""


CROSSINGS = ("onward", *(f"onward.{symptom}" for symptom in LED), "handing", "ending")
CROSS = "cross"
ENDS = ("waiting", "handed_over", "finished")
"""Where a conversation may rest for days."""

OPENINGS = ("menu", "other_subject", "no_symptom")
"""Where the symptom is told, and told anew where the first telling led nowhere."""
ASKED = {f"ask_{subject}": subject for subject in ("plh", "leader_sk", "role_again", *ORDER, *LED_QUESTIONS)}
"""The states that ask for what the rules need, with what they ask."""
_CLASHES = ("plh", "leader_sk", "role_again")


def _walk(step: str) -> list[Row]:
    """The rows of one remedy: its step, with a second explanation, then on. `looked` tells the look that ends it, too."""
    aside = f"{step}.stuck"
    rows = [Row(step, "done", "onward"), Row(step, "looked", "onward")]
    if step == "R8.1":  # whoever cannot log in now goes on with everything else
        rows += [Row(step, "no_role", "onward"), Row(step, "stuck", "onward", when="login_parked")]
        rows += [Row(aside, "no_role", "onward"), Row(aside, "no_account", "onward")]
    rows += [Row(step, "stuck", aside)]
    return [*rows, Row(aside, "done", "onward"), Row(aside, "looked", "onward"), Row(aside, "skip", "onward")]


def _led(trouble: Trouble) -> list[Row]:
    """The way through a trouble that is led by its value: what contradicts itself, what can be mended, a look, the questions."""
    way, look = f"onward.{trouble.symptom}", f"trying.{trouble.symptom}"
    rows = [Row(way, CROSS, f"ask_{subject}", when=f"asks:{subject}") for subject in trouble.again]
    rows += [Row(way, CROSS, step, when=f"mends:{key}") for key, step in trouble.remedies.items()]
    rows += [Row(way, CROSS, look, when="led_look_due")]
    rows += [Row(way, CROSS, f"ask_{fact}", when=f"asks:{fact}") for fact in trouble.order]
    rows += [Row(way, CROSS, "handing"), Row(look, trouble.look[1], "onward")]
    for step in trouble.remedies.values():
        if step in trouble.warns:
            continue
        rows.append(Row(step, "looked", "onward"))
        rows += [] if step in trouble.turns else [Row(step, "skip", "onward")]
        rows += [Row(step, "remind", step)] if step in WAITS else []
    own = (*(f"ask_{subject}" for subject in trouble.questions), *trouble.remedies.values(), look)
    return [*rows, *(Row(state, "button_missing", "onward") for state in own)]


ROWS: tuple[Row, ...] = (
    # The opening.
    *(
        row
        for state in OPENINGS
        for row in (
            Row(state, "button_missing", "onward"),
            *(Row(state, symptom, "onward") for symptom in LED),
            Row(state, "add_role", "R7"),
        )
    ),
    *(Row(state, "happened", state) for state in OPENINGS),
    Row("menu", "other", "other_subject"),
    Row("menu", "unknown", "no_symptom"),
    Row("ask_seen", "stuck", "handing"),  # told by an older version, which gave one page of advice
    Row("guide_done", "button_missing", "onward"),
    # The way: what is not clear, what the school can mend, a look, the questions, and Dinas.
    *(Row(state, "answered", "onward") for state in ASKED),
    *(Row("onward", CROSS, f"onward.{symptom}", when=f"leads:{symptom}") for symptom in LED),
    *(row for trouble in LED.values() for row in _led(trouble)),
    Row("onward", CROSS, "guide_done", when="guiding"),
    *(Row("onward", CROSS, f"ask_{subject}", when=f"asks:{subject}") for subject in _CLASHES),
    *(Row("onward", CROSS, step, when=f"mends:{key}") for key, step in REMEDIES.items()),
    Row("onward", CROSS, "look", when="look_due"),
    Row("onward", CROSS, "waiting", when="dinas_asked"),
    Row("onward", CROSS, "ask_npsn", when="school_open"),
    Row("onward", CROSS, "request", when="dinas_next"),
    *(Row("onward", CROSS, f"ask_{subject}", when=f"asks:{subject}") for subject in ORDER),
    Row("onward", CROSS, "handing", when="no_account"),
    Row("onward", CROSS, "result", when="undecided"),
    Row("onward", CROSS, "handing"),
    *(row for step in REMEDIES.values() for row in _walk(step)),
    Row("look", "still_missing", "onward"),
    Row("result", "recheck", "onward"),
    # What only Dinas can do: one request, then waiting.
    Row("ask_npsn", "answered", "onward"),
    Row("ask_npsn", "done", "waiting"),
    Row("request", "done", "waiting"),
    Row("request", "stuck", "request.stuck"),
    Row("request.stuck", "done", "waiting"),
    Row("request.stuck", "skip", "onward"),
    Row("ask_reminder", "answered", "ask_zone", when="zone_open"),
    Row("ask_reminder", "answered", "waiting"),
    Row("ask_zone", "answered", "waiting"),
    Row("waiting", "done", "onward"),
    Row("waiting", "stuck", "handing"),
    Row("waiting", "not_yet", "waiting"),
    Row("waiting", "answered", "waiting"),
    Row("waiting", "meanwhile", "R8.1", when="login_parked"),
    Row("waiting", "meanwhile", "R9.1", when="invalid_open"),
    Row("waiting", "remind", "ask_reminder"),
    # The ends.
    Row("handing", CROSS, "ask_level", when="level_open"),
    Row("handing", CROSS, "ask_district", when="district_open"),
    Row("handing", CROSS, "handed_over"),
    Row("ask_level", "answered", "handing"),
    Row("ask_district", "answered", "handed_over"),
    Row("handed_over", "asked", "handed_over"),
    Row("handed_over", "recheck", "onward", when="diagnosing"),
    Row("ending", CROSS, "solved", when="has_tried"),
    Row("ending", CROSS, "finished"),
    Row("solved", "helped", "finished"),
    Row("finished", "sync_fails", "onward"),  # the button is back, and now that fails
)

_FINAL = ("solved", "finished")
_HANDED = ("ask_level", "ask_district", "handed_over")

STATES: tuple[str, ...] = tuple(
    dict.fromkeys(name for row in ROWS for name in (row.source, row.dest) if name not in CROSSINGS)
)
"""Every state that a person can stand in, in the table's order."""

_UNENDED = tuple(state for state in STATES if state not in _FINAL)

ANYWHERE: tuple[Row, ...] = (
    *(Row(state, "appeared", "ending") for state in _UNENDED),
    *(Row(state, "human", "handing") for state in _UNENDED if state not in _HANDED),
    *(Row(state, "named", state) for state in _UNENDED),
    *(
        Row(state, "volunteered", "onward")
        for state in (*ASKED, *STEPS, "look", *(f"trying.{symptom}" for symptom in LED))
    ),
    *(Row(state, "desk_acted", "R5.1", when="pulls_now") for state in _UNENDED),
    *(Row(state, "desk_acted", "waiting") for state in _UNENDED),
)
"""The button may have appeared, a person may be wanted, or the help desk may have changed something, at any time."""


def subject_of(state: str) -> str | None:
    """Subject that is told in `state`, apart from the ways that are open anywhere; None where there is nothing but those."""
    if state in ASKED or state in {"ask_level", "ask_district", "ask_npsn", "ask_reminder", "ask_zone"}:
        return state.removeprefix("ask_")
    plain = state.removesuffix(".stuck")
    if plain in STEPS:
        return plain
    if state.startswith("trying."):
        return LED[state.removeprefix("trying.")].look[0]
    return {
        "menu": "symptom",
        "no_symptom": "symptom",
        "other_subject": "symptom",
        "guide_done": "symptom",
        "request": "dinas.1",
        "waiting": "dinas.2",
        "look": "button_now",
        "result": "button_now",
        "solved": "helped",
    }.get(plain)
