"""The store's part for announcements, whichever database carries out its statements."""

from collections.abc import Sequence
from datetime import datetime

from bot.records.announcement import Announcement, Arrivals
from bot.records.desk_case import Entry
from bot.records.letters import Letter
from bot.store import announcements, desks, inbox, outbox
from bot.store.connection import Connection
from bot.store.sql_part import SqlPart


class SqlAnnouncements(SqlPart):
    """Does what `announcement_interface.AnnouncementStore` says."""

    async def receivers(self, codes: Sequence[str]) -> tuple[list[int], int]:
        return await self._run(lambda db: announcements.receivers(db, codes))

    async def announcement(self, who: int, chat: int) -> Announcement | None:
        return await self._run(lambda db: announcements.last(db, who, chat))

    async def arrivals(self, one: Announcement) -> Arrivals:
        return await self._run(lambda db: announcements.arrivals(db, one))

    async def draft_announcement(
        self, new: Announcement, update_id: int, letters: Sequence[Letter], at: datetime
    ) -> None:
        def work(db: Connection) -> None:
            announcements.draft(db, new, at)
            inbox.done(db, update_id)
            outbox.add(db, letters, at)

        await self._run(work)

    async def begin_announcement(
        self,
        one: Announcement,
        receivers: tuple[Sequence[int], int],
        update_id: int,
        *,
        letters: Sequence[Letter],
        log: Sequence[Entry],
        at: datetime,
    ) -> None:
        def work(db: Connection) -> None:
            announcements.begin(db, one, *receivers, at)
            desks.write_log(db, log)
            inbox.done(db, update_id)
            outbox.add(db, letters, at)

        await self._run(work)

    async def stop_announcement(
        self, number: int, update_id: int, *, letters: Sequence[Letter], log: Sequence[Entry], at: datetime
    ) -> None:
        def work(db: Connection) -> None:
            announcements.stop(db, number)
            desks.write_log(db, log)
            inbox.done(db, update_id)
            outbox.add(db, letters, at)

        await self._run(work)

    async def announcements_under_way(self) -> list[Announcement]:
        return await self._run(announcements.under_way)

    async def end_announcement(self, number: int, letters: Sequence[Letter], at: datetime) -> None:
        await self._run(lambda db: announcements.end(db, number, letters, at))

    async def want_announcements(
        self, person: int, update_id: int, letters: Sequence[Letter], at: datetime, *, wanted: bool
    ) -> None:
        def work(db: Connection) -> None:
            announcements.refuse(db, person, wanted=wanted)
            inbox.done(db, update_id)
            outbox.add(db, letters, at)

        await self._run(work)
