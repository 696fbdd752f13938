"""What time brings: reminders by day, and the forgetting of what is old."""

import pytest

from bot.simulator.errors import ApiError
from bot.store.database import MEMORY
from tests.chat import SARI, Chat, Clock, World

WAY = (
    "Tombol tidak ada, hanya Tarik Data", "Akun KS, peran Kepala Sekolah", "Sudah nol",
    "Belum muncul", "Kepala sekolah definitif", "Guru",
)  # fmt: skip
NOTICE = "Pengingat: apakah Dinas sudah mengubah data yang diminta?"


async def waits_for_dinas(chat: Chat, zone: str = "WIB") -> None:
    """Sari has sent the request, and wants to be reminded in the morning."""
    await chat.says("/start")
    for label in WAY:
        await chat.taps(label)
    while "Sudah saya kirim" not in chat.buttons:
        await chat.taps(
            next(way for way in ("Lanjut tanpa ini", "Lewati", "Tidak tahu") if way in chat.buttons)
        )
    await chat.taps("Sudah saya kirim")
    await chat.taps("Ubah pengingat")
    await chat.taps("Besok pagi")
    await chat.taps(zone)
    await chat.ended_in("waiting")


async def test_the_request_is_a_message_of_its_own(chat: Chat, world: World) -> None:
    """The letter comes once, ready to be forwarded; the screen stands below it, where the person looks."""
    await waits_for_dinas(chat)
    letters = [message for message in chat.person.messages() if message.get("text", "").startswith("Yth.")]
    assert len(letters) == 1
    assert letters[0].get("reply_markup") is None
    assert letters[0]["message_id"] < chat.screen["message_id"]
    assert await world.rows("SELECT state, body FROM outbox WHERE kind = 'tell'") == [("sent", "{}")]


async def test_only_what_nobody_waits_for_is_paid(clock: Clock) -> None:
    """Where it is set that Telegram is paid: the reminder, and no screen, letter or answer."""
    world = World(MEMORY, clock, paid_broadcast=True)
    await world.starts()
    try:
        sari = world.chat(SARI, "Sari")
        await waits_for_dinas(sari)
        clock.moves_to("2026-08-26 10:00")
        await world.bot.tick(clock())
        await world.fetches()  # the simulator takes no Stars, and says so
        sari.person.says("/bantuan")
        await world.fetches()
        paid = [call.params["text"] for call in world.telegram.calls if "allow_paid_broadcast" in call.params]
    finally:
        await world.ends()
    (reminder,) = paid
    assert NOTICE in reminder


async def test_a_reminder_comes_once(chat: Chat, world: World, clock: Clock) -> None:
    """At its time, as a fresh screen, and survives restarts before and after."""
    await waits_for_dinas(chat)
    clock.moves_to("2026-08-26 07:59")
    await chat.time_passes()
    chat.sees_nothing()
    await chat.bot_restarts()
    clock.moves_to("2026-08-26 10:00")
    await chat.time_passes()
    chat.sees(NOTICE, "Menunggu Dinas", buttons=["Dinas sudah mengubah"])
    assert (await world.session(SARI)).remind_at is None
    await chat.time_passes()
    chat.sees_nothing()
    await chat.bot_restarts()
    chat.sees_nothing()
    await chat.taps("Dinas sudah mengubah")
    chat.sees("Tarik Data")


@pytest.mark.parametrize(
    ("zone", "awake", "comes"),
    [
        ("WIB", "2026-08-26 16:59", None),
        ("WIB", "2026-08-26 17:00", "2026-08-27 07:00"),
        ("WIB", "2026-08-27 06:59", "2026-08-27 07:00"),
        ("WITA", "2026-08-26 15:59", None),
        ("WITA", "2026-08-26 16:00", "2026-08-27 06:00"),
        ("WIT", "2026-08-26 14:59", None),
        ("WIT", "2026-08-26 15:00", "2026-08-27 05:00"),
    ],
)
async def test_a_reminder_that_was_missed(
    chat: Chat, clock: Clock, zone: str, awake: str, comes: str | None
) -> None:
    """The bot was down at the time: the reminder comes when it is up, but only by the person's day. Times are WIB."""
    await waits_for_dinas(chat, zone)
    clock.moves_to(awake)
    await chat.time_passes()
    if comes is None:
        chat.sees(NOTICE)
        return
    chat.sees_nothing()
    clock.moves_to(comes)
    clock.moves_by(seconds=-1)
    await chat.time_passes()
    chat.sees_nothing()
    clock.moves_by(seconds=1)
    await chat.time_passes()
    chat.sees(NOTICE)


async def test_a_reminder_of_a_case_that_was_put_aside(chat: Chat, world: World, clock: Clock) -> None:
    """It brings that case back; the newer one is kept."""
    await waits_for_dinas(chat)
    waiting = (await world.session(SARI)).case
    await chat.says("/ulang")
    await chat.taps("Ya, kasus baru")
    newer = (await world.session(SARI)).case
    assert newer != waiting
    clock.moves_to("2026-08-26 10:00")
    await chat.time_passes()
    chat.sees(NOTICE)
    assert (await world.session(SARI)).case == waiting
    assert len(await world.rows("SELECT 1 FROM cases")) == 2


async def test_a_reminder_is_not_sent_to_who_has_moved_on(chat: Chat, world: World, clock: Clock) -> None:
    """The reminder was waiting to be sent when the person came by themselves: only the newer screen is shown."""
    await waits_for_dinas(chat)
    clock.moves_to("2026-08-26 10:00")
    await world.bot.tick(clock())
    chat.person.says("/lanjut")
    while await world._polling.fetch():
        pass
    await world.bot.application.update_queue.join()
    await world.bot.settle()
    texts = [message["text"] for message in chat.person.messages() if "text" in message]
    assert not [text for text in texts if NOTICE in text]
    assert "Terakhir Anda sampai di sini" in chat.text


async def test_only_the_newest_screen_is_sent(chat: Chat, world: World, clock: Clock) -> None:
    """Nor is the reminder sent while the newer screen has to wait."""
    await waits_for_dinas(chat)
    clock.moves_to("2026-08-26 10:00")
    await world.bot.tick(clock())
    slow = ApiError(429, "Too Many Requests: retry after 30", {"retry_after": 30})
    world.telegram.fault("error", "sendMessage", error=slow)
    await chat.says("/lanjut")
    chat.sees_nothing()
    clock.moves_by(seconds=31)
    await chat.time_passes()
    chat.sees("Menunggu Dinas")
    assert NOTICE not in chat.text


async def test_no_reminder_for_who_has_blocked_the_bot(chat: Chat, clock: Clock) -> None:
    """It waits until they are back."""
    await waits_for_dinas(chat)
    await chat.blocks_bot()
    clock.moves_to("2026-08-26 10:00")
    await chat.time_passes()
    chat.sees_nothing()
    await chat.unblocks_bot()
    await chat.time_passes()
    chat.sees(NOTICE)


async def test_an_old_case_is_forgotten(chat: Chat, budi: Chat, world: World, clock: Clock) -> None:
    """After RETENTION_DAYS without a touch nothing of it is left; a moment before, everything is."""
    await chat.says("/start")
    await chat.taps("Minta bantuan petugas")
    await chat.taps("SD")
    clock.moves_by(days=90)
    await budi.says("/start")
    clock.moves_by(days=90)
    await world.time_passes()
    assert len(await world.rows("SELECT 1 FROM cases")) == 2
    clock.moves_by(hours=1, seconds=1)
    await world.time_passes()
    assert await world.rows("SELECT person FROM cases") == [(budi.person.id,)]
    assert await world.rows("SELECT person FROM people") == [(budi.person.id,)]
    clock.moves_by(days=90)
    await world.time_passes()
    for table in ("people", "cases", "outbox", "inbox"):
        assert await world.rows(f"SELECT * FROM {table}") == []
    chat.person.says("/lanjut")
    await world.settles()
    assert "Apa yang terjadi" in chat.person.messages()[-1]["text"]
    assert (await world.session(SARI)).records == ()


async def test_done_updates_are_forgotten_after_their_days(chat: Chat, world: World, clock: Clock) -> None:
    """The ids are kept while Telegram may repeat them, and no longer."""
    await chat.says("/start")
    clock.moves_by(days=1)
    await world.time_passes()
    assert len(await world.rows("SELECT 1 FROM inbox")) == 1
    clock.moves_by(days=1, minutes=1)
    await world.time_passes()
    assert await world.rows("SELECT 1 FROM inbox") == []
    assert len(await world.rows("SELECT 1 FROM cases")) == 1


async def test_a_reminder_asks_first_for_the_login_that_was_put_off(chat: Chat, clock: Clock) -> None:
    """What may bring the button at once stands first, above whether Dinas has acted."""
    await chat.says("/start")
    for label in (
        "Tombol tidak ada, hanya Tarik Data",
        "Akun operator",
        "Belum bisa masuk",
        "Sudah nol",
        "Kepala sekolah definitif",
        "Guru",
        "Induk",
        "Kepala Sekolah",
        "1 akun",
        "Sudah",
        "Lewati",
        "Sudah saya kirim",
    ):
        await chat.taps(label)
    clock.moves_to("2026-08-28 10:00")
    await chat.time_passes()
    chat.sees("Pengingat: apakah sekarang sudah bisa masuk")
    assert chat.buttons[0] == "Coba masuk sekarang"
