"""A person who sends too much: one warning, then silence for a while."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.incoming.flood import (
    BYTES_A_DAY,
    DAY,
    IGNORED,
    MOST,
    MOST_A_DAY,
    WINDOW,
    Flood,
    FloodVerdict,
    judge,
)

OK, WARN, IGNORE = FloodVerdict.OK, FloodVerdict.WARN, FloodVerdict.IGNORE
WARN_DAY = FloodVerdict.WARN_DAY
NOW = 1_795_425_300.0


def judged(
    times: list[float],
    state: Flood = Flood(),  # noqa: B008  frozen
    size: int = 0,
) -> tuple[Flood, list[FloodVerdict]]:
    verdicts = []
    for time in times:
        # As the store does it: written down and read again between two updates.
        state, verdict = judge(state, time, size)
        verdicts.append(verdict)
    return state, verdicts


def test_twenty_in_ten_seconds_are_heard_and_the_next_is_warned() -> None:
    _, verdicts = judged([NOW + number * 0.4 for number in range(30)])
    assert verdicts == [OK] * 20 + [WARN] + [IGNORE] * 9


def test_a_steady_writer_is_always_heard() -> None:
    _, verdicts = judged([NOW + number * WINDOW / MOST for number in range(500)], size=500)
    assert set(verdicts) == {OK}


def test_who_never_floods_is_heard_so_often_in_a_day_at_most() -> None:
    """And from the next day on again."""
    state, verdicts = judged([NOW + number for number in range(MOST_A_DAY + 50)])
    assert verdicts == [OK] * MOST_A_DAY + [WARN_DAY] + [IGNORE] * 49
    assert not state.is_calm(NOW + DAY - 1)
    state, verdicts = judged([NOW + DAY - 0.1, NOW + DAY, NOW + DAY + 1], state)
    assert verdicts == [IGNORE, OK, OK]


def test_no_more_bytes_are_taken_of_one_person_in_a_day() -> None:
    _, verdicts = judged([NOW + number for number in range(30)], size=BYTES_A_DAY // 20)
    assert verdicts == [OK] * 20 + [WARN_DAY] + [IGNORE] * 9
    _, verdicts = judged([NOW + number * DAY / 19 for number in range(300)], size=BYTES_A_DAY // 20)
    assert set(verdicts) == {OK}, "a day's as much each day"


def test_who_has_sent_little_today_need_not_be_remembered() -> None:
    """Nor who sent much yesterday: the memory holds those alone who send much."""
    state, _ = judged([NOW + number for number in range(20)])
    assert state.is_calm(NOW + 100)
    state, _ = judged([NOW + number for number in range(MOST_A_DAY // 2)])
    assert not state.is_calm(NOW + DAY / 2)
    assert state.is_calm(NOW + DAY)


def test_silence_ends_after_five_minutes() -> None:
    state, verdicts = judged([NOW] * 21)
    assert verdicts[-1] is WARN
    _, later = judged([NOW + IGNORED - 0.1, NOW + IGNORED, NOW + IGNORED + 1], state)
    assert later == [IGNORE, OK, OK]


def test_going_on_meanwhile_does_not_prolong_it() -> None:
    state, _ = judged([NOW] * 21)
    state, _ = judged([NOW + number for number in range(1, 299)], state)
    assert state.ignored_until == NOW + IGNORED


def test_each_flood_is_warned_once() -> None:
    state, _ = judged([NOW] * 21)
    _, verdicts = judged([NOW + IGNORED + 1] * 40, state)
    assert verdicts == [OK] * 20 + [WARN] + [IGNORE] * 19


def test_a_clock_set_back_locks_nobody_out() -> None:
    state, _ = judged([NOW] * 21)
    day = 86_400
    _, verdicts = judged([NOW - day], state)
    assert verdicts == [OK]
    state, _ = judged([NOW] * 20)
    _, verdicts = judged([NOW - day] * 20, state)
    assert verdicts == [OK] * 20


def test_a_calm_state_need_not_be_kept() -> None:
    state, _ = judged([NOW, NOW + 1])
    assert not state.is_calm(NOW + WINDOW)
    assert state.is_calm(NOW + 1 + WINDOW)
    state, _ = judged([NOW] * 21)
    assert not state.is_calm(NOW + IGNORED - 1)
    assert state.is_calm(NOW + IGNORED)
    assert Flood().is_calm(NOW)


@given(st.lists(st.floats(0, 1000), max_size=200).map(sorted))
def test_what_holds_for_any_updates(times: list[float]) -> None:
    """The state stays small, and no two warnings are nearer than a silence."""
    state, verdicts = Flood(), []
    for time in times:
        state, verdict = judge(state, time)
        verdicts.append(verdict)
        assert len(state.times) <= MOST
    warned = [time for time, verdict in zip(times, verdicts, strict=True) if verdict is WARN]
    assert all(later - earlier >= IGNORED for earlier, later in pairwise(warned))
    if IGNORE in verdicts:
        assert WARN in verdicts[: verdicts.index(IGNORE)]


def test_taps_and_messages_together_are_one_flood() -> None:
    """A message has the second in which it was written, a tap the moment of its arrival: neither takes the other out of the count."""
    mixed = [NOW + number * 0.05 - (number % 2) * 0.9 for number in range(60)]
    _, verdicts = judged(mixed)
    assert verdicts.count(OK) == MOST
