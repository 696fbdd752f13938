"""A desk's working time: Monday to Friday, between two times of its own day."""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.records.help_desk import Desk
from flows.dialogue.dates import Zone, is_workday, local

PATIENCE = timedelta(hours=4)
"""So much of a desk's working time may pass before the operator is told that nobody has answered."""


def working_after(
    start: datetime, span: timedelta, opens: int, closes: int, zone: Zone, *, holidays: Collection[str] = ()
) -> datetime:
    """The moment when `span` of working time has passed since `start`; `opens` < `closes` are minutes of the day, 0 to 1440, and
    `holidays` days as 2026-08-17.
    """
    here = local(start, zone)
    left = span
    while True:
        day = here.replace(hour=0, minute=0, second=0, microsecond=0)
        begin, end = day + timedelta(minutes=opens), day + timedelta(minutes=closes)
        begin = max(begin, here)
        if is_workday(here, holidays) and begin < end:
            if begin + left <= end:
                return (begin + left).astimezone(start.tzinfo)
            left -= end - begin
        here = day + timedelta(days=1)


def patient_until(desk: Desk, now: datetime) -> datetime:
    """The moment when an operator who waits since `now` is told that nobody has answered."""
    return after(desk, now, PATIENCE)


def after(desk: Desk, start: datetime, span: timedelta) -> datetime:
    """The moment when `span` of a desk's working time has passed since `start`."""
    return working_after(start, span, desk.opens, desk.closes, desk.zone, holidays=desk.holidays)


def is_working(desk: Desk, now: datetime) -> bool:
    """Whether `now` is in a desk's working time."""
    here = local(now, desk.zone)
    return is_workday(here, desk.holidays) and desk.opens <= here.hour * 60 + here.minute < desk.closes


def last_closing(desk: Desk, now: datetime) -> datetime:
    """The moment when a desk's last working day before that of `now` ended."""
    here = local(now, desk.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    day = here - timedelta(days=1)
    while not is_workday(day, desk.holidays):
        day -= timedelta(days=1)
    return (day + timedelta(minutes=desk.closes)).astimezone(now.tzinfo)


def clock(minutes: int) -> str:
    """A time of the day as people write it: 08.00."""
    return f"{minutes // 60:02}.{minutes % 60:02}"


def in_words(desk: Desk) -> str:
    """A desk's working time as its operators read it: 08.00–15.30 WIB."""
    return f"{clock(desk.opens)}–{clock(desk.closes)} {desk.zone}"


def read_hours(text: str) -> tuple[int, int] | None:
    """Opening and closing in minutes of `08.00-15.30`; None where it is none."""
    parts = [part.strip().replace(".", ":").split(":") for part in text.replace("–", "-").split("-")]
    if len(parts) != 2 or not all(len(part) == 2 and all(x.isdecimal() for x in part) for part in parts):
        return None
    opens, closes = (int(hour) * 60 + int(minute) for hour, minute in parts)
    if any(int(minute) > 59 for _, minute in parts) or not 0 <= opens < closes <= 24 * 60:
        return None
    return opens, closes
