"""Times that people read, and when a reminder may come: in the person's zone, by day."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from flows.view import Line

Zone = Literal["WIB", "WITA", "WIT"]
"""Indonesia's three zones: UTC+7, +8 and +9."""

PLACES: dict[Zone, str] = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
"""Names of the zones in the time zone database."""
_DAYS_AHEAD = {"tomorrow": 1, "three_days": 3, "next_week": 7}
_MORNING, _AFTERNOON = time(8), time(16)
_QUIET: dict[Zone, tuple[int, int]] = {"WIB": (21, 5), "WITA": (22, 6), "WIT": (23, 7)}
"""Hours from which and until which few sync, in local time: from nine in the evening to five in the west (SF9)."""
SPREAD = 120
"""Minutes from the morning hour on over which the reminders of a day are spread, so that a whole country's do not come due at once."""
EARLIEST, LATEST = time(7), time(17)
"""No reminder comes before or after, in the person's own time."""


def local(at: datetime, zone: Zone) -> datetime:
    """Moment `at` by the clock of `zone`."""
    return at.astimezone(ZoneInfo(PLACES[zone]))


def reminder_time(choice: str, zone: Zone, now: datetime, case: int) -> datetime | None:
    """Time of a case's reminder chosen `now`: in the morning of its day, from eight on; None for `none`."""
    if choice not in _DAYS_AHEAD:
        return None
    day = local(now, zone) + timedelta(days=_DAYS_AHEAD[choice])
    return day.replace(hour=_MORNING.hour, minute=0, second=0, microsecond=0) + timedelta(
        minutes=case % SPREAD
    )


def before_quiet_hours(zone: Zone, now: datetime, spread: int) -> datetime:
    """Time of a reminder of the quiet hours to come: the next late afternoon, while people are still about. Cases of another
    `spread`, any number, are reminded in other minutes of it.
    """
    here = local(now, zone)
    due = here.replace(hour=_AFTERNOON.hour, minute=spread % 60, second=0, microsecond=0)
    return due if due > here else due + timedelta(days=1)


def quiet_hours(zone: Zone, spread: int) -> tuple[Line, Line]:
    """The hours from which on, and until which, a case is told to try. Those of another `spread`, any number, begin in other
    minutes of the first quiet hour, so that not all try at once.
    """
    first, last = _QUIET[zone]
    return _clock(f"{first:02}.{spread % 6}0", zone), _clock(f"{last:02}.00", zone)


def _clock(clock: str, zone: Zone) -> Line:
    return Line("time.clock", {"clock": clock, "zone": zone})


def next_daytime(now: datetime, zone: Zone) -> datetime:
    """`now` if a reminder may come now, else the next seven in the morning."""
    here = local(now, zone)
    if EARLIEST <= here.time() < LATEST:
        return now
    day = here if here.time() < EARLIEST else here + timedelta(days=1)
    return day.replace(hour=EARLIEST.hour, minute=0, second=0, microsecond=0)


_WORKDAYS = 5


def is_workday(here: datetime, holidays: Collection[str]) -> bool:
    """Whether a desk works on this day of its own time: Monday to Friday, but for `holidays`, days as 2026-08-17."""
    return here.isoweekday() <= _WORKDAYS and f"{here:%Y-%m-%d}" not in holidays


def next_opening(
    now: datetime, opens: int, closes: int, zone: Zone, holidays: Collection[str] = ()
) -> datetime | None:
    """Time at which a desk opens next; None while it is open. `opens` < `closes` are minutes of its day, 0 to 1440."""
    here = local(now, zone)
    if is_workday(here, holidays) and opens <= here.hour * 60 + here.minute < closes:
        return None
    day = here.replace(hour=0, minute=0, second=0, microsecond=0)
    while not is_workday(day, holidays) or day + timedelta(minutes=opens) <= here:
        day += timedelta(days=1)
    return day + timedelta(minutes=opens)


def moment(at: datetime, zone: Zone) -> Line:
    """A moment in words: weekday, date, hour and zone."""
    here = local(at, zone)
    return Line(
        "time.moment",
        {
            "weekday": Line(f"time.weekday.{here.isoweekday()}"),
            "day": here.day,
            "month": Line(f"time.month.{here.month}"),
            "year": here.year,
            "clock": f"{here.hour:02}.{here.minute:02}",
            "zone": zone,
        },
    )


def short(at: datetime, zone: Zone) -> Line:
    """A moment for lists: day, month and hour."""
    here = local(at, zone)
    clock = f"{here.hour:02}.{here.minute:02}"
    return Line("time.short", {"day": here.day, "month": here.month, "clock": clock})


def dated(at: datetime, zone: Zone) -> Line:
    """A moment in figures, with its year and zone."""
    here = local(at, zone)
    return Line(
        "time.dated",
        {"day": here.day, "month": here.month, "year": here.year, "clock": f"{here:%H.%M}", "zone": zone},
    )
