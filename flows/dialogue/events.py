"""What can happen to a case. Each kind of happening is a type, so that waiting and lateness are as testable as speech."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

CommandName = Literal[
    "start", "bantuan", "lanjut", "ulang", "batal", "kasus", "data_saya", "hapus_data", "tentang"
]


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command, typed or chosen from the menu."""

    name: CommandName


@dataclass(frozen=True, slots=True)
class Chose:
    """A button was tapped; `case` and `seq` say which screen it stood on."""

    case: int
    seq: int
    subject: str
    choice: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A text message, as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that cannot be read here: a sticker, a photo, a voice note ..."""

    kind: str


@dataclass(frozen=True, slots=True)
class Edited:
    """An earlier message was edited."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """The time of a reminder has come."""


Event = Commanded | Chose | Typed | Sent | Edited | Reminded


@dataclass(frozen=True, slots=True)
class CaseLine:
    """Another case of the same person, as far as a list of cases shows it."""

    case: int
    state: str
    touched_at: datetime


@dataclass(frozen=True, slots=True)
class Here:
    """What the engine cannot know by itself."""

    now: datetime
    """With its time zone."""
    cases: tuple[CaseLine, ...] = ()
    """The person's other cases that are not put aside, newest first."""
    desk_levels: frozenset[str] = frozenset()
    """Levels of school (`paud`, `sd` ...) that a help desk is connected for; empty: none is."""
