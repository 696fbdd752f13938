"""Several processes of the bot on one PostgreSQL, and the router in front of them."""

import asyncio
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import asyncpg
from aiohttp import web

from tests.served import Process, Served, free_port, until

_LONG = 1.0
"""So many seconds the router waits for one process until it asks the next."""


class Crew:
    """Processes by their number, and who starts them again when they end."""

    def __init__(
        self,
        served: Served,
        folder: Path,
        url: str,
        number: int,
        mode: str,
        program: tuple[str, ...] = ("-m", "bot"),
    ) -> None:
        self.served = served
        self.url = url
        self.processes: list[Process] = []
        for at in range(number):
            place = folder / str(at)
            place.mkdir()
            self.processes.append(
                Process(
                    served,
                    place,
                    program,
                    DATABASE_URL=url,
                    BOT_MODE=mode,
                    PORT=str(free_port()),
                    HEALTH_PORT=str(free_port()),
                )
            )
        self.ended: list[str] = []
        """What each said last that has ended, and was started again."""
        self._turn = 0

    def starts(self) -> None:
        for process in self.processes:
            process.starts()

    async def looks_after(self) -> None:
        """Start again whoever has ended, as whatever runs them does."""
        while True:
            for process in self.processes:
                if not process.alive:
                    self.ended.append((process.said.splitlines() or [""])[-1][-2000:])
                    process.starts()
            await asyncio.sleep(0.2)

    def stops(self) -> None:
        for process in self.processes:
            process.stops()

    async def leaves(self, process: Process) -> None:
        """It ends in good order, and may have been started again before anybody has looked."""
        number = process.number
        process.signals(signal.SIGTERM)
        await until(lambda: not process.alive or process.number != number, 60, lambda: self.said)

    async def freezes(self, process: Process) -> None:
        """Till the others have cut it off."""
        await until(self._all_hold, 60, lambda: self.said)
        process.signals(signal.SIGSTOP)
        try:
            await until(lambda: self._are_there(len(self.processes) - 1), 60, lambda: self.said)
        finally:
            process.signals(signal.SIGCONT)

    async def _are_there(self, number: int) -> bool:
        return len(await self.rows("SELECT 1 FROM processes")) <= number

    async def _all_hold(self) -> bool:
        held = [await self.holds(process) for process in self.processes]
        return all(held) and await self._are_there(len(self.processes))

    @property
    def said(self) -> str:
        return "\n".join(process.said[-3000:] for process in self.processes)

    async def told(self, process: Process, name: str = "") -> dict[str, float]:
        """What a process says that it holds, `shards_held`, `leads` and `processes`; nothing where it does not answer. `name` of
        one of several bots.
        """
        under = f"/{name}" if name else ""
        url = f"http://127.0.0.1:{process.environment['HEALTH_PORT']}{under}/metrics"
        try:
            async with aiohttp.ClientSession() as client, client.get(url) as answer:
                text = await answer.text()
        except aiohttp.ClientError:
            return {}
        found = re.findall(r"^sinkron_(shards_held|leads|processes) (\S+)$", text, re.MULTILINE)
        return {name: float(value) for name, value in found}

    async def holds(self, process: Process) -> bool:
        """Whether a process works for anybody."""
        return (await self.told(process)).get("shards_held", 0) > 0

    async def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """What a statement finds in the database."""
        raw = await asyncpg.connect(self.url)
        try:
            return [tuple(row) for row in await raw.fetch(statement)]
        finally:
            await raw.close()

    def finds(self, statement: str) -> list[tuple[Any, ...]]:
        """As `rows`, in a thread that has no event loop."""
        return asyncio.run(self.rows(statement))

    @asynccontextmanager
    async def router(self) -> AsyncIterator[None]:
        """Sends what comes for the webhook to one after the other, and on to the next where one does not answer."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_LONG)) as session:

            async def passes(request: web.Request) -> web.Response:
                body = await request.read()
                for _ in self.processes:
                    self._turn += 1
                    process = self.processes[self._turn % len(self.processes)]
                    url = f"http://127.0.0.1:{process.environment['PORT']}{request.path}"
                    try:
                        async with session.post(url, data=body, headers=request.headers) as answer:
                            return web.Response(status=answer.status)
                    except (aiohttp.ClientError, TimeoutError):
                        continue
                return web.Response(status=502)

            application = web.Application()
            application.router.add_route("*", "/{any:.*}", passes)
            runner = web.AppRunner(application, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", self.served.webhook_port).start()
            try:
                yield
            finally:
                await runner.cleanup()
