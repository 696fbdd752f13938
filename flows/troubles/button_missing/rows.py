"""The way through the missing button: its own rows of the dialogue's table.

It is the shortest way on: mend what the school can mend as soon as it is known to be unmet, look where nothing known is wrong
any more, else ask (in the order of `order.toml`), else Dinas.
"""

from flows.troubles.order import order_of
from flows.troubles.trouble import CROSS, ONWARD, Row

ORDER = order_of("button_missing")
REMEDIES: dict[str, str] = {"R5": "R5.1", "R7": "R7", "R8": "R8.1", "R9": "R9.1"}
"""Each requirement that the school can mend, with its step. `R7` is the role guide: six steps (F34 to F39) on one screen."""
SUBJECTS = {
    "guide_done": "symptom",
    "make_account": "account",
    "look": "button_now",
    "result": "button_now",
    "request": "dinas.1",
    "waiting": "dinas.2",
}
"""What is told in its states that neither ask nor mend."""

_WAY = "onward.button_missing"
_CLASHES = ("plh", "leader_sk", "role_again")


def _walk(step: str) -> list[Row]:
    """The rows of one remedy: its step, with a second explanation, then on. `looked` tells the look that ends it, too."""
    aside = f"{step}.stuck"
    rows = [Row(step, "done", ONWARD), Row(step, "looked", ONWARD)]
    if step == "R8.1":  # whoever cannot log in now goes on with everything else
        rows += [Row(step, "no_role", ONWARD), Row(step, "stuck", ONWARD, when="login_parked")]
        rows += [Row(aside, "no_role", ONWARD), Row(aside, "no_account", ONWARD)]
    rows += [Row(step, "stuck", aside)]
    return [*rows, Row(aside, "done", ONWARD), Row(aside, "looked", ONWARD), Row(aside, "skip", ONWARD)]


ROWS: tuple[Row, ...] = (
    # The way: what is not clear, what the school can mend, a look, the questions, and Dinas.
    Row(_WAY, CROSS, "guide_done", when="guiding"),
    *(Row(_WAY, CROSS, f"ask_{subject}", when=f"asks:{subject}") for subject in _CLASHES),
    *(Row(_WAY, CROSS, step, when=f"mends:{key}") for key, step in REMEDIES.items()),
    Row(_WAY, CROSS, "look", when="look_due"),
    Row(_WAY, CROSS, "waiting", when="dinas_asked"),
    Row(_WAY, CROSS, "ask_npsn", when="school_open"),
    Row(_WAY, CROSS, "request", when="dinas_next"),
    *(Row(_WAY, CROSS, f"ask_{subject}", when=f"asks:{subject}") for subject in ORDER.questions),
    Row(_WAY, CROSS, "handing", when="no_account"),
    Row(_WAY, CROSS, "result", when="undecided"),
    Row(_WAY, CROSS, "handing"),
    Row("guide_done", "button_missing", ONWARD),
    *(row for step in REMEDIES.values() for row in _walk(step)),
    Row("look", "still_missing", ONWARD),
    Row("result", "recheck", ONWARD),
    # What only Dinas can do: one request, then waiting.
    Row("ask_npsn", "answered", ONWARD),
    Row("ask_npsn", "done", "waiting"),
    Row("request", "done", "waiting"),
    Row("request", "stuck", "request.stuck"),
    Row("request.stuck", "done", "waiting"),
    Row("request.stuck", "skip", ONWARD),
    Row("ask_reminder", "answered", "ask_zone", when="zone_open"),
    Row("ask_reminder", "answered", "waiting"),
    Row("ask_zone", "answered", "waiting"),
    Row("waiting", "done", ONWARD),
    Row("waiting", "stuck", "handing"),
    Row("waiting", "not_yet", "waiting"),
    Row("waiting", "answered", "waiting"),
    Row("waiting", "meanwhile", "R8.1", when="login_parked"),
    Row("waiting", "meanwhile", "R9.1", when="invalid_open"),
    Row("waiting", "remind", "ask_reminder"),
)
