"""Help desk of a district as the store keeps it: its group, its people, and of what they are reminded."""

from datetime import datetime, timedelta
from typing import Literal

from pydantic.dataclasses import dataclass

from flows.dialogue.dates import Zone
from flows.dialogue.districts.district import District
from flows.values import STRICT

CODE_LIFE = timedelta(hours=24)
"""So long a code can be used that links a group."""


@dataclass(frozen=True, slots=True, config=STRICT)
class Desk:
    """A district, and the group that is its help desk where it has one."""

    code: str
    name: str
    level: Literal["kabkota", "provinsi"]
    parent: str | None
    zone: Zone
    opens: int
    """Minutes of the day, as `closes`."""
    closes: int
    chat: int | None = None
    forum: bool = False
    lost: bool = False
    """Whether it had a group, which is gone."""
    take_in: int = 60
    """Minutes of working time after which staff are reminded of a case that nobody has taken; 0: never."""
    answer_in: int = 120
    """The same, of an operator who waits for an answer."""
    head_in: int = 120
    """So many more after which the heads are told, if nothing has happened."""
    holidays: tuple[str, ...] = ()
    """Days on which nobody works, as 2026-08-17, in their order."""
    bot: str = ""
    """The user name of the district's own bot, without @; empty where this one serves it."""

    @property
    def district(self) -> District:
        """The district, as the dialogue sees it."""
        return District(
            self.code,
            self.name,
            self.level,
            self.parent,
            self.zone,
            self.chat is not None,
            opens=self.opens,
            closes=self.closes,
            holidays=self.holidays,
            bot=self.bot,
        )


@dataclass(frozen=True, slots=True, config=STRICT)
class Reminder:
    """Matter in a case of which staff are reminded once."""

    case: int
    kind: str
    """`urgent`, `free` or `answer`; the same with `head_` before it for the heads."""
    since: int
    """Since when it is so, in seconds since 1970."""


@dataclass(frozen=True, slots=True, config=STRICT)
class Staff:
    """Somebody in a desk's group, as last seen."""

    person: int
    name: str
    is_in: bool
    seen_at: datetime
