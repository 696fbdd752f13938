"""Trouble on request: ordered, by chance, and by sending limits."""

import asyncio
import random
from datetime import timedelta

import aiohttp
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.simulator.errors import ApiError
from bot.simulator.fault_injection import Chances, Fault, Kind, Limit, Limits
from bot.simulator.server import serving
from bot.simulator.wire import WireRequest
from tests.simulator.world import DESK, FORUM, SARI, Caller, World


def _said(world: World) -> int:
    return len(world.sari.messages())


@pytest.mark.parametrize(
    ("kind", "error", "done"),
    [
        ("drop_before", NetworkError, False),
        ("drop_after", NetworkError, True),
        ("timeout", TimedOut, True),
        ("error", NetworkError, False),
        ("flood", RetryAfter, False),
    ],
)
async def test_ordered_in_process(world: World, kind: Kind, error: type[Exception], done: bool) -> None:
    """Once; of the method that was named; and the act is done or not."""
    bot = Bot(world.telegram.token, request=WireRequest(world.telegram))
    before = _said(world)
    world.telegram.fault(kind, "sendMessage")
    await bot.get_me()
    with pytest.raises(error):
        await bot.send_message(SARI, "halo")
    assert _said(world) == before + done
    await bot.send_message(SARI, "halo")
    assert _said(world) == before + done + 1
    assert world.telegram.faults.counted == {kind: 1}


@pytest.mark.parametrize(("kind", "done"), [("drop_before", False), ("drop_after", True), ("timeout", True)])
async def test_ordered_over_http(world: World, kind: Kind, done: bool) -> None:
    """The connection breaks without an answer."""
    before = _said(world)
    world.telegram.fault(kind)
    async with serving(world.telegram, silence=0.01) as url, aiohttp.ClientSession() as session:
        send = f"{url}/bot{world.telegram.token}/sendMessage"
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await session.post(send, data={"chat_id": SARI, "text": "halo"})
        assert _said(world) == before + done
        async with session.post(send, data={"chat_id": SARI, "text": "halo"}) as answer:
            assert answer.status == 200


async def test_an_error_of_one_s_own(world: World, call: Caller) -> None:
    for _ in range(2):
        world.telegram.fault("error", "getMe", error=ApiError(502, "Bad Gateway"))
    assert [(await call("getMe"))[0] for _ in range(3)] == [502, 502, 200]
    world.telegram.fault("error", "getMe", times=None)
    assert [(await call("getMe"))[0] for _ in range(3)] == [500] * 3


async def test_a_delay(world: World, call: Caller) -> None:
    world.telegram.faults.ordered.append(Fault("delay", "getMe", seconds=0.05))
    loop = asyncio.get_running_loop()
    begun = loop.time()
    assert (await call("getMe"))[0] == 200
    assert loop.time() - begun >= 0.05


async def test_by_chance(world: World, call: Caller) -> None:
    """About as often as asked for, and the same for the same seed."""
    trouble = world.telegram.faults
    trouble.chances = Chances(error=20, flood=10)
    statuses = []
    for seed in (7, 7):
        trouble.dice = random.Random(seed)
        statuses.append([(await call("getMe"))[0] for _ in range(200)])
    assert statuses[0] == statuses[1]
    assert 20 < statuses[0].count(500) < 60
    assert 8 < statuses[0].count(429) < 35


async def _send(call: Caller, chat: int, times: int = 1) -> list[int]:
    return [(await call("sendMessage", chat_id=chat, text="a"))[0] for _ in range(times)]


async def test_nothing_is_limited_unless_asked_for(call: Caller) -> None:
    assert set(await _send(call, SARI, 50)) == {200}


async def test_a_limit_for_a_person(world: World, call: Caller) -> None:
    """One a second; edits count as well, what is no message does not, and time makes room."""
    world.telegram.faults.limits = Limits()
    assert await _send(call, SARI, 2) == [200, 429]
    assert (await call("sendChatAction", chat_id=SARI, action="typing"))[0] == 200
    _, body = await call("editMessageText", chat_id=SARI, message_id=3, text="b")
    assert body["parameters"] == {"retry_after": 1}
    assert body["description"] == "Too Many Requests: retry after 1"
    world.clock.move(timedelta(seconds=1))
    assert await _send(call, SARI) == [200]
    assert world.telegram.faults.counted["limit"] == 2
    assert len(world.telegram.refusals) == 2


async def test_a_limit_for_a_group(world: World, call: Caller) -> None:
    """Twenty a minute, all topics together; a new topic counts as a message."""
    world.telegram.faults.limits = Limits(overall=None)
    assert await _send(call, FORUM, 19) == [200] * 19
    assert (await call("createForumTopic", chat_id=FORUM, name="a"))[0] == 200
    _, body = await call("sendMessage", chat_id=FORUM, text="a")
    assert 50 <= body["parameters"]["retry_after"] <= 60
    assert await _send(call, DESK) == [200]
    world.clock.move(timedelta(seconds=61))
    assert await _send(call, FORUM) == [200]


async def test_a_limit_for_all(world: World, call: Caller) -> None:
    world.telegram.faults.limits = Limits(chat=None, group=None, overall=Limit(3, 60))
    assert await _send(call, SARI, 2) + await _send(call, DESK, 2) == [200, 200, 200, 429]


async def test_a_chat_that_is_flooded(world: World, call: Caller) -> None:
    """Everything to it is refused until then, and nothing else."""
    world.telegram.faults.flooded[SARI] = world.clock() + timedelta(seconds=9)
    assert await _send(call, SARI) == [429]
    assert await _send(call, DESK) == [200]
    world.clock.move(timedelta(seconds=10))
    assert await _send(call, SARI) == [200]


def test_time_does_not_run_backwards(world: World) -> None:
    before = world.clock()
    world.clock.move(timedelta(hours=1))
    assert world.clock() - before >= timedelta(hours=1)
    assert world.clock().utcoffset() == timedelta()
    with pytest.raises(ValueError, match="backwards"):
        world.clock.move(timedelta(seconds=-1))
