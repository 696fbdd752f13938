"""The reminder of a case: when it is set, set anew, or taken away by what a turn has made of the case."""

from dataclasses import replace

from flows.dialogue.dates import before_quiet_hours, reminder_time
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.machine.led import WAITS
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.session import Session
from flows.dialogue.machine.standing import Standing
from flows.dialogue.screens.district_choice import zone_of


def with_reminder(session: Session, before: Position, now: Position, here: Surroundings) -> Session:
    """Session with the reminder as it now is: set with the request, and anew whenever another is chosen; none once nobody waits for Dinas.

    A zone that nobody told is the district's, else WIB: eight to ten there is daytime everywhere.
    """
    standing = now.standing
    if now.state in WAITS and standing.quiet > 0:
        if standing.quiet == before.standing.quiet:
            return session
        zone = standing.zone or zone_of(here) or "WIB"
        return replace(session, remind_at=before_quiet_hours(zone, here.now, session.case))
    if not standing.request_sent:
        return session if session.remind_at is None else replace(session, remind_at=None)
    if now.state != "waiting" or _reminding(before.standing) == _reminding(standing):
        return session
    zone = standing.zone or zone_of(here) or "WIB"
    return replace(session, remind_at=reminder_time(standing.reminder, zone, here.now, session.case))


def _reminding(standing: Standing) -> object:
    return standing.request_sent, standing.round, standing.reminder, standing.zone, standing.put_off
