"""Interface of the store's part for cases at the desks: their cards, messages, lists and figures."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.records.desk_case import DeskCase
from bot.records.desk_drawings import Card, CardRows
from bot.records.letters import Letter
from bot.records.messages import Content, Held, Relay
from bot.store.case_figure_rows import CaseRow
from bot.store.desk_work import Listed


class DeskCaseStore(Protocol):
    """The memory of cases at the desks."""

    async def cases_since(self, since: datetime, codes: Sequence[str] | None) -> list[int]:
        """The cases opened since then at these districts' desks, or at none by people of these districts; None: all."""

    async def case_rows(self, cases: Sequence[int]) -> list[CaseRow]:
        """The rows of `cases` (ids), as far as they are still there."""

    async def not_understood(self, since: datetime, codes: Sequence[str] | None) -> int:
        """Number of messages of the people of districts `codes` that were not understood since `since`; None: of all people."""

    async def desk_case(self, case: int) -> DeskCase | None: ...

    async def card_rows(self, case: int) -> CardRows | None:
        """All rows that the card of `case` is made of; None where there is no such case."""

    async def card_of(self, case: int) -> Card | None: ...

    async def carded(self, case: int, card: Card) -> None: ...

    async def case_at(self, chat: int, thread: int | None, reply_to: int | None) -> int | None:
        """The case that a message in a group belongs to."""

    async def origins(self, chat: int, message: int) -> tuple[Relay, ...]:
        """A person's message that was relayed, or is to be: once, or in its parts."""

    async def copy(self, chat: int, message: int) -> Relay | None:
        """The bot's message that carries one, or belongs to a case."""

    async def counterpart(self, chat: int, message: int, other: int) -> int | None:
        """Give the message in the chat `other` that stands for this one: its copy there, or what it is the copy of."""

    async def last_answer(self, case: int, chat: int) -> Relay | None:
        """Give the newest message written in a group to the operator of a case."""

    async def forget_copy(self, chat: int, message: int) -> None:
        """The bot's message was taken away there."""

    async def rehold(self, person: int, message: int, content: Content) -> bool:
        """A message that waits till its case is known says something else now; whether it waits."""

    async def held(self, person: int) -> tuple[Held, ...]: ...

    async def open_cases(self, desk: str) -> tuple[Listed, ...]:
        """A desk's open cases, who has waited longest first."""

    async def closed_cases(self, desk: str, since: datetime) -> tuple[Listed, ...]:
        """Cases that a desk has closed since `since`, the newest first."""

    async def listed(self, case: int) -> Listed | None:
        """A case at whichever desk has it."""

    async def lacking(self, codes: Sequence[str], key: str) -> tuple[Listed, ...]:
        """The cases at these desks, closed ones too, that lack the requirement `key`."""

    async def alike(self, desk: str, key: str, now: datetime) -> tuple[Listed, ...]:
        """Find a desk's open cases that lack the requirement `key` and whose operator can be written to at `now`."""

    async def noted(self, codes: Sequence[str], words: str) -> tuple[Listed, ...]:
        """Cases of desks `codes` with an internal note that has `words` in it."""

    async def with_school(self, codes: Sequence[str]) -> tuple[Listed, ...]:
        """Cases of desks `codes` whose school is known."""

    async def unanswered(self, now: datetime) -> list[DeskCase]:
        """Cases whose operator is to be told that nobody has answered."""

    async def unsettled(self) -> list[DeskCase]:
        """Open cases whose desk has no group, or has one in which they have no card and none is on its way; and those that
        somebody had who has erased their data.
        """

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
        """Settle an arrived letter as `sent` does, with the places of its copies and the letters that follow from it."""

    async def undelivered(self, letter: int, error: str, letters: Sequence[Letter], at: datetime) -> None:
        """Give a letter up as `give_up` does, and add `letters` that tell whoever is to know."""
