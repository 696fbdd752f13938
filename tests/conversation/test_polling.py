"""Long polling: Telegram is told that an update has arrived after it is kept, and not before."""

import asyncio
import logging
from typing import Any

import pytest
from telegram.error import Conflict, InvalidToken

from bot.incoming.polling import UNREADABLE, WANTED, Polling
from bot.outgoing.token_watch import TokenWatch
from bot.simulator.errors import ApiError
from bot.simulator.wire import WireRequest
from bot.transport import AiohttpRequest, UnreadableAnswer
from tests.chat import BUDI, SARI, Chat, World, idle
from tests.conversation.killing import Killed, Killer


async def test_what_is_asked_for_is_stated(chat: Chat, world: World) -> None:
    """What an earlier program has set does not go on by itself."""
    await chat.says("/start")
    assert world.telegram.updates.allowed == frozenset(WANTED)


async def test_an_update_is_confirmed_after_it_is_kept(chat: Chat, world: World) -> None:
    """Killed while it is being kept, it is still Telegram's; killed after, it is in the inbox."""
    for steps_before in (0, 1):  # before the keeping, and after it
        await world.ends()
        world.gate = killer = Killer(10_000)
        await world.starts()
        killer.left = steps_before
        chat.person.says("xyz")
        with pytest.raises(Killed):
            await world._polling.fetch()
        assert killer.steps[-1] == ("before take_in", "after take_in")[steps_before]
        assert len(world.telegram.pending) == 1
        await world.ends()
        world.gate = None
        await world.starts()
        await world.settles()
    assert (await world.session(SARI)).misread == 2


async def test_another_poller(chat: Chat, world: World) -> None:
    """Told as a conflict; nothing is lost by it."""
    chat.person.says("/start")
    conflict = ApiError(409, "Conflict: terminated by other getUpdates request")
    world.telegram.fault("error", "getUpdates", error=conflict)
    with pytest.raises(Conflict):
        await world._polling.fetch()
    await world.settles()
    assert (await world.session(SARI)).seq == 1


async def _watched(watch: TokenWatch) -> asyncio.Task[None]:
    task = asyncio.create_task(watch.run())
    watch.doubts()
    await idle()
    return task


async def test_a_token_that_is_withdrawn_ends_the_bot(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """The process must not live on deaf: getMe says the same, and it has lasted."""
    caplog.set_level(logging.DEBUG, "bot")
    world.telegram.fault("error", "getMe", times=None, error=ApiError(401, "Unauthorized"))
    with pytest.raises(InvalidToken):
        await (await _watched(TokenWatch(world.bot.application.bot, 0)))
    assert world.telegram.token not in caplog.text
    world.expected_errors = 1
    world.expected_refusals = 1


@pytest.mark.parametrize("error", [ApiError(401, "Unauthorized"), ApiError(404, "Not Found")])
async def test_one_strange_answer_ends_nothing(chat: Chat, world: World, error: ApiError) -> None:
    """From a server that was just restarted, or from a proxy: what was refused is fetched later, and getMe clears it up."""
    heard = asyncio.Event()
    polling = Polling(
        world.bot.application.bot, world.bot.application.bot.request, world.bot.inbox, world.clock,
        seconds=0, doubts=heard.set,
    )  # fmt: skip
    world.telegram.fault("error", "getUpdates", error=error)
    task = asyncio.create_task(polling.run())
    await heard.wait()
    assert not task.done()
    task.cancel()
    watching = await _watched(TokenWatch(world.bot.application.bot, 0))
    assert not watching.done()
    watching.cancel()
    world.expected_errors = 1
    world.expected_refusals = 1
    await chat.says("/start")
    assert (await world.session(SARI)).seq == 1


class Spoiling(WireRequest):
    """The wire, with something in between that spoils each answer in which a word stands."""

    page: bytes | None = None
    """What comes instead of every answer."""

    async def do_request(self, *given: Any, **named: Any) -> tuple[int, bytes]:
        status, body = await super().do_request(*given, **named)
        return status, self.page or body.replace(b'"rusak"', b'"rusak')

    parse_json_payload = staticmethod(AiohttpRequest.parse_json_payload)


async def test_an_update_that_is_no_json_is_found_and_stepped_over(
    chat: Chat, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """What came before it and what comes behind it is heard; it is set aside with its number."""
    budi = world.chat(BUDI, "Budi")
    wire = Spoiling(world.telegram)
    polling = Polling(world.bot.application.bot, wire, world.bot.inbox, world.clock, seconds=0)
    chat.person.says("/start")
    chat.person.says("rusak")
    budi.person.says("/start")
    spoilt = world.telegram.pending[1]["update_id"]
    failed = 0
    while world.telegram.pending:
        try:
            await polling.fetch()
        except UnreadableAnswer:
            failed += 1
    await world.bot.settle()
    assert failed == 1 + UNREADABLE - 1  # all together, then the one
    assert (await world.session(SARI)).seq == (await world.session(BUDI)).seq == 1
    kept = await world.rows("SELECT update_id, state, error, body FROM inbox WHERE state = 'aside'")
    assert kept == [(spoilt, "aside", "UnreadableAnswer", "")]
    assert "update stepped over" in caplog.text
    world.expected_errors = 1


async def test_a_page_of_a_proxy_is_no_update(chat: Chat, world: World) -> None:
    """However often it comes, nothing is stepped over."""
    wire = Spoiling(world.telegram)
    wire.page = b"<html>Sedang dipelihara</html>"
    polling = Polling(world.bot.application.bot, wire, world.bot.inbox, world.clock, seconds=0)
    chat.person.says("/start")
    for _ in range(3 * UNREADABLE):
        with pytest.raises(UnreadableAnswer):
            await polling.fetch()
    wire.page = None
    await polling.fetch()
    await world.settles()
    assert (await world.session(SARI)).seq == 1
