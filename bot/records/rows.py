"""Rows of a person: what came in, all that a turn begins with, and all that it leaves behind."""

from datetime import datetime

from pydantic.dataclasses import dataclass

from bot.records.desk_case import DeskCase, Entry
from bot.records.letters import Letter
from bot.records.messages import Held, Relay
from flows.dialogue.machine.effects import Unread
from flows.dialogue.machine.events import CaseLine
from flows.dialogue.machine.session import Session
from flows.values import STRICT


@dataclass(frozen=True, slots=True, config=STRICT)
class StoredUpdate:
    """An update as it came in."""

    update_id: int
    person: int | None
    """Whose it is; None in groups, so that nothing of a group is tied to anybody."""
    body: str
    received_at: datetime
    begun: int = 0
    """How often it was begun and not done with: each time, the process died meanwhile."""
    shard: int = 0
    """Which part of all persons and groups it belongs to: the one of whom it is kept in order with."""


@dataclass(frozen=True, slots=True, config=STRICT)
class ShownScreen:
    """The message that shows a person's screen, and which one it shows; case -1 where it has shown none yet."""

    message: int
    case: int
    seq: int


@dataclass(frozen=True, slots=True, config=STRICT)
class Known:
    """All rows of a person that a turn begins with."""

    session: Session | None = None
    """The present case."""
    others: tuple[CaseLine, ...] = ()
    """The person's other cases, newest first."""
    screen: ShownScreen | None = None
    fresh: bool = False
    """The screen is owed as a message of its own: the last one could not be drawn yet."""
    blocked: bool = False
    district: str | None = None
    """The district that the person has chosen last."""
    desk: DeskCase | None = None
    """The present case, where a help desk has it."""
    schools: tuple[str, ...] = ()
    """The schools that the person has named, the one named last first."""
    cases: int = 0
    """Number of the person's cases."""
    open_at_desks: int = 0
    """Number of the person's other cases that desks have open."""
    closed_at_desks: tuple[datetime, ...] = ()
    """When the person's other cases that desks have closed were last touched, newest first; as many as matter."""
    version: int = 0
    """Counts what was saved of this person; 0 for one who is new."""

    @property
    def undrawn(self) -> bool:
        """Whether the present case has moved on since the screen was drawn."""
        if self.session is None or self.blocked:
            return False
        shown = (self.screen.case, self.screen.seq) if self.screen else None
        return self.fresh or shown != (self.session.case, self.session.seq)


@dataclass(frozen=True, slots=True, config=STRICT)
class ScreenStanding:
    """Place of a person's screen, and whether it shows the present case as it is."""

    case: int | None = None
    """The present case, and the count of its screens."""
    seq: int | None = None
    message: int | None = None
    """The message that shows the screen so far."""
    fresh: bool = False
    """The screen is to be a message of its own."""
    owed: bool = False
    """The case has moved on since the screen was drawn, and no letter will show it."""


@dataclass(frozen=True, slots=True, config=STRICT)
class Saved:
    """All rows that a turn leaves behind; kept whole or not at all."""

    person: int
    sessions: tuple[Session, ...]
    """Changed cases; the last is the present one from now on, unless `aside`."""
    at: datetime
    update_id: int | None = None
    """The update that is done with this; None for what came from the clock."""
    screen: int | None = None
    """The message that the screen is to be drawn into from now on; None: as before."""
    fresh: bool = False
    """The screen is to be a message of its own, below what the person wrote."""
    letters: tuple[Letter, ...] = ()
    unread: tuple[Unread, ...] = ()
    """What was not understood, with nothing personal in it."""
    meant: str | None = None
    """What the last of these before meant, by the person's own tap; None: as before."""
    aside: bool = False
    """The present case stays the present one: what was done is done to another, or by somebody else."""
    district: str | None = None
    """The district that the person has chosen; None: as before."""
    school: str | None = None
    """The school that the person has named; None: as before."""
    desk: DeskCase | None = None
    log: tuple[Entry, ...] = ()
    relays: tuple[Relay, ...] = ()
    held: tuple[Held, ...] = ()
    """Kept till their case is known."""
    released: tuple[int, ...] = ()
    """Held messages that are in `relays` now, or given up."""
    makes_room: bool = False
    """The last of the sessions is a new one, and there are as many cases as are kept: the oldest goes."""
    mute: tuple[str, datetime | None] | None = None
    """A desk takes no messages of the person's until then, or from now on again."""
    version: int | None = None
    """Version of the person's rows on which the turn rests: it is kept only if nothing else was since. None: in any case."""
