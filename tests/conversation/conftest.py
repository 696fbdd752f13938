"""Sari at her phone, the bot, and the clock."""

from collections.abc import AsyncIterator

import pytest

from tests.chat import BUDI, SARI, Chat, Clock, World


@pytest.fixture(name="clock")
def _clock() -> Clock:
    return Clock()


@pytest.fixture(name="world")
async def _world(place: str, clock: Clock) -> AsyncIterator[World]:
    world = World(place, clock)
    await world.starts()
    try:
        yield world
        world.looks_well()
    finally:
        await world.ends()


@pytest.fixture(name="chat")
def _chat(world: World) -> Chat:
    return world.chat(SARI, "Sari")


@pytest.fixture(name="budi")
def _budi(world: World) -> Chat:
    return world.chat(BUDI, "Budi")
