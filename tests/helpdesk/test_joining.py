"""How a group becomes a desk, and ceases to be one: by a code, an administrator, and the rights the bot needs."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chat import Clock
from tests.helpdesk.linking import code_for, heard, said
from tests.helpdesk.town import Town, town
from tests.staff import Staff

ADD = "/kelola tambah contoh | Kabupaten Contoh | kabkota | - | WIB | 08.00-15.30"


@pytest.fixture(name="empty")
async def _empty(tmp_path: Path, clock: Clock) -> AsyncIterator[Town]:
    """A bot that serves no district yet."""
    async with town(tmp_path / "empty.db", clock, ()) as found:
        yield found


async def test_a_district_is_added_linked_and_served(empty: Town) -> None:
    """From nothing to the first case."""
    await empty.owner.says("/start")
    await empty.owner.says(ADD)
    assert "ditambahkan" in said(empty.owner)
    code = await code_for(empty)
    await empty.rini.says(f"/hubungkan {code}")
    assert "meja bantuan Kabupaten Contoh" in heard(empty.rini)
    await empty.owner.says("/kelola")
    assert "contoh Kabupaten Contoh: terhubung" in said(empty.owner)
    case = await empty.hands_over(empty.sari)
    assert empty.rini.card(case)
    assert await empty.world.rows("SELECT person FROM heads") == [(21,)]
    assert code not in str(await empty.world.rows("SELECT * FROM link_codes"))


async def test_the_link_that_adds_the_bot(empty: Town) -> None:
    """Telegram writes /start with the code into the group by itself."""
    await empty.owner.says(ADD)
    code = await code_for(empty)
    assert f"startgroup=h_{code}" in said(empty.owner)
    await empty.rini.says(f"/start@sinkron_bot h_{code}")
    assert "meja bantuan Kabupaten Contoh" in heard(empty.rini)


async def test_a_group_is_chosen_by_the_button(empty: Town) -> None:
    """Whoever has the code chooses a group that they lead; Telegram lets the bot in with its rights."""
    await empty.owner.says(ADD)
    await code_for(empty)
    group = empty.world.telegram.group(-1_005_000_000_055, "Grup pemilik")
    group.is_forum = True
    group.promotes(empty.owner.person, "can_manage_chat", "can_promote_members", "can_manage_topics")
    empty.owner.person.shares_chat(group)
    await empty.world.settles()
    assert "meja bantuan Kabupaten Contoh" in said(empty.owner)
    assert empty.world.telegram.keyboards[empty.owner.person.id] == [], "the button is taken away again"
    assert "meja bantuan Kabupaten Contoh" in str(group.messages()[-1].get("text"))
    assert await empty.world.rows("SELECT name FROM staff") == [("Pemilik",)]
    case = await empty.hands_over(empty.sari)
    assert Staff(empty.world, 99, "Pemilik", group).thread(case) is not None


async def test_the_button_stays_while_something_is_missing(empty: Town) -> None:
    """The bot's rights were taken again at once; the same button is used once more."""
    await empty.owner.says(ADD)
    await code_for(empty)
    group = empty.world.telegram.group(-1_005_000_000_055, "Grup pemilik")
    group.promotes(empty.owner.person, "can_manage_chat", "can_promote_members")
    empty.owner.person.shares_chat(group)
    group.demotes_bot(empty.owner.person)
    await empty.world.settles()
    assert "Jadikan bot ini admin grup" in said(empty.owner)
    empty.owner.person.shares_chat(group)
    await empty.world.settles()
    assert "meja bantuan Kabupaten Contoh" in said(empty.owner)


async def test_a_group_that_the_chooser_does_not_lead(empty: Town) -> None:
    """Telegram would not offer it; forged, it is refused."""
    await empty.owner.says(ADD)
    await code_for(empty)
    empty.owner.person.shares_chat(empty.misal)
    await empty.world.settles()
    assert "Hanya admin grup" in said(empty.owner)
    assert await empty.world.rows("SELECT chat FROM desks") == [(None,)]


async def test_a_code_is_used_once_and_for_a_day(empty: Town) -> None:
    await empty.owner.says(ADD)
    first = await code_for(empty)
    second = await code_for(empty)
    await empty.rini.says(f"/hubungkan {first}")
    assert "tidak berlaku" in heard(empty.rini)
    empty.world.clock.moves_by(hours=25)
    await empty.rini.says(f"/hubungkan {second}")
    assert "tidak berlaku" in heard(empty.rini)
    third = await code_for(empty)
    await empty.rini.says(f"/hubungkan {third.lower()}")
    assert "meja bantuan" in heard(empty.rini)
    await empty.tati.says(f"/hubungkan {third}")
    assert "tidak berlaku" in heard(empty.tati)


async def test_only_an_administrator_who_shows_themselves(empty: Town) -> None:
    await empty.owner.says(ADD)
    code = await code_for(empty)
    await empty.joko.says(f"/hubungkan {code}")
    assert "Hanya admin grup" in heard(empty.joko)
    empty.contoh.promotes(empty.rini.person, "can_manage_chat", anonymous=True)
    await empty.rini.says(f"/hubungkan {code}")
    assert "admin anonim" in heard(empty.rini)
    assert await empty.world.rows("SELECT chat FROM desks") == [(None,)]


async def test_what_the_bot_lacks_is_said(empty: Town) -> None:
    """No administrator, no topics: each by its name; then it works with the same code."""
    await empty.owner.says(ADD)
    code = await code_for(empty)
    empty.contoh.demotes_bot(empty.rini.person)
    await empty.rini.says(f"/hubungkan {code}")
    assert "admin grup dengan hak mengelola topik" in heard(empty.rini)
    empty.contoh.promotes_bot(empty.rini.person, "can_pin_messages")
    await empty.rini.says(f"/hubungkan {code}")
    assert "hak mengelola topik" in heard(empty.rini)
    assert "Jadikan" not in heard(empty.rini)
    empty.contoh.promotes_bot(empty.rini.person, "can_manage_topics")
    await empty.rini.says(f"/hubungkan {code}")
    assert "meja bantuan" in heard(empty.rini)


async def test_a_group_that_only_adds_the_bot_gets_nothing(here: Town) -> None:
    """Neither cases nor words, whatever is written there."""
    group = here.world.telegram.group(-1_005_000_000_077, "Grup lain")
    stranger = Staff(here.world, 40, "Orang Lain", group)
    group.adds_bot(stranger.person, "can_manage_topics")
    await here.world.settles()
    await stranger.says("halo bot")
    await here.hands_over(here.sari)
    bot = here.world.telegram.bot_user
    assert [m for m in group.messages() if m.get("from") == bot] == []


async def test_unlinked_by_its_head_and_by_nobody_else(here: Town) -> None:
    await here.world._store.appoint("contoh", 21)
    await here.joko.says("/lepas")
    assert "Hanya ketua" in heard(here.joko)
    await here.rini.says("/lepas")
    assert "tidak lagi menjadi meja" in heard(here.rini)
    assert await here.world.rows("SELECT chat, lost FROM desks WHERE code = 'contoh'") == [(None, 0)]


async def test_another_group_takes_the_desk_over(here: Town) -> None:
    """Its open cases get cards there, and the group before is told."""
    case = await here.hands_over(here.sari)
    code = await code_for(here)
    group = here.world.telegram.group(-1_005_000_000_088, "Grup baru")
    new = Staff(here.world, 41, "Bu Baru", group)
    group.promotes(new.person, "can_manage_chat")
    group.promotes_bot(new.person, "can_manage_topics")
    await here.world.settles()
    await new.says(f"/hubungkan {code}")
    assert new.card(case)
    assert "tidak lagi menjadi meja" in str([m.get("text") for m in here.contoh.messages()])
    await here.sari.says("halo")
    assert "halo" in new.said(case)[-1]


async def test_the_bot_is_no_administrator_any_more(here: Town) -> None:
    """The owner is told once, and what waits is sent when the rights are back."""
    await here.owner.says("/start")
    here.world.expected_errors = 2
    here.world.expected_refusals = 1
    here.contoh.demotes_bot(here.rini.person)
    await here.world.settles()
    assert "kekurangan hak" in said(here.owner)
    code = await here.hands_over(here.sari)
    with pytest.raises(LookupError):
        here.rini.card(code)
    here.contoh.promotes_bot(here.rini.person, "can_manage_topics")
    await here.later(minutes=5)
    assert here.rini.card(code)


async def test_a_hidden_administrator_is_told_to_show_themselves(here: Town) -> None:
    hidden = Staff(here.world, 31, "Bu Sembunyi", here.contoh)
    here.contoh.promotes(hidden.person, "can_manage_chat", anonymous=True)
    for command in ("/kasus", "/qr", "/lepas"):
        await hidden.says(command)
        assert "admin anonim" in heard(hidden)
    await here.rini.says("/kelola")
    assert "chat pribadi" in heard(here.rini)


async def test_the_code_of_a_dismissed_head_is_worth_nothing(here: Town) -> None:
    await here.owner.says("/start")
    await here.owner.says("/kelola kepala contoh 41")
    former = here.world.chat(41, "Pak Lama")
    here._staff(41, "Pak Lama", here.contoh)
    await former.says("/start")
    code = await code_for(here, "contoh", former)
    await here.owner.says("/kelola berhenti contoh 41")
    group = here.world.telegram.group(-1_005_000_000_088, "Grup sendiri")
    own = Staff(here.world, 41, "Pak Lama", group)
    group.promotes(own.person, "can_manage_chat")
    group.promotes_bot(own.person, "can_manage_topics")
    await own.says(f"/hubungkan {code}")
    assert "tidak berlaku" in heard(own)


async def test_the_owner_is_told_each_time_that_a_group_is_lost(here: Town) -> None:
    """Also twice on one day."""
    await here.owner.says("/start")
    here.world.expected_errors = 2
    for _ in range(2):
        before = len(here.owner.person.messages())
        here.misal.removes_bot(here.tati.person)
        await here.world.settles()
        assert "Kota Misal" in said(here.owner)
        assert len(here.owner.person.messages()) > before
        here.world.clock.moves_by(hours=1)
        code = await code_for(here, "misal")
        here.misal.adds_bot(here.tati.person, "can_delete_messages")
        await here.tati.says(f"/hubungkan {code}")


async def test_owners_are_told_once_what_the_bot_lacks(here: Town) -> None:
    """Not again on the next day; again when it had its rights back in between."""
    await here.owner.says("/start")
    here.world.expected_errors = 2

    def told() -> int:
        return sum("kekurangan hak" in message.get("text", "") for message in here.owner.person.messages())

    for times in (1, 2):
        for _ in range(3):
            here.contoh.demotes_bot(here.rini.person)
            await here.world.settles()
            await here.later(days=1)
        assert told() == times
        here.contoh.promotes_bot(here.rini.person, "can_manage_topics", "can_delete_messages")
        await here.world.settles()


async def test_a_public_group_wants_a_second_yes(here: Town) -> None:
    """The owner is warned first, and nothing is linked before it is said again."""
    await here.owner.says("/start")
    await here.owner.says("/kelola lepas misal")
    code = await code_for(here, "misal")
    here.misal.username = "dinas_misal"
    await here.tati.says(f"/hubungkan {code}")
    assert "Grup ini publik" in heard(here.tati)
    assert "siapa saja dapat membaca" in said(here.owner)
    assert here.world.bot.desks.at(here.misal.id) is None
    await here.tati.says(f"/hubungkan {code} ya")
    assert "meja bantuan Kota Misal" in heard(here.tati)
