"""The simulated Telegram over HTTP: what python-telegram-bot, or any other client, finds at BOT_API_URL."""

import asyncio
import errno
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.simulator import door
from bot.simulator.call import Answer, DroppedError, SilenceError, answer, refusal
from bot.simulator.delivery import Delivery
from bot.simulator.errors import ApiError
from bot.simulator.forms import fields_of, query_of
from bot.simulator.telegram import Telegram

SILENCE = 60.0
"""Seconds that a connection is held on which no answer comes, by default; no client waits as long."""
LARGEST = 64 * 1024 * 1024
"""Bytes of one call at most; what Telegram does not take itself is refused by name."""

Bots = Callable[[str], Telegram | None]
"""The Telegram of the bot with a token; None where no bot has it."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def routes(bots: Bots, *, silence: float = SILENCE) -> list[web.RouteDef]:
    """The Bot API of these bots: its methods, and their files to download."""

    async def calls(request: web.Request) -> web.StreamResponse:
        try:
            answered = await _answer(request, bots(request.match_info["token"]))
        except DroppedError:
            return _dropped(request)
        except SilenceError:
            await asyncio.sleep(silence)
            return _dropped(request)
        return _response(answered)

    async def downloads(request: web.Request) -> web.StreamResponse:
        telegram = bots(request.match_info["token"])
        if telegram is None:
            return _response(refusal(ApiError(401, "Unauthorized")))
        try:
            file = telegram.files.at(request.match_info["path"])
        except LookupError:
            return _response(refusal(ApiError(404, "Not Found")))
        return web.Response(body=file.content, content_type=file.mime, headers=door.ATTACHED)

    return [
        web.get("/file/bot{token}/{path:.+}", downloads),
        web.get("/bot{token}/{method}", calls, allow_head=False),
        web.post("/bot{token}/{method}", calls),
    ]


async def _answer(request: web.Request, telegram: Telegram | None) -> Answer:
    """Answer a call. As Telegram's server has it, a body counts whatever the HTTP method, and before the query."""
    try:
        given = fields_of(request.headers.get("Content-Type", ""), await request.read())
        fields = {**dict(query_of(request.rel_url.raw_query_string)), **given}
    except ApiError as error:
        return refusal(error)
    return await answer(telegram, request.match_info["method"], fields)


def _response(answered: Answer) -> web.Response:
    headers = {} if answered.retry_after is None else {"Retry-After": str(answered.retry_after)}
    return web.json_response(answered.body, status=answered.status, headers=headers)


def _dropped(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


@web.middleware
async def _in_json(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A path that there is not, a method of HTTP, a body that is too large: refused as the Bot API refuses."""
    try:
        return await handler(request)
    except web.HTTPClientError as error:
        return _response(refusal(ApiError(error.status, error.reason)))


@asynccontextmanager
async def listening(
    bots: Bots,
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    names: Iterable[str] = door.LOOPBACK,
    silence: float = SILENCE,
    more: Iterable[web.RouteDef] = (),
) -> AsyncIterator[str]:
    """Listen until left; gives the address for BOT_API_URL. Updates are delivered to a webhook only by a `Delivery`.

    `port` 0, and one that is taken, is any that is free; `names` are the host names that this machine is asked by; `more`
    is what else can be asked here.
    """
    application = web.Application(client_max_size=LARGEST, middlewares=[_in_json])
    door.closes(application, names)
    application.add_routes(routes(bots, silence=silence))
    application.add_routes(more)
    # With handler_cancellation a poller that hangs up polls no longer.
    runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    try:
        await _listens(runner, host, port)
        taken = runner.addresses[0][1]
        yield f"http://{host if host in door.LOOPBACK else '127.0.0.1'}:{taken}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def serving(
    telegram: Telegram,
    port: int = 0,
    *,
    delivery: Delivery | None = None,
    silence: float = SILENCE,
    more: Iterable[web.RouteDef] = (),
) -> AsyncIterator[str]:
    """Listen on loopback for one bot and deliver to its webhook, until left; see `listening`."""
    delivering = asyncio.create_task((delivery or Delivery(telegram)).run())

    def bot_of(token: str) -> Telegram | None:
        """The token may be withdrawn meanwhile."""
        return telegram if token == telegram.token else None

    try:
        async with listening(bot_of, port=port, silence=silence, more=more) as url:
            yield url
    finally:
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)


async def _listens(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        if error.errno != errno.EADDRINUSE or not port:
            raise
        await web.TCPSite(runner, host, 0).start()
