"""Runs the table: every step that nobody has taken lately goes through here. The only place that knows the `transitions` library.

One machine serves all cases: it holds no case between two calls, so that nothing grows with the number of people.
"""

from collections.abc import Callable
from functools import partial
from threading import Lock

from transitions import Machine

from flows.dialogue.machine.conditions import holds
from flows.dialogue.machine.rows import NoSuchWay
from flows.dialogue.machine.standing import Standing
from flows.dialogue.machine.table import ANYWHERE, CROSSINGS, ROWS, STATES
from flows.troubles.trouble import CROSS, Row


class _Cursor:
    """The model that the library moves: where a case stands, for the length of one call."""

    state: str
    standing: Standing

    def holds(self, condition: str) -> bool:
        return holds(condition, self.standing)


_cursor = _Cursor()
_lock = Lock()


def _transition(row: Row) -> dict[str, object]:
    condition: Callable[[], bool] | None = partial(_cursor.holds, row.when) if row.when else None
    return {"trigger": row.trigger, "source": row.source, "dest": row.dest, "conditions": condition}


_machine = Machine(
    model=_cursor,
    states=[*STATES, *CROSSINGS],
    initial="menu",
    transitions=[_transition(row) for row in (*ROWS, *ANYWHERE)],
    auto_transitions=False,
)
_TRIGGERS = {(row.source, row.trigger) for row in (*ROWS, *ANYWHERE)}


def move(state: str, trigger: str, standing: Standing) -> str:
    """The state a case comes to from `state` by `trigger`, past all crossings.

    `standing` already counts what was told. Raises NoSuchWay where no row fits, which is a mistake of ours: what people
    may tell is asked of `rows.may` first.
    """
    with _lock:  # figures are made beside the event loop
        _cursor.standing = standing
        _machine.set_state(state, model=_cursor)
        _fire(trigger)
        while _cursor.state in CROSSINGS:
            _fire(CROSS)
        return _cursor.state


def _fire(trigger: str) -> None:
    before = _cursor.state
    # The library raises AttributeError for a trigger it has never heard of, as a condition's own mistake would.
    if (before, trigger) not in _TRIGGERS or not _machine.events[trigger].trigger(_cursor):
        raise NoSuchWay(f"no row leads from {before!r} by {trigger!r}")
