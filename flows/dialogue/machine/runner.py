"""Runs the table. The only place that knows the `transitions` library and its ways.

One machine serves all cases: it holds no case between two calls, so that nothing grows with the number of people.
"""

from collections.abc import Callable
from functools import partial

from transitions import Machine

from flows.dialogue.machine.standing import Standing
from flows.dialogue.machine.table import ANYWHERE, CROSS, CROSSINGS, ROWS, STATES, Row


class NoSuchWay(LookupError):  # noqa: N818  # a fact about the table, raised to our own callers only
    """The table has no row for this state and trigger."""


class _Cursor:
    """The model that the library moves: where a case stands, for the length of one call."""

    state: str
    standing: Standing

    def holds(self, condition: str) -> bool:
        name, _, argument = condition.partition(":")
        found = getattr(self.standing, name)
        if not callable(found):
            return bool(found)
        return bool(found(argument) if argument else found())


_cursor = _Cursor()


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

_ROWS_OF: dict[tuple[str, str], list[Row]] = {}
for _row in (*ROWS, *ANYWHERE):
    _ROWS_OF.setdefault((_row.source, _row.trigger), []).append(_row)


def may(state: str, trigger: str, standing: Standing) -> bool:
    """Whether the table lets `trigger` move a case from `state`."""
    _cursor.standing = standing
    return any(row.when is None or _cursor.holds(row.when) for row in _ROWS_OF.get((state, trigger), ()))


def move(state: str, trigger: str, standing: Standing) -> str:
    """The state a case comes to from `state` by `trigger`, past all crossings.

    `standing` already counts what was told. Raises NoSuchWay where no row fits, which is a mistake of ours: what people
    may tell is asked of `may` first.
    """
    _cursor.standing = standing
    _machine.set_state(state, model=_cursor)
    _fire(trigger)
    while _cursor.state in CROSSINGS:
        _fire(CROSS)
    return _cursor.state


def read(state: str, trigger: str, standing: Standing) -> str:
    """The same as `move`, by reading the rows without the library: for walks over very many paths. Raises NoSuchWay as well."""
    _cursor.standing = standing
    while True:
        rows = _ROWS_OF.get((state, trigger), ())
        row = next((row for row in rows if row.when is None or _cursor.holds(row.when)), None)
        if row is None:
            raise NoSuchWay(f"no row leads from {state!r} by {trigger!r}")
        state, trigger = row.dest, CROSS
        if state not in CROSSINGS:
            return state


def _fire(trigger: str) -> None:
    before = _cursor.state
    if (before, trigger) not in _ROWS_OF or not _machine.events[trigger].trigger(_cursor):
        raise NoSuchWay(f"no row leads from {before!r} by {trigger!r}")
