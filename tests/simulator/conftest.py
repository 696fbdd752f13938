"""The world, and the way to it."""

from collections.abc import AsyncIterator

import pytest

from tests.simulator.world import Caller, World, calling


@pytest.fixture(name="world")
async def _world() -> World:
    world = World()
    await world.begins()
    return world


@pytest.fixture(name="call", params=["in process", "over http"])
async def _call(world: World, request: pytest.FixtureRequest) -> AsyncIterator[Caller]:
    async with calling(world.telegram, request.param) as call:
        yield call
