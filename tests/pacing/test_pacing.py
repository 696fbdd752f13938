"""When calls may go out: stories on a virtual clock."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.outgoing.pacing import Pacer, Priority, SystemClock
from bot.outgoing.rates import EASE_SECONDS, OVERALL, REFUSED_CHATS
from tests.pacing.clock import VirtualClock, settled

SARI, BUDI, WAYAN = 11, 12, 13
DESK = -1001


class Calls:
    """Calls under way, and when each was granted."""

    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.pacer = Pacer(self.clock)
        self.began = self.clock.now
        self.granted: list[tuple[str, float]] = []
        self.tasks: dict[str, asyncio.Task[None]] = {}

    def ask(self, name: str, chat_id: int, priority: Priority = Priority.ANSWER) -> None:
        async def call() -> None:
            await self.pacer.ready(chat_id, priority)
            self.granted.append((name, round(self.clock.now - self.began, 3)))

        self.tasks[name] = asyncio.create_task(call())

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.granted]

    @property
    def times(self) -> list[float]:
        return [time for _, time in self.granted]


@pytest.fixture
async def calls() -> AsyncIterator[Calls]:
    calls = Calls()
    yield calls
    for task in calls.tasks.values():
        task.cancel()
    await asyncio.gather(*calls.tasks.values(), return_exceptions=True)
    await settled()
    assert calls.pacer.waiting == 0
    assert calls.clock.sleepers == 0, "an alarm was left behind"


async def test_one_call_goes_at_once(calls: Calls) -> None:
    calls.ask("halo", SARI)
    await settled()
    assert calls.granted == [("halo", 0)]
    assert calls.clock.sleepers == 0


async def test_a_person_gets_a_short_burst_and_then_one_a_second(calls: Calls) -> None:
    for number in range(6):
        calls.ask(f"{number}", SARI)
    await calls.clock.moves_by(10)
    assert calls.granted == [("0", 0), ("1", 0), ("2", 0), ("3", 1), ("4", 2), ("5", 3)]


async def test_the_burst_comes_back_with_time(calls: Calls) -> None:
    for number in range(3):
        calls.ask(f"{number}", SARI)
    await calls.clock.moves_by(3)
    for number in range(3, 7):
        calls.ask(f"{number}", SARI)
    await calls.clock.moves_by(5)
    assert calls.times == [0, 0, 0, 3, 3, 3, 4]


async def test_a_group_gets_twenty_a_minute_in_a_true_window(calls: Calls) -> None:
    for number in range(5):
        calls.ask(f"{number}", DESK)
    await calls.clock.moves_by(50)
    for number in range(5, 45):
        calls.ask(f"{number}", DESK)
    await calls.clock.moves_by(120)
    assert calls.times == [0] * 5 + [50] * 15 + [60] * 5 + [110] * 15 + [120] * 5


async def test_all_together_get_thirty_a_second(calls: Calls) -> None:
    for number in range(75):
        calls.ask(f"{number}", 100 + number)
    await calls.clock.moves_by(5)
    assert calls.times == [0] * 30 + [1] * 30 + [2] * 15
    assert calls.names == [f"{number}" for number in range(75)]


async def test_who_waits_goes_before_who_does_not(calls: Calls) -> None:
    for number in range(OVERALL):
        calls.ask(f"first {number}", 100 + number)
    await settled()
    for number in range(OVERALL):
        calls.ask(f"reminder {number}", 200 + number, Priority.REMINDER)
    for number in range(OVERALL):
        calls.ask(f"card {number}", -300 - number, Priority.CARD)
    for number in range(OVERALL):
        calls.ask(f"answer {number}", 400 + number)
    await calls.clock.moves_by(5)
    order = [name.split()[0] for name in calls.names]
    assert order == ["first"] * 30 + ["answer"] * 30 + ["card"] * 30 + ["reminder"] * 30
    assert calls.names[30:60] == [f"answer {number}" for number in range(30)]


async def test_a_reminder_is_not_put_off_for_ever(calls: Calls) -> None:
    """Answers fill every second; after its minute the reminder goes before those that came later."""
    calls.ask("first", WAYAN)
    for number in range(OVERALL - 1):
        calls.ask(f"fill {number}", 10_000 + number)
    await settled()
    calls.ask("reminder", SARI, Priority.REMINDER)
    for second in range(90):
        for number in range(OVERALL + 1):
            calls.ask(f"answer {second}.{number}", 20_000 + second * 100 + number)
        await calls.clock.moves_by(1)
    (time,) = [time for name, time in calls.granted if name == "reminder"]
    assert Priority.REMINDER <= time <= Priority.REMINDER + 3


async def test_within_a_chat_an_answer_overtakes_a_reminder(calls: Calls) -> None:
    for number in range(3):
        calls.ask(f"{number}", SARI)
    await settled()
    calls.ask("reminder", SARI, Priority.REMINDER)
    calls.ask("answer", SARI)
    calls.ask("next", SARI)
    await calls.clock.moves_by(5)
    assert calls.granted[3:] == [("answer", 1), ("next", 2), ("reminder", 3)]


async def test_a_refused_chat_waits_and_nobody_else(calls: Calls) -> None:
    calls.pacer.too_many(SARI, 30)
    for number in range(3):
        calls.ask(f"sari {number}", SARI)
        calls.ask(f"budi {number}", BUDI)
        calls.ask(f"desk {number}", DESK)
    await calls.clock.moves_by(60)
    assert [entry for entry in calls.granted if not entry[0].startswith("sari")] == [
        (f"{who} {number}", 0) for number in range(3) for who in ("budi", "desk")
    ]
    assert [entry for entry in calls.granted if entry[0].startswith("sari")] == [
        ("sari 0", 30),
        ("sari 1", 31),
        ("sari 2", 32),
    ]
    assert calls.pacer.overall_limit == OVERALL


async def test_a_refusal_holds_those_who_wait_already(calls: Calls) -> None:
    for number in range(5):
        calls.ask(f"{number}", SARI)
    await settled()
    calls.pacer.too_many(SARI, 20)
    calls.pacer.too_many(SARI, 5)
    await calls.clock.moves_by(60)
    assert calls.times == [0, 0, 0, 20, 21]


async def test_a_refused_group_waits(calls: Calls) -> None:
    calls.pacer.too_many(DESK, 41)
    calls.ask("card", DESK, Priority.CARD)
    await calls.clock.moves_by(60)
    assert calls.granted == [("card", 41)]


async def test_a_refusal_of_no_length_pauses_nobody(calls: Calls) -> None:
    calls.pacer.too_many(DESK, -5)
    calls.ask("card", DESK)
    await settled()
    assert calls.granted == [("card", 0)]


async def test_many_refused_at_once_slow_all_down_and_time_mends_it(calls: Calls) -> None:
    for chat_id in range(REFUSED_CHATS):
        calls.pacer.too_many(9000 + chat_id, 1)
    assert calls.pacer.overall_limit == OVERALL // 2
    for number in range(45):
        calls.ask(f"{number}", 100 + number)
    await calls.clock.moves_by(5)
    assert calls.times == [0] * 15 + [1] * 15 + [2] * 15
    await calls.clock.moves_by(EASE_SECONDS)
    for number in range(45, 105):
        calls.ask(f"{number}", 100 + number)
    await calls.clock.moves_by(0)
    assert calls.pacer.overall_limit == OVERALL
    assert calls.times[45:] == [5 + EASE_SECONDS] * 30


async def test_the_same_chat_refused_again_is_one_chat(calls: Calls) -> None:
    for _ in range(10):
        calls.pacer.too_many(SARI, 1)
    for chat_id in (BUDI, WAYAN, DESK):
        await calls.clock.moves_by(1.1)
        calls.pacer.too_many(chat_id, 1)
    assert calls.pacer.overall_limit == OVERALL


async def test_it_never_slows_to_nothing(calls: Calls) -> None:
    for chat_id in range(100):
        calls.pacer.too_many(9000 + chat_id, 1)
    assert calls.pacer.overall_limit == 1
    calls.ask("0", 1)
    calls.ask("1", 2)
    await calls.clock.moves_by(1)
    assert calls.times == [0, 1]


async def test_who_gives_up_takes_no_turn(calls: Calls) -> None:
    for number in range(7):
        calls.ask(f"{number}", SARI)
    await settled()
    calls.tasks["3"].cancel()
    calls.tasks["5"].cancel()
    await calls.clock.moves_by(10)
    assert calls.granted == [("0", 0), ("1", 0), ("2", 0), ("4", 1), ("6", 2)]


async def test_giving_up_at_the_moment_of_the_grant_breaks_nothing(calls: Calls) -> None:
    for number in range(5):
        calls.ask(f"{number}", SARI)
    await settled()
    calls.tasks["3"].cancel()  # not yet run; meanwhile the grant comes
    calls.clock.now += 1
    calls.pacer._grant()
    await settled()
    assert calls.names == ["0", "1", "2", "4"]
    assert calls.pacer.waiting == 0


async def test_idle_chats_are_forgotten(calls: Calls) -> None:
    for wave in range(50):
        for number in range(100):
            calls.ask(f"{wave}.{number}", (wave * 100 + number + 1) * (-1 if number % 2 else 1))
        await calls.clock.moves_by(70)
    assert len(calls.granted) == 5000
    assert calls.pacer.remembered <= 300
    assert not calls.pacer._later
    assert not calls.pacer._now


async def test_a_paused_chat_is_not_forgotten(calls: Calls) -> None:
    calls.pacer.too_many(SARI, 5000)
    calls.pacer.too_many(DESK, 5000)
    for number in range(1000):
        calls.ask(f"{number}", 100 + number)
        await calls.clock.moves_by(4)
    calls.ask("sari", SARI)
    calls.ask("desk", DESK)
    await calls.clock.moves_by(2000)
    assert calls.granted[-2:] == [("sari", 5000), ("desk", 5000)]


async def test_a_thousand_people_at_once_cost_little(calls: Calls) -> None:
    """Each grant looks at the next in line and not at all who wait."""
    for number in range(3000):
        calls.ask(f"{number}", 100 + number)
    await calls.clock.moves_by(101)
    assert len(calls.granted) == 3000
    assert len(calls.pacer._later) + len(calls.pacer._now) < 10


async def test_the_systems_clock_will_do() -> None:
    pacer = Pacer(SystemClock())
    for _ in range(3):
        await pacer.ready(SARI)
    pacer.too_many(BUDI, 0.02)
    await pacer.ready(BUDI)
    assert pacer.waiting == 0
