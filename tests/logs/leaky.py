"""A program that does all it can to let its token out; run by the tests, which search what it writes.

Each attempt also says a word of its own, so that one that writes nothing at all is noticed.
"""

import asyncio
import gc
import logging
import sys
import threading
import traceback
import warnings
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import aiosqlite
import httpx
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from telegram.error import InvalidToken, NetworkError
from telegram.ext import Application, ApplicationBuilder
from telegram.request import BaseRequest, HTTPXRequest

from bot.operations.log import QUIET, loop_trouble, set_up
from bot.transport import AiohttpRequest

TOKEN = "5839201746:AAGk3-secret_Secret0secret1Secret2x"
OTHER = "8000000001:AAH_another-bots_token-nobody_told_us1"
WEBHOOK_SECRET = 'hook/"secret"\\é'
SECRETS = [TOKEN, WEBHOOK_SECRET]

logger = logging.getLogger("leaky")


class Door:
    """Its repr shows the token, as python-telegram-bot's objects do."""

    def __repr__(self) -> str:
        return f"Door[token={TOKEN}]"


def everything_at_debug() -> None:
    set_up("DEBUG", SECRETS)
    for name in [*logging.root.manager.loggerDict, *QUIET]:
        logging.getLogger(name).setLevel(logging.DEBUG)


@asynccontextmanager
async def server() -> AsyncIterator[str]:
    """Answers getMe, 401 to a stranger, and breaks off sendMessage; gives python-telegram-bot's base_url."""

    async def answer(request: web.Request) -> web.StreamResponse:
        if request.path.endswith("/sendMessage"):
            assert request.transport is not None
            request.transport.abort()
        if OTHER in request.path:
            return web.Response(status=401, text='{"ok": false, "description": "Unauthorized"}')
        return web.Response(
            text='{"ok": true, "result": {"id": 1, "is_bot": true, "first_name": "a", "username": "b"}}'
        )

    application = web.Application()
    application.router.add_route("*", "/{tail:.*}", answer)
    async with TestServer(application, host="127.0.0.1") as running:
        yield f"http://127.0.0.1:{running.port}/bot"


async def bot_at_work(transport: type[BaseRequest], word: str) -> None:
    async with server() as base_url:
        app: Application = (  # type: ignore[type-arg]
            ApplicationBuilder()
            .token(TOKEN)
            .base_url(base_url)
            .request(transport())
            .get_updates_request(transport())
            .build()
        )
        logger.info("%s %r %r %r", word, app, app.bot, app.updater)
        async with app:
            try:
                await app.bot.send_message(1, "Halo")
            except NetworkError:
                logger.exception("%s broke off", word)
        for token, url, kind in (
            (OTHER, base_url, InvalidToken),
            (TOKEN, "http://127.0.0.1:1/bot", NetworkError),
        ):
            async with transport() as request:
                bot = ApplicationBuilder().token(token).base_url(url).request(request).build().bot
                try:
                    await bot.initialize()
                except kind:
                    logger.exception("%s did not start: %s", word, kind.__name__)
                await bot.shutdown()


async def raw_clients() -> None:
    async with server() as base_url, ClientSession() as session, httpx.AsyncClient(trust_env=False) as client:
        await (await session.get(f"{base_url}{TOKEN}/getMe")).read()
        await client.get(f"{base_url}{TOKEN}/getMe?t={TOKEN.replace(':', '%3A')}")
        try:
            await session.get(f"{base_url}{TOKEN}/sendMessage")
        except Exception:
            logger.exception("raw aiohttp")
    async with aiosqlite.connect(":memory:") as database:
        await database.execute("SELECT ?", (TOKEN,))


async def awaited_by_nobody() -> None:
    loop = asyncio.get_running_loop()
    loop.set_debug(True)

    async def fails(_: object) -> None:
        raise RuntimeError(f"nobody awaits {TOKEN}")

    task = asyncio.create_task(fails(TOKEN), name=f"task {TOKEN}")
    await asyncio.wait([task])
    del task
    gc.collect()
    loop.set_exception_handler(loop_trouble)
    task = asyncio.create_task(fails(TOKEN))
    await asyncio.wait([task])
    del task
    gc.collect()
    loop.call_soon(int, f"https://api.telegram.org/bot{TOKEN}/getMe")
    await asyncio.sleep(0)


def plain_logging() -> None:
    logger.debug("plain-message %s", TOKEN)
    logger.info(f"other-bot {OTHER}")  # noqa: G004  as people do
    logger.info(
        "plain-extra",
        extra={"url": f"https://api.telegram.org/bot{TOKEN}/x", f"key{TOKEN}": Door(), "lines": "a\nb"},
    )
    logger.info("plain-repr %r", {"doors": [Door()]})
    logger.info("plain-hook %s %r", WEBHOOK_SECRET, WEBHOOK_SECRET, extra={"hook": WEBHOOK_SECRET})
    logger.info("plain-escaped https://x/bot%s/", TOKEN.replace(":", "%3A"))
    logger.info("plain-part %s", TOKEN.partition(":")[2])
    logger.info("plain-cut https://api.telegram.org/bot%s", TOKEN[:20])
    logger.info("plain-misfit %d", TOKEN)
    logger.warning("plain-stack", stack_info=True)
    logging.getLogger(TOKEN).info("plain-name")
    try:
        try:
            int(TOKEN)
        except ValueError as error:
            raise KeyError(Door()) from error
    except KeyError as error:
        error.add_note(f"a note of {TOKEN}")
        logger.exception("plain-chain")
        traceback.print_exc()
    warnings.warn(f"plain-warning {TOKEN}", stacklevel=1)
    print("plain-print", TOKEN[:12], TOKEN[12:], sep="", file=sys.stderr)
    sys.stderr.write("plain-half " + TOKEN[:15])
    sys.stderr.write(TOKEN[15:] + "\n")


class BadRepr:
    def __str__(self) -> str:
        raise RuntimeError(f"no words for {TOKEN}")


class BadEnd:
    def __del__(self) -> None:
        raise RuntimeError(f"in-finaliser {TOKEN}")


def elsewhere() -> None:
    def fails() -> None:
        raise RuntimeError(f"in-thread {TOKEN}")

    thread = threading.Thread(target=fails, name=f"thread {TOKEN}")
    thread.start()
    thread.join()
    BadEnd()
    logger.info("bad-repr %s", BadRepr())

    class Broken(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            try:
                int(f"in-handler {TOKEN}")
            except ValueError:
                self.handleError(record)

    broken = Broken()
    logger.addHandler(broken)
    logger.info("while broken %s", TOKEN)
    logger.removeHandler(broken)


def uncaught() -> None:
    raise SystemError(f"uncaught-main {Door()!r} {OTHER}")


ENDS: dict[str, Callable[[], None]] = {"raise": uncaught, "exit": lambda: sys.exit(f"exit-text {TOKEN}")}


def main(end: str) -> None:
    everything_at_debug()
    plain_logging()
    asyncio.run(bot_at_work(HTTPXRequest, "httpx-bot"))
    asyncio.run(bot_at_work(AiohttpRequest, "aiohttp-bot"))
    asyncio.run(raw_clients())
    asyncio.run(awaited_by_nobody())
    elsewhere()
    ENDS[end]()


if __name__ == "__main__":
    main(sys.argv[1])
