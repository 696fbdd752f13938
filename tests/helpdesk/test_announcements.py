"""One message to all operators with an open case: asked back, paced, stoppable, refusable, and its end reported."""

import pytest

from tests.chat import Chat
from tests.helpdesk.town import MADE, RINI, TATI, Town
from tests.staff import Staff

TEXT = "Server pusat terganggu sampai pukul 15.00."


def _read(chat: Chat) -> list[str]:
    return [str(m.get("text")) for m in chat.person.messages() if TEXT in str(m.get("text"))]


def _last(staff: Staff) -> str:
    return str(staff.group.messages()[-1]["text"])


@pytest.fixture(autouse=True)
async def _heads(here: Town) -> None:
    for desk, head in (("contoh", RINI), ("misal", TATI), ("prov", MADE)):
        await here.world.bot.store.appoint(desk, head)


async def _three(here: Town) -> str:
    """Two operators of Contoh, one of Misal; the code of Sari's case."""
    code = await here.hands_over(here.sari)
    await here.hands_over(here.budi)
    await here.hands_over(here.wayan, district="Kota Misal")
    return code


async def test_it_goes_to_a_desks_own_once_it_is_confirmed(here: Town) -> None:
    await _three(here)
    await here.rini.says(f"/pengumuman {TEXT}")
    assert "2 operator" in _last(here.rini)
    assert not _read(here.sari)
    await here.rini.says("/pengumuman kirim")
    await here.later(minutes=1)
    assert [len(_read(chat)) for chat in (here.sari, here.budi, here.wayan)] == [1, 1, 0]
    assert "Pengumuman dari Kabupaten Contoh" in _read(here.sari)[0]
    report = next(m["text"] for m in here.contoh.messages() if "selesai dikirim" in str(m.get("text")))
    assert "Penerima: 2" in report
    assert "Sampai: 2" in report
    await here.rini.says("/pengumuman kirim")
    assert "Tidak ada pengumuman yang menunggu" in _last(here.rini)
    await here.later(minutes=1)
    assert len(_read(here.sari)) == 1
    assert len(await here.log("announced")) == 1
    assert await here.world.rows("SELECT text, state FROM announcements") == [("", "done")]


async def test_a_province_reaches_those_below_and_an_owner_all(here: Town) -> None:
    await _three(here)
    await here.made.says(f"/pengumuman {TEXT}")
    assert "Provinsi Contoh dan daerah di bawahnya" in _last(here.made)
    await here.made.says("/pengumuman kirim")
    await here.owner.says(f"/pengumuman semua {TEXT} lagi")
    await here.owner.says("/pengumuman kirim")
    await here.later(minutes=1)
    assert [len(_read(chat)) for chat in (here.sari, here.budi, here.wayan)] == [2, 2, 2]
    assert "Sampai: 3" in str(here.owner.person.messages()[-1]["text"])


@pytest.mark.parametrize("who", ["joko", "tati"])
async def test_only_a_head_may_and_only_their_own(here: Town, who: str) -> None:
    """A colleague who is no head; the head of another desk, in their own group, for those of theirs alone."""
    await here.hands_over(here.sari)
    staff: Staff = getattr(here, who)
    await staff.says(f"/pengumuman {TEXT}")
    await staff.says("/pengumuman kirim")
    await here.later(minutes=1)
    assert not _read(here.sari)


async def test_what_a_colleague_drafted_is_not_anothers_to_send(here: Town) -> None:
    await here.hands_over(here.sari)
    await here.rini.says(f"/pengumuman {TEXT}")
    await here.joko.says("/pengumuman kirim")
    await here.later(minutes=1)
    assert not _read(here.sari)


async def test_who_refuses_gets_none_till_they_want_them(here: Town) -> None:
    await _three(here)
    await here.sari.says("/pengumuman_mati")
    for count in (0, 1):
        await here.rini.says(f"/pengumuman {TEXT}")
        assert f"{count + 1} operator" in _last(here.rini)
        await here.rini.says("/pengumuman kirim")
        await here.later(minutes=1)
        assert len(_read(here.sari)) == count
        await here.sari.says("/pengumuman_hidup")
    assert len(_read(here.budi)) == 2


async def test_it_counts_those_who_have_blocked_the_bot(here: Town) -> None:
    """Also one of whom that is found out only by sending. What is stopped before it begins reaches nobody."""
    await _three(here)
    await here.rini.says(f"/pengumuman {TEXT}")
    await here.rini.says("/pengumuman henti")
    await here.rini.says("/pengumuman kirim")
    assert "Tidak ada pengumuman" in _last(here.rini)
    here.budi.person.blocks_bot()
    await here.world.settles()
    await here.rini.says(f"/pengumuman {TEXT}")
    await here.rini.says("/pengumuman kirim")
    await here.later(minutes=1)
    report = next(m["text"] for m in here.contoh.messages() if "selesai dikirim" in str(m.get("text")))
    assert "Penerima: 1" in report
    assert "memblokir bot: 1" in report


async def test_stopped_on_its_way_it_reaches_no_more(here: Town) -> None:
    """The letters of the later seconds are taken back, and the report says how many."""
    people = [here.world.chat(500 + number, f"Operator {number}") for number in range(23)]
    for chat in people:
        await here.hands_over(chat)
    await here.rini.says(f"/pengumuman {TEXT}")
    await here.rini.says("/pengumuman kirim")
    await here.rini.says("/pengumuman")
    assert "Masih menunggu: 3" in _last(here.rini)
    await here.rini.says("/pengumuman henti")
    await here.later(minutes=1)
    assert sum(len(_read(chat)) for chat in people) == 20
    report = next(m["text"] for m in here.contoh.messages() if "Tidak jadi dikirim" in str(m.get("text")))
    assert "Sampai: 20" in report
    assert "Tidak jadi dikirim: 3" in report
