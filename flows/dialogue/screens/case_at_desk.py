"""Case at its desk as a turn knows of it: which desk, whether anybody listens there, and what it will be after the turn."""

from dataclasses import replace

from flows.dialogue.districts.district import District
from flows.dialogue.machine.effects import Effect, HandOver, ToDesk
from flows.dialogue.machine.events import AtDesk, Surroundings
from flows.dialogue.machine.questions import BY_DESK
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.session import Record
from flows.view import Line

LEFT = "left"
"""The reason of a case that its operator took away from this desk: it is nobody's there any more."""


def with_desk(here: Surroundings) -> AtDesk | None:
    """The help desk that has the present case, or had it last."""
    return None if (here.desk and here.desk.reason == LEFT) or is_deserted(here) else here.desk


def is_deserted(here: Surroundings) -> bool:
    """Whether the desk of a closed case is gone, and nobody serves in its place: nobody could open it again."""
    desk = here.desk
    if desk is None or desk.state != "closed" or not desk.gone:
        return False
    return here.directory.desk_of(desk.district, desk.level) is None


def is_elsewhere(position: Position, here: Surroundings) -> bool:
    """Whether the school reports to another system than Dapodik, and no help desk is at the case all the same."""
    desk = with_desk(here)
    return position.standing.level == "madrasah" and (desk is None or desk.state == "closed")


def desk_listens(here: Surroundings) -> bool:
    """Whether a help desk reads what the operator writes."""
    desk = with_desk(here)
    return desk is not None and desk.state != "closed" and desk.line


def is_closed(here: Surroundings) -> bool:
    """Whether the help desk has closed the case."""
    desk = with_desk(here)
    return desk is not None and desk.state == "closed"


def turned_away(here: Surroundings) -> bool:
    """Whether the operator has asked to talk to the bot although a help desk has the case."""
    desk = with_desk(here)
    return desk is not None and desk.state != "closed" and not desk.line


def held_back(here: Surroundings) -> bool:
    """Whether the present case goes to no desk now, for all the others of its operator's there. One that a desk has open stays."""
    return here.crowded is not None and (with_desk(here) is None or is_closed(here))


def desk_name(here: Surroundings) -> Line:
    """The help desk within a sentence."""
    desk = with_desk(here)
    return Line("handed_over.desk", {"name": desk.name}) if desk else Line("handed_over.any_desk")


def foreseen(here: Surroundings, effects: tuple[Effect, ...]) -> Surroundings:
    """`here` as it will be once these effects are done, so that the screen that follows is already true."""
    for effect in effects:
        if isinstance(effect, HandOver):
            here = replace(here, desk=_given(here, effect))
        elif isinstance(effect, ToDesk) and here.desk:
            here = replace(here, desk=_after(here.desk, effect, here))
    return here


def _given(here: Surroundings, given: HandOver) -> AtDesk | None:
    """The desk that a case is handed over to, as it has the case then; None where there is none."""
    before, serving = with_desk(here), here.directory.desk_of(given.district, given.level)
    if before and _keeps(before, given, serving):
        kept = _after(before, ToDesk("reopen" if before.state == "closed" else "line"), here)
        return replace(kept, answered=False, district=given.district, level=given.level)
    if serving is None:
        return None
    above = here.directory.above(serving.code)
    return AtDesk(
        "open",
        serving.name,
        here.now,
        next=above.name if above else None,
        hours=serving.hours,
        code=serving.code,
        district=given.district,
        level=given.level,
        asked=before.asked if before and before.state != "closed" else None,
    )


def _keeps(desk: AtDesk, given: HandOver, serving: District | None) -> bool:
    """Whether the desk keeps a case that is handed over again: for the same district, or because it serves both."""
    if desk.gone:
        return False
    if (desk.district, desk.level) == (given.district, given.level):
        return True
    return desk.state != "closed" and serving is not None and serving.name == desk.name


def once_told(here: Surroundings, told: tuple[Record, ...]) -> Surroundings:
    """`here` as it will be once this was told: a question of the desk's that it answers is open no more, and the
    operator waits for an answer.
    """
    desk = here.desk
    if desk is None or BY_DESK + (desk.asked or "") not in {record.subject for record in told}:
        return here
    return replace(here, desk=replace(desk, asked=None, answered=False))


def _after(desk: AtDesk, effect: ToDesk, here: Surroundings) -> AtDesk:
    match effect.what:
        case "end" | "line":
            return replace(desk, line=effect.what == "line")
        case "wait":
            return replace(desk, silent=False, answered=False)
        case "reopen":
            return replace(
                desk, state="open", since=here.now, line=True, reason=None, answered=False, rated=False
            )
        case "up" if desk.next:
            above = here.directory.above(desk.code)
            code = above.code if above else ""
            return AtDesk("open", desk.next, here.now, asked=desk.asked, code=code)
        case "rated":
            return replace(desk, rated=True)
        case "untold":
            return replace(desk, asked=desk.asked or effect.about)
    return desk
