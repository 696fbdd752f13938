"""What passes between the bot and a store. Plain values; a store keeps them, whatever its engine."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from flows.dialogue.events import CaseLine
from flows.dialogue.session import Session
from flows.dialogue.view import Unread

LetterKind = Literal["tell", "desk", "screen", "note", "export", "farewell"]


@dataclass(frozen=True, slots=True)
class Arrived:
    """An update as it came in."""

    update_id: int
    person: int | None
    """Whose it is; None in groups, so that nothing of a group is tied to anybody."""
    body: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Screen:
    """The message that shows a person's screen, and which one it shows."""

    message: int
    case: int
    seq: int


@dataclass(frozen=True, slots=True)
class Known:
    """What a turn begins with."""

    session: Session | None = None
    """The present case."""
    others: tuple[CaseLine, ...] = ()
    """The person's other cases, newest first."""
    screen: Screen | None = None
    fresh: bool = False
    """The screen is owed as a message of its own: the last one could not be drawn yet."""
    blocked: bool = False

    @property
    def undrawn(self) -> bool:
        """Whether the present case has moved on since the screen was drawn."""
        if self.session is None or self.blocked:
            return False
        shown = (self.screen.case, self.screen.seq) if self.screen else None
        return self.fresh or shown != (self.session.case, self.session.seq)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that is not a redrawing: it waits in the outbox until it is sent."""

    key: str
    """Never twice in the outbox: an update that is applied again after a crash adds nothing."""
    chat: int
    kind: LetterKind
    person: int | None = None
    """Whose it is, so that it can be erased with them."""
    case: int | None = None
    body: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Due:
    """A letter that is to be sent now."""

    id: int
    letter: Letter
    tries: int
    uncertain: bool
    """It was sent before, and nobody knows whether it arrived."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Everything that a turn leaves behind; it is kept whole or not at all."""

    person: int
    sessions: tuple[Session, ...]
    """Changed cases; the last is the present one from now on."""
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
