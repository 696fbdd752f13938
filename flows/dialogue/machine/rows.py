"""Reads the table without running it: where a row leads, for replaying records and for walks over all paths.

The live dialogue is moved by `runner`, which runs the same rows; a test holds that both agree on every state and trigger.
"""

from flows.dialogue.machine.conditions import holds
from flows.dialogue.machine.standing import Standing
from flows.dialogue.machine.table import ANYWHERE, CROSSINGS, ROWS
from flows.troubles.trouble import CROSS, Row

_ROWS_OF: dict[tuple[str, str], list[Row]] = {}
for _row in (*ROWS, *ANYWHERE):
    _ROWS_OF.setdefault((_row.source, _row.trigger), []).append(_row)


class NoSuchWay(LookupError):  # noqa: N818  # a fact about the table, raised to our own callers only
    """The table has no row for this state and trigger."""


def may(state: str, trigger: str, standing: Standing) -> bool:
    """Whether the table lets `trigger` move a case from `state`."""
    return any(row.when is None or holds(row.when, standing) for row in _ROWS_OF.get((state, trigger), ()))


def next_state(state: str, trigger: str, standing: Standing) -> str:
    """The state a case comes to from `state` by `trigger`, past all crossings. `standing` already counts what was told.

    Raises NoSuchWay where no row fits.
    """
    reached = _destination(state, trigger, standing)
    while reached in CROSSINGS:
        reached = _destination(reached, CROSS, standing)
    return reached


def _destination(state: str, trigger: str, standing: Standing) -> str:
    for row in _ROWS_OF.get((state, trigger), ()):
        if row.when is None or holds(row.when, standing):
            return row.dest
    raise NoSuchWay(f"no row leads from {state!r} by {trigger!r}")
