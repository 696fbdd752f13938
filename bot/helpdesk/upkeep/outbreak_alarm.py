"""The alarm where unusually many schools of a desk lack the same: one notice to the desk and to the one above it."""

from datetime import datetime

from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.staff.case_list import item
from bot.outgoing.render import render
from bot.records.letters import Letter, NoteBody
from bot.records.priority import Priority
from bot.records.rows import Desk
from bot.store.desk_work import Listed
from flows.dialogue.desk.outlook import missing_names
from flows.dialogue.districts.outbreak import BEFORE, SPAN, Outbreak, outbreaks
from flows.dialogue.screens.requirements import listed
from flows.view import Line, Values, View

_SHOWN = 10


async def watch_outbreaks(context: HelpdeskContext, desk: Desk, now: datetime) -> None:
    """Look at a desk: what has begun there is told once, what is over is forgotten. Raises BrokenStoreError."""
    store = context.store
    begun, going = outbreaks(await store.sightings(desk.code, now - BEFORE - SPAN), now)
    known = await store.known_outbreaks(desk.code)
    for key in sorted(begun - known):
        cases = [one for one in await store.open_cases(desk.code) if key in (one.desk.missing or ())]
        letters = [_notice(desk, at, key, cases, now) for at in (desk, context.desks.above(desk.code)) if at]
        await store.begin_outbreak(Outbreak(desk.code, key), letters, now)
    await store.end_outbreaks(desk.code, sorted(known - going))
    if known - going or begun - known:
        await context.desks.refresh()


def _notice(desk: Desk, at: Desk, key: str, cases: list[Listed], now: datetime) -> Letter:
    """For the group of `at`. Of another desk's cases its staff are not named there."""
    assert at.chat is not None
    items = [item(one, {}, at) for one in cases[:_SHOWN]]
    if len(cases) > _SHOWN:
        items.append(Line("desk.remind.more", {"count": len(cases) - _SHOWN}))
    values: Values = {
        "name": desk.name,
        "missing": missing_names((key,)),
        "count": len(cases),
        "items": listed(items) if items else Line("outbreak.waiting"),
    }
    lines = (
        Line("outbreak.notice", values),
        Line("outbreak.offer" if at == desk else "outbreak.offer_above"),
    )
    said = render(View(lines), 0, 0)
    name = f"outbreak:{desk.code}:{key}:{int(now.timestamp())}:{at.code}"
    return Letter(name, at.chat, NoteBody(said.text, said.rows, mark=True), rank=Priority.OVERVIEW)
