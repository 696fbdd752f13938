"""Interface of the store's part for what keeps itself true in the groups: overviews, topics, reminders and outbreaks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.records.desk_drawings import Board, TopicName
from bot.records.help_desk import Reminder
from bot.records.letters import Letter
from flows.dialogue.districts.outbreak import Outbreak, Sighting


class UpkeepStore(Protocol):
    """The memory of what stands in the groups, and of outbreaks."""

    async def sight(self, since: datetime) -> datetime | None:
        """Keep what the cases lack that no desk has and that were touched from `since` on, some of them; gives the last touch
        among these, and None where all were looked at.
        """

    async def sightings(self, desk: str, districts: Sequence[str], since: datetime) -> list[Sighting]:
        """Sightings of what the cases lack that have come to a desk since then, and those without a desk of operators in these
        districts.
        """

    async def outbreaks(self) -> tuple[Outbreak, ...]:
        """Give those that go on and that no desk has ended."""

    async def known_outbreaks(self, desk: str) -> frozenset[str]:
        """Give the keys of those of a desk, also of those that it has ended."""

    async def begin_outbreak(self, one: Outbreak, letters: Sequence[Letter], at: datetime) -> None:
        """Keep an outbreak that has begun, with the letters that tell of it, once."""

    async def end_outbreaks(self, desk: str, keys: Sequence[str]) -> None:
        """Forget the desk's outbreaks `keys`, which are over by themselves."""

    async def dismiss_outbreaks(self, desk: str) -> bool:
        """End those of a desk, by its own word. Whether there were any."""

    async def due_boards(self, now: datetime) -> tuple[Board, ...]:
        """The overviews that may be drawn now and do not show what is."""

    async def board_begun(self, desk: str, again: datetime, letters: Sequence[Letter], now: datetime) -> None:
        """An overview is on its way; the next one not before `again`."""

    async def board(self, desk: str) -> Board | None: ...

    async def put_board(self, board: Board) -> None: ...

    async def pin_again(self, chat: int) -> None:
        """The bot's rights in a group have changed: an overview that could not be pinned there may be now."""

    async def due_rounds(self, before: datetime) -> list[tuple[str, str]]:
        """Desks that were last looked at before then, and the day of their last digest."""

    async def reminded(self, desk: str) -> dict[Reminder, datetime]:
        """Reminders that a desk's staff were given in its open cases, and when."""

    async def round_done(
        self, desk: str, day: str, reminders: Sequence[Reminder], *, letters: Sequence[Letter], now: datetime
    ) -> None:
        """A desk was looked at; its last digest is that of `day`."""

    async def due_topics(self, now: datetime) -> list[int]:
        """Cases whose topic may be called otherwise now."""

    async def topics_begun(self, cases: Sequence[int], letters: Sequence[Letter], now: datetime) -> None:
        """Note that the topics of `cases` were looked at, and add the letters that rename those which need it."""

    async def topic(self, case: int) -> TopicName | None: ...

    async def put_topic(self, case: int, topic: TopicName, *, changed: bool = False) -> None:
        """A topic as it is called now; `changed`: it is to be looked at again."""
