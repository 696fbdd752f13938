"""Effects of a turn: what is to be done besides showing the screen.

Each effect becomes a row of the outbox or a statement in the same transaction as the session.
"""

from dataclasses import dataclass, field
from typing import Literal

from flows.view import View


@dataclass(frozen=True, slots=True)
class Tell:
    """A message of its own to the operator, to keep or to forward. `name` tells the kinds apart."""

    name: str
    view: View


@dataclass(frozen=True, slots=True)
class Picture:
    """A schematic picture for the operator; `name` is one of `flows.dialogue.screens.pictures`."""

    name: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """Give this case to the help desk that serves its district and level of school; to none where none does."""

    district: str = field(default="", compare=False)
    level: str = field(default="", compare=False)
    """The operator's: a desk that has the case for these two keeps it. Every handing over is alike otherwise."""


@dataclass(frozen=True, slots=True)
class Remember:
    """The person's district from now on."""

    district: str


@dataclass(frozen=True, slots=True)
class RememberSchool:
    """A school of the person's, from now on the first."""

    word: str
    """School as `flows.dialogue.school` writes it."""


@dataclass(frozen=True, slots=True)
class ToDesk:
    """An effect for the case's help desk."""

    what: Literal["relay", "hold", "reopen", "up", "wait", "end", "line", "untold", "rated"]
    """`relay` this message, or `hold` it until it is known which case it is for; `reopen` the case, or pass it on to the
    desk `up`; `wait` on; `end` the line between the two, or open the `line` again; an answer was taken back, and is
    `untold` now; a closed case was `rated`."""
    about: str = ""
    """The question that is open again, where its answer was taken back; of a rating whether it helped, `yes` or `no`."""


@dataclass(frozen=True, slots=True)
class NewCase:
    """Begin another case for this person; the present one has been put aside."""

    argument: str = ""
    """What stood behind the command: it is said in the new case."""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Make another case of this person the present one."""

    case: int


@dataclass(frozen=True, slots=True)
class Export:
    """Send the person everything that is stored of them."""


@dataclass(frozen=True, slots=True)
class Erase:
    """Delete everything that is stored of the person."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A message that was not understood, for those who extend the reader's words. What is personal in it must not be kept."""

    context: str
    """The reader's context that it was said in, or the state where there is none."""
    text: str


@dataclass(frozen=True, slots=True)
class Meant:
    """What the person's last message that was not understood meant, as they have shown by a tap on one of two offers."""

    label: str
    """Label of the reader, in the context that the message was said in."""


Effect = (
    Tell
    | Picture
    | HandOver
    | Remember
    | RememberSchool
    | ToDesk
    | NewCase
    | OpenCase
    | Export
    | Erase
    | Unread
    | Meant
)
