"""A clock that was wrong by hours, in either direction: nothing waits longer than it was meant to."""

import pytest

from tests.conversation.test_time import waits_for_dinas
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


@pytest.mark.parametrize("hours", [5, 29])
async def test_a_desk_waits_no_longer(here: Town, hours: int) -> None:
    """A case came while the clock was ahead: the overview is drawn, staff are reminded, and the operator hears of the silence."""
    await here.later(hours=hours)
    code = await here.hands_over(here.sari)
    await here.later(minutes=1)
    await here.later(hours=-hours)
    await here.hands_over(here.budi)
    await here.later(minutes=2)
    assert any("Terbuka: 2" in m.get("text", "") for m in here.contoh.messages())
    for _ in range(8):
        await here.later(minutes=10)
    told = [m["text"] for m in here.contoh.messages() if "Belum ada yang mengambil" in m.get("text", "")]
    assert any(code in text for text in told)
    for _ in range(3):
        await here.later(hours=1)
    assert "belum" in here.sari.text.casefold()
    assert len(await here.log("silent")) == 2


async def test_a_reminder_waits_no_longer(here: Town) -> None:
    """Asked for while the clock was a day ahead; what somebody has noted meanwhile is kept."""
    here.world.clock.moves_by(hours=23)
    await waits_for_dinas(here.sari)
    asked = await here.world.session(here.sari.person.id)
    await here.later(hours=-23)
    session = await here.world.session(here.sari.person.id)
    now = here.world.clock.now
    assert asked.remind_at is not None
    assert session.remind_at is not None
    assert session.remind_at - now <= asked.remind_at - asked.touched_at
    assert session.records == asked.records
    await here.later(hours=26)
    assert "Pengingat" in here.sari.text
