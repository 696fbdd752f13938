"""When many schools with the same missing are unusual: a table."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.dialogue.districts.outbreak import Sighting, outbreaks

NOW = datetime(2026, 8, 25, 12, tzinfo=UTC)


def _seen(lately: int, a_day: int, *, schools: int | None = None, hours: float = 1) -> list[Sighting]:
    """So many sightings lately, of so many schools, and on each of the 28 days before."""
    new = [
        Sighting(f"{number % (schools or lately or 1)}", "R3", NOW - timedelta(hours=hours))
        for number in range(lately)
    ]
    return new + [
        Sighting(f"old {number}", "R3", NOW - timedelta(days=day))
        for day in range(1, 29)
        for number in range(a_day)
    ]


@pytest.mark.parametrize(
    ("seen", "begins", "goes_on"),
    [
        (_seen(2, 0), False, False),
        (_seen(3, 0), True, True),
        (_seen(9, 0, schools=2), False, False),
        (_seen(3, 0, hours=7), False, False),
        (_seen(3, 1), False, True),
        (_seen(5, 1), True, True),
        (_seen(19, 10), False, True),
        (_seen(20, 10), True, True),
    ],
)
def test_it_begins_where_it_is_unusual(seen: list[Sighting], *, begins: bool, goes_on: bool) -> None:
    """Two schools are none, nor is one that comes often; who is used to ten a day is not alarmed by nineteen."""
    begun, going = outbreaks(seen, NOW)
    assert ("R3" in begun, "R3" in going) == (begins, goes_on)


def test_each_thing_is_counted_by_itself() -> None:
    seen = [Sighting(str(number), f"R{number}", NOW) for number in range(1, 6)]
    assert outbreaks(seen, NOW) == (frozenset(), frozenset())
