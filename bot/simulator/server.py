"""The simulated Telegram over HTTP: what python-telegram-bot, or any other client, finds at BOT_API_URL."""

import asyncio
import errno
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import cast

from aiohttp import web

from bot.simulator import door
from bot.simulator.call import DroppedError, SilenceError, answer
from bot.simulator.delivery import Delivery
from bot.simulator.errors import ApiError
from bot.simulator.params import Upload
from bot.simulator.telegram import Telegram

SILENCE = 60.0
"""Seconds that a connection is held on which no answer comes, by default; no client waits as long."""
LARGEST = 64 * 1024 * 1024
"""Bytes of one call at most; what Telegram does not take itself is refused by name."""


def routes(telegram: Telegram, *, silence: float = SILENCE) -> list[web.RouteDef]:
    """The Bot API of this Telegram's one bot: its methods, and its files to download.

    For an application made with `client_max_size=LARGEST`, run with `handler_cancellation=True`: a poller that hangs up
    polls no longer. Updates are delivered to a webhook only while a `Delivery` runs.
    """

    async def calls(request: web.Request) -> web.StreamResponse:
        token, method = request.match_info["token"], request.match_info["method"]
        try:
            status, body = await answer(telegram, token, method, await _fields(request))
        except DroppedError:
            return _dropped(request)
        except SilenceError:
            await asyncio.sleep(silence)
            return _dropped(request)
        return web.json_response(body, status=status)

    async def downloads(request: web.Request) -> web.Response:
        if request.match_info["token"] != telegram.token:
            return web.json_response(ApiError(401, "Unauthorized").body(), status=401)
        try:
            file = telegram.files.at(request.match_info["path"])
        except LookupError:
            return web.json_response(ApiError(404, "Not Found").body(), status=404)
        return web.Response(body=file.content, content_type=file.mime, headers=door.ATTACHED)

    return [
        web.get("/file/bot{token}/{path:.+}", downloads),
        web.get("/bot{token}/{method}", calls),
        web.post("/bot{token}/{method}", calls),
    ]


async def _fields(request: web.Request) -> dict[str, object]:
    fields: dict[str, object] = dict(request.query)
    if request.content_type == "application/json":
        try:
            return fields | cast("dict[str, object]", await request.json())
        except (TypeError, ValueError):
            return fields  # as by the server: what is no JSON object is nothing
    for name, value in (await request.post()).items():
        fields[name] = (
            Upload(value.filename, value.file.read()) if isinstance(value, web.FileField) else value
        )
    return fields


def _dropped(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


@asynccontextmanager
async def serving(
    telegram: Telegram,
    port: int = 0,
    *,
    delivery: Delivery | None = None,
    silence: float = SILENCE,
    more: Iterable[web.RouteDef] = (),
) -> AsyncIterator[str]:
    """Listen on loopback and deliver to a webhook, until left; gives the address for BOT_API_URL.

    `port` 0, and one that is taken, is any that is free; `more` is what else can be asked here.
    """
    application = web.Application(client_max_size=LARGEST)
    door.closes(application)
    application.add_routes(routes(telegram, silence=silence))
    application.add_routes(more)
    runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    delivering = asyncio.create_task((delivery or Delivery(telegram)).run())
    try:
        await _listens(runner, port)
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)
        await runner.cleanup()


async def _listens(runner: web.AppRunner, port: int) -> None:
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
    except OSError as error:
        if error.errno != errno.EADDRINUSE or not port:
            raise
        await web.TCPSite(runner, "127.0.0.1", 0).start()
