"""Interface of the store's part for announcements."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.records.announcement import Announcement, Arrivals
from bot.records.desk_case import Entry
from bot.records.letters import Letter


class AnnouncementStore(Protocol):
    """The memory of announcements."""

    async def receivers(self, codes: Sequence[str]) -> tuple[list[int], int]:
        """Find the operators with an open case at these desks who want announcements, each once; and how many beside them have
        blocked the bot.
        """

    async def announcement(self, who: int, chat: int) -> Announcement | None:
        """Give the newest announcement that somebody has written in a chat."""

    async def arrivals(self, one: Announcement) -> Arrivals:
        """Count how many have it by now."""

    async def draft_announcement(
        self, new: Announcement, update_id: int, letters: Sequence[Letter], at: datetime
    ) -> None:
        """Keep an announcement till it is confirmed, in the place of another that its writer left unconfirmed there."""

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
        """Put a draft's letters to the `receivers` into the outbox, once."""

    async def stop_announcement(
        self, number: int, update_id: int, *, letters: Sequence[Letter], log: Sequence[Entry], at: datetime
    ) -> None:
        """Take back the letters that were not taken up; a draft is forgotten."""

    async def announcements_under_way(self) -> list[Announcement]:
        """List those whose end was not told yet."""

    async def end_announcement(self, number: int, letters: Sequence[Letter], at: datetime) -> None:
        """Tell the end of one, once, and forget its words."""

    async def want_announcements(
        self, person: int, update_id: int, letters: Sequence[Letter], at: datetime, *, wanted: bool
    ) -> None:
        """Keep whether somebody wants announcements."""
