"""The simulated Telegram over HTTP, for a bot in a process of its own."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from bot.simulator.errors import ApiError
from bot.simulator.telegram import Telegram


@asynccontextmanager
async def served(telegram: Telegram) -> AsyncIterator[str]:
    """Serve until left; gives the address."""

    async def answers(request: web.Request) -> web.Response:
        if request.match_info["token"] != telegram.token:
            return web.json_response(ApiError(401, "Unauthorized").body(), status=401)
        params = {name: _value(value) for name, value in (await request.post()).items()}
        try:
            result = await telegram.call(request.match_info["method"], params)
        except ApiError as error:
            return web.json_response(error.body(), status=error.code)
        return web.json_response({"ok": True, "result": result})

    app = web.Application()
    app.router.add_post("/bot{token}/{method}", answers)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True)  # a killed bot polls no more
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def _value(given: Any) -> Any:
    """A form's field as what it was."""
    if not isinstance(given, str):
        return given.filename
    try:
        return json.loads(given)
    except ValueError:
        return given
