"""What comes back from a button is never believed."""

import pytest

from bot.simulator.people import Person
from flows.dialogue.buttons import read_button, write_button
from flows.dialogue.machine.session import Session
from tests.chat import BUDI, SARI, Chat, World


async def _begun(world: World, number: int, name: str) -> tuple[Person, int, str, Session]:
    """Somebody with a case, the message of their screen, and the data of its first button."""
    chat = Chat(world, number, name)
    await chat.says("/start")
    screen = chat.screen
    data = screen["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    return chat.person, screen["message_id"], data, await world.session(number)


async def test_another_persons_case(world: World) -> None:
    """Budi's button, sent by Sari: neither case moves, and Sari is answered."""
    sari, message, _, before = await _begun(world, SARI, "Sari")
    _, _, data, budis = await _begun(world, BUDI, "Budi")
    sari.taps(message, data)
    await world.settles()
    assert await world.session(SARI) == before
    assert await world.session(BUDI) == budis


@pytest.mark.parametrize(
    ("subject", "choice"),
    [
        ("leader", "kepsek"),  # another question's answer
        ("symptom", "nonsense"),
        ("nav", "next"),  # a way that is not open here
        ("nav", "erase_yes"),  # a confirmation nobody has asked for
        ("nav", "restart_yes"),
        ("nav", "open_000000"),
        ("R7", "done"),
        ("button_now", "still_missing"),
    ],
)
async def test_what_this_screen_does_not_offer(world: World, subject: str, choice: str) -> None:
    """A well-made button of the right case and sequence, but none of this screen's: the case stands as it stood."""
    sari, message, data, before = await _begun(world, SARI, "Sari")
    real = read_button(data)
    assert real is not None
    sari.taps(message, write_button(real.case, real.seq, subject, choice))
    await world.settles()
    after = await world.session(SARI)
    assert (after.case, after.state, after.records) == (before.case, before.state, before.records)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "1",
        "1:::::",
        "2:000000:1:nav:next",
        "1:ZZZZZZ:1:nav:next",
        "1:000000:-1:nav:x",
        "\u0661:000000:1:nav:x",
        "x" * 64,
    ],
)
async def test_no_button_of_ours(world: World, data: str) -> None:
    sari, message, _, before = await _begun(world, SARI, "Sari")
    sari.taps(message, data)
    await world.settles()
    assert await world.session(SARI) == before


@pytest.mark.parametrize("seq", [0, 1, 3, 1000])
async def test_another_sequence(world: World, seq: int) -> None:
    """One before the present question was asked, and ones that no screen has had yet."""
    sari, message, data, _ = await _begun(world, SARI, "Sari")
    sari.taps(message, data)
    await world.settles()
    (screen,) = [m for m in sari.messages() if m.get("reply_markup")]
    real = read_button(screen["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    assert real is not None
    assert real.seq == 2
    before = await world.session(SARI)
    sari.taps(message, write_button(real.case, seq, real.subject, real.choice))
    await world.settles()
    assert await world.session(SARI) == before


async def test_a_message_that_was_never_ours(world: World) -> None:
    """The right data under one's own message: the tap counts, and the screen is drawn where it can be."""
    sari, message, data, _ = await _begun(world, SARI, "Sari")
    own = next(m["message_id"] for m in sari.messages() if not m["from"]["is_bot"])
    assert own != message
    world.expected_refusals = 1  # "message can't be edited"
    sari.taps(own, data)
    await world.settles()
    assert sari.messages()[-1].get("reply_markup")
