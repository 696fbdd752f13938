"""The dialogue as one table: what is common to all troubles here, and each trouble's own way. docs/flow.md is drawn from it.

Rules of the house:

* A row says: in this state, when this is told, the case goes there, if the named condition holds. The first row that
  fits is taken, so order matters within a state.
* What is told (a `trigger`) is the outcome of a step (`done`, `stuck`, `skip`), a way chosen (`human`, `next` ...), the
  choice itself where it alone decides the way (the symptom, the button), and `answered` for every other question.
  What a help desk has asked is `asked`, what it has changed is `desk_acted`.
* `onward`, `handing` and `ending` are crossings: nobody stands there, they are left at once by `cross`, along the first
  row whose condition holds. The last row of a crossing has no condition.
* `onward` leads to the crossing of the case's trouble, `onward.<symptom>`. Its rows from there are in its folder; of a trouble
  without, they are made from its value by `_led`, which is the shortest way on too.
* Conditions are the functions of `conditions.py` with these names; they ask the eligibility rules. No condition, and nothing
  else here, repeats a rule. Nothing is sent from here.
* What is told of a fact before its question comes is `volunteered`, and counts at once; the school can be `named` at any time.
* The states that a person cannot leave by an answer (`handed_over`, `finished` ...) still have rows or `nav` buttons:
  nothing is a dead end.
"""

from flows.dialogue.machine.led import WAITS
from flows.dialogue.machine.steps import STEPS
from flows.troubles.registry import FIRST, LED, TROUBLES
from flows.troubles.trouble import CROSS, ONWARD, Row, Trouble

CROSSINGS = (ONWARD, *(f"{ONWARD}.{symptom}" for symptom in TROUBLES), "handing", "ending")
ENDS = ("waiting", "handed_over", "finished")
"""Where a conversation may rest for days."""

OPENINGS = ("menu", "other_subject", "no_symptom")
"""Where the symptom is told, and told anew where the first telling led nowhere."""
ASKED = {f"ask_{subject}": subject for trouble in TROUBLES.values() for subject in trouble.asked}
"""The states that ask for what the rules need, with what they ask."""


def _led(trouble: Trouble) -> list[Row]:
    """The way through a trouble that is led by its value: what contradicts itself, what can be mended, a look, the questions."""
    way, look = f"{ONWARD}.{trouble.symptom}", f"trying.{trouble.symptom}"
    rows = [Row(way, CROSS, f"ask_{subject}", when=f"asks:{subject}") for subject in trouble.again]
    rows += [Row(way, CROSS, step, when=f"mends:{key}") for key, step in trouble.remedies.items()]
    rows += [Row(way, CROSS, look, when="led_look_due")]
    rows += [Row(way, CROSS, f"ask_{fact}", when=f"asks:{fact}") for fact in trouble.order.questions]
    rows += [Row(way, CROSS, "handing"), Row(look, trouble.look[1], ONWARD)]
    for step in trouble.remedies.values():
        if step in trouble.warns:
            continue
        rows.append(Row(step, "looked", ONWARD))
        rows.append(Row(step, "detour" if step in trouble.detours else "skip", ONWARD))
        rows += [Row(step, "remind", step)] if step in WAITS else []
    return rows


def _turning(trouble: Trouble) -> list[Row]:
    """Wherever a trouble's own things are asked or done, it may turn out to be the other one; and that may follow it."""
    if not trouble.turns_to:
        return []
    own = (*(f"ask_{subject}" for subject in trouble.asked), *trouble.remedies.values())
    states = (*own, f"trying.{trouble.symptom}") if trouble.led else ("finished",)
    return [Row(state, trouble.turns_to, ONWARD) for state in states]


ROWS: tuple[Row, ...] = (
    # The opening.
    *(
        row
        for state in OPENINGS
        for row in (*(Row(state, symptom, ONWARD) for symptom in TROUBLES), Row(state, "add_role", "R7"))
    ),
    *(Row(state, "happened", state) for state in OPENINGS),
    *(Row(state, "other", "other_subject") for state in OPENINGS if state != "other_subject"),
    Row("menu", "unknown", "no_symptom"),
    Row("ask_seen", "stuck", "handing"),  # told by an older version, which gave one page of advice
    # The way through the trouble.
    *(Row(state, "answered", ONWARD) for state in ASKED),
    *(
        Row(ONWARD, CROSS, f"{ONWARD}.{symptom}", when=f"led_in:{symptom}")
        for symptom in TROUBLES
        if symptom != FIRST.symptom
    ),
    Row(ONWARD, CROSS, f"{ONWARD}.{FIRST.symptom}"),
    *(row for trouble in TROUBLES.values() for row in trouble.rows or _led(trouble)),
    *(row for trouble in TROUBLES.values() for row in _turning(trouble)),
    # The ends.
    Row("handing", CROSS, "ask_level", when="level_open"),
    Row("handing", CROSS, "make_account", when="account_offered"),
    Row("handing", CROSS, "ask_district", when="district_open"),
    Row("handing", CROSS, "handed_over"),
    Row("ask_level", "answered", "handing"),
    Row("make_account", "done", ONWARD),
    Row("make_account", "human", "ask_district", when="district_open"),
    Row("make_account", "human", "handed_over"),
    Row("ask_district", "answered", "handed_over"),
    Row("handed_over", "asked", "handed_over"),
    Row("handed_over", "recheck", ONWARD, when="diagnosing"),
    Row("ending", CROSS, "solved", when="has_tried"),
    Row("ending", CROSS, "finished"),
    Row("solved", "helped", "finished"),
)

_FINAL = ("solved", "finished")
_HANDED = ("ask_level", "make_account", "ask_district", "handed_over")

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
    return _SUBJECTS.get(plain)


_SUBJECTS = {
    **dict.fromkeys(OPENINGS, "symptom"),
    **{state: subject for trouble in TROUBLES.values() for state, subject in trouble.subjects.items()},
    "solved": "helped",
}
"""What is told in the states that neither ask nor mend."""
