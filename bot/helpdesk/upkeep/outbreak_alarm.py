"""The alarm where unusually many schools of a desk lack the same: one notice to the desk and to the one above it."""

from datetime import datetime

from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.staff.case_list import item
from bot.outgoing.render import render
from bot.records.help_desk import Desk
from bot.records.letters import Letter, NoteBody
from bot.records.priority import Priority
from bot.store.desk_work import Listed
from flows.dialogue.desk.outlook import missing_names
from flows.dialogue.districts.outbreak import BEFORE, SPAN, Outbreak, outbreaks, with_bot
from flows.dialogue.screens.requirements import listed
from flows.view import Line, Values, View

_SHOWN = 10


class SightingRecorder:
    """Recorder of what cases that no desk has lack, look by look: it counts for the alarm before they are handed over."""

    def __init__(self, context: HelpdeskContext) -> None:
        self._context = context
        self._since: datetime | None = None

    async def look(self, now: datetime) -> None:
        """Look at some of those that have changed since the last look. Raises BrokenStoreError."""
        since = now - SPAN if self._since is None else min(self._since, now)
        self._since = await self._context.store.sight(since) or since


async def watch_outbreaks(context: HelpdeskContext, desk: Desk, now: datetime) -> None:
    """Look at a desk: what has begun there is told once, what is over is forgotten. Raises BrokenStoreError."""
    store = context.store
    seen = await store.sightings(desk.code, _served(context, desk), now - BEFORE - SPAN)
    begun, going = outbreaks(seen, now)
    known = await store.known_outbreaks(desk.code)
    for key in sorted(begun - known):
        cases = [one for one in await store.open_cases(desk.code) if key in (one.desk.missing or ())]
        others = with_bot(seen, key, now)
        groups = (desk, context.desks.above(desk.code))
        names = await store.names(sorted({one.desk.owner for one in cases if one.desk.owner}))
        letters = [_notice(desk, at, key, cases, names, others, now) for at in groups if at]
        await store.begin_outbreak(Outbreak(desk.code, key), letters, now)
    await store.end_outbreaks(desk.code, sorted(known - going))
    if known - going or begun - known:
        await context.desks.refresh()


def _served(context: HelpdeskContext, desk: Desk) -> list[str]:
    """The districts whose operators come to this desk: its own, and of those below it the ones that have no group."""
    below = [one.code for one in context.desks.every if one.parent == desk.code and one.chat is None]
    return [desk.code, *below]


def _notice(  # noqa: PLR0917  (what it tells of)
    desk: Desk,
    at: Desk,
    key: str,
    cases: list[Listed],
    names: dict[int, str],
    others: int,
    now: datetime,
) -> Letter:
    """Notice for the group of `at`; `names` are those of the staff. Of another desk's cases its staff are not named there, of those that no desk has only the
    number of their schools.
    """
    assert at.chat is not None
    items = [item(one, names, at) for one in cases[:_SHOWN]]
    if len(cases) > _SHOWN:
        items.append(Line("desk.remind.more", {"count": len(cases) - _SHOWN}))
    values: Values = {"name": desk.name, "missing": missing_names((key,))}
    lines = [Line("outbreak.notice", values)]
    if cases:
        lines.append(Line("outbreak.cases", {"count": len(cases), "items": listed(items)}))
    if others:
        lines.append(Line("outbreak.with_bot", {"count": others}))
    lines.append(Line("outbreak.offer" if at == desk else "outbreak.offer_above"))
    said = render(View(tuple(lines)), 0, 0)
    name = f"outbreak:{desk.code}:{key}:{int(now.timestamp())}:{at.code}"
    return Letter(name, at.chat, NoteBody(said.text, said.rows, mark=True), rank=Priority.OVERVIEW)
