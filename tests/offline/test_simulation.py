"""The simulation's people and districts, as the bot finds them in its database."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.offline.districts import OFFICES
from bot.offline.simulation import OfflineSimulation
from bot.records.help_desk import Desk
from bot.settings import Stated
from bot.store import liveness
from bot.store.sqlite import open_store


@pytest.fixture(name="simulation")
async def _simulation(tmp_path: Path) -> OfflineSimulation:
    return OfflineSimulation(Stated(database_path=str(tmp_path / "sinkron.db")))


async def test_the_districts_are_there(simulation: OfflineSimulation) -> None:
    """Each with its group, where the bot may do what a desk needs, and with a head who is one of its staff."""
    await simulation.prepares()
    store = await open_store(simulation.settings.database_path, simulation.clock())
    try:
        desks = await store.desks()
        assert {desk.name for desk in desks} == {"Kabupaten Contoh", "Kota Misal", "Provinsi Contoh"}
        assert {desk.code: desk.parent for desk in desks} == {"contoh": "prov", "misal": "prov", "prov": None}
        for desk in desks:
            group = next(group for group in simulation.groups if group.id == desk.chat)
            assert (group.title, group.is_forum) == (f"Dinas Pendidikan {desk.name}", desk.forum)
            assert group.bot.may("can_manage_topics")
            heads = [
                person.id for person in simulation.staff if desk.code in await store.headed_by(person.id)
            ]
            assert [group.members[head].is_administrator for head in heads] == [True]
    finally:
        await store.close()
    assert simulation.desk is simulation.groups[0]
    assert [
        len([person for person in simulation.staff if person.id in group.members])
        for group in simulation.groups
    ] == [2, 1, 1]
    assert simulation.telegram.pending == []


async def test_what_an_earlier_simulation_left(simulation: OfflineSimulation) -> None:
    """Its own districts stay, without their groups: those are others' now. No message has a number that it knew."""
    await simulation.prepares()
    store = await open_store(simulation.settings.database_path, simulation.clock())
    await store.put_desk(Desk("contoh", "Lain", "kabkota", None, "WIT", 1, 2, None, forum=False))
    await store.put_desk(Desk("baru", "Baru", "kabkota", "prov", "WIT", 1, 2, OFFICES[0].chat, forum=True))
    await store.close()
    await simulation.prepares()
    store = await open_store(simulation.settings.database_path, simulation.clock())
    desks = {desk.code: desk for desk in await store.desks()}
    await store.close()
    assert desks["baru"].chat is None
    assert (desks["contoh"].name, desks["contoh"].chat) == ("Kabupaten Contoh", OFFICES[0].chat)
    assert simulation.desk.messages()[0]["message_id"] != 1


async def test_the_owner_is_told_to_the_bot(simulation: OfflineSimulation) -> None:
    assert simulation.environment()["OWNER_IDS"] == str(simulation.owner.id)
    assert simulation.owner.first_name == "Pemilik bot"
    assert "HELPDESK_CHAT_ID" not in simulation.environment()


async def test_the_token_is_another_at_each_start(simulation: OfflineSimulation, tmp_path: Path) -> None:
    """Its secret half; by the bot's number the database is known again."""
    again = OfflineSimulation(Stated(database_path=str(tmp_path / "sinkron.db")))
    (number, secret), (number_again, secret_again) = (
        made.environment()["BOT_TOKEN"].split(":") for made in (simulation, again)
    )
    assert number == number_again
    assert secret != secret_again
    assert len(secret) == 40


async def test_its_clock_goes_on_where_it_had_been_moved_to(simulation: OfflineSimulation) -> None:
    """A reminder that has come does not lie in the future again after a restart."""
    await simulation.prepares()
    moved = simulation.clock() + timedelta(days=3)
    store = await open_store(simulation.settings.database_path, moved)
    await store.mark({liveness.ARRIVED: str(int(moved.timestamp()))})
    await store.close()
    again = OfflineSimulation(simulation.settings)
    await again.prepares()
    assert again.clock() > moved - timedelta(seconds=2)
    assert again.clock.ahead < timedelta(days=4)
