"""The simulation's people and districts, as the bot finds them in its database."""

from pathlib import Path

import pytest

from bot.records.rows import Desk
from bot.settings import Stated
from bot.simulator.districts import OFFICES
from bot.simulator.house import House
from bot.store.sqlite import open_store


@pytest.fixture(name="house")
async def _house(tmp_path: Path) -> House:
    return House(Stated(database_path=str(tmp_path / "sinkron.db")))


async def test_the_districts_are_there(house: House) -> None:
    """Each with its group, where the bot may do what a desk needs, and with a head who is one of its staff."""
    await house.prepares()
    store = await open_store(house.settings.database_path, house.clock())
    try:
        desks = await store.desks()
        assert {desk.name for desk in desks} == {"Kabupaten Contoh", "Kota Misal", "Provinsi Contoh"}
        assert {desk.code: desk.parent for desk in desks} == {"contoh": "prov", "misal": "prov", "prov": None}
        for desk in desks:
            group = next(group for group in house.groups if group.id == desk.chat)
            assert (group.title, group.is_forum) == (f"Dinas Pendidikan {desk.name}", desk.forum)
            assert group.bot.may("can_manage_topics")
            heads = [person.id for person in house.staff if desk.code in await store.headed_by(person.id)]
            assert [group.members[head].leads for head in heads] == [True]
    finally:
        await store.close()
    assert house.desk is house.groups[0]
    assert [
        len([person for person in house.staff if person.id in group.members]) for group in house.groups
    ] == [2, 1, 1]
    assert house.telegram.pending == []


async def test_what_an_earlier_simulation_left(house: House) -> None:
    """Its own districts stay, without their groups: those are others' now. No message has a number that it knew."""
    await house.prepares()
    store = await open_store(house.settings.database_path, house.clock())
    await store.put_desk(Desk("contoh", "Lain", "kabkota", None, "WIT", 1, 2, None, forum=False))
    await store.put_desk(Desk("baru", "Baru", "kabkota", "prov", "WIT", 1, 2, OFFICES[0].chat, forum=True))
    await store.close()
    await house.prepares()
    store = await open_store(house.settings.database_path, house.clock())
    desks = {desk.code: desk for desk in await store.desks()}
    await store.close()
    assert desks["baru"].chat is None
    assert (desks["contoh"].name, desks["contoh"].chat) == ("Kabupaten Contoh", OFFICES[0].chat)
    assert house.desk.messages()[0]["message_id"] != 1


async def test_the_owner_is_told_to_the_bot(house: House) -> None:
    assert house._environment()["OWNER_IDS"] == str(house.owner.id)
    assert house.owner.first_name == "Pemilik bot"
    assert "HELPDESK_CHAT_ID" not in house._environment()
