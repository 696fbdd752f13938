"""The dialogue, whole, as one table. docs/flow.md is drawn from it.

Rules of the house:

* A row says: in this state, when this is told, the case goes there, if the named condition holds. The first row that
  fits is taken, so order matters within a state.
* What is told (a `trigger`) is the outcome of a step (`done`, `stuck`, `skip`), a way chosen (`human`, `next` ...), the
  choice itself where it alone decides the way (the symptom, the button), and `answered` for every other question.
  What a help desk has asked is `asked`, what it has changed is `desk_acted`.
* `asking`, `mending`, `again`, `handing` and `ending` are crossings: nobody stands there, they are left at once by
  `cross`, along the first row whose condition holds. The last row of a crossing has no condition.
* Conditions are the methods of `Standing` with these names; they ask the eligibility rules. No condition, and nothing
  else here, repeats a rule. Nothing is sent from here.
* The states that a person cannot leave by an answer (`handed_over`, `finished` ...) still have rows or `nav` buttons:
  nothing is a dead end.
"""

from dataclasses import dataclass

from flows.dialogue.machine.questions import ORDER
from flows.dialogue.machine.steps import REMEDIES, STEPS


@dataclass(frozen=True, slots=True)
class Row:
    """From `source`, when `trigger` is told and `when` holds, to `dest`."""

    source: str
    trigger: str
    dest: str
    when: str | None = None
    """A condition: a method of `Standing`, with its argument after a colon where it takes one."""


CROSSINGS = ("asking", "mending", "again", "handing", "ending")
CROSS = "cross"
ENDS = ("waiting", "handed_over", "finished")
"""Where a conversation may rest for days."""

OPENINGS = ("menu", "other_subject", "no_symptom")
"""Where the symptom is told, and told anew where the first telling led nowhere."""
ASKED = {f"ask_{subject}": subject for subject in ("plh", "leader_sk", "role_again", *ORDER)}
"""The states that ask for what the rules need, with what they ask."""


def _walk(key: str) -> list[Row]:
    """The rows of one remedy: step by step, each with its second explanation, then back to the plan."""
    rows = []
    for step, after in zip(REMEDIES[key], (*REMEDIES[key][1:], "mending"), strict=True):
        aside = f"{step}.stuck"
        rows += [Row(step, "done", after), Row(step, "stuck", aside)]
        rows += [Row(aside, "done", after), Row(aside, "skip", after)]
        if len(REMEDIES[key]) > 1:
            rows += [Row(step, "all_done", "mending"), Row(aside, "all_done", "mending")]
    return rows


ROWS: tuple[Row, ...] = (
    # The opening.
    *(
        row
        for state in OPENINGS
        for row in (
            Row(state, "button_missing", "asking"),
            Row(state, "sync_fails", "connection"),
            Row(state, "add_role", "R7.1"),
        )
    ),
    Row("menu", "other", "other_subject"),
    Row("menu", "unknown", "no_symptom"),
    Row("connection", "button_missing", "asking"),
    Row("connection", "stuck", "handing"),
    Row("guide_done", "button_missing", "asking"),
    # The questions: one crossing sends to the next that could still change the result.
    Row("ask_login", "answered", "try_login", when="tries_login"),
    *(Row(state, "answered", "asking") for state in ASKED),
    Row("try_login", "done", "asking"),
    Row("try_login", "stuck", "try_login.stuck"),
    Row("try_login.stuck", "done", "asking"),
    Row("try_login.stuck", "skip", "asking"),
    *(Row("asking", CROSS, state, when=f"asks:{subject}") for state, subject in ASKED.items()),
    Row("asking", CROSS, "handing", when="nothing_new"),
    Row("asking", CROSS, "result"),
    # The result, and the way through the plan.
    Row("result", "next", "mending"),
    Row("result", "recheck", "asking"),
    Row("result", "still_missing", "again"),
    Row("mending", CROSS, "guide_done", when="guiding"),
    Row("mending", CROSS, "R5.1", when="pull_due"),
    Row("mending", CROSS, "asking", when="question_open"),
    Row("mending", CROSS, "waiting", when="dinas_asked"),
    Row("mending", CROSS, "request", when="dinas_next"),
    Row("mending", CROSS, "handing", when="mends:R6"),
    *(Row("mending", CROSS, steps[0], when=f"mends:{key}") for key, steps in REMEDIES.items()),
    Row("mending", CROSS, "look", when="not_looked"),
    Row("mending", CROSS, "handing"),
    *(row for key in REMEDIES for row in _walk(key)),
    # What only Dinas can do: one request, then waiting.
    Row("request", "done", "ask_reminder"),
    Row("request", "stuck", "request.stuck"),
    Row("request.stuck", "done", "ask_reminder"),
    Row("request.stuck", "skip", "mending"),
    Row("ask_reminder", "answered", "ask_zone", when="zone_open"),
    Row("ask_reminder", "answered", "waiting"),
    Row("ask_zone", "answered", "waiting"),
    Row("waiting", "done", "mending"),
    Row("waiting", "stuck", "handing"),
    Row("waiting", "meanwhile", "R9.1"),
    Row("waiting", "remind", "ask_reminder"),
    # Looking again.
    Row("look", "still_missing", "again"),
    Row("again", CROSS, "asking", when="question_open"),
    Row("again", CROSS, "handing"),
    # The ends.
    Row("handing", CROSS, "ask_level", when="level_open"),
    Row("handing", CROSS, "ask_district", when="district_open"),
    Row("handing", CROSS, "handed_over"),
    Row("ask_level", "answered", "handing"),
    Row("ask_district", "answered", "handed_over"),
    Row("handed_over", "asked", "handed_over"),
    Row("handed_over", "recheck", "asking", when="diagnosing"),
    Row("ending", CROSS, "solved", when="has_tried"),
    Row("ending", CROSS, "finished"),
    Row("solved", "helped", "finished"),
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
    *(Row(state, "desk_acted", "R5.1", when="pulls_now") for state in _UNENDED),
    *(Row(state, "desk_acted", "waiting") for state in _UNENDED),
)
"""The button may have appeared, a person may be wanted, or the help desk may have changed something, at any time."""


def subject_of(state: str) -> str | None:
    """What is told in `state`, apart from the ways that are open anywhere; None where there is nothing but those."""
    if state in ASKED or state in {"ask_level", "ask_district", "ask_reminder", "ask_zone"}:
        return state.removeprefix("ask_")
    plain = state.removesuffix(".stuck")
    if plain in STEPS:
        return plain
    return {
        "menu": "symptom",
        "no_symptom": "symptom",
        "other_subject": "symptom",
        "guide_done": "symptom",
        "connection": "connection",
        "try_login": "R8.0",
        "request": "dinas.1",
        "waiting": "dinas.2",
        "look": "button_now",
        "result": "button_now",
        "solved": "helped",
    }.get(plain)
