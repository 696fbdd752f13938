"""Events: what can happen to a case. Each kind of happening is a type, so that waiting and lateness are as testable as speech."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

from flows.dialogue.districts.directory import Directory

CommandName = Literal[
    "start", "bantuan", "lanjut", "ulang", "batal", "kasus", "daerah", "data_saya", "hapus_data", "tentang"
]
COMMANDS: tuple[CommandName, ...] = get_args(CommandName)
"""Commands in the order in which Telegram's menu shows them."""


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command, typed or chosen from the menu."""

    name: CommandName
    argument: str = ""
    """What stands behind it: of `/start d_3204`, `d_3204`."""


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
    """A message that cannot be read here: a sticker, a photo, a voice note ..."""

    kind: str
    text: str = ""
    """What its writer has put below it."""


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A text of somebody else's, passed on: neither a command nor an answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Edited:
    """An earlier message was edited."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """The time of a reminder has come."""


@dataclass(frozen=True, slots=True)
class DeskNews:
    """News of the case from its help desk."""

    kind: Literal[
        "taken", "released", "closed", "reopened", "silent", "moved", "lost", "answered", "muted", "heard"
    ]


@dataclass(frozen=True, slots=True)
class DeskAsks:
    """The help desk asks one of the dialogue's questions."""

    subject: str


@dataclass(frozen=True, slots=True)
class DeskActed:
    """Dinas has changed what these requirements demand, as the help desk marked it."""

    keys: tuple[str, ...]


Event = Commanded | Chose | Typed | Sent | Forwarded | Edited | Reminded | DeskNews | DeskAsks | DeskActed


@dataclass(frozen=True, slots=True)
class CaseLine:
    """Another case of the same person, as far as a list of cases shows it."""

    case: int
    state: str
    touched_at: datetime
    desk: str | None = None
    """The code of the desk that has it open."""
    held: Literal["open", "taken", "closed"] | None = None
    """How the desk has it, or had it last; None for a case that none ever had."""


@dataclass(frozen=True, slots=True)
class AtDesk:
    """The present case as its help desk has it."""

    state: Literal["open", "taken", "closed"]
    name: str
    """The district's."""
    since: datetime
    """Since when it is in this state."""
    answered: bool = False
    line: bool = True
    """What the operator writes goes to the desk."""
    silent: bool = False
    """The operator has waited too long for an answer."""
    next: str | None = None
    """The name of the desk above that the case can be passed on to."""
    hours: str = ""
    """When the desk works, in words."""
    reason: str | None = None
    """Why it was closed."""
    code: str = ""
    """The desk's own."""
    district: str = ""
    """District of the case as the desk has it."""
    level: str = ""
    """Level of the school as the desk has it."""
    gone: bool = False
    """Whether the desk's group is no more: whoever serves the district now would have the case."""
    asked: str | None = None
    """The desk's question that the operator has yet to answer."""
    muted: datetime | None = None
    """Time until which the desk takes no messages of the operator's."""
    rated: bool = False
    """The operator has said of the closed case whether the desk helped."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Surroundings of a turn: what the engine cannot know by itself."""

    now: datetime
    """Time of the turn, with its time zone."""
    cases: tuple[CaseLine, ...] = ()
    """The person's other cases that are not put aside, newest first."""
    directory: Directory = field(default_factory=Directory)
    """The districts that may have a help desk."""
    district: str | None = None
    """The person's own, as far as it is remembered."""
    schools: tuple[str, ...] = ()
    """The person's own as they are remembered, the one named last first; words of `flows.dialogue.school`."""
    desk: AtDesk | None = None
    """Where the present case has been handed over to."""
    crowded: Literal["open", "today"] | None = None
    """Why no further case of the person's goes to a desk now: too many are open there, or too many went there today."""
    unseen: bool = False
    """The present screen has not been seen yet: what it says of what has happened is still to be told."""
    full: bool = False
    """The person has as many cases as are kept: a new one takes the place of the oldest."""
