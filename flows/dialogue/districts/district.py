"""District: a kabupaten, kota or province that may have a help desk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from flows.dialogue.dates import Zone, next_opening


@dataclass(frozen=True, slots=True)
class District:
    """A kabupaten, kota or province."""

    code: str
    """2 to 20 of a-z, 0-9 and _; what its link carries."""
    name: str
    """Name as officials write it: "Kabupaten Bandung Barat"."""
    level: Literal["kabkota", "provinsi"]
    parent: str | None
    """The code of its province."""
    zone: Zone
    linked: bool
    """Whether it has a group of its own."""
    hours: str = ""
    """When its desk works, in words."""
    opens: int = 0
    """Minutes of the day, as `closes`; both 0 where nothing is known."""
    closes: int = 0
    holidays: tuple[str, ...] = ()
    """Days on which nobody works, as 2026-08-17."""
    bot: str = ""
    """The user name of a bot of its own, without @; empty where this one serves it."""

    @property
    def bot_link(self) -> str:
        """Address that opens its own bot with this district chosen; empty where it has none."""
        return f"https://t.me/{self.bot}?start=d_{self.code}" if self.bot else ""

    def opens_next(self, now: datetime) -> datetime | None:
        """Time at which the district's desk opens again; None while it works, or where its hours are not known."""
        if self.opens >= self.closes:
            return None
        return next_opening(now, self.opens, self.closes, self.zone, self.holidays)
