"""Screens, one of each person: drawn into its message, or as a fresh one below what was written."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.lines import Locks
from bot.operations.log_error import log_error
from bot.outgoing.backoff import Backoff
from bot.outgoing.call_outcome import Failed
from bot.outgoing.render import Message, render
from bot.outgoing.second_look import SecondLook
from bot.outgoing.sender import Sender
from bot.outgoing.tasks import TaskCrew
from bot.outgoing.telegram_errors import Refusal
from bot.records.rows import Known, ScreenStanding, ShownScreen
from bot.shards.shards import ALONE, Shards
from bot.store.connection import Held, shard_of
from bot.store.interface import BrokenStoreError, Store
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.turn.engine import show

log = logging.getLogger("bot.outgoing.screens")

_TRIES = 3
"""So often a screen is tried that fails by a mistake of ours."""
_LONGEST_WAIT = 6
"""Longest wait, as a power of two, in seconds: while the network is down, a drawing is tried every minute or so."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A screen that is to be seen, as a person's case made it."""

    person: int
    case: int
    seq: int
    message: Message


class Screens:
    """Draws, and draws again what could not be drawn. Nobody waits for it, and of what waits for a chat only the newest is drawn.

    That a screen is owed stands in the store (the case has moved on since the screen was shown), so that nothing is
    lost with the process. What is remembered here is only what is under way, and when to try again.
    """

    def __init__(  # noqa: PLR0917  (one each)
        self,
        store: Store,
        sender: Sender,
        showing: Locks,
        clock: Callable[[], datetime],
        look: Callable[[Known, datetime], Surroundings],
        second: SecondLook,
        shards: Shards = ALONE,
    ) -> None:
        """`showing` keeps what one chat is shown in order; `look` gives what the dialogue cannot know of a person by itself at a
        moment.
        """
        self._store = store
        self._sender = sender
        self._showing = showing
        self._clock = clock
        self._look = look
        self._second = second
        self._shards = shards
        self._refused: set[int] = set()
        """People whose present screen cannot be drawn."""
        self._later: dict[int, tuple[Backoff, int]] = {}
        self._crew = TaskCrew("screen")
        self._newest: dict[int, Drawing | None] = {}
        """What is to be drawn for a person: None for what the store has by then."""
        self._at_it: set[int] = set()

    def show(self, drawing: Drawing) -> None:
        """Have a screen drawn once the chat can take it, into the message that the store says."""
        self._newest[drawing.person] = drawing
        self._refused.discard(drawing.person)
        self._start(drawing.person)

    def disarm(self, person: int, message: int) -> None:
        """Have the buttons taken from a message that is no screen any more."""
        self._crew.takes(self._sender.disarm(person, message))

    def _start(self, person: int) -> None:
        if person not in self._at_it:
            self._at_it.add(person)
            self._crew.takes(self._draws(person))

    async def _draws(self, person: int) -> None:
        """Draw until nothing newer has come."""
        try:
            async with self._showing.lock_for(person):
                while person in self._newest:
                    await self._draw_newest(person)
        except BrokenStoreError:
            raise
        except Exception as error:  # noqa: BLE001  (a screen that cannot be made must hold up no other)
            self._newest.pop(person, None)
            log_error(log, "screen failed", error, person=person)
            _, tries = self._later.pop(person, (None, 0))
            if tries + 1 < _TRIES:
                self._later[person] = (Backoff(self._clock(), timedelta(seconds=2**tries - 1)), tries + 1)
            else:
                self._refused.add(person)
        finally:
            self._at_it.discard(person)

    async def _draw_newest(self, person: int) -> None:
        if self._newest[person] is None and not (await self._store.standing(person)).owed:
            self._later.pop(person, None)
            if self._newest[person] is None:
                del self._newest[person]
            return
        sender = await self._sender.in_turn(person)
        drawing = self._newest.pop(person)
        stands = await self._store.standing(person)
        if drawing is None or (drawing.case, drawing.seq) != (stands.case, stands.seq):
            drawing = await self._present(person)
        if drawing is not None:
            await self._draw(sender, drawing, stands)

    async def _present(self, person: int) -> Drawing | None:
        """The screen that is owed; None where none is."""
        known = await self._store.load(person)
        session = known.session
        if session is None or not known.undrawn:
            return None
        view = show(session, self._look(known, self._clock()))
        return Drawing(person, session.case, session.seq, render(view, session.case, session.seq))

    async def _draw(self, sender: Sender, drawing: Drawing, stands: ScreenStanding) -> None:
        """Draw into the message that shows the screen so far, or as a fresh one, and then that one loses its buttons."""
        into, disarmed = (None, stands.message) if stands.fresh else (stands.message, None)
        outcome = await sender.edit(drawing.person, into, drawing.message) if into is not None else None
        if outcome is None or (isinstance(outcome, Failed) and outcome.refusal is Refusal.GONE):
            outcome = await sender.send(drawing.person, drawing.message)
        outcome = await self._second.weighed(outcome, drawing.person, ("screen", drawing.person))
        if isinstance(outcome, Failed):
            await self._not_drawn(drawing.person, outcome)
            return
        self._later.pop(drawing.person, None)
        if outcome.message is not None:
            await self._store.screen_shown(
                drawing.person, ShownScreen(outcome.message, drawing.case, drawing.seq)
            )
        if disarmed is not None:
            self.disarm(drawing.person, disarmed)

    async def owed(self, shards: Held = None) -> None:
        """Remember every screen that another process still owed, or left to this one. `shards`: of these alone."""
        for person in await self._store.undrawn(shards):
            if person not in self._refused:
                self._later.setdefault(person, (Backoff(self._clock()), 0))

    def owe(self, person: int) -> None:
        """Look soon whether this person's screen is to be drawn; whoever works for them does, and finds it in the store."""
        if self._shards.holds(person):
            self._later.setdefault(person, (Backoff(self._clock()), 0))

    def done_with(self, shards: frozenset[int]) -> bool:
        """Whether no screen of anybody of these shards is under way, which are held no more; what is owed is left to others."""
        self._later = {person: at for person, at in self._later.items() if shard_of(person) not in shards}
        return not any(shard_of(person) in shards for person in (*self._at_it, *self._newest))

    def begin(self) -> None:
        """Begin to try again what could not be drawn, as far as its time has come. Raises BrokenStoreError."""
        self._crew.looks()
        now = self._clock()
        for person in [person for person, (wait, _) in self._later.items() if wait.is_over(now)]:
            self._newest.setdefault(person, None)
            self._start(person)

    async def redraw_due(self) -> None:
        """Draw again the screens that are due, as `begin` does, and see it through. Raises BrokenStoreError."""
        self.begin()
        await self.ends()

    async def ends(self) -> None:
        """See through what was begun. Raises BrokenStoreError."""
        await self._crew.ends()

    async def stops(self, patience: float) -> None:
        """Drop what is not through in so many seconds; the next process takes it up."""
        await self._crew.stops(patience)

    async def _not_drawn(self, person: int, failed: Failed) -> None:
        match failed.refusal:
            case Refusal.BLOCKED:
                self._later.pop(person, None)
                await self._store.set_blocked(person, blocked=True)
            case Refusal.WAIT | Refusal.NOT_SENT | Refusal.UNCERTAIN:
                # An uncertain screen may be seen twice; both carry the same sequence, and the first tap counts.
                tries = self._later.get(person, (None, 0))[1] + 1
                wait = failed.wait or timedelta(seconds=2 ** min(tries, _LONGEST_WAIT))
                self._later[person] = (Backoff(self._clock(), wait), tries)
            case _:
                self._later.pop(person, None)
                self._refused.add(person)
                log.error("screen refused", extra={"person": person, "error": failed.error})
