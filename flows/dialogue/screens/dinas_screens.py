"""Screens of what only Dinas can do: the one request, and the wait for it."""

from flows.dialogue.dates import moment
from flows.dialogue.machine.conditions import invalid_open, login_parked
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.session import Session
from flows.dialogue.screens.keyboard import FOOT, nav
from flows.dialogue.screens.requirements import in_a_row, listed, must, name
from flows.dialogue.screens.summaries import share_links
from flows.view import Choice, Line, View


def request_screen(_: Session, position: Position, here: Surroundings) -> View:
    """The request to Dinas: what it is to change, and the ways to send it."""
    stuck = position.state.endswith(".stuck")
    standing = position.standing
    done = Choice("dinas.1", "done", Line("button.sent"))
    other = Choice("dinas.1", *(("skip", Line("button.skip")) if stuck else ("stuck", Line("button.stuck"))))
    items = [Line("request.line", {"is": must(key, standing.facts)}) for key in standing.for_dinas]
    lines = (
        Line("request.text", {"items": listed(items)}),
        Line("request.stuck" if stuck else "request.abroad" if standing.level == "siln" else "request.how"),
    )
    links = share_links(standing)
    share = tuple(Choice("link", app, Line(f"button.{app}"), url) for app, url in links.items())
    desk = (
        ((nav("human", "via_bot"),),) if any(district.linked for district in here.directory.districts) else ()
    )
    return View(lines, (*desk, share, (done,), (other, *FOOT[0])))


def waiting_screen(session: Session, position: Position, _: Surroundings) -> View:
    """The wait for Dinas: what was asked for, what can be done meanwhile, and when a reminder comes."""
    standing = position.standing
    items = in_a_row([name(key) for key in standing.for_dinas])
    lines = [Line("waiting.text", {"items": items})]
    rows: list[tuple[Choice, ...]] = [
        (Choice("dinas.2", "done", Line("button.dinas_done")),),
        (Choice("dinas.2", "not_yet", Line("button.later")),),
    ]
    if login_parked(standing):
        lines.append(Line("waiting.meanwhile_login"))
        rows.insert(0, (nav("meanwhile", "meanwhile_login"),))
    elif invalid_open(standing):
        lines.append(Line("waiting.meanwhile"))
        rows.append((nav("meanwhile"),))
    if session.remind_at:
        lines.append(Line("waiting.reminder", {"when": moment(session.remind_at, session.zone or "WIB")}))
    else:
        lines.append(Line("waiting.no_reminder"))
    rows.append((Choice("dinas.2", "stuck", Line("button.dinas_stuck")), nav("remind")))
    return View(tuple(lines), (*rows, *FOOT))
