"""How a case at a desk looks from its operator's side."""

from datetime import datetime

from bot.helpdesk.case import DeskCase
from bot.helpdesk.directory import Desks
from bot.helpdesk.hours import in_words
from bot.store.rows import Known
from flows.dialogue.events import AtDesk, Here


def at_desk(case: DeskCase | None, desks: Desks) -> AtDesk | None:
    """How a case stands, as far as its operator sees it."""
    desk = desks.get(case.desk) if case else None
    if case is None or desk is None:
        return None
    above = desks.above(case.desk)
    return AtDesk(
        state=case.state,
        name=desk.name,
        since=case.since,
        answered=case.answered,
        line=case.line,
        silent=case.silent,
        next=above.name if above else None,
        hours=in_words(desk),
        reason=case.reason,
        asked=case.asked,
        district=case.district,
        level=case.level,
        gone=desk.chat is None,
    )


def seen_from(known: Known, desks: Desks, now: datetime) -> Here:
    """What a turn of the present case cannot know by itself."""
    return Here(now, known.others, desks.directory, known.district, at_desk(known.desk, desks))
