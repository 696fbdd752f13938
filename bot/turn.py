"""The way of one turn, whoever causes it: an operator, a desk, or time. Lock, load, decide, save, show.

What a happening makes of a case is decided elsewhere (`conversation` for operators, `reminders` for time, `helpdesk` for
desks) and comes here as a value: nothing else saves a case, and nothing is shown before it is saved.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime

from bot.lines import PerChatProcessor
from bot.operations import metrics
from bot.outgoing.screens import Drawing, Screens
from bot.outgoing.sender import Sender
from bot.records.desk_case import Entry
from bot.records.letters import Letter
from bot.records.rows import Known, Saved
from bot.store.interface import StaleError, Store
from flows.dialogue.machine.session import Session
from flows.dialogue.turn.case import Turn

_LOOKS = 5
"""So often a happening is decided anew because another hand was quicker."""


@dataclass(frozen=True, slots=True)
class TapAnswer:
    """The answer to a tap: every tap gets one, and at once."""

    query: str
    """Telegram's id of the tap."""
    toast: str | None = None
    """A word that Telegram shows for a moment."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A case has changed: what is to be kept, and what is to be shown of it."""

    saved: Saved
    answer: TapAnswer | None = None
    drawing: Drawing | None = None
    disarmed: int | None = None
    """A message of the person's that loses its buttons."""
    owed: bool = False
    """The screen is to be drawn anew where it stands, when the chat has time."""
    counted: tuple[Session, Turn] | None = None
    """The case before, and the turn: for the figures."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Decision that changes no case; its letters go out all the same, and the update is done."""

    update_id: int | None = None
    """Id of the update to finish; None for what time brought: then there is nothing to keep."""
    letters: tuple[Letter, ...] = ()
    log: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Erased:
    """Decision to erase all that is stored of the person, and to send a last letter."""

    update_id: int
    farewell: Letter
    answer: TapAnswer | None = None
    disarmed: int | None = None


Decision = Kept | Unchanged | Erased
Decide = Callable[[Known, datetime], Awaitable[Decision]]
"""What a happening makes of a person's case, given everything that is stored of the person and the time."""


class Turns:
    """The one door through which cases change."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        screens: Screens,
        lines: PerChatProcessor,
        *,
        clock: Callable[[], datetime],
        wake: asyncio.Event,
    ) -> None:
        """`wake` is set when something was put into the outbox."""
        self._store = store
        self._sender = sender
        self._screens = screens
        self._lines = lines
        self._clock = clock
        self._wake = wake

    async def take(self, person: int, decide: Decide, *, locked: bool = False) -> Decision:
        """Take one turn of `person`, a Telegram id; gives what was decided. `locked`: caller holds the person's lock.

        Where another hand was at the person's cases since they were loaded, the happening is decided anew on what it left. Raises
        StaleError where that happens again and again, CaseTakenError, AlreadyAppliedError and BrokenStoreError. What comes after the saving can be lost with the
        process: the screen is owed, and drawn later.
        """
        async with nullcontext() if locked else self._lines.lock_for(person):
            for left in reversed(range(_LOOKS)):
                known = await self._store.load(person)
                now = self._clock()
                decision = await decide(known, now)
                try:
                    await self._save(decision, known, person, now)
                except StaleError:
                    if not left:
                        raise
                else:
                    break
            self._wake.set()
        self._show(decision, person)
        return decision

    async def _save(self, decision: Decision, known: Known, person: int, now: datetime) -> None:
        match decision:
            case Kept(saved, counted=counted):
                resting = saved.version == known.version
                await self._store.save(saved if resting else replace(saved, version=known.version))
                if counted:
                    metrics.turned(*counted)
            case Unchanged(int(update_id), letters, log):
                await self._store.finish(update_id, letters, now, log)
            case Erased(update_id, farewell):
                await self._store.erase(person, farewell, now, update_id)

    def _show(self, decision: Decision, person: int) -> None:
        """The tap's answer first; nobody waits for any of it with a lock in hand."""
        if isinstance(decision, Unchanged):
            return
        if decision.answer:
            self._sender.answer(decision.answer.query, decision.answer.toast)
        if isinstance(decision, Kept) and decision.owed:
            self._screens.owe(person)
        if isinstance(decision, Kept) and decision.drawing:
            self._screens.show(decision.drawing)
        if decision.disarmed is not None:
            self._screens.disarm(person, decision.disarmed)
