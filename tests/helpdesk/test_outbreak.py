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
