"""A case that has been handed over, as its operator sees it: with its help desk, or with nobody."""

from dataclasses import replace

from flows.dialogue.case_code import case_code
from flows.dialogue.dates import moment
from flows.dialogue.districts.directory import District
from flows.dialogue.level import NO_DINAS
from flows.dialogue.machine.conditions import diagnosing
from flows.dialogue.machine.effects import Effect, HandOver, ToDesk
from flows.dialogue.machine.events import AtDesk, Surroundings
from flows.dialogue.machine.questions import BY_DESK
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.session import Record, Session
from flows.dialogue.screens.keyboard import APPEARED, Rows, nav, works_now
from flows.view import Choice, Line, View

LEFT = "left"
"""The reason of a case that its operator took away from this desk: it is nobody's there any more."""
_REASONS = frozenset({"button_back", "data_mended", "elsewhere", "no_reply", "double", "lost"})
"""Reasons that say something to the operator."""


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


def handed_over(session: Session, position: Position, here: Surroundings) -> View:
    """The screen: who has the case, how it stands there, and what becomes of what the operator writes."""
    desk = with_desk(here)
    if is_elsewhere(position, here):
        return View(
            (Line("handed_over.madrasah"), Line("handed_over.no_madrasah")), ((nav("restart"), nav("back")),)
        )
    lines = [Line("handed_over.text", {"code": case_code(session.case)})]
    if here.desk and is_deserted(here):
        lines.append(Line("handed_over.gone", {"name": here.desk.name}))
    lines += _with(desk, session, position, here) if desk else _without(position, here)
    rows: list[tuple[Choice, ...]] = [
        (works_now(led.symptom) if (led := position.standing.led_now) else APPEARED,),
        (nav("letter", "summary"),),
    ]
    if diagnosing(position.standing):
        rows.append((nav("recheck"),))
    if desk:
        rows += _desk_rows(desk)
    elif own := _own_bot(position, here):
        rows.insert(0, (Choice("link", "own_bot", Line("button.own_bot"), own.bot_link),))
    if here.directory.districts and position.standing.level not in NO_DINAS:
        rows.append((nav("district"),))
    asks = [Line("handed_over.helped")] if desk and _asks_whether_it_helped(desk) else []
    return View((*lines, _last(desk, position), *asks), (*rows, (nav("restart"), nav("back"))))


def _last(desk: AtDesk | None, position: Position) -> Line:
    """The school is asked for by the way, while the case is new to its desk."""
    new = desk is not None and desk.state == "open" and not desk.answered and not desk.silent and desk.line
    return Line("handed_over.npsn" if new and not position.standing.npsn else "handed_over.after")


def which_case(session: Session, here: Surroundings) -> View:
    """The panel over a closed case whose operator writes: what is written may belong to it, or begin another."""
    lines = (Line("panel.closed", {"code": case_code(session.case), "who": desk_name(here)}),)
    return View(lines, ((nav("desk_reopen"),), (nav("restart_yes", "restart"),), (nav("close", "not_sent"),)))


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


def _without(position: Position, here: Surroundings) -> list[Line]:
    standing = position.standing
    serving = here.directory.desk_of(standing.district or "", standing.level)
    if serving is None:
        if own := _own_bot(position, here):
            return [Line("handed_over.own_bot", {"name": own.name, "bot": own.bot})]
        return [Line("handed_over.abroad" if standing.level == "siln" else "handed_over.alone")]
    if here.crowded:
        return [Line(f"handed_over.crowded_{here.crowded}")]
    who = Line("handed_over.desk", {"name": serving.name})
    return [
        Line("handed_over.told", {"who": who}),
        *_hours(serving, serving.hours, here),
        Line("handed_over.line"),
    ]


def _with(desk: AtDesk, session: Session, position: Position, here: Surroundings) -> list[Line]:
    district = here.directory.get(position.standing.district or "")
    zone = district.zone if district else session.zone or "WIB"
    values = {"who": desk_name(here), "since": moment(desk.since, zone)}
    if desk.state == "closed":
        return [Line("handed_over.closed", values), *because(desk)]
    asked = [Line("handed_over.asked", {"what": Line(f"ask.{desk.asked}.short")})] if desk.asked else []
    lines = [Line(f"handed_over.{status}", values) for status in _statuses(desk)]
    line = Line("handed_over.line" if desk.line else "handed_over.no_line")
    if desk.muted and desk.muted > here.now:
        line = Line("handed_over.muted", {"who": desk_name(here)})
    shared = here.directory.has_outbreak(desk.code, tuple(position.standing.found.plan))
    others = [Line("outbreak.others")] if shared else []
    return [*lines, *others, *_hours(here.directory.get(desk.code), desk.hours, here), *asked, line]


def _own_bot(position: Position, here: Surroundings) -> District | None:
    """The district whose own bot serves the operator instead of this one."""
    return here.directory.with_bot(position.standing.district or "", position.standing.level)


def _hours(district: District | None, hours: str, here: Surroundings) -> list[Line]:
    """Lines that tell when the desk works, and out of these hours when it opens again."""
    opens = district.opens_next(here.now) if district else None
    if district and opens:
        return [Line("handed_over.opens", {"hours": hours, "when": moment(opens, district.zone)})]
    return [Line("handed_over.hours", {"hours": hours})] if hours else []


def _statuses(desk: AtDesk) -> tuple[str, ...]:
    """Keys of the lines that tell who has the case, also after a long silence: having taken it is no answer."""
    if desk.silent:
        return ("taken", "silent") if desk.state == "taken" else ("silent",)
    return ("answered",) if desk.answered else ("taken" if desk.state == "taken" else "sent",)


def because(desk: AtDesk | None) -> tuple[Line, ...]:
    """Line that tells why the desk has closed the case, where that says something to the operator."""
    if desk is None or desk.reason not in _REASONS:
        return ()
    return (Line("handed_over.because", {"reason": Line(f"handed_over.reason.{desk.reason}")}),)


def _asks_whether_it_helped(desk: AtDesk) -> bool:
    """Whether the operator is asked if the desk helped: once after each closing by staff."""
    return desk.state == "closed" and not desk.rated and desk.reason not in {LEFT, "lost"}


def _desk_rows(desk: AtDesk) -> Rows:
    if desk.state == "closed":
        rating = ((nav("desk_helped"), nav("desk_not_helped")),) if _asks_whether_it_helped(desk) else ()
        return (*rating, (nav("desk_reopen"),))
    asked = [(nav("desk_asked"),)] if desk.asked else []
    rows: list[tuple[Choice, ...]] = [*asked, (nav("desk_end") if desk.line else nav("desk_line"),)]
    if desk.silent:
        if desk.next:
            rows.append((Choice("nav", "desk_up", Line("button.desk_up", {"next": desk.next})),))
        rows.append((nav("desk_wait"),))
    return tuple(rows)
