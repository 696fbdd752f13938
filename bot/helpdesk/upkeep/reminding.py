"""Staff are reminded of what waits for them: gathered, without a sound, each thing once, in working time only.

Nobody waits for that, and in the morning it goes to all desks at once: in the lane behind everything. The first look of a working day brings its digest. What is still so after a while more is told to the heads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.desks.working_hours import after, is_working, last_closing
from bot.helpdesk.staff.case_list import item
from bot.helpdesk.staff.headings import is_urgent
from bot.helpdesk.upkeep.brought_back import bring_back
from bot.helpdesk.upkeep.outbreak_alarm import watch_outbreaks
from bot.helpdesk.upkeep.outdated_cards import outdated_cards
from bot.outgoing.render import render
from bot.records.help_desk import Desk, Reminder
from bot.records.letters import Letter, NoteBody
from bot.records.priority import Priority
from bot.store.desk_work import Listed
from flows.dialogue.dates import local
from flows.dialogue.screens.requirements import listed
from flows.texts import write
from flows.view import Line, View

_EVERY = timedelta(minutes=10)
"""A desk is looked at so often."""
_KINDS = ("urgent", "free", "answer")
_SHOWN = 10
_HEAD = "head_"


@dataclass(frozen=True, slots=True)
class DueReminder:
    """Reminder that is due: a case that waits for its desk too long, and why."""

    one: Listed
    kind: str
    since: datetime

    @property
    def reminder(self) -> Reminder:
        return Reminder(self.one.desk.case, self.kind, int(self.since.timestamp()))


async def remind_staff(context: HelpdeskContext, now: datetime) -> None:
    """Look at every desk whose turn it is and that works now. Raises BrokenStoreError."""
    for code, last in await context.store.due_rounds(now - _EVERY):
        desk = context.desks.get(code)
        if desk and desk.chat is not None and is_working(desk, now):
            await watch_outbreaks(context, desk, now)
            await bring_back(context, desk, now)
            await _looks(context, desk, last, now)
    context.wake.set()


async def _looks(context: HelpdeskContext, desk: Desk, last: str, now: datetime) -> None:
    store, day = context.store, f"{local(now, desk.zone):%Y-%m-%d}"
    work, told = await store.open_cases(desk.code), await store.reminded(desk.code)
    late = list(_late(work, desk, now))
    fresh = late if last != day else [one for one in late if one.reminder not in told]
    assert desk.chat is not None
    letters = outdated_cards(work, desk.chat, now)
    names = await store.names(sorted({one.desk.owner for one in work if one.desk.owner}))
    if last != day and work:
        head = _digest(desk, work, now)
        letters.append(_said(f"digest:{desk.code}:{day}", desk, (head, *_lines(late, names, desk))))
    elif fresh:
        head = Line("desk.remind.head", {"name": desk.name, "count": len(fresh)})
        key = f"remind:{desk.code}:{int(now.timestamp())}"
        letters.append(_said(key, desk, (head, *_lines(fresh, names, desk)), silent=True))
    still = list(_unmoved(late, told, desk, now))
    if still:
        letters += await _to_heads(context, desk, [one for one, _ in still], now)
    reminders = [*(one.reminder for one in fresh), *(reminder for _, reminder in still)]
    await store.round_done(desk.code, day, reminders, letters=letters, now=now)


def _late(work: Sequence[Listed], desk: Desk, now: datetime) -> Iterator[DueReminder]:
    """Cases that wait too long, each once, the most pressing reason first."""
    for one in work:
        case = one.desk
        if is_urgent(one, now) and (until := one.school.cut_off(now)):
            yield DueReminder(one, "urgent", until)
        elif case.state == "open" and _is_over(desk, case.since, desk.take_in, now):
            yield DueReminder(one, "free", case.since)
        elif case.waiting_at and _is_over(desk, case.waiting_at, desk.answer_in, now):
            yield DueReminder(one, "answer", case.waiting_at)


def _is_over(desk: Desk, since: datetime, minutes: int, now: datetime) -> bool:
    return minutes > 0 and after(desk, since, timedelta(minutes=minutes)) <= now


def _unmoved(
    late: Sequence[DueReminder], told: dict[Reminder, datetime], desk: Desk, now: datetime
) -> Iterator[tuple[DueReminder, Reminder]]:
    """Late cases of which staff were reminded so long ago that their heads are to know, and do not yet."""
    for one in late:
        at, reminder = told.get(one.reminder), one.reminder
        to_head = Reminder(reminder.case, f"{_HEAD}{reminder.kind}", reminder.since)
        if at and to_head not in told and _is_over(desk, at, desk.head_in, now):
            yield one, to_head


async def _to_heads(
    context: HelpdeskContext, desk: Desk, late: Sequence[DueReminder], now: datetime
) -> list[Letter]:
    names = await context.store.names(sorted({one.one.desk.owner for one in late if one.one.desk.owner}))
    items = listed([*(item(one.one, names, desk) for one in late[:_SHOWN]), *_more(len(late))])
    line = Line("desk.remind.to_head", {"name": desk.name, "count": len(late), "items": items})
    unreached = await context.store.unreached_heads()
    heads = [head for head in await context.store.heads_of(desk.code) if head not in unreached]
    body = NoteBody(write(line), mark=True)
    key = f"late:{desk.code}:{int(now.timestamp())}"
    return [Letter(f"{key}:{head}", head, body, head, rank=Priority.BULK) for head in heads]


def _digest(desk: Desk, work: Sequence[Listed], now: datetime) -> Line:
    since = last_closing(desk, now)
    overnight = [one for one in work if (one.desk.waiting_at or one.desk.since) >= since]
    urgent = [one for one in work if is_urgent(one, now)]
    counted = {"all": len(work), "overnight": len(overnight), "urgent": len(urgent)}
    return Line("desk.remind.digest", {"name": desk.name, **counted})


def _lines(late: Sequence[DueReminder], names: dict[int, str], desk: Desk) -> Iterator[Line]:
    for kind in _KINDS:
        found = [one for one in late if one.kind == kind]
        if found:
            items = [*(item(one.one, names, desk) for one in found[:_SHOWN]), *_more(len(found))]
            yield Line(f"desk.remind.{kind}", {"items": listed(items)})


def _more(count: int) -> list[Line]:
    return [Line("desk.remind.more", {"count": count - _SHOWN})] if count > _SHOWN else []


def _said(key: str, desk: Desk, lines: tuple[Line, ...], *, silent: bool = False) -> Letter:
    assert desk.chat is not None
    message = render(View(lines), 0, 0)
    body = NoteBody(message.text, message.rows, silent=silent, mark=True)
    return Letter(key, desk.chat, body, rank=Priority.BULK)
