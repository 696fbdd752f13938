"""A small server on a loopback socket: it answers what a test tells it to and remembers what it was asked."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web
from aiohttp.test_utils import TestServer

from bot.transport import AiohttpRequest

TOKEN = "4242424242:AAHsecretsecretsecretsecretsecretsecr"

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Asked:
    """One call as it came in; a file is (file name, type, content)."""

    method: str
    path: str
    headers: dict[str, str]
    fields: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, str, bytes]] = field(default_factory=dict)


@dataclass
class Server:
    """`answer` may be exchanged by the test at any time."""

    answer: Answering
    port: int = 0
    asked: list[Asked] = field(default_factory=list)

    def url(self, method: str = "getMe") -> str:
        return f"http://127.0.0.1:{self.port}/bot{TOKEN}/{method}"

    async def take(self, request: web.Request) -> web.StreamResponse:
        asked = Asked(request.method, request.raw_path, dict(request.headers))
        self.asked.append(asked)
        if request.content_type == "multipart/form-data":
            async for part in await request.multipart():
                assert isinstance(part, BodyPartReader)
                content = bytes(await part.read())
                if part.filename is None:
                    asked.fields[part.name or ""] = content.decode()
                else:
                    asked.files[part.name or ""] = (part.filename, part.headers["Content-Type"], content)
        elif request.content_type == "application/json":
            asked.fields = await request.json()
        return await self.answer(request)


def says(status: int = 200, body: object = None, headers: dict[str, str] | None = None) -> Answering:
    """An answer with `body` as JSON, or as it is where it is bytes."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()

    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status, body=content, headers=headers, content_type="application/json")

    return answer


def result(value: object) -> Answering:
    return says(200, {"ok": True, "result": value})


@asynccontextmanager
async def serving(answer: Answering) -> AsyncIterator[Server]:
    server = Server(answer)
    application = web.Application(client_max_size=64 * 1024 * 1024)
    application.router.add_route("*", "/{tail:.*}", server.take)
    async with TestServer(application, host="127.0.0.1") as running:
        assert running.port is not None
        server.port = running.port
        yield server


@asynccontextmanager
async def speaking(
    talk: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
) -> AsyncIterator[str]:
    """A server of raw bytes, for what no HTTP server does. Gives the address of a call."""

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}/bot{TOKEN}/getMe"
    finally:
        server.close()
        await server.wait_closed()


@asynccontextmanager
async def requesting(**options: Any) -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest(**{"trust_env": False, **options}) as request:
        yield request
