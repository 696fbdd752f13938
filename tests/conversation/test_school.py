"""The school that an operator names: kept for the person, seen, and gone when they want it gone."""

from tests.chat import SARI, Chat, World
from tests.conversation.test_stories import DEF, SEEN, tap_all
from tests.exported import exported

NAMED = "20212345 SDN 1 Contoh"


async def _asks_dinas(chat: Chat) -> None:
    await chat.says("/start")
    await tap_all(chat, *SEEN, DEF, "Guru", "Induk", "Kepala Sekolah", "1 akun")


async def test_it_is_told_once_for_all_cases(chat: Chat, world: World) -> None:
    """The second case's letter has it unasked; another school can be named at any time."""
    await _asks_dinas(chat)
    chat.sees("NPSN", buttons=["Lewati"])
    await chat.says(NAMED)
    chat.sees("SDN 1 Contoh (NPSN 20212345)", "Yang diminta kepada Dinas")
    links = [b["url"] for row in chat.screen["reply_markup"]["inline_keyboard"] for b in row if "url" in b]
    assert [link.split("?")[0] for link in links] == ["https://wa.me/", "https://t.me/share/url"]
    await chat.says("/ulang")
    await chat.taps("Ya, kasus baru")
    await tap_all(chat, *SEEN, DEF, "Guru", "Induk", "Kepala Sekolah", "1 akun")
    chat.sees("sekolah kami, SDN 1 Contoh (NPSN 20212345)")
    await chat.says("npsn 20299999 SMPN 2 Contoh")
    chat.sees("Tercatat: SMPN 2 Contoh (NPSN 20299999)")
    assert await world.rows("SELECT schools FROM people") == [
        ('["20299999 SMPN 2 Contoh", "20212345 SDN 1 Contoh"]',)
    ]


async def test_it_is_seen_and_erased_with_everything_else(chat: Chat, world: World) -> None:
    await _asks_dinas(chat)
    await chat.says(NAMED)
    assert NAMED in str(await exported(world._store, SARI))
    await chat.says("/hapus_data")
    await chat.taps("Ya, hapus semua")
    for table in ("people", "cases", "outbox", "inbox"):
        assert "20212345" not in str(await world.rows(f"SELECT * FROM {table}"))
