"""The simulator as a process of its own, and the requests to its control."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Alone:
    """The simulator's addresses, its secret, and a session that knows the secret."""

    url: str
    secret: str
    session: aiohttp.ClientSession

    async def asks(self, method: str, path: str, body: Any = None, status: int = 200) -> Any:
        """The control's answer, which has this status."""
        async with self.session.request(method, f"{self.url}/control{path}", json=body) as answer:
            told = await answer.json()
            assert answer.status == status, told
            return told


@asynccontextmanager
async def alone(*arguments: str) -> AsyncIterator[Alone]:
    """`python -m bot.simulator` on a free port, until left."""
    command = (sys.executable, "-m", "bot.simulator", "--port", "0", *arguments)
    async with running(command, {}) as process:
        assert process.stdout
        said = [(await process.stdout.readline()).decode().strip() for _ in range(3)]
        told = dict(line.split(": ", 1) for line in said)
        headers = {"Authorization": f"Bearer {told['secret']}"}
        async with aiohttp.ClientSession(headers=headers) as session:
            yield Alone(told["Bot API"], told["secret"], session)


@asynccontextmanager
async def running(command: Sequence[str], environment: dict[str, str]) -> AsyncIterator[Process]:
    """A process in the project's folder, ended when left. What it says is read from its standard output."""
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env={**os.environ, **environment}, stdout=PIPE, stderr=STDOUT
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()
