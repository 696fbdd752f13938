"""The bot as a process beside the simulation: started, killed, told the time, asked whether all is dealt with.

The process is started with a command and an environment from outside. A JSON object a line goes to its standard input:
`{"ahead": 3600.0}`, the time is so many seconds ahead; `{"settle": 5}`, answer `{"settled": 5}` on the standard output
as soon as everything that came in is dealt with. When its standard input ends, the process ends in good order.
"""

import asyncio
import json
import os
import signal
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from itertools import count

_PATIENCE = 20.0
"""Seconds that the bot has to end in good order."""


class BotEndedError(Exception):
    """The bot has ended by itself, with an exit status; it has said why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class BotProcess:
    """Process of one bot, which may be started again after its end.

    `command` is the program and its arguments; `told` is called whenever `state` is another. The constructor needs a
    running event loop.
    """

    def __init__(self, command: Sequence[str], told: Callable[[], None]) -> None:
        self._command = command
        self._told = told
        self.state = "dead"
        """`runs` or `dead`."""
        self.over: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        """Done, with the exit status, once the bot has ended by itself."""
        self._process: Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._asked = count(1)
        self._settled: dict[int, asyncio.Event] = {}

    async def starts(self, environment: Mapping[str, str], ahead: float) -> None:
        """The bot begins to serve, where it does not, on a clock that is `ahead` seconds ahead. `environment` is added
        to that of this process.
        """
        if self._process:
            return
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=PIPE,
            stdout=PIPE,
            env={**os.environ, **environment},
            start_new_session=True,  # a Ctrl-C is for this process, which then lets the bot end
        )
        self.ahead(ahead)
        self._reading = asyncio.create_task(self._hears(self._process))
        self._stands("runs")

    async def kills(self) -> None:
        """The bot is killed, with no time to finish anything."""
        await self._ends(signal.SIGKILL)

    async def stops(self) -> None:
        """The bot ends in good order."""
        await self._ends(signal.SIGTERM)

    async def closes(self) -> None:
        """The bot ends in good order, and nothing is left behind."""
        await self.stops()
        if self._reading:
            await self._reading

    def ahead(self, seconds: float) -> None:
        """The bot's clock is ahead by so much from now on."""
        self._tell({"ahead": seconds})

    async def settles(self) -> None:
        """Wait until the bot has dealt with everything that came in. Raises BotEndedError."""
        asked = next(self._asked)
        event = self._settled[asked] = asyncio.Event()
        while not event.is_set():
            self._tell({"settle": asked})
            await self.waits(event.wait(), 1.0)
        del self._settled[asked]

    async def waits(self, happening: Awaitable[object], seconds: float) -> None:
        """Wait for something, at most so long. Raises BotEndedError where the bot ends meanwhile."""
        waiting = asyncio.ensure_future(happening)
        await asyncio.wait((waiting, self.over), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self.over.done():
            raise BotEndedError(self.over.result())

    def _tell(self, said: dict[str, object]) -> None:
        if self._process and self._process.stdin:
            with suppress(ConnectionError):  # it is ending
                self._process.stdin.write(json.dumps(said).encode() + b"\n")

    async def _hears(self, process: Process) -> None:
        """The answers of a process, and its end."""
        assert process.stdout
        while line := await process.stdout.readline():
            settled = self._settled.get(json.loads(line)["settled"])
            if settled:
                settled.set()
        status = await process.wait()
        if self._process is process:  # nobody has ended it
            self._process = None
            self._stands("dead")
            if not self.over.done():
                self.over.set_result(status)

    async def _ends(self, number: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.send_signal(number)
        try:
            await asyncio.wait_for(process.wait(), _PATIENCE)
        except TimeoutError:
            process.kill()
            await process.wait()
        self._stands("dead")

    def _stands(self, state: str) -> None:
        self.state = state
        self._told()
