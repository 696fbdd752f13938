"""A case that has been handed over, as its operator sees it: with its help desk, or with nobody."""

from flows.dialogue.case_code import case_code
from flows.dialogue.dates import moment
from flows.dialogue.districts.district import District
from flows.dialogue.level import NO_DINAS
from flows.dialogue.machine.conditions import diagnosing
from flows.dialogue.machine.events import AtDesk, Surroundings
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.session import Session
from flows.dialogue.screens.case_at_desk import LEFT, desk_name, is_deserted, is_elsewhere, with_desk
from flows.dialogue.screens.keyboard import APPEARED, Rows, nav, works_now
from flows.view import Choice, Line, View

_REASONS = frozenset({"button_back", "data_mended", "elsewhere", "no_reply", "double", "lost"})
"""Reasons that say something to the operator."""


def handed_over_screen(session: Session, position: Position, here: Surroundings) -> View:
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
