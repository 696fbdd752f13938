"""A clock that was wrong by hours, in either direction: nothing waits longer than it was meant to."""

import pytest

from tests.helpdesk.town import Town


@pytest.mark.parametrize("hours", [5, -5])
async def test_a_letter_waits_no_longer(here: Town, hours: int) -> None:
    here.world.expected_errors = here.world.expected_refusals = 100
    code = await here.hands_over(here.sari)
    await here.rini.answers(code, "Halo.")
    here.world.clock.moves_by(hours=hours)
    here.world.telegram.fault("flood", "sendMessage", times=1)
    await here.rini.answers(code, "Cobalah sekarang.")
    await here.later(hours=-hours, seconds=10)
    here.sari.looks().sees("Cobalah sekarang.")


async def test_a_letter_waits_no_longer_after_a_start(here: Town) -> None:
    here.world.expected_errors = here.world.expected_refusals = 100
    code = await here.hands_over(here.sari)
    here.world.clock.moves_by(hours=5)
    here.world.telegram.fault("flood", "sendMessage", times=1)
    await here.rini.answers(code, "Cobalah sekarang.")
    here.world.clock.moves_by(hours=-5)
    await here.world.restarts()
    here.sari.looks().sees("Cobalah sekarang.")


@pytest.mark.parametrize("hours", [5, -5])
async def test_a_screen_waits_no_longer(here: Town, hours: int) -> None:
    here.world.expected_errors = here.world.expected_refusals = 100
    await here.sari.says("/start")
    here.world.clock.moves_by(hours=hours)
    here.world.telegram.fault("flood", "editMessageText", times=1)
    await here.sari.taps("Tombol tidak ada, hanya Tarik Data")
    await here.later(hours=-hours, seconds=10)
    assert "Saat membuka menu Sinkronisasi" in here.sari.text


@pytest.mark.parametrize("hours", [5, -5])
async def test_what_is_not_known_waits_no_longer(here: Town, hours: int) -> None:
    here.world.expected_errors = here.world.expected_refusals = 100
    code = await here.hands_over(here.sari)
    here.world.clock.moves_by(hours=hours)
    here.world.telegram.fault("error", "getChatMember", times=1)
    await here.joko.answers(code, "Cobalah sekarang.")
    await here.later(hours=-hours, seconds=10)
    here.sari.looks().sees("Cobalah sekarang.")
