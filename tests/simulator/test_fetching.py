"""How updates are fetched: what an offset confirms, who is cut off, and what Telegram forgets."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.simulator.telegram import Telegram
from tests.served import until
from tests.simulator.world import HELLO, SARI, Caller, World


async def _numbers(call: Caller, **params: Any) -> list[int]:
    status, body = await call("getUpdates", **params)
    assert status == 200, body
    return [update["update_id"] for update in body["result"]]


@pytest.fixture(name="three")
async def _three(world: World) -> list[int]:
    return [world.sari.says(text)["update_id"] for text in ("satu", "dua", "tiga")]


async def test_an_offset_confirms_what_lies_below(call: Caller, three: list[int]) -> None:
    first, second, third = three
    assert await _numbers(call) == three
    assert await _numbers(call) == three  # nothing is confirmed: it comes again
    assert await _numbers(call, offset=second) == [second, third]
    assert await _numbers(call, offset=first) == [second, third]  # gone is gone
    assert await _numbers(call, offset=third + 1) == []
    assert await _numbers(call) == []


async def test_a_limit_confirms_nothing(call: Caller, three: list[int]) -> None:
    assert await _numbers(call, limit=2) == three[:2]
    assert await _numbers(call, limit=0) == three[:1]
    assert await _numbers(call) == three


async def test_a_negative_offset_keeps_the_newest(call: Caller, three: list[int]) -> None:
    assert await _numbers(call, offset=-1) == three[2:]
    assert await _numbers(call) == three[2:]


async def test_an_offset_from_another_time_counts_as_none(call: Caller, three: list[int]) -> None:
    """As a bot has it that remembers another simulation."""
    assert await _numbers(call, offset=three[2] + 1000) == three


async def test_at_most_a_hundred(world: World, call: Caller) -> None:
    for _ in range(101):
        world.sari.says("halo")
    assert len(await _numbers(call, limit=500)) == 100


async def test_ids_go_up_over_simulations(world: World, three: list[int]) -> None:
    """A bot that remembers what it has seen is not deaf to the next one."""
    world.clock.move(timedelta(minutes=5))
    later = Telegram(world.clock).person(SARI, "Sari")
    assert later.says("halo")["update_id"] > three[2]


async def test_a_poll_waits_for_the_first(world: World, call: Caller) -> None:
    polling = asyncio.create_task(_numbers(call, timeout=50))
    await until(lambda: world.telegram.updates.polled)
    update = world.sari.says("halo")
    assert await polling == [update["update_id"]]
    assert not world.telegram.updates.polled


async def test_a_poll_ends_in_time(call: Caller) -> None:
    async with asyncio.timeout(10):
        assert await _numbers(call, timeout=1) == []


async def test_the_newer_poller_stays(world: World, call: Caller) -> None:
    """The one that waited is cut off; a call that does not wait cuts nobody off."""
    first = asyncio.create_task(call("getUpdates", timeout=50))
    await until(lambda: world.telegram.updates.polled)
    assert await _numbers(call) == []
    assert not first.done()
    second = asyncio.create_task(_numbers(call, timeout=50))
    status, body = await first
    assert (status, body["error_code"]) == (409, 409)
    assert body["description"].startswith("Conflict: terminated by other getUpdates request")
    update = world.sari.says("halo")
    assert await second == [update["update_id"]]


async def test_a_webhook_ends_the_polling(world: World, call: Caller) -> None:
    polling = asyncio.create_task(call("getUpdates", timeout=50))
    await until(lambda: world.telegram.updates.polled)
    assert (await call("setWebhook", url="https://bot.example/x"))[0] == 200
    assert (await polling)[1]["description"] == "Conflict: terminated by setWebhook request"
    status, body = await call("getUpdates")
    assert status == 409
    assert "can't use getUpdates method while webhook is active" in body["description"]
    assert (await call("deleteWebhook"))[0] == 200
    assert await _numbers(call) == []


async def test_a_poller_that_hangs_up_polls_no_more(world: World, call: Caller) -> None:
    polling = asyncio.create_task(call("getUpdates", timeout=50))
    await until(lambda: world.telegram.updates.polled)
    polling.cancel()
    await until(lambda: not world.telegram.updates.polled)
    assert not world.telegram.refusals


@pytest.mark.parametrize(
    ("kind", "seconds"),
    [("callback_query", 150), ("inline_query", 30), ("message", 86_400), ("edited_message", 86_400)],
)
async def test_what_nobody_fetches_is_forgotten(world: World, call: Caller, kind: str, seconds: int) -> None:
    match kind:
        case "callback_query":
            world.sari.taps(HELLO, "ya")
        case "inline_query":
            world.sari.searches("kasus")
        case "message":
            world.sari.says("halo")
        case _:
            world.sari.edits(1, "halo")
    world.clock.move(timedelta(seconds=seconds - 5))
    assert len(await _numbers(call)) == 1
    world.clock.move(timedelta(seconds=10))
    assert await _numbers(call) == []


async def test_what_is_asked_for_is_remembered(world: World, call: Caller) -> None:
    """A kind that was not asked for is not kept for later either."""
    assert await _numbers(call, allowed_updates=["callback_query"]) == []
    world.sari.says("halo")
    assert await _numbers(call) == []
    tap = world.sari.taps(HELLO, "ya")
    assert await _numbers(call) == [tap["update_id"]]
    assert await _numbers(call, offset=tap["update_id"] + 1, allowed_updates=[]) == []
    said = world.sari.says("halo")
    assert await _numbers(call) == [said["update_id"]]


async def test_reactions_come_only_on_request(world: World, call: Caller) -> None:
    world.sari.reacts(HELLO, "👍")
    assert await _numbers(call, allowed_updates=["message_reaction"]) == []
    update = world.sari.reacts(HELLO, "❤")
    assert update["message_reaction"]["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert await _numbers(call) == [update["update_id"]]


async def test_dropping_what_waits(call: Caller, three: list[int]) -> None:
    assert await _numbers(call) == three
    assert (await call("deleteWebhook", drop_pending_updates=True))[0] == 200
    assert await _numbers(call) == []
