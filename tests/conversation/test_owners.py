"""What only those who run the bot may ask."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chat import BUDI, SARI, Clock, World

MISSING = "Tombol tidak ada, hanya Tarik Data"


@pytest.fixture(name="owned")
async def _owned(tmp_path: Path, clock: Clock) -> AsyncIterator[World]:
    world = World(tmp_path / "owned.db", clock, owner_ids=frozenset({BUDI}))
    await world.starts()
    try:
        yield world
    finally:
        await world.ends()


async def test_an_owner_sees_how_the_bot_stands(owned: World) -> None:
    """The figures of the health view, and no case is touched by asking."""
    sari, budi = owned.chat(SARI, "Sari"), owned.chat(BUDI, "Budi")
    await sari.says("/start")
    await sari.taps(MISSING)
    await budi.says("/status")
    budi.sees("Keadaan bot", "Orang 1, kasus 1", "skema m0")
    await budi.says("/STATUS@sinkron_bot")
    budi.sees("Keadaan bot")


async def test_to_everybody_else_it_is_a_word_like_any_other(owned: World) -> None:
    sari = owned.chat(SARI, "Sari")
    await sari.says("/start")
    await sari.says("/status")
    unknown = sari.text
    await sari.says("/nosuch")
    assert "Keadaan bot" not in unknown
    assert unknown.partition("\n\n")[2] == sari.text.partition("\n\n")[2], "the same screen, asked again"


async def test_not_in_a_group(owned: World) -> None:
    """A group would read it along."""
    budi = owned.chat(BUDI, "Budi")
    group = owned.telegram.group(-77, "Ramai")
    budi.person.says("/status", group)
    await owned.settles()
    assert not [message for message in group.messages() if message.get("from") == owned.telegram.bot_user]
