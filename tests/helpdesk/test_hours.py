"""A desk's working time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.helpdesk.desks.working_hours import clock, read_hours, working_after
from flows.dialogue.dates import Zone, local

WIB = timedelta(hours=7)


def at(text: str) -> datetime:
    """A minute by the clock of Jakarta."""
    return (datetime.fromisoformat(text) - WIB).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-08-25 09:00", 4, "2026-08-25 13:00"),  # a Tuesday
        ("2026-08-25 05:00", 4, "2026-08-25 12:00"),  # before it opens
        ("2026-08-25 14:00", 4, "2026-08-26 10:30"),  # over the night
        ("2026-08-25 20:00", 4, "2026-08-26 12:00"),
        ("2026-08-25 11:30", 4, "2026-08-25 15:30"),  # exactly at closing
        ("2026-08-28 15:00", 1, "2026-08-31 08:30"),  # over the weekend
        ("2026-08-29 12:00", 4, "2026-08-31 12:00"),  # on a Saturday
        ("2026-08-25 09:00", 20, "2026-08-27 14:00"),
    ],
)
def test_when_so_much_working_time_has_passed(start: str, hours: float, end: str) -> None:
    assert working_after(at(start), timedelta(hours=hours), 480, 930, "WIB") == at(end)


def test_by_the_desk_s_own_clock() -> None:
    """Seven in Jakarta is nine in Jayapura."""
    found = working_after(at("2026-08-25 07:00"), timedelta(hours=1), 480, 930, "WIT")
    assert found == at("2026-08-25 08:00")


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001  (hypothesis wants them so)
    st.integers(1, 60 * 40),
    st.sampled_from(["WIB", "WITA", "WIT"]),
)
def test_never_too_early_and_never_at_night(start: datetime, minutes: int, zone: Zone) -> None:
    begun, span = start.replace(tzinfo=UTC), timedelta(minutes=minutes)
    end = working_after(begun, span, 480, 930, zone)
    assert end >= begun + span
    here = local(end, zone)
    assert here.isoweekday() <= 5
    assert 480 < here.hour * 60 + here.minute + here.second / 60 + here.microsecond / 6e7 <= 930
    assert working_after(begun, span + timedelta(minutes=1), 480, 930, zone) > end


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("08.00-15.30", (480, 930)), ("07:30 – 14:00", (450, 840)), ("0.00-24.00", (0, 1440)),
        ("15.30-08.00", None), ("08.00-08.00", None), ("8-15", None), ("08.60-15.00", None), ("25.00-26.00", None),
        ("", None), ("pagi", None), ("08.00", None), ("08.00-15.30-16.00", None), ("-1.00-15.00", None),
    ],
)  # fmt: skip
def test_hours_as_they_are_written(text: str, hours: tuple[int, int] | None) -> None:
    assert read_hours(text) == hours


def test_a_time_as_it_is_shown() -> None:
    assert clock(930) == "15.30"
