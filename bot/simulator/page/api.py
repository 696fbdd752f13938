"""The HTTP API of the page in the browser: the state, what happens from now on, and actions."""

import asyncio
import json
from importlib.resources import files
from typing import Any

from aiohttp import web
from pydantic import ValidationError

from bot.simulator.door import ATTACHED
from bot.simulator.errors import ApiError
from bot.simulator.page.actions import ACT, Actions, Recorder
from bot.simulator.page.state import everything, standing
from bot.simulator.simulation import Simulation

_BEAT = 15.0
"""So many seconds pass before a line is sent that says nothing: a page that is gone is noticed by it."""
_KINDS = {
    "index.html": "text/html",
    "page.css": "text/css",
    "page.js": "text/javascript",
    "chat.js": "text/javascript",
    "message.js": "text/javascript",
    "words.js": "text/javascript",
}
_ABOUT_COMMANDS = frozenset({"setMyCommands", "deleteMyCommands"})
_CONTENT_POLICY = (
    "default-src 'none'; connect-src 'self'; img-src 'self' data:; script-src 'self'; style-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_NOT_STORED = {"Cache-Control": "no-store"}
_PAGE = {**_NOT_STORED, "Content-Security-Policy": _CONTENT_POLICY}


class PageApi:
    """The routes of the page of a simulation; `recorder` is told of every action."""

    def __init__(self, simulation: Simulation, recorder: Recorder) -> None:
        self._simulation = simulation
        self._telegram = simulation.telegram
        self._recorder = recorder
        self._actions = Actions(simulation, recorder)
        self._listening: set[asyncio.Queue[str]] = set()
        self._telegram.watchers.append(self._sees)
        simulation.watchers.append(self._tells_standing)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self._page),
            web.get("/page/{name}", self._page),
            web.get("/events", self._events),
            web.post("/do", self._do),
            web.get("/files/{id}", self._file),
            web.get("/transcript/{person}", self._transcript),
        ]

    async def _page(self, request: web.Request) -> web.Response:
        name = request.match_info.get("name", "index.html")
        if name not in _KINDS:
            return web.Response(status=404)
        body = files(__package__).joinpath("static", name).read_text("utf-8")
        return web.Response(text=body, content_type=_KINDS[name], headers=_PAGE)

    # What there is, and what happens.

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", **_NOT_STORED})
        await response.prepare(request)
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._listening.add(queue)
        try:
            await response.write(_event("all", everything(self._simulation)))
            while True:
                try:
                    await response.write(f"data: {await asyncio.wait_for(queue.get(), _BEAT)}\n\n".encode())
                except TimeoutError:
                    await response.write(b":\n\n")
        except ConnectionError:  # the page is gone
            return response
        finally:
            self._listening.discard(queue)

    def _sees(self, kind: str, content: dict[str, Any]) -> None:
        self._happens(kind, content)
        if kind == "chat" or content.get("method") in _ABOUT_COMMANDS:
            self._tells_standing()

    def _tells_standing(self) -> None:
        self._happens("state", standing(self._simulation))

    def _happens(self, kind: str, content: dict[str, Any]) -> None:
        said = _json(kind, content)  # as it is now: a message changes later
        for queue in self._listening:
            queue.put_nowait(said)

    async def _file(self, request: web.Request) -> web.Response:
        try:
            file = self._telegram.files.find(request.match_info["id"])
        except LookupError:
            return web.Response(status=404)
        return web.Response(body=file.content, content_type=file.mime, headers=ATTACHED | _NOT_STORED)

    async def _transcript(self, request: web.Request) -> web.Response:
        person = request.match_info["person"]
        if not person.isdecimal() or int(person) not in self._telegram.people:
            return web.Response(status=404)
        saved = f'attachment; filename="percakapan-{person}.txt"'
        return web.Response(
            text=self._recorder.transcript(int(person)), headers={"Content-Disposition": saved, **_NOT_STORED}
        )

    # Letting something happen.

    async def _do(self, request: web.Request) -> web.Response:
        try:
            act = ACT.validate_json(await request.read())
        except ValidationError as error:
            return _refused(400, "; ".join(found["msg"] for found in error.errors()))
        try:
            update = await self._actions.do(act)
        except (LookupError, PermissionError, ValueError, ApiError) as error:
            return _refused(409, str(error))
        self._tells_standing()
        query = update.get("callback_query", {}).get("id") if update else None
        return web.json_response({"query": query})


def _json(kind: str, content: dict[str, Any]) -> str:
    return json.dumps({"kind": kind, "content": content}, ensure_ascii=False, default=str)


def _event(kind: str, content: dict[str, Any]) -> bytes:
    return f"data: {_json(kind, content)}\n\n".encode()


def _refused(status: int, why: str) -> web.Response:
    return web.json_response({"error": why}, status=status)
