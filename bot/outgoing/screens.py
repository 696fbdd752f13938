"""The one screen of each person: drawn into its message, or as a fresh one below what was written."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.lines import PerChatProcessor
from bot.operations.log_error import log_error
from bot.outgoing.render import Message, render
from bot.outgoing.second_look import SecondLook
from bot.outgoing.sender import Failed, Sender
from bot.outgoing.tasks import TaskCrew
from bot.outgoing.telegram_errors import Refusal
from bot.outgoing.waiting import Wait
from bot.records.rows import Known, Screen
from bot.store.interface import BrokenStoreError, Store
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.turn.engine import show

log = logging.getLogger("bot.outgoing.screens")

_LONGEST_WAIT = 6
"""As a power of two, in seconds: while the network is down, a drawing is tried every minute or so."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A screen that is to be seen."""

    person: int
    case: int
    seq: int
    message: Message
    into: int | None
    """The message that shows the screen so far."""
    fresh: bool
    """It is to be a message of its own, and the one so far loses its buttons."""


class Screens:
    """Draws, and draws again what could not be drawn.

    That a screen is owed stands in the store (the case has moved on since the screen was shown), so that nothing is
    lost with the process, and only the newest is ever drawn. What is remembered here is only when to try again.
    """

    def __init__(  # noqa: PLR0917  (one each)
        self,
        store: Store,
        sender: Sender,
        order: PerChatProcessor,
        clock: Callable[[], datetime],
        look: Callable[[Known, datetime], Surroundings],
        second: SecondLook,
    ) -> None:
        """`look` gives what the dialogue cannot know of a person by itself at a moment."""
        self._store = store
        self._sender = sender
        self._order = order
        self._clock = clock
        self._look = look
        self._second = second
        self._later: dict[int, tuple[Wait, int]] = {}
        self._crew = TaskCrew("screen")
        self._at_it: set[int] = set()

    async def draw(self, drawing: Drawing) -> None:
        """Show a screen. Caller holds the person's lock.

        Where the chat's pace makes it wait and somebody stands behind, only the newest is shown: it is owed.
        """
        if self._sender.held(drawing.person) and self._order.waiting_behind(drawing.person):
            self.owe(drawing.person)
            return
        into = None if drawing.fresh else drawing.into
        disarmed = drawing.into if drawing.fresh else None
        outcome = await self._sender.edit(drawing.person, into, drawing.message) if into else None
        if outcome is None or (isinstance(outcome, Failed) and outcome.refusal is Refusal.GONE):
            outcome = await self._sender.send(drawing.person, drawing.message)
        outcome = await self._second.weighed(outcome, drawing.person, ("screen", drawing.person))
        if isinstance(outcome, Failed):
            await self._not_drawn(drawing.person, outcome)
            return
        self._later.pop(drawing.person, None)
        if outcome.message is not None:
            await self._store.screen_shown(drawing.person, Screen(outcome.message, drawing.case, drawing.seq))
        if disarmed is not None:
            await self._sender.disarm(drawing.person, disarmed)

    async def redraw(self, person: int) -> None:
        """Draw the present screen of a person, if it is owed."""
        async with self._order.lock_for(person):
            known = await self._store.load(person)
            session = known.session
            if session is None or not known.undrawn:
                self._later.pop(person, None)
                return
            view = show(session, self._look(known, self._clock()))
            message = render(view, session.case, session.seq)
            into = known.screen.message if known.screen else None
            await self.draw(Drawing(person, session.case, session.seq, message, into, known.fresh))

    async def owed(self) -> None:
        """Remember every screen that the last process still owed."""
        for person in await self._store.undrawn():
            self.owe(person)

    def owe(self, person: int) -> None:
        """Look soon whether this person's screen is to be drawn."""
        self._later.setdefault(person, (Wait(self._clock()), 0))

    def begin(self) -> None:
        """Begin to try again what could not be drawn, as far as its time has come. Raises BrokenStoreError."""
        self._crew.looks()
        now = self._clock()
        for person in [person for person, (wait, _) in self._later.items() if wait.is_over(now)]:
            if person not in self._at_it:
                self._at_it.add(person)
                self._crew.takes(self._again(person))

    async def redraw_due(self) -> None:
        """As `begin`, and see it through. Raises BrokenStoreError."""
        self.begin()
        await self.ends()

    async def ends(self) -> None:
        """See through what was begun. Raises BrokenStoreError."""
        await self._crew.ends()

    async def stops(self) -> None:
        """Drop what is still under way; the next process takes it up."""
        await self._crew.stops()

    async def _again(self, person: int) -> None:
        try:
            await self.redraw(person)
        except BrokenStoreError:
            raise
        except Exception as error:  # noqa: BLE001  (a screen that cannot be made must hold up no other)
            self._later.pop(person, None)
            log_error(log, "screen failed", error, person=person)
        finally:
            self._at_it.discard(person)

    async def _not_drawn(self, person: int, failed: Failed) -> None:
        match failed.refusal:
            case Refusal.BLOCKED:
                self._later.pop(person, None)
                await self._store.set_blocked(person, blocked=True)
            case Refusal.WAIT | Refusal.NOT_SENT | Refusal.UNCERTAIN:
                # An uncertain screen may be seen twice; both carry the same sequence, and the first tap counts.
                tries = self._later.get(person, (None, 0))[1] + 1
                wait = failed.wait or timedelta(seconds=2 ** min(tries, _LONGEST_WAIT))
                self._later[person] = (Wait(self._clock(), wait), tries)
            case _:
                self._later.pop(person, None)
                log.error("screen refused", extra={"person": person, "error": failed.error})
