"""How calls slow down after Telegram has refused some, and how they come to speed again."""

import pytest

from bot.outgoing.rates import EASE, EASE_SECONDS, LEAST, REFUSED_CHATS, STRICT_SECONDS
from bot.records.priority import Priority
from tests.pacing.calls import BUDI, DESK, SARI, WAYAN, Calls
from tests.pacing.clock import settled


async def test_a_chat_that_was_refused_gets_no_burst_for_a_while(calls: Calls) -> None:
    calls.refuse(SARI, 5)
    for number in range(4):
        calls.ask(f"{number}", SARI)
    await calls.clock.moves_by(10)
    assert calls.times == [5, 6, 7, 8]
    await calls.clock.moves_by(STRICT_SECONDS)
    for number in range(4, 8):
        calls.ask(f"{number}", SARI)
    await settled()
    assert len(calls.granted) == 8


async def test_a_refused_chat_waits_and_nobody_else(calls: Calls) -> None:
    calls.refuse(SARI, 30)
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
    assert calls.pacer.overall_limit is None


async def test_a_refusal_holds_those_who_wait_already(calls: Calls) -> None:
    calls.refuse(SARI, 1)
    for number in range(3):
        calls.ask(f"{number}", SARI)
    await settled()
    calls.refuse(SARI, 20)
    calls.refuse(SARI, 5)
    await calls.clock.moves_by(60)
    assert calls.times == [20, 21, 22]


async def test_a_refused_group_waits(calls: Calls) -> None:
    calls.refuse(DESK, 41)
    calls.ask("card", DESK, Priority.CARD)
    await calls.clock.moves_by(60)
    assert calls.granted == [("card", 41)]


async def test_a_refusal_of_no_length_pauses_nobody(calls: Calls) -> None:
    calls.refuse(DESK, -5)
    calls.ask("card", DESK)
    await settled()
    assert calls.granted == [("card", 0)]


async def test_a_volley_counts_once_and_everybody_is_served_soon_after(calls: Calls) -> None:
    """Sixty people at once, and Telegram refuses all of them for a second. They are served within the next four."""
    for number in range(60):
        calls.ask(f"{number}", 100 + number)
    await settled()
    for number in range(60):
        calls.refuse(100 + number, 1)
    assert calls.pacer.overall_limit is not None
    assert LEAST <= calls.pacer.overall_limit < 60
    for number in range(60):
        calls.ask(f"again {number}", 100 + number)
    await calls.clock.moves_by(4)
    assert len(calls.granted) == 120
    assert calls.times[60] >= 1


async def test_the_rate_falls_from_what_was_measured(calls: Calls) -> None:
    """Of 400 calls in a second Telegram takes 380: the next second has 70 of a hundred of those."""
    for number in range(400):
        calls.ask(f"{number}", 10_000 + number)
    await settled()
    for number in range(20):
        calls.refuse(10_000 + number, 1)
    assert calls.pacer.overall_limit == pytest.approx(0.7 * 380)
    await calls.clock.moves_by(0.1)
    calls.granted.clear()
    for number in range(600):
        calls.ask(f"later {number}", 20_000 + number)
    await calls.clock.moves_by(1)
    assert 260 <= len(calls.granted) <= 270


async def test_who_is_refused_for_being_fast_is_few_among_many(calls: Calls) -> None:
    """Three chats of five hundred: they were too fast, the bot was not."""
    for number in range(500):
        calls.ask(f"{number}", 10_000 + number)
    await settled()
    for number in range(REFUSED_CHATS):
        calls.refuse(10_000 + number, 1)
    assert calls.pacer.overall_limit is None


async def test_refusals_of_calls_made_before_say_nothing_new(calls: Calls) -> None:
    await calls.slow_down()
    for number in range(100):
        calls.refuse(30_000 + number, 1, made_ago=0.5)
    assert calls.pacer.overall_limit is not None
    assert LEAST <= calls.pacer.overall_limit < 60


async def test_refused_again_it_falls_again_and_never_to_nothing(calls: Calls) -> None:
    await calls.slow_down()
    limits = []
    for volley in range(40):
        for number in range(REFUSED_CHATS):
            calls.refuse(40_000 + 10 * volley + number, 1)
        limits.append(calls.pacer.overall_limit)
        await calls.clock.moves_by(0.5)
    assert limits[0] == pytest.approx(0.7 * LEAST)
    assert limits[-1] == 1
    calls.began = calls.clock.now
    calls.ask("0", 1)
    calls.ask("1", 2)
    await calls.clock.moves_by(3)
    assert len(calls.granted) == 2


async def test_time_mends_it_without_a_top(calls: Calls) -> None:
    await calls.slow_down()
    await calls.clock.moves_by(EASE_SECONDS)
    assert calls.pacer.overall_limit == pytest.approx(LEAST * EASE)
    await calls.clock.moves_by(20 * EASE_SECONDS)
    assert calls.pacer.overall_limit is None, "at four times of what was refused it is forgotten"


async def test_the_same_chat_refused_again_is_one_chat(calls: Calls) -> None:
    for _ in range(10):
        calls.refuse(SARI, 1)
    for chat_id in (BUDI, WAYAN, DESK):
        await calls.clock.moves_by(1.1)
        calls.refuse(chat_id, 1)
    assert calls.pacer.overall_limit is None


async def test_how_long_answers_wait_for_the_rate_is_known(calls: Calls) -> None:
    """Not for their own chat: that is no sign of too many people."""
    calls.refuse(SARI, 100)
    calls.ask("sari", SARI)
    await calls.clock.moves_by(10)
    assert calls.pacer.behind() == 0
    await calls.slow_down()
    for number in range(200):
        calls.ask(f"{number}", 500 + number)
    await calls.clock.moves_by(4)
    assert 3.5 < calls.pacer.behind() <= 4
    await calls.clock.moves_by(10)
    assert calls.pacer.behind() == 0


async def test_a_paused_chat_is_not_forgotten(calls: Calls) -> None:
    calls.refuse(SARI, 5000)
    calls.refuse(DESK, 5000)
    for number in range(1000):
        calls.ask(f"{number}", 100 + number)
        await calls.clock.moves_by(4)
    calls.ask("sari", SARI)
    calls.ask("desk", DESK)
    await calls.clock.moves_by(2000)
    assert calls.granted[-2:] == [("sari", 5000), ("desk", 5000)]
