"""The store's part for what keeps itself true in the groups: overviews, topics, reminders and outbreaks, whichever database carries out its statements."""

from collections.abc import Sequence
from datetime import datetime

from bot.records.desk_drawings import Board, TopicName
from bot.records.help_desk import Reminder
from bot.records.letters import Letter
from bot.store import outbreaks, upkeep
from bot.store.sql_part import SqlPart
from flows.dialogue.districts.outbreak import Outbreak, Sighting


class SqlUpkeep(SqlPart):
    """Does what `upkeep_interface.UpkeepStore` says."""

    async def sight(self, since: datetime) -> datetime | None:
        return await self._run(lambda db: outbreaks.sight(db, since))

    async def sightings(self, desk: str, districts: Sequence[str], since: datetime) -> list[Sighting]:
        return await self._run(lambda db: outbreaks.sightings(db, desk, districts, since))

    async def outbreaks(self) -> tuple[Outbreak, ...]:
        return await self._run(outbreaks.every)

    async def known_outbreaks(self, desk: str) -> frozenset[str]:
        return await self._run(lambda db: outbreaks.known(db, desk))

    async def begin_outbreak(self, one: Outbreak, letters: Sequence[Letter], at: datetime) -> None:
        await self._run(lambda db: outbreaks.begin(db, one, letters, at))

    async def end_outbreaks(self, desk: str, keys: Sequence[str]) -> None:
        await self._run(lambda db: outbreaks.over(db, desk, keys))

    async def dismiss_outbreaks(self, desk: str) -> bool:
        return await self._run(lambda db: outbreaks.dismiss(db, desk))

    async def due_boards(self, now: datetime) -> tuple[Board, ...]:
        return await self._run(lambda db: upkeep.due_boards(db, now))

    async def board_begun(self, desk: str, again: datetime, letters: Sequence[Letter], now: datetime) -> None:
        await self._run(lambda db: upkeep.board_begun(db, desk, again, letters, now))

    async def board(self, desk: str) -> Board | None:
        return await self._run(lambda db: upkeep.board(db, desk))

    async def put_board(self, board: Board) -> None:
        await self._run(lambda db: upkeep.put_board(db, board))

    async def pin_again(self, chat: int) -> None:
        await self._run(lambda db: upkeep.pin_again(db, chat))

    async def due_rounds(self, before: datetime) -> list[tuple[str, str]]:
        return await self._run(lambda db: upkeep.due_rounds(db, before))

    async def reminded(self, desk: str) -> dict[Reminder, datetime]:
        return await self._run(lambda db: upkeep.reminded(db, desk))

    async def round_done(
        self, desk: str, day: str, reminders: Sequence[Reminder], *, letters: Sequence[Letter], now: datetime
    ) -> None:
        await self._run(lambda db: upkeep.round_done(db, desk, day, reminders, letters=letters, now=now))

    async def due_topics(self, now: datetime) -> list[int]:
        return await self._run(lambda db: upkeep.due_topics(db, now))

    async def topics_begun(self, cases: Sequence[int], letters: Sequence[Letter], now: datetime) -> None:
        await self._run(lambda db: upkeep.topics_begun(db, cases, letters, now))

    async def topic(self, case: int) -> TopicName | None:
        return await self._run(lambda db: upkeep.topic(db, case))

    async def put_topic(self, case: int, topic: TopicName, *, changed: bool = False) -> None:
        await self._run(lambda db: upkeep.put_topic(db, case, topic, changed=changed))
