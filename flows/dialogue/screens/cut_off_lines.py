"""Time that is left to the cut-off, in the operator's own time."""

from datetime import timedelta

from flows.dialogue.dates import moment
from flows.dialogue.districts.cut_off import CutOff, earliest
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.machine.replay import Position
from flows.dialogue.screens.district_choice import zone_of
from flows.view import Line, View

_TOLD_FROM = timedelta(days=7)
_IN_DAYS = timedelta(days=2)
"""Less than that is told in hours."""
_STATES = frozenset({"menu", "result", "request", "request.stuck", "waiting", "handed_over"})
"""Where a line more does not come between a person and what they are doing."""


def with_cut_off(view: View, position: Position, here: Surroundings) -> View:
    """The screen, from seven days before with a line above its last one that says how long is left."""
    found = _next(position, here) if position.state in _STATES else None
    if found is None or found.at - here.now > _TOLD_FROM:
        return view
    return View((*view.lines[:-1], _left(found, position, here), view.lines[-1]), view.rows)


def when_is_cut_off(position: Position, here: Surroundings) -> Line:
    """The answer to whoever asks for it."""
    found = _next(position, here)
    return _left(found, position, here) if found else Line("topic.batas_waktu")


def _next(position: Position, here: Surroundings) -> CutOff | None:
    """The earliest that holds for the operator's district, or for the desk that serves it."""
    standing = position.standing
    district = standing.district or here.district or ""
    serving = here.directory.desk_of(district, standing.level)
    codes = {district, serving.code if serving else district}
    return earliest(here.directory.cut_offs, codes, here.now)


def _left(found: CutOff, position: Position, here: Surroundings) -> Line:
    left = found.at - here.now
    hours = left // timedelta(hours=1)
    if left >= _IN_DAYS:
        still = Line("cut_off.days", {"count": left.days})
    else:
        still = Line("cut_off.hours", {"count": hours}) if hours else Line("cut_off.minutes")
    zone = position.standing.zone or zone_of(here) or "WIB"
    return Line("cut_off.left", {"name": found.name, "when": moment(found.at, zone), "left": still})
