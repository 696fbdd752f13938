"""Announcements to all operators with an open case, and what became of them."""

from datetime import UTC, datetime
from typing import Literal

from pydantic.dataclasses import dataclass

from flows.values import STRICT


@dataclass(frozen=True, slots=True, config=STRICT)
class Announcement:
    """Words to the operators of one desk and those below it, or of all desks."""

    desk: str | None
    """The district; None: all."""
    who: int
    chat: int
    """Where it was written, and where its end is told."""
    thread: int | None
    text: str
    """Text as it is sent, in Telegram's HTML; empty once all of it has gone out."""
    id: int = 0
    """0: it is not kept yet."""
    state: Literal["draft", "going", "stopped", "done"] = "draft"
    made_at: datetime = datetime.fromtimestamp(0, UTC)
    people: int = 0
    """Number of people to whom it goes."""
    blocked: int = 0
    """How many of those concerned had blocked the bot already."""


@dataclass(frozen=True, slots=True, config=STRICT)
class Arrivals:
    """Arrivals of an announcement: how many of those concerned have it."""

    people: int
    sent: int
    twice: int
    """Number, of `sent`, of those who may have it twice, the second time marked."""
    waiting: int
    blocked: int
    failed: int
    unsure: int
    """Number of those of whom nobody knows whether it arrived."""
    unsent: int = 0
    """Number of those before whom it was stopped."""


def letter_key(number: int, person: int) -> str:
    """The key of its letter to one person."""
    return f"announcement:{number}:{person}"
