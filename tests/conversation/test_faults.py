"""Our own mistakes and a broken disk: visible, and not in anybody's way."""

from dataclasses import replace

import pytest

from bot.records.rows import Saved
from bot.store.database import MEMORY
from bot.store.interface import BrokenStoreError
from tests.chat import BUDI, SARI, Chat, Clock, World
from tests.conversation.killing import Failing

MISSING = "Tombol tidak ada, hanya Tarik Data"


async def _with(world: World, failing: Failing) -> None:
    await world.ends()
    world.gate = failing
    await world.starts()


async def test_a_passing_mistake(chat: Chat, world: World) -> None:
    """What fails once is tried again, and then it is done, once."""
    await chat.says("/start")
    await _with(world, Failing("before save", ValueError("12345 siapa"), times=2))
    world.expected_errors = 2
    await chat.taps(MISSING)
    chat.sees("Saat membuka menu Sinkronisasi")
    assert (await world.session(SARI)).seq == 2
    assert "siapa" not in " ".join(world.errors.found)


async def test_an_update_that_always_fails(chat: Chat, budi: Chat, world: World) -> None:
    """After three tries it is set aside with its error; the person is told, and the next message is served."""
    await chat.says("/start")
    await _with(world, Failing("before save", ValueError(), times=3))
    world.expected_errors = 4
    await chat.taps(MISSING)
    chat.sees("gagal diproses")
    assert await world.rows("SELECT state, tries, error FROM inbox WHERE state != 'done'") == [
        ("aside", 3, "ValueError")
    ]
    await budi.says("/start")
    await chat.taps(MISSING)
    chat.sees("Saat membuka menu Sinkronisasi")
    await chat.bot_restarts()
    assert (await world.session(SARI)).seq == 2


async def test_a_mistake_after_the_saving(chat: Chat, world: World) -> None:
    """The turn stands and is not made again; the screen is drawn later."""
    await chat.says("/start")
    await _with(world, Failing("before screen_shown", ValueError(), times=1))
    world.expected_errors = 1
    world.expected_refusals = 1  # drawn again: not modified
    await chat.taps(MISSING)
    chat.sees("Saat membuka menu Sinkronisasi")
    assert (await world.session(SARI)).seq == 2
    assert await world.rows("SELECT screen_seq FROM people") == [(2,)]


async def test_a_letter_that_cannot_be_dealt_with(chat: Chat, budi: Chat, world: World) -> None:
    """It ends as failed; the letters after it go out, and the bot lives."""
    await chat.says("/start")
    await budi.says("/start")
    await _with(world, Failing("before export", ValueError(), times=1))
    world.expected_errors = 1
    await chat.says("/data_saya")
    await chat.says("/data_saya")
    await budi.says("/data_saya")
    assert await world.rows("SELECT state, error FROM outbox WHERE kind = 'export' ORDER BY id") == [
        ("failed", "ValueError"),
        ("sent", None),
        ("sent", None),
    ]


async def test_a_screen_that_cannot_be_drawn_again(chat: Chat, world: World) -> None:
    """One person's trouble does not end the task that draws for all."""
    await chat.says("/start")
    world.telegram.fault("drop_before", "editMessageText")
    await chat.taps(MISSING)
    await _with(world, Failing("before load", ValueError(), times=1))
    world.expected_errors = 1
    await chat.time_passes()
    assert world.errors.found
    await chat.says("halo?")
    chat.sees("Saat membuka menu Sinkronisasi")


async def test_a_case_that_cannot_be_reminded(chat: Chat, budi: Chat, world: World, clock: Clock) -> None:
    """The others are, and this one is as soon as it can be."""
    for person in (chat, budi):
        await person.says("/start")
        session = await world.session(person.person.id)
        waiting = replace(session, remind_at=clock.now)
        await world._store.save(Saved(person=session.person, sessions=(waiting,), at=clock.now))
    await _with(world, Failing("before case_of", ValueError(), times=1))
    world.expected_errors = 1
    await budi.time_passes()
    assert len(await world.rows("SELECT 1 FROM cases WHERE remind_at IS NOT NULL")) == 1
    await budi.time_passes()
    assert await world.rows("SELECT 1 FROM cases WHERE remind_at IS NOT NULL") == []


async def test_the_disk_is_full_when_an_update_comes(chat: Chat, budi: Chat, world: World) -> None:
    """Telegram is not told that it arrived, and the polling ends; with room again, nothing is lost."""
    await chat.says("/start")
    await world.rows("PRAGMA max_page_count = 1")
    chat.person.says("x" * 4000)
    budi.person.says("/start")
    with pytest.raises(BrokenStoreError, match="full"):
        await world.settles()
    await world.ends()
    await world.starts()
    await world.settles()
    assert (await world.session(SARI)).misread == 1
    assert (await world.session(BUDI)).seq == 1


async def test_the_disk_is_full_in_the_midst_of_a_turn(chat: Chat, world: World) -> None:
    """The bot says that it must end; the update is replayed by the next process."""
    await chat.says("/start")
    await _with(world, Failing("before save", BrokenStoreError("full"), times=1))
    chat.person.says("xyz")
    await world.fetches()
    assert world.bot.broken.done()
    await world.ends()
    world.gate = None
    await world.starts()
    await world.settles()
    assert (await world.session(SARI)).misread == 1


@pytest.mark.parametrize(
    "raw",
    [
        {"message": {"text": 5}},
        {"message": "x"},
        {"message": {"message_id": 1, "date": "gestern", "chat": {}}},
        {"callback_query": {"id": "1"}},
        {"my_chat_member": []},
        {"edited_message": None, "unheard_of": {"a": 1}},
        {},
    ],
)
async def test_an_update_that_cannot_be_read(chat: Chat, world: World, raw: dict[str, object]) -> None:
    """It is kept from nobody's way: those beside it in the batch are served."""
    said = chat.person.says("/start")
    world.telegram.updates.drop()
    await world.bot.inbox.take([{"update_id": 99, **raw}, said])
    await world.settles()
    assert "Apa yang terjadi" in chat.text
    assert await world.rows("SELECT 1 FROM inbox WHERE state = 'waiting'") == []


async def test_a_tap_with_strange_data(chat: Chat, world: World) -> None:
    """Data that the bot never made is a late tap, whatever it says."""
    await chat.says("/start")
    before = await world.session(SARI)
    for data in ("x", "1:000000:1:nav:close", "1:0:0:a:b", "𐀀" * 16, "1:111111:999999999:symptom:other"):
        chat.person.taps(chat.screen["message_id"], data)
        await world.settles()
    assert await world.session(SARI) == before


async def test_another_person_s_case(chat: Chat, budi: Chat, world: World) -> None:
    """A button that names somebody else's case opens nothing."""
    await chat.says("/start")
    await chat.taps(MISSING)
    theirs = await world.session(SARI)
    await budi.says("/start")
    await budi.says("/kasus")
    mine = await world.session(BUDI)
    data = chat.screen["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    budi.person.taps(budi.screen["message_id"], data)
    await world.settles()
    assert await world.session(BUDI) == mine
    assert await world.session(SARI) == theirs


async def test_a_number_that_is_taken() -> None:
    """Chance draws a case number twice: another is drawn, and nobody's case is touched."""
    world = World(MEMORY, Clock())
    numbers = iter([7, 7, 7, 8])
    await world.starts()
    world.bot.conversations._new_case = lambda: next(numbers)
    try:
        sari, budi = world.chat(SARI, "Sari"), world.chat(BUDI, "Budi")
        await sari.says("/start")
        await budi.says("/start")
        assert (await world.session(SARI)).case == 7
        assert (await world.session(BUDI)).case == 8
    finally:
        await world.ends()
