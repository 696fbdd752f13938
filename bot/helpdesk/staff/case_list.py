"""A desk's open cases, a page at a time."""

from bot.outgoing.render import Message, render
from bot.records.rows import Desk
from bot.store.desk_cases import Listed
from bot.store.interface import Store
from flows.dialogue.case_code import case_code
from flows.dialogue.dates import short
from flows.dialogue.screens.requirements import listed
from flows.view import Choice, Line, View

SIZE = 10


async def page(store: Store, desk: Desk, owner: int | None, number: int) -> Message:
    """Page `number` (from 0) of a desk's cases, or of those that `owner` has. One beyond the end is the first."""
    total, found = await store.listed(desk.code, owner, number * SIZE, SIZE)
    if not found and number:
        return await page(store, desk, owner, 0)
    names = await store.names(sorted({who for who in (owner, *(one.desk.owner for one in found)) if who}))
    lines = [_head(desk, total, names.get(owner, "-") if owner else None)]
    if found:
        lines.append(listed([_item(one, names, desk) for one in found]))
    whose = "mine" if owner else "all"
    turning = []
    if number:
        turning.append(Choice("list", f"{whose}_{number - 1}", Line("desk.list.before")))
    if (number + 1) * SIZE < total:
        turning.append(Choice("list", f"{whose}_{number + 1}", Line("desk.list.after")))
    other = "all" if owner else "mine"
    rows = (tuple(turning), (Choice("list", f"{other}_0", Line(f"desk.list.{other}")),))
    return render(View(tuple(lines), tuple(row for row in rows if row)), 0, 0)


def _head(desk: Desk, total: int, owner: str | None) -> Line:
    """Whose list it is: everybody in the group reads it."""
    if owner is None:
        return Line("desk.list.head" if total else "desk.list.none", {"total": total, "name": desk.name})
    return Line("desk.list.own" if total else "desk.list.own_none", {"total": total, "owner": owner})


def _item(one: Listed, names: dict[int, str], desk: Desk) -> Line:
    case = one.desk
    waiting = case.waiting_at
    since = Line("desk.list.waiting", {"since": short(waiting, desk.zone)}) if waiting else ""
    owner = names.get(case.owner, "-") if case.owner else Line("desk.list.nobody")
    values = {"code": case_code(case.case), "owner": owner, "since": since}
    link = _link(one)
    return Line("desk.list.linked", {**values, "link": link}) if link else Line("desk.list.item", values)


def _link(one: Listed) -> str | None:
    """Where the card stands, for members of a supergroup."""
    card = one.card
    if card is None or card.message is None or not str(card.chat).startswith("-100"):
        return None
    topic = f"{card.thread}/" if card.thread else ""
    return f"https://t.me/c/{str(card.chat).removeprefix('-100')}/{topic}{card.message}"
