"""Waiting room for when more people come than can be answered: whoever is amid a case goes first, the others wait.

What somebody writes meanwhile stays in the inbox, undone, so that a restart loses nothing; a tap only asks for the place.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count, islice

from bot.incoming.admission import Admission
from bot.incoming.parse import query_of
from bot.incoming.private_tap import Arrived
from bot.outgoing.letters import waiting
from bot.outgoing.sender import Sender
from bot.store.connection import shard_of
from bot.store.interface import Store
from flows.texts import write
from flows.view import Line

UNDER_WAY = timedelta(minutes=15)
"""Whose case was touched so lately is in the middle of it."""
KEPT = 20
"""So many messages of one who waits are kept; further ones are let go."""


@dataclass(slots=True)
class _Waiting:
    """Updates of somebody who waits, and their number in the row: one more than that of who stands before them."""

    number: int
    updates: list[Arrived] = field(default_factory=list)
    told: bool = False


class WaitingRoom:
    """Waiting room: the people who wait, in the order of their coming."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        clock: Callable[[], datetime],
        behind: Callable[[], float],
    ) -> None:
        """`behind` tells for how many seconds the answer has waited that waits longest."""
        self._store = store
        self._sender = sender
        self._clock = clock
        self._behind = behind
        self._admission = Admission()
        self._outside: dict[int, _Waiting] = {}
        self._numbers = count()

    def holds(self, person: int) -> bool:
        """Whether `person` waits here."""
        return person in self._outside

    async def admits(self, person: int, update: Arrived) -> bool:
        """Whether to go on with an update of a person's. If not, they wait here, and have been told so.

        Raises BrokenStoreError.
        """
        self._admission.note_wait(self._behind())
        if person not in self._outside and (not self._admission.is_open or await self._is_under_way(person)):
            return True
        if person not in self._outside:
            self._outside[person] = _Waiting(next(self._numbers))
        here = self._outside[person]
        if query := query_of(update):
            self._sender.answer(query, write(self._line("tapped", here)))
            await self._store.finish(update.update_id, (), self._clock())
        elif len(here.updates) >= KEPT:
            await self._store.finish(update.update_id, (), self._clock())
        else:
            here.updates.append(update)
            if not here.told:
                here.told = True
                letter = waiting(person, update.update_id, self._line("written", here))
                await self._store.add_letters([letter], self._clock())
        return False

    def lets_in(self) -> Sequence[Arrived]:
        """Updates of those who may begin now, in their order."""
        now = self._clock().timestamp()
        number = self._admission.may_begin(now, self._behind(), len(self._outside))
        first = list(islice(self._outside, number))
        return [update for person in first for update in self._outside.pop(person).updates]

    def leaves(self, shards: frozenset[int]) -> Sequence[Arrived]:
        """Updates of those whom another process is to work for, in their order: they begin now, as nobody keeps their place there,
        and till they are done they keep these shards here.
        """
        going = [person for person in self._outside if shard_of(person) in shards]
        updates = [update for person in going for update in self._outside.pop(person).updates]
        for here in self._outside.values():
            here.number = next(self._numbers)
        return updates

    async def _is_under_way(self, person: int) -> bool:
        session = (await self._store.load(person)).session
        return session is not None and session.touched_at > self._clock() - UNDER_WAY

    def _line(self, how: str, here: _Waiting) -> Line:
        """Line with the place of somebody who waits."""
        before = here.number - next(iter(self._outside.values())).number
        minutes = self._admission.minutes(before)
        about = Line("bot.room.minutes", {"minutes": minutes}) if minutes else ""
        return Line(f"bot.room.{how}", {"place": before + 1, "about": about})
