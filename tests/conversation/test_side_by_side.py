"""One chat that is slow, or held back by Telegram, keeps no other waiting."""

import asyncio

from bot.outgoing.letters import flooding
from tests.chat import BUDI, SARI, Chat, World, idle
from tests.served import until

MISSING = "Tombol tidak ada, hanya Tarik Data"


async def test_letters(chat: Chat, budi: Chat, world: World) -> None:
    """Sari's letter is under way and gets no answer; Budi's, which was written later, arrives."""
    await chat.says("/start")
    await budi.says("/start")
    held = world.held[SARI] = asyncio.Event()
    for number, person in ((1, SARI), (2, BUDI)):
        await world.bot.store.finish(number, [flooding(person, number)], world.clock())
        await world.bot.outbox.begin()
        await idle()
    await until(lambda: "Terlalu banyak pesan" in str(budi.person.messages()))
    assert "Terlalu banyak pesan" not in str(chat.person.messages())
    held.set()
    await world.bot.settle()
    assert "Terlalu banyak pesan" in str(chat.person.messages())


async def test_screens(chat: Chat, budi: Chat, world: World) -> None:
    """Both screens are owed after a bad moment on the wire; Sari's chat then gets no answer, and Budi sees his."""
    for who in (chat, budi):
        await who.says("/start")
        world.telegram.fault("drop_before", "editMessageText")
        await who.taps(MISSING)
    world.clock.moves_by(seconds=10)
    held = world.held[SARI] = asyncio.Event()
    world.bot.screens.begin()
    await until(lambda: "Anda masuk dengan akun siapa" in budi.text)
    assert "Anda masuk dengan akun siapa" not in chat.text
    held.set()
    await world.bot.settle()
    assert "Anda masuk dengan akun siapa" in chat.text
