"""Drawings in a desk's group: cards, the overview and topics, where they stand and of what they are made."""

from dataclasses import field
from datetime import datetime, timedelta

from pydantic.dataclasses import dataclass

from bot.records.desk_case import DeskCase, Entry
from flows.dialogue.machine.session import Session
from flows.values import STRICT


@dataclass(frozen=True, slots=True, config=STRICT)
class DeskSchool:
    """The school that a case is about, as far as it is known."""

    npsn: str | None = None
    name: str | None = None
    cut_offs: tuple[datetime, ...] = ()
    """Times until which its data must be synchronised, the earliest first."""
    twins: tuple[int, ...] = ()
    """The other cases of the same NPSN that this desk has open."""

    def cut_off(self, now: datetime) -> datetime | None:
        """The next of them."""
        return next((at for at in self.cut_offs if at > now), None)

    def is_urgent(self, now: datetime) -> bool:
        """Whether less than a day is left at `now`."""
        at = self.cut_off(now)
        return at is not None and at < now + timedelta(days=1)


UNSURE = -1


@dataclass(frozen=True, slots=True, config=STRICT)
class Board:
    """A desk's overview: where it stands, and what it shows."""

    desk: str
    chat: int | None = None
    message: int | None = None
    """UNSURE: it was sent, and nobody knows whether it arrived."""
    shown: str = ""
    """A digest of its words."""
    pinned: int = 0
    """1: it is; -1: the bot may not, and has said so; 0: neither yet."""


@dataclass(frozen=True, slots=True, config=STRICT)
class TopicName:
    """A case's topic as it is called now."""

    thread: int
    name: str = ""
    closed: bool = False
    due_at: int = 0
    """Time before which it is not called otherwise, in seconds since 1970."""


@dataclass(frozen=True, slots=True, config=STRICT)
class Card:
    """Place of a case's card in a group, and the count (`seq`) that it shows."""

    chat: int
    thread: int | None = None
    message: int | None = None
    seq: int = 0
    """UNSURE: it was sent, and nobody knows whether it arrived."""
    beside: str = ""
    """A digest of what it shows beside the case: the cut-off, its nearness, other cases of the school; empty for nothing."""
    repeated: bool = False
    """Whether it may have a twin that was sent before, which it says as long as it stands."""


@dataclass(frozen=True, slots=True, config=STRICT)
class CardRows:
    """All rows that a card is made of."""

    desk: DeskCase
    session: Session
    card: Card | None
    log: tuple[Entry, ...]
    """The oldest first."""
    names: dict[int, str]
    """Names of the staff in the log, by id."""
    school: DeskSchool = field(default_factory=DeskSchool)
    colleagues: tuple[tuple[int, str], ...] = ()
    """Who is in the desk's group, with their names."""
