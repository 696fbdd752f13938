"""When calls may go out, while Telegram refuses none: stories on a virtual clock."""

from bot.outgoing.pacing import Pacer, SystemClock
from bot.outgoing.rates import GROUP_CASE
from bot.records.priority import Priority
from tests.pacing.calls import BUDI, DESK, SARI, Calls
from tests.pacing.clock import settled


async def test_one_call_goes_at_once(calls: Calls) -> None:
    calls.ask("halo", SARI)
    await settled()
    assert calls.granted == [("halo", 0)]
    assert calls.clock.sleepers == 0


async def test_who_taps_fast_is_answered_at_once(calls: Calls) -> None:
    """Two taps a second for ten seconds: no tap waits."""
    for number in range(20):
        calls.ask(f"{number}", SARI)
        await calls.clock.moves_by(0.5)
    assert calls.times == [number / 2 for number in range(20)]


async def test_what_comes_by_itself_gets_a_short_burst_and_then_one_a_second(calls: Calls) -> None:
    for number in range(6):
        calls.ask(f"{number}", SARI, Priority.RECEIPT)
    await calls.clock.moves_by(10)
    assert calls.granted == [("0", 0), ("1", 0), ("2", 0), ("3", 1), ("4", 2), ("5", 3)]


async def test_the_burst_comes_back_with_time(calls: Calls) -> None:
    for number in range(3):
        calls.ask(f"{number}", SARI, Priority.RECEIPT)
    await calls.clock.moves_by(3)
    for number in range(3, 7):
        calls.ask(f"{number}", SARI, Priority.RECEIPT)
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


async def test_some_of_a_groups_minute_are_kept_for_its_staff(calls: Calls) -> None:
    """A minute full of cards and messages: what staff have just acted on goes at once all the same, and before the rest."""
    for number in range(30):
        calls.ask(f"relay {number}", DESK, Priority.RELAYED)
    await calls.clock.moves_by(5)
    assert calls.times == [0] * 12
    calls.ask("pressed", DESK, Priority.STAFF_ACTED)
    calls.ask("asked", DESK, Priority.STAFF_SAID)
    calls.ask("new card", DESK, Priority.CARD)
    await settled()
    assert calls.granted[12:] == [("pressed", 5), ("asked", 5)]


async def test_some_of_a_groups_minute_are_kept_for_its_cards(calls: Calls) -> None:
    """What operators write fills no group: a new case's topic and card go at once. Cards may fill what is not the staff's."""
    for number in range(12):
        calls.ask(f"relay {number}", DESK, Priority.RELAYED)
    for number in range(9):
        calls.ask(f"card {number}", DESK, Priority.CARD)
    await calls.clock.moves_by(5)
    assert calls.granted[12:] == [(f"card {number}", 0) for number in range(4)]
    await calls.clock.moves_by(56)
    assert len(calls.granted) == 21


async def test_answers_know_no_fixed_top(calls: Calls) -> None:
    for number in range(500):
        calls.ask(f"{number}", 100 + number)
    await settled()
    assert calls.times == [0] * 500


async def test_who_waits_goes_before_who_does_not(calls: Calls) -> None:
    await calls.slow_down()
    for number in range(20):
        calls.ask(f"reminder {number}", 200 + number, Priority.BULK)
        calls.ask(f"card {number}", -300 - number, Priority.CARD)
        calls.ask(f"answer {number}", 400 + number)
    await calls.clock.moves_by(5)
    order = [name.split()[0] for name in calls.names]
    assert order == ["reminder", *["answer"] * 20, *["card"] * 20, *["reminder"] * 19]
    assert calls.names[1:21] == [f"answer {number}" for number in range(20)]


async def test_the_lane_for_many_has_25_a_second_and_holds_up_nobody(calls: Calls) -> None:
    for number in range(100):
        calls.ask(f"reminder {number}", 1000 + number, Priority.BULK)
    for second in range(3):
        await calls.clock.moves_to(calls.began + second + 0.01)
        calls.ask(f"answer {second}", 5000 + second)
    await calls.clock.moves_to(calls.began + 5)
    reminders = [time for name, time in calls.granted if name.startswith("reminder")]
    assert reminders == [round(number / 25, 3) for number in range(100)]
    assert [entry for entry in calls.granted if entry[0].startswith("answer")] == [
        ("answer 0", 0.01),
        ("answer 1", 1.01),
        ("answer 2", 2.01),
    ]


async def test_a_card_is_not_put_off_for_ever(calls: Calls) -> None:
    """Answers fill every second; in the end the card goes before those that came later."""
    await calls.slow_down()
    calls.ask("card", DESK, Priority.CARD)
    for second in range(30):
        for number in range(60):
            calls.ask(f"answer {second}.{number}", 20_000 + second * 100 + number)
        await calls.clock.moves_by(1)
        if "card" in calls.names:
            break
    assert "card" in calls.names


async def test_within_a_chat_an_answer_overtakes_a_receipt(calls: Calls) -> None:
    calls.refuse(SARI, 1)
    calls.ask("receipt", SARI, Priority.RECEIPT)
    calls.ask("answer", SARI)
    calls.ask("next", SARI)
    await calls.clock.moves_by(5)
    assert calls.granted == [("answer", 1), ("next", 2), ("receipt", 3)]


async def test_a_group_is_full_before_a_letter_would_wait_in_it(calls: Calls) -> None:
    """A letter may need three calls: one that would have to wait in the middle is not begun."""
    for number in range(9):
        calls.ask(f"{number}", DESK, Priority.RELAYED)
    await settled()
    assert calls.pacer.full() == {}
    calls.ask("9", DESK, Priority.RELAYED)
    await settled()
    assert calls.pacer.full() == {DESK: Priority.RELAYED}
    for number in range(10, 14):
        calls.ask(f"{number}", DESK, Priority.CARD)
    await settled()
    assert calls.pacer.full() == {DESK: Priority.OVERVIEW}
    for number in range(14, 20):
        calls.ask(f"{number}", DESK, Priority.STAFF_ACTED)
    await settled()
    assert calls.pacer.full() == {DESK: Priority.ANSWER}
    await calls.clock.moves_by(60)
    assert calls.pacer.full() == {}


async def test_a_case_has_its_share_of_a_groups_minute(calls: Calls) -> None:
    """Of each group and each case, in a window that moves on."""
    for number in range(GROUP_CASE):
        assert calls.pacer.spent() == {}
        calls.pacer.passes(DESK, 7)
        calls.pacer.passes(DESK - 1, 7 if number else 8)
        await calls.clock.moves_by(1)
    assert calls.pacer.spent() == {DESK: {7}}
    await calls.clock.moves_by(60 - GROUP_CASE)
    assert calls.pacer.spent() == {}
    calls.pacer.passes(DESK, 7)
    assert calls.pacer.spent() == {DESK: {7}}


async def test_who_gives_up_takes_no_turn(calls: Calls) -> None:
    for number in range(7):
        calls.ask(f"{number}", SARI, Priority.RECEIPT)
    await settled()
    calls.tasks["3"].cancel()
    calls.tasks["5"].cancel()
    await calls.clock.moves_by(10)
    assert calls.granted == [("0", 0), ("1", 0), ("2", 0), ("4", 1), ("6", 2)]


async def test_giving_up_at_the_moment_of_the_grant_breaks_nothing(calls: Calls) -> None:
    for number in range(5):
        calls.ask(f"{number}", SARI, Priority.RECEIPT)
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
    pacer.too_many(BUDI, 0.02, SystemClock.monotonic())
    await pacer.ready(BUDI)
    assert pacer.waiting == 0
