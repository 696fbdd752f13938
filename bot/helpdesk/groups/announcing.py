r"""`/pengumuman`: one message to all operators with an open case at a desk and those below it, or at all desks.

| words                     |                                                            |
|---------------------------|------------------------------------------------------------|
| /pengumuman TEXT          | in a desk's group, by its head or an owner: a draft        |
| /pengumuman CODE TEXT     | in one's own chat: the same; an owner may write `semua`    |
| /pengumuman kirim         | what one has drafted there goes out                        |
| /pengumuman henti         | what has not gone out yet does not                         |
| /pengumuman               | how far it is                                              |
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.helpdesk.cases.context import HelpdeskContext
from bot.incoming.events import GroupMessage, StaffCommand
from bot.outgoing.letters import note
from bot.outgoing.render import render
from bot.privacy.invisible import inert
from bot.records.announcement import Announcement, Arrivals
from bot.records.desk_case import Entry
from bot.records.help_desk import Desk
from bot.records.letters import Letter
from flows.dialogue.screens.requirements import listed
from flows.view import Line, View

LONGEST = 1_200
ALL, SEND, STOP = "semua", "kirim", "henti"
_KEPT = timedelta(hours=1)
"""So long a draft can be confirmed: who is concerned may be others by then."""


class Announcing:
    """Takes the command, and reports what became of what was sent. Caller holds the lock of the group or of the person."""

    def __init__(self, context: HelpdeskContext) -> None:
        self._context = context
        self._store = context.store
        self._desks = context.desks

    async def in_group(self, heard: GroupMessage, desk: Desk, update_id: int) -> None:
        """The command in a desk's group: of that desk and those below it."""
        who = heard.author.person
        if who is None or not await self._context.members.belongs(heard.chat, heard.author):
            await self._store.finish(update_id, (), self._context.clock())
            return
        if desk.code not in (await self._context.governs(who) or frozenset()):
            await self._says(heard.chat, heard.thread, update_id, Line("announce.not_head"))
            return
        new = Announcement(desk.code, who, heard.chat, heard.thread, "")
        await self._does(new, heard.argument, update_id)

    async def in_private(self, heard: StaffCommand, update_id: int) -> None:
        """The command in somebody's own chat: of a district that they govern and those below it, or for owners of all."""
        who = heard.person
        codes = await self._context.governs(who)
        owner = who in self._context.owners
        if codes is None:
            await self._says(who, None, update_id, Line("announce.for_heads"))
            return
        first, _, rest = heard.argument.partition(" ")
        if first.casefold() in {"", SEND, STOP} and not rest:
            await self._does(Announcement(None, who, who, None, ""), first, update_id)
            return
        code = first.casefold()
        if (code not in codes and not (owner and code == ALL)) or not rest.strip():
            how = Line("announce.how_owner") if owner else Line("announce.how_private", {"code": min(codes)})
            await self._says(who, None, update_id, how)
            return
        await self._drafts(Announcement(None if code == ALL else code, who, who, None, ""), rest, update_id)

    async def wants(self, person: int, update_id: int, *, wanted: bool) -> None:
        """Whether an operator wants announcements from now on."""
        line = Line("announce.wanted" if wanted else "announce.refused")
        letters = [note(f"announce:{update_id}", person, line, person)]
        await self._store.want_announcements(person, update_id, letters, self._context.clock(), wanted=wanted)

    async def reports(self, now: datetime) -> None:
        """Tell the end of what has all gone out, where it was written. Raises BrokenStoreError."""
        for one in await self._store.announcements_under_way():
            found = await self._store.arrivals(one)
            if not found.waiting:
                line = Line(
                    "announce.ended" if one.state == "going" else "announce.ended_early",
                    {"items": _items(found)},
                )
                person = one.chat if one.chat > 0 else None
                told = note(f"announced:{one.id}", one.chat, line, person, thread=one.thread)
                await self._store.end_announcement(one.id, [told], now)
                self._context.wake.set()

    async def _does(self, new: Announcement, argument: str, update_id: int) -> None:
        match argument.casefold():
            case "":
                await self._tells(new, update_id)
            case word if word == SEND:
                await self._begins(new, update_id)
            case word if word == STOP:
                await self._stops(new, update_id)
            case _:
                await self._drafts(new, argument, update_id)

    async def _drafts(self, new: Announcement, text: str, update_id: int) -> None:
        text = text.strip()
        if len(text) > LONGEST:
            await self._says(new.chat, new.thread, update_id, Line("announce.too_long"))
            return
        people, _ = await self._store.receivers(self._codes(new.desk))
        where = self._where(new.desk)
        if not people:
            await self._says(new.chat, new.thread, update_id, Line("announce.nobody", {"where": where}))
            return
        desk = self._desks.get(new.desk) if new.desk else None
        name: Line | str = desk.name if desk else Line("announce.from_all")
        said = Line("announce.said", {"name": name, "text": inert(text)})
        draft = Announcement(new.desk, new.who, new.chat, new.thread, render(View((said,)), 0, 0).text)
        line = Line("announce.draft", {"said": said, "count": len(people), "where": where})
        letters = [self._letter(new.chat, new.thread, update_id, line)]
        await self._store.draft_announcement(draft, update_id, letters, self._context.clock())

    async def _begins(self, new: Announcement, update_id: int) -> None:
        now, one = self._context.clock(), await self._store.announcement(new.who, new.chat)
        if one is None or one.state != "draft" or now - one.made_at > _KEPT:
            await self._says(new.chat, new.thread, update_id, Line("announce.none_to_send"))
            return
        codes = await self._context.governs(new.who) or frozenset()
        if (
            one.desk or ""
        ) not in codes and new.who not in self._context.owners:  # meanwhile no head any more
            await self._says(new.chat, new.thread, update_id, Line("announce.not_head"))
            return
        found = await self._store.receivers(self._codes(one.desk))
        line = Line("announce.begun", {"count": len(found[0])})
        await self._store.begin_announcement(
            one,
            found,
            update_id,
            letters=[self._letter(new.chat, new.thread, update_id, line)],
            log=self._log(one, "announced", str(len(found[0]))),
            at=now,
        )

    async def _stops(self, new: Announcement, update_id: int) -> None:
        one = await self._store.announcement(new.who, new.chat)
        if one is None or one.state not in {"draft", "going"}:
            await self._says(new.chat, new.thread, update_id, Line("announce.none_to_stop"))
            return
        is_draft = one.state == "draft"
        line = Line("announce.dropped" if is_draft else "announce.stopped")
        await self._store.stop_announcement(
            one.id,
            update_id,
            letters=[self._letter(new.chat, new.thread, update_id, line)],
            log=[] if is_draft else self._log(one, "announcement_stopped", ""),
            at=self._context.clock(),
        )

    async def _tells(self, new: Announcement, update_id: int) -> None:
        one = await self._store.announcement(new.who, new.chat)
        line = Line("announce.how" if new.chat < 0 else "announce.how_owner")
        if new.chat > 0 and new.who not in self._context.owners:
            line = Line(
                "announce.how_private", {"code": min(await self._context.governs(new.who) or {"kode"})}
            )
        if one is not None and one.state in {"going", "stopped"}:
            line = Line("announce.going", {"items": _items(await self._store.arrivals(one))})
        await self._says(new.chat, new.thread, update_id, line)

    def _codes(self, code: str | None) -> list[str]:
        """The desk `code` and all below it; None: every one."""
        found = [desk.code for desk in self._desks.every if code is None or code in {desk.code, desk.parent}]
        return sorted(found)

    def _where(self, code: str | None) -> Line:
        desk = self._desks.get(code) if code else None
        if desk is None:
            return Line("announce.where_all")
        below = len(self._codes(desk.code)) > 1
        return Line("announce.where_below" if below else "announce.where_own", {"name": desk.name})

    def _log(self, one: Announcement, action: str, detail: str) -> list[Entry]:
        """Entries in the log of each desk that the announcement is about, so that its staff can see where it came from."""
        now = self._context.clock()
        return [Entry(now, code, action, None, one.who, detail) for code in self._codes(one.desk)]

    @staticmethod
    def _letter(chat: int, thread: int | None, update_id: int, line: Line) -> Letter:
        return note(f"announce:{update_id}", chat, line, chat if chat > 0 else None, thread=thread)

    async def _says(self, chat: int, thread: int | None, update_id: int, line: Line) -> None:
        letters = [self._letter(chat, thread, update_id, line)]
        await self._store.finish(update_id, letters, self._context.clock())


_COUNTED: tuple[tuple[str, Callable[[Arrivals], int]], ...] = (
    ("sent", lambda found: found.sent),
    ("twice", lambda found: found.twice),
    ("waiting", lambda found: found.waiting),
    ("blocked", lambda found: found.blocked),
    ("failed", lambda found: found.failed),
    ("unsure", lambda found: found.unsure),
    ("unsent", lambda found: found.unsent),
)


def _items(found: Arrivals) -> Line:
    """Line that says how many there are of each kind; kinds of which there are none are left out, but for those who have it."""
    counted = [(name, count(found)) for name, count in _COUNTED]
    shown = [("people", found.people), *((name, count) for name, count in counted if count or name == "sent")]
    return listed([Line(f"announce.{name}", {"count": count}) for name, count in shown])
