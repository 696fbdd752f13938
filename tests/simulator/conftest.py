"""The world, and the way to it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot
from telegram.request import BaseRequest

from bot.simulator.server import serving
from bot.simulator.specification import RETURNS, problems
from bot.simulator.telegram import Telegram
from bot.simulator.updates import Updates
from bot.simulator.wire import WireRequest
from bot.transport.request import AiohttpRequest
from tests.simulator.world import Caller, World, calling


@pytest.fixture(autouse=True)
def _objects(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every result and every update is as the specification says; else the test fails where it is made."""
    called, added = Telegram._done, Updates.add

    async def done(self: Telegram, method: str, params: dict[str, Any]) -> Any:
        result = await called(self, method, params)
        assert problems(RETURNS[method], result) == []
        return result

    def add(self: Updates, kind: str, content: dict[str, Any], **more: Any) -> dict[str, Any]:
        update = added(self, kind, content, **more)
        assert problems("Update", update) == []
        return update

    monkeypatch.setattr(Telegram, "_done", done)
    monkeypatch.setattr(Updates, "add", add)


@pytest.fixture(name="world")
async def _world() -> World:
    world = World()
    await world.begins()
    return world


@pytest.fixture(name="call", params=["in process", "over http"])
async def _call(world: World, request: pytest.FixtureRequest) -> AsyncIterator[Caller]:
    async with calling(world.telegram, request.param) as call:
        yield call


@pytest.fixture(name="bot", params=["in process", "over http"])
async def _bot(world: World, request: pytest.FixtureRequest) -> AsyncIterator[Bot]:
    if request.param == "in process":
        wire: BaseRequest = WireRequest(world.telegram)
        async with Bot(world.telegram.token, request=wire, get_updates_request=wire) as bot:
            yield bot
        return
    async with serving(world.telegram) as url:
        base: Any = {"base_url": f"{url}/bot", "base_file_url": f"{url}/file/bot"}
        async with Bot(
            world.telegram.token, request=AiohttpRequest(), get_updates_request=AiohttpRequest(), **base
        ) as bot:
            yield bot
