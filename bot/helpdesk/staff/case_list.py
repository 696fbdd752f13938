"""A desk's cases under a heading, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from bot.helpdesk.staff.headings import HEADINGS, counts, under
from bot.outgoing.render import Message, render
from bot.records.help_desk import Desk
from bot.store.desk_work import Listed
from bot.store.interface import Store
from flows.dialogue.buttons import write_button
from flows.dialogue.case_code import case_code
from flows.dialogue.dates import short
from flows.dialogue.desk.outlook import missing_names
from flows.dialogue.screens.requirements import listed
from flows.view import Choice, Line, Values, View

T = TypeVar("T")

SIZE = 10
_WEEK = timedelta(days=7)
_IN_A_ROW = 3
OPEN = ("all", *HEADINGS)
LISTS = (*OPEN, "mine", "closed")
"""What there is a list of."""


@dataclass(frozen=True, slots=True)
class ListRequest:
    """Page of a list that was asked for."""

    heading: str = "all"
    """One of LISTS."""
    number: int = 0
    who: int | None = None
    """Whose list it is, where it is somebody's own."""


async def page(store: Store, desk: Desk, wanted: ListRequest, now: datetime) -> Message:
    """A page of a desk's cases. One beyond the end is the first."""
    heading, number, who = wanted.heading, wanted.number, wanted.who
    work = await store.open_cases(desk.code)
    match heading:
        case "closed":
            cases = await store.closed_cases(desk.code, now - _WEEK)
        case "mine":
            cases = tuple(one for one in work if one.desk.owner == who)
        case _:
            cases = under(heading, work, now)
    if number * SIZE >= len(cases):
        number = 0
    shown = cases[number * SIZE : (number + 1) * SIZE]
    names = await store.names(
        sorted({one.desk.owner for one in shown if one.desk.owner} | ({who} if who else set()))
    )
    lines = [_head(desk, heading, len(cases), names.get(who, "-") if who else "-")]
    if shown:
        lines.append(listed([item(one, names, desk) for one in shown]))
    turning = []
    if number:
        turning.append(Choice("list", f"{heading}_{number - 1}", Line("desk.list.before")))
    if (number + 1) * SIZE < len(cases):
        turning.append(Choice("list", f"{heading}_{number + 1}", Line("desk.list.after")))
    others = [other for other in ways(counts(work, now)) if other.choice != f"{heading}_0"]
    rows = (tuple(turning), *in_rows(others))
    return with_cards(render(View(tuple(lines), tuple(row for row in rows if row)), 0, 0), shown)


def ways(counted: dict[str, int], subject: str = "list") -> list[Choice]:
    """The buttons that lead to each list; to those under a heading where there is anything."""
    found = [name for name in LISTS if name not in HEADINGS or counted[name]]
    return [
        Choice(subject, f"{name}_0", Line(f"desk.list.{name}", {"count": counted.get(name, 0)}))
        for name in found
    ]


def _head(desk: Desk, heading: str, total: int, who: str) -> Line:
    """Head of a list; it names whose list it is, for everybody in the group reads it."""
    values: Values = {"total": total, "name": desk.name, "owner": who}
    if not total:
        kind = heading if heading in {"all", "mine"} else "other"
        return Line(f"desk.list.none_{kind}", {**values, "what": Line(f"desk.list.what_{heading}")})
    if heading == "mine":
        return Line("desk.list.own", values)
    if heading == "all":
        return Line("desk.list.head", values)
    return Line("desk.list.under", {**values, "what": Line(f"desk.list.what_{heading}")})


def item(one: Listed, names: dict[int, str], desk: Desk) -> Line:
    """A case in a line: which school, what is missing, who has it, since when. Of another desk's case neither who of its staff
    has it nor its place in their group is said.
    """
    own = one.desk.desk == desk.code
    case = one.desk
    owner: str | Line = names.get(case.owner, "-") if case.owner else Line("desk.list.nobody")
    if case.owner and not own:
        owner = Line("desk.list.somebody")
    since = Line("desk.list.since", {"since": short(case.since, desk.zone)})
    if case.state == "closed":
        owner = Line("desk.list.ended", {"reason": Line(f"desk.reason.{case.reason}")})
    elif case.waiting_at:
        since = Line("desk.list.waiting", {"since": short(case.waiting_at, desk.zone)})
    missing = missing_names(case.missing or ())
    if own and one.school.twins:
        codes = ", ".join(case_code(other) for other in one.school.twins)
        missing = Line("desk.list.twins", {"missing": missing, "codes": codes})
    values: Values = {
        "title": title(one),
        "missing": missing,
        "owner": owner,
        "since": since,
    }
    link = link_of(one) if own else None
    return Line("desk.list.linked", {**values, "link": link}) if link else Line("desk.list.item", values)


def title(one: Listed) -> Line | str:
    """The school with the code, or the code alone."""
    code = case_code(one.desk.case)
    return Line("desk.list.school", {"school": one.school.name, "code": code}) if one.school.name else code


def link_of(one: Listed) -> str | None:
    """Link to the case's card, which opens for members of a supergroup; None where there is none."""
    card = one.card
    if card is None or card.message is None or not str(card.chat).startswith("-100"):
        return None
    topic = f"{card.thread}/" if card.thread else ""
    return f"https://t.me/c/{str(card.chat).removeprefix('-100')}/{topic}{card.message}"


def with_cards(message: Message, shown: Sequence[Listed]) -> Message:
    """The message with a button for each case that no link leads to: a tap shows its card anew."""
    unlinked = [one.desk.case for one in shown if link_of(one) is None]
    buttons = [(case_code(case), write_button(case, 0, "list", "card")) for case in unlinked]
    return Message(message.text, (*in_rows(buttons), *message.rows))


def in_rows(several: Sequence[T]) -> tuple[tuple[T, ...], ...]:
    """Buttons, three in a row."""
    return tuple(tuple(several[place : place + _IN_A_ROW]) for place in range(0, len(several), _IN_A_ROW))
