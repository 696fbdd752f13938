"""Several people at once, each in their own order; people who go away and come back."""

import asyncio

from bot.simulator.errors import ApiError, forbidden
from tests.chat import BUDI, SARI, Chat, World, idle

MISSING = "Tombol tidak ada, hanya Tarik Data"
FAILS = "Tombol ada, sinkronisasi gagal"


async def test_two_people_at_once(chat: Chat, budi: Chat, world: World) -> None:
    """Neither sees anything of the other, though all of it comes in one batch."""
    for text in ("/start", "tombol sinkron hilang"):
        chat.person.says(text)
        budi.person.says(text if text == "/start" else "/bantuan")
    await world.settles()
    assert (await world.session(SARI)).seq == 2
    await chat.ended_in("ask_login")
    await budi.ended_in("menu")


async def test_a_slow_line_holds_up_nobody_else(chat: Chat, budi: Chat, world: World) -> None:
    """While a call for Sari hangs, her later messages wait in order, and Budi is served."""
    await chat.says("/start")
    await budi.says("/start")
    world.held[SARI] = asyncio.Event()
    for text in ("a?", "b?", "c?"):
        chat.person.says(text)
    budi.person.says("/bantuan")
    fetching = asyncio.create_task(world._polling.fetch())
    while (await world.session(BUDI)).panel != "help" or not fetching.done():
        await idle()
    assert (await world.session(SARI)).misread == 1  # saved, but not drawn: the others wait behind
    world.held.pop(SARI).set()
    await world.settles()
    assert (await world.session(SARI)).misread == 3
    assert "<b>" not in budi.text


async def test_lines_are_not_kept(chat: Chat, world: World) -> None:
    """No memory grows with the number of people."""
    await chat.says("/start")
    assert world.bot.lines._locks._locks == {}
    assert world.bot.screens._showing._locks == {}
    assert world.bot.screens._later == {}
    assert not world.bot.application.user_data
    assert not world.bot.application.chat_data


async def test_a_person_who_has_blocked_the_bot(chat: Chat, world: World) -> None:
    """Nothing is sent to them; when they write again, they are where they were."""
    await chat.says("/start")
    await chat.taps(MISSING)
    await chat.blocks_bot()
    assert await world.rows("SELECT blocked FROM people") == [(1,)]
    await chat.bot_restarts()
    await chat.time_passes()
    await chat.unblocks_bot()
    assert await world.rows("SELECT blocked FROM people") == [(0,)]
    await chat.says("/lanjut")
    chat.sees("Terakhir Anda sampai di sini", "Saat membuka menu Sinkronisasi")


async def test_blocked_in_the_midst_of_a_turn(chat: Chat, world: World) -> None:
    """Telegram says so when the screen is drawn: the turn stands, and the bot does not try again and again."""
    await chat.says("/start")
    world.telegram.fault("error", "editMessageText", error=forbidden("bot was blocked by the user"))
    await chat.taps(MISSING)
    chat.sees_nothing()
    assert await world.rows("SELECT blocked FROM people") == [(1,)]
    before = len(world.telegram.calls)
    world.clock.moves_by(hours=1)
    await chat.time_passes()
    await chat.bot_restarts()
    assert "editMessageText" not in [call.method for call in list(world.telegram.calls)[before:]]
    await chat.says("halo?")
    chat.sees("Saat membuka menu Sinkronisasi")
    assert await world.rows("SELECT blocked FROM people") == [(0,)]


async def test_a_letter_to_a_person_who_has_blocked_the_bot(chat: Chat, world: World) -> None:
    """It ends as failed, with the reason, and holds up nothing."""
    await chat.says("/start")
    world.telegram.fault("error", "sendDocument", error=forbidden("bot was blocked by the user"))
    world.expected_errors = 1
    await chat.says("/data_saya")
    assert await world.rows("SELECT kind, state, error FROM outbox") == [
        ("export", "failed", "Forbidden"),
        ("screen", "sent", None),
    ]


async def test_all_a_person_can_send(chat: Chat, world: World) -> None:
    """Each has its kind answer, and none changes the case."""
    await chat.says("/start")
    await chat.taps(MISSING)
    records = (await world.session(SARI)).records
    for kind in ("sticker", "photo", "voice", "document", "contact", "location"):
        await chat.sends(kind)
        chat.sees("belum dapat saya baca", "Saat membuka menu Sinkronisasi")
    await chat.says("<b>tebal</b> & <a href='x'>")
    await chat.says("x" * 4096)
    await chat.says("😀" * 2048)
    await chat.edits("saya ubah")
    chat.sees("Mengubah pesan lama tidak mengubah jawaban")
    assert (await world.session(SARI)).records == records


async def test_an_edited_command_is_no_command(chat: Chat, world: World) -> None:
    """Old text that is edited into a command does not run it."""
    await chat.says("/start")
    await chat.taps(MISSING)
    await chat.says("salah ketik xyz")
    await chat.edits("/hapus_data")
    chat.sees("Mengubah pesan lama tidak mengubah jawaban")
    assert (await world.session(SARI)).panel is None


async def test_one_chat_s_flood_stops_no_other(chat: Chat, budi: Chat, world: World) -> None:
    """A letter that must wait holds up its own chat only."""
    await chat.says("/start")
    await budi.says("/start")
    slow = ApiError(429, "Too Many Requests: retry after 60", {"retry_after": 60})
    world.telegram.fault("error", "sendDocument", error=slow)
    await chat.says("/data_saya")
    await chat.says("/data_saya")
    await budi.says("/data_saya")
    assert [message for message in budi.person.messages() if message.get("document")]
    assert not [message for message in chat.person.messages() if message.get("document")]
    world.clock.moves_by(seconds=61)
    await chat.time_passes()
    assert len([message for message in chat.person.messages() if message.get("document")]) == 2


async def test_where_somebody_is_now_is_no_edit_of_theirs(chat: Chat) -> None:
    """A live location changes by itself, perhaps for hours."""
    await chat.says("/start")
    await chat.sends("location")
    moved = {**chat.person.messages()[-2], "edit_date": 1_787_623_260}
    assert "location" in moved
    chat.world.telegram.happens("edited_message", moved)
    await chat.world.settles()
    chat.looks().sees_nothing()
