"""The store's part for cases at the desks: their cards, messages, lists and figures, whichever database carries out its statements."""

from collections.abc import Sequence
from datetime import datetime

from bot.records.desk_case import DeskCase
from bot.records.desk_drawings import Card, CardRows
from bot.records.letters import Letter
from bot.records.messages import Content, Held, Relay
from bot.store import case_figure_rows, desk_cases, desk_work, outbox
from bot.store.case_figure_rows import CaseRow
from bot.store.connection import Connection
from bot.store.desk_work import Listed
from bot.store.sql_part import SqlPart


class SqlDeskCases(SqlPart):
    """Does what `desk_case_interface.DeskCaseStore` says."""

    async def cases_since(self, since: datetime, codes: Sequence[str] | None) -> list[int]:
        return await self._run(lambda db: case_figure_rows.cases_since(db, since, codes))

    async def case_rows(self, cases: Sequence[int]) -> list[CaseRow]:
        return await self._run(lambda db: case_figure_rows.case_rows(db, cases))

    async def not_understood(self, since: datetime, codes: Sequence[str] | None) -> int:
        return await self._run(lambda db: case_figure_rows.not_understood(db, since, codes))

    async def desk_case(self, case: int) -> DeskCase | None:
        return await self._run(lambda db: desk_cases.of(db, case))

    async def card_rows(self, case: int) -> CardRows | None:
        return await self._run(lambda db: desk_cases.card_rows(db, case))

    async def card_of(self, case: int) -> Card | None:
        return await self._run(lambda db: desk_cases.card_of(db, case))

    async def carded(self, case: int, card: Card) -> None:
        await self._run(lambda db: desk_cases.carded(db, case, card))

    async def case_at(self, chat: int, thread: int | None, reply_to: int | None) -> int | None:
        return await self._run(lambda db: desk_cases.case_at(db, chat, thread, reply_to))

    async def origins(self, chat: int, message: int) -> tuple[Relay, ...]:
        return await self._run(lambda db: desk_cases.origins(db, chat, message))

    async def copy(self, chat: int, message: int) -> Relay | None:
        return await self._run(lambda db: desk_cases.copy(db, chat, message))

    async def counterpart(self, chat: int, message: int, other: int) -> int | None:
        return await self._run(lambda db: desk_cases.counterpart(db, chat, message, other))

    async def last_answer(self, case: int, chat: int) -> Relay | None:
        return await self._run(lambda db: desk_cases.last_answer(db, case, chat))

    async def forget_copy(self, chat: int, message: int) -> None:
        await self._run(lambda db: desk_cases.forget_copy(db, chat, message))

    async def rehold(self, person: int, message: int, content: Content) -> bool:
        return await self._run(lambda db: desk_cases.rehold(db, person, message, content))

    async def held(self, person: int) -> tuple[Held, ...]:
        return await self._run(lambda db: desk_cases.held(db, person))

    async def open_cases(self, desk: str) -> tuple[Listed, ...]:
        return await self._run(lambda db: desk_work.of_desk(db, desk))

    async def closed_cases(self, desk: str, since: datetime) -> tuple[Listed, ...]:
        return await self._run(lambda db: desk_work.closed_since(db, desk, since))

    async def listed(self, case: int) -> Listed | None:
        return await self._run(lambda db: desk_work.one(db, case))

    async def lacking(self, codes: Sequence[str], key: str) -> tuple[Listed, ...]:
        return await self._run(lambda db: desk_work.lacking(db, codes, key))

    async def alike(self, desk: str, key: str, now: datetime) -> tuple[Listed, ...]:
        return await self._run(lambda db: desk_work.alike(db, desk, key, now))

    async def noted(self, codes: Sequence[str], words: str) -> tuple[Listed, ...]:
        return await self._run(lambda db: desk_work.noted(db, codes, words))

    async def with_school(self, codes: Sequence[str]) -> tuple[Listed, ...]:
        return await self._run(lambda db: desk_work.with_school(db, codes))

    async def unanswered(self, now: datetime) -> list[DeskCase]:
        return await self._run(lambda db: desk_cases.unanswered(db, now))

    async def unsettled(self) -> list[DeskCase]:
        return await self._run(desk_cases.unsettled)

    async def delivered(
        self,
        letter: int,
        message: int | None,
        at: datetime,
        *,
        card: tuple[int, Card] | None = None,
        relays: Sequence[Relay] = (),
        letters: Sequence[Letter] = (),
    ) -> None:
        def work(db: Connection) -> None:
            outbox.sent(db, letter, message)
            if card:
                desk_cases.carded(db, *card)
            desk_cases.relay(db, relays, at)
            outbox.add(db, letters, at)

        await self._run(work)

    async def undelivered(self, letter: int, error: str, letters: Sequence[Letter], at: datetime) -> None:
        def work(db: Connection) -> None:
            outbox.end(db, letter, "failed", error)
            outbox.add(db, letters, at)

        await self._run(work)
