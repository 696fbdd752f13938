"""A desk's overview: how many cases stand under each heading, the oldest, and the ways to the lists. Pure.

It says nothing of how long ago something was, so that it is true till something happens.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.helpdesk.staff.case_list import in_rows, item, ways
from bot.helpdesk.staff.headings import counts
from bot.outgoing.render import Message, render
from bot.records.help_desk import Desk
from bot.store.desk_work import Listed
from flows.view import Line, Values, View


def overview(desk: Desk, work: Sequence[Listed], names: dict[int, str], now: datetime) -> Message:
    """Overview of a desk's open cases `work`, which come with who has waited longest first."""
    counted = counts(work, now)
    values: Values = {"name": desk.name, "all": len(work), **counted}
    lines = [Line("desk.board.head" if work else "desk.board.none", values)]
    waiting = [one for one in work if one.desk.waiting_at]
    if waiting:
        lines.append(Line("desk.board.oldest", {"item": item(waiting[0], names, desk)}))
    return render(View(tuple(lines), in_rows(ways(counted, "board"))), 0, 0)
