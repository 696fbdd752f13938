"""One message shows the screen; it is where the person looks."""

from bot.simulator.errors import ApiError
from tests.chat import Chat, Clock, World

MISSING = "Tombol tidak ada, hanya Tarik Data"


async def test_a_tap_changes_the_screen_in_place(chat: Chat) -> None:
    """Nothing piles up in the chat while buttons are tapped."""
    await chat.says("/start")
    first = chat.screen["message_id"]
    await chat.taps(MISSING)
    chat.sees("Saat membuka menu Sinkronisasi")
    assert chat.screen["message_id"] == first


async def test_what_is_typed_brings_a_fresh_screen(chat: Chat) -> None:
    """The screen stands below what was written, and the one above has no buttons any more."""
    await chat.says("/start")
    first = chat.screen["message_id"]
    await chat.says("xyz qwerty")
    chat.sees("belum dapat saya baca", buttons=[MISSING])
    assert chat.screen["message_id"] > first


async def test_a_story_is_not_half_read(chat: Chat) -> None:
    """Its beginning may be turned by its end: the person is told that it is too long, and nothing is taken for an answer."""
    await chat.says("/start")
    await chat.says("tombolnya hilang " * 60)
    chat.sees("terlalu panjang", buttons=[MISSING])
    assert (await chat.world.session(chat.person.id)).records == ()
    await chat.says("b" * 4096)
    chat.sees("belum dapat saya baca", buttons=[MISSING])


async def test_a_double_tap_counts_once(chat: Chat) -> None:
    """A phone that sends a tap again does so under a new id; only the first counts."""
    await chat.says("/start")
    await chat.taps(MISSING)
    before = await chat.world.session(chat.person.id)
    await chat.taps_again()
    chat.sees("Ketukan itu sudah tercatat")
    chat.sees_nothing()
    assert await chat.world.session(chat.person.id) == before


async def test_a_tap_on_a_message_from_last_week(chat: Chat, clock: Clock) -> None:
    """It changes nothing, says so, and brings the present screen down."""
    await chat.says("/start")
    await chat.taps(MISSING)
    clock.moves_by(days=7)
    await chat.says("/lanjut")
    below = chat.screen["message_id"]
    before = await chat.world.session(chat.person.id)
    await chat.taps_old("Cara menambah peran pengguna")
    chat.sees("Tombol itu sudah lama", "Saat membuka menu Sinkronisasi")
    assert chat.screen["message_id"] > below
    assert await chat.world.session(chat.person.id) == before


async def test_the_same_update_twice(chat: Chat) -> None:
    """Telegram may deliver an update again; it is applied once."""
    await chat.says("/start")
    await chat.says("xyz")
    before = await chat.world.session(chat.person.id)
    await chat.delivered_again()
    chat.sees_nothing()
    assert await chat.world.session(chat.person.id) == before


async def test_the_screen_s_message_was_deleted(chat: Chat, world: World) -> None:
    """A tap that was under way when the person deleted the chat is shown in a fresh message."""
    await chat.says("/start")
    screen = chat.screen
    data = screen["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    update = chat.person.taps(screen["message_id"], data)
    world.telegram.removes(chat.person.id, screen["message_id"])
    world.expected_refusals = 1  # message to edit not found
    await world.settles()
    assert update["update_id"]
    assert "Saat membuka menu Sinkronisasi" in chat.text


async def test_not_modified_is_as_good_as_done(chat: Chat, world: World) -> None:
    """An edit that came through though its answer did not is made again, and that is all."""
    await chat.says("/start")
    world.telegram.fault("timeout", "editMessageText")
    await chat.taps(MISSING)
    chat.sees("Saat membuka menu Sinkronisasi")
    assert await world.rows("SELECT screen_seq FROM people") == [(1,)]
    world.clock.moves_by(minutes=1)
    world.expected_refusals = 1  # not modified
    await chat.time_passes()
    chat.sees_nothing()
    assert await world.rows("SELECT screen_seq FROM people") == [(2,)]


async def test_marks_that_telegram_cannot_read(chat: Chat, world: World) -> None:
    """The text goes out plain rather than not at all."""
    await chat.says("/start")
    broken = ApiError(400, "Bad Request: can't parse entities: Unclosed start tag at byte offset 3")
    world.telegram.fault("error", "editMessageText", error=broken)
    await chat.taps(MISSING)
    chat.sees("dengan akun siapa")
    assert "<b>" not in chat.text


async def test_marks_that_telegram_cannot_read_in_a_fresh_message(chat: Chat, world: World) -> None:
    """So too where the screen is a message of its own."""
    broken = ApiError(400, "Bad Request: can't parse entities: Unclosed start tag at byte offset 3")
    world.telegram.fault("error", "sendMessage", error=broken)
    await chat.says("/start")
    chat.sees("Apa yang terjadi", buttons=[MISSING])
    assert "<b>" not in chat.text


async def test_too_much_at_once(chat: Chat, world: World, clock: Clock) -> None:
    """When Telegram asks to wait, the newest screen is drawn afterwards, once."""
    await chat.says("/start")
    slow = ApiError(429, "Too Many Requests: retry after 30", {"retry_after": 30})
    world.telegram.fault("error", "editMessageText", error=slow)
    await chat.taps(MISSING)
    chat.sees_nothing()
    clock.moves_by(seconds=29)
    await chat.time_passes()
    chat.sees_nothing()
    clock.moves_by(seconds=2)
    await chat.time_passes()
    chat.sees("Saat membuka menu Sinkronisasi")


async def test_a_late_answer_to_a_tap_keeps_nobody(chat: Chat, world: World) -> None:
    """The query had grown too old; the turn stands all the same."""
    await chat.says("/start")
    screen = chat.screen
    chat.person.taps(screen["message_id"], screen["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    world.clock.moves_by(seconds=90)
    world.expected_refusals = 1
    await world.settles()
    assert "Saat membuka menu Sinkronisasi" in chat.text


async def test_an_album_is_answered_once(chat: Chat) -> None:
    """Its pictures come one by one; whoever sends five is not told five times. The next album has its own answer."""
    await chat.says("/start")
    for _ in range(2):
        before = len(chat.person.messages())
        chat.person.sends_album(["photo"] * 5)
        await chat.world.settles()
        chat.looks().sees("belum dapat saya baca", buttons=[MISSING])
        assert len(chat.person.messages()) == before + 5 + 1
