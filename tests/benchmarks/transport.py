"""Calls a second over loopback: python-telegram-bot's own transport against ours.

    python -m tests.benchmarks.transport [calls]

The server runs in a process of its own and answers a getMe without any work, so the figures are the client's.
"""

import asyncio
import multiprocessing
import sys
import time
from multiprocessing.connection import Connection

from aiohttp import web
from telegram.request import BaseRequest, HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.transport import AiohttpRequest

_ANSWER = (
    b'{"ok":true,"result":{"message_id":1,"date":1700000000,"chat":{"id":1,"type":"private"},"text":"Halo"}}'
)
_DATA = RequestData(
    [RequestParameter.from_input("chat_id", 1), RequestParameter.from_input("text", "Halo" * 50)]
)


def _serve(told: Connection) -> None:
    async def answer(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(body=_ANSWER, content_type="application/json")

    async def run() -> None:
        application = web.Application()
        application.router.add_route("*", "/{tail:.*}", answer)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        told.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(run())


async def _measure(request: BaseRequest, url: str, calls: int, at_once: int) -> tuple[float, float]:
    """Calls a second, and microseconds of processor time a call."""

    async def work(number: int) -> None:
        for _ in range(number):
            await request.post(url, _DATA)

    async with request:
        await asyncio.gather(*(work(2) for _ in range(at_once)))
        start, busy = time.perf_counter(), time.process_time()
        await asyncio.gather(*(work(calls // at_once) for _ in range(at_once)))
        done = calls // at_once * at_once
        return done / (time.perf_counter() - start), (time.process_time() - busy) / done * 1e6


def main() -> None:
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(there,), daemon=True)
    server.start()
    url = f"http://127.0.0.1:{here.recv()}/bot1:benchmark/sendMessage"
    for at_once in (1, 32):
        for request in (HTTPXRequest(httpx_kwargs={"trust_env": False}), AiohttpRequest(trust_env=False)):
            rate, busy = asyncio.run(_measure(request, url, calls, at_once))
            print(
                f"{type(request).__name__:16} {at_once:3} at once  {rate:7.0f} calls/s  {busy:6.0f} µs CPU a call"
            )
    server.terminate()


if __name__ == "__main__":
    main()
