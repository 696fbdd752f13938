"""The webhook: what is delivered where, in which order, and what happens when it is not taken."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.simulator.delivery import SECRET_HEADER, Delivery
from tests.served import until
from tests.simulator.world import FORUM, HELLO, TOPIC, World

URL = "https://bot.example/updates"


class Bot:
    """Takes deliveries, and answers as it is told."""

    def __init__(self) -> None:
        self.port = 0
        self.taken: list[dict[str, Any]] = []
        self.headers: list[str | None] = []
        self.answers: list[int] = []
        """The next statuses; 200 after them."""
        self.retry_after = ""
        self.held: dict[str, asyncio.Event] = {}
        """Texts whose delivery waits for their event."""

    async def take(self, request: web.Request) -> web.Response:
        assert request.path == "/updates"
        update = await request.json()
        self.taken.append(update)
        self.headers.append(request.headers.get(SECRET_HEADER))
        held = self.held.get(update.get("message", {}).get("text", ""))
        if held:
            await held.wait()
        status = self.answers.pop(0) if self.answers else 200
        return web.Response(
            status=status, headers={"Retry-After": self.retry_after} if self.retry_after else {}
        )

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.taken if "message" in update]


class Pauses:
    """Waits no time, and remembers how long it should have; the clock moves on by so much."""

    def __init__(self, world: World) -> None:
        self.asked: list[float] = []
        self._world = world

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        self._world.clock.move(timedelta(seconds=seconds))
        await asyncio.sleep(0)


@pytest.fixture(name="bot")
async def _bot() -> AsyncIterator[Bot]:
    bot = Bot()
    application = web.Application()
    application.router.add_post("/{path:.*}", bot.take)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    bot.port = runner.addresses[0][1]
    yield bot
    await runner.cleanup()


@asynccontextmanager
async def _delivering(world: World, port: int, **hook: Any) -> AsyncIterator[Pauses]:
    """From a webhook that is set at the bot's address behind a router."""
    pauses = Pauses(world)
    await world.telegram.call("setWebhook", {"url": URL, "secret_token": "rahasia", **hook})
    running = asyncio.create_task(Delivery(world.telegram, f"http://127.0.0.1:{port}", sleep=pauses).run())
    yield pauses
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def _info(world: World) -> dict[str, Any]:
    info: dict[str, Any] = await world.telegram.call("getWebhookInfo", {})
    return info


async def test_delivered_once_with_the_secret(world: World, bot: Bot) -> None:
    """Also what happened before it was set."""
    world.sari.says("satu")
    async with _delivering(world, bot.port):
        world.sari.says("dua")
        await until(lambda: not world.telegram.pending)
    assert bot.texts == ["satu", "dua"]
    assert bot.headers == ["rahasia"] * 2
    assert await _info(world) == {
        "url": URL,
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "max_connections": 40,
    }


async def test_without_a_secret_there_is_no_header(world: World, bot: Bot) -> None:
    async with _delivering(world, bot.port, secret_token=""):
        world.sari.says("satu")
        await until(lambda: not world.telegram.pending)
    assert bot.headers == [None]


async def test_in_order_for_each_chat_and_not_between_them(world: World, bot: Bot) -> None:
    """What one chat holds up stops no other, nor a tap of the same person."""
    bot.held["satu"] = asyncio.Event()
    async with _delivering(world, bot.port):
        world.sari.says("satu")
        world.sari.says("dua")
        world.sari.taps(HELLO, "ya")
        world.wayan.says("di kasus", world.forum, thread=TOPIC)
        await until(lambda: len(world.telegram.pending) == 2)
        assert sorted(bot.texts) == ["di kasus", "satu"]
        assert any("callback_query" in update for update in bot.taken)
        bot.held["satu"].set()
        await until(lambda: not world.telegram.pending)
    assert [text for text in bot.texts if text != "di kasus"] == ["satu", "dua"]


async def test_not_more_at_once_than_asked_for(world: World, bot: Bot) -> None:
    bot.held["satu"] = asyncio.Event()
    async with _delivering(world, bot.port, max_connections=1):
        world.sari.says("satu")
        await until(lambda: len(bot.taken) == 1)
        world.wayan.says("di kasus", world.telegram.groups[FORUM])
        for _ in range(50):
            await asyncio.sleep(0)
        assert bot.texts == ["satu"]
        bot.held["satu"].set()
        await until(lambda: not world.telegram.pending)
    assert bot.texts == ["satu", "di kasus"]


async def test_again_with_doubled_pauses(world: World, bot: Bot) -> None:
    """The same update first, until it is taken; then the next one without a pause."""
    bot.answers = [500] * 8
    async with _delivering(world, bot.port) as pauses:
        world.sari.says("satu")
        world.sari.says("dua")
        await until(lambda: not world.telegram.pending)
    assert bot.texts == ["satu"] * 9 + ["dua"]
    assert pauses.asked == [1, 2, 4, 8, 16, 32, 60, 60]
    info = await _info(world)
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert info["last_error_date"]


@pytest.mark.parametrize(("asked", "waited"), [("17", 17), ("99999", 3600), ("besok", 1)])
async def test_a_bot_that_says_when(world: World, bot: Bot, asked: str, waited: float) -> None:
    bot.answers, bot.retry_after = [503], asked
    async with _delivering(world, bot.port) as pauses:
        world.sari.says("satu")
        await until(lambda: not world.telegram.pending)
    assert pauses.asked == [waited]


async def test_nobody_listens(world: World) -> None:
    """A tap is forgotten after its time, and the bot never hears of it."""
    async with _delivering(world, 1) as pauses:
        world.sari.taps(HELLO, "ya")
        await until(lambda: not world.telegram.pending)
    assert sum(pauses.asked) > 150
    assert (await _info(world))["last_error_message"] == "Connection refused"


async def test_gone_for_a_day_is_gone(world: World, bot: Bot) -> None:
    """410 for 23 hours removes the webhook."""
    bot.answers = [410] * 2000
    async with _delivering(world, bot.port):
        for _ in range(3):
            world.sari.says("satu")
        await until(lambda: world.telegram.webhook is None)
    assert (await _info(world))["url"] == ""


async def test_a_new_address_takes_over(world: World, bot: Bot) -> None:
    """What the old one did not take goes there."""
    async with _delivering(world, 1):
        world.sari.says("satu")
        await until(lambda: "last_error_message" in str(world.telegram.webhook))
        async with _delivering(world, bot.port):
            await until(lambda: not world.telegram.pending)
    assert bot.texts == ["satu"]


async def test_an_answer_that_is_lost(world: World, bot: Bot) -> None:
    """The same update is delivered again."""
    world.telegram.fault("drop_after", "webhook")
    async with _delivering(world, bot.port):
        world.sari.says("satu")
        await until(lambda: not world.telegram.pending)
    assert bot.texts == ["satu", "satu"]


async def test_a_delivery_that_does_not_arrive(world: World, bot: Bot) -> None:
    world.telegram.fault("drop_before", "webhook")
    async with _delivering(world, bot.port):
        world.sari.says("satu")
        await until(lambda: not world.telegram.pending)
    assert bot.texts == ["satu"]


async def test_the_same_once_more_changes_nothing(world: World, bot: Bot) -> None:
    """What is under way goes on; what went wrong stays known."""
    async with _delivering(world, bot.port):
        hook = world.telegram.webhook
        await world.telegram.call("setWebhook", {"url": URL, "secret_token": "rahasia"})
        assert world.telegram.webhook is hook
        await world.telegram.call("setWebhook", {"url": URL, "secret_token": "lain"})
        assert world.telegram.webhook is not hook
