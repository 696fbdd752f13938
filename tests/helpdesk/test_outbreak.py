"""Many schools lack the same at once: one notice, a word to their operators, and an end."""

from tests.chat import Chat
from tests.helpdesk.test_overview import lacks_duty
from tests.helpdesk.town import Town

OTHERS = "Beberapa sekolah lain"


def _notices(here: Town) -> list[int]:
    return [
        sum("Banyak sekolah dengan hal yang sama" in str(m.get("text")) for m in group.messages())
        for group in (here.contoh, here.prov, here.misal)
    ]


def _reads(chat: Chat) -> bool:
    return OTHERS in chat.looks().text


async def test_three_schools_with_the_same_are_told_of_once(here: Town) -> None:
    """To the desk and the one above, not to another; it ends when few are left of the last hours."""
    for chat in (here.sari, here.budi):
        await lacks_duty(here, chat)
    await here.later(minutes=11)
    assert _notices(here) == [0, 0, 0]
    await lacks_duty(here, here.wayan)
    for _ in range(2):
        await here.later(minutes=11)
        assert _notices(here) == [1, 1, 0]
    await lacks_duty(here, here.dewi)
    await here.dewi.says("/lanjut")
    assert _reads(here.dewi)
    await here.later(days=1)
    await here.dewi.says("/lanjut")
    assert not _reads(here.dewi)
    assert await here.world.rows("SELECT * FROM outbreaks") == []


async def test_the_desk_ends_it_and_it_stays_ended(here: Town) -> None:
    for chat in (here.sari, here.budi, here.wayan):
        await lacks_duty(here, chat)
    await here.later(minutes=11)
    await here.joko.says("/gangguan")
    assert "tugas tambahan" in str(here.contoh.messages()[-1]["text"])
    await here.tati.says("/gangguan selesai")
    await here.sari.says("/lanjut")
    assert _reads(here.sari)
    await here.joko.says("/gangguan selesai")
    await here.sari.says("/lanjut")
    assert not _reads(here.sari)
    await here.later(minutes=11)
    assert _notices(here) == [1, 1, 0]


async def _cannot_sync(chat: Chat, npsn: str = "") -> None:
    """An operator of the district to whom the server is busy, and who has handed nothing over."""
    await chat.says("/start d_contoh")
    await chat.taps("Tombol ada, sinkronisasi gagal")
    if npsn:
        await chat.says(f"NPSN {npsn}")
    await chat.taps("Server sibuk atau pemeliharaan")


async def test_those_who_are_still_with_the_bot_count_too(here: Town) -> None:
    """By number only, each school once; their own operators read it, and nothing of it outlives their case."""
    await _cannot_sync(here.sari)
    await here.sari.says("petugas")
    await here.sari.taps("SD")
    await _cannot_sync(here.budi, "20219876")
    await _cannot_sync(here.wayan, "20219876")
    await here.later(minutes=11)
    assert _notices(here) == [0, 0, 0]
    await _cannot_sync(here.dewi)
    await here.later(minutes=11)
    assert _notices(here) == [1, 1, 0]
    (said,) = [str(m["text"]) for m in here.contoh.messages() if "Banyak sekolah" in str(m.get("text"))]
    assert "Kasus yang terbuka: 1" in said
    assert await here.code(here.sari) in said
    assert "belum pada petugas: 2" in said
    assert await here.code(here.dewi) not in said
    await here.budi.says("/hapus_data")
    await here.budi.taps("Ya, hapus semua")
    rows = await here.world.rows("SELECT npsn, missing FROM sightings ORDER BY case_id")
    assert rows == [("20219876", "S8"), (None, "S8")]


async def test_a_district_without_a_group_counts_for_the_desk_above(here: Town) -> None:
    await here.owner.says("/kelola lepas contoh")
    for chat in (here.sari, here.budi, here.dewi):
        await _cannot_sync(chat)
    await here.later(minutes=11)
    assert _notices(here) == [0, 1, 0]
