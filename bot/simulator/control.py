"""What the page in the browser asks: what there is, what happens from now on, and to let something happen."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from importlib.resources import files
from typing import Annotated, Any, Literal

from aiohttp import web
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from bot.simulator.errors import ApiError
from bot.simulator.groups import Group
from bot.simulator.house import House, until_morning
from bot.simulator.people import Person
from bot.simulator.recorder import Recorder

CALLS = 200
"""So many of the last calls are shown to a page that is opened."""
_BEAT = 15.0
"""So many seconds pass before a line is sent that says nothing: a page that is gone is noticed by it."""
_KINDS = {
    "index.html": "text/html",
    "page.css": "text/css",
    "page.js": "text/javascript",
    "chat.js": "text/javascript",
    "words.js": "text/javascript",
}
_ONLY_OURS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Say(BaseModel):
    """Somebody writes: to the bot, or in a group, there in a topic or as a reply."""

    act: Literal["say"]
    person: int
    text: Annotated[str, Field(min_length=1, max_length=4096)]
    chat: int | None = None
    thread: int | None = None
    reply_to: int | None = None


class Send(BaseModel):
    """Somebody sends what is no text."""

    act: Literal["send"]
    person: int
    kind: Literal["photo", "document", "voice", "sticker", "contact", "location"]
    chat: int | None = None
    thread: int | None = None


class Tap(BaseModel):
    """Somebody taps a button."""

    act: Literal["tap"]
    person: int
    message: int
    data: str
    chat: int | None = None


class Edit(BaseModel):
    """Somebody changes a message of their own."""

    act: Literal["edit"]
    person: int
    message: int
    text: Annotated[str, Field(min_length=1, max_length=4096)]
    chat: int | None = None


class Open(BaseModel):
    """Somebody follows a link `?start=<payload>`."""

    act: Literal["open"]
    person: int
    payload: str


class Block(BaseModel):
    """Somebody blocks the bot, or does no longer."""

    act: Literal["block"]
    person: int
    blocked: bool


class Wait(BaseModel):
    """Time passes: so many minutes, or up to tomorrow morning."""

    act: Literal["wait"]
    minutes: Annotated[int, Field(ge=1, le=60 * 24 * 366)] | None = None


class Bot(BaseModel):
    """The bot's process is killed, or started again."""

    act: Literal["kill", "start"]


class Trouble(BaseModel):
    """The next call of the bot goes wrong."""

    act: Literal["trouble"]
    kind: Literal["drop_before", "drop_after", "error", "flood", "timeout"]


Act = Say | Send | Tap | Edit | Open | Block | Wait | Bot | Trouble
_ACT: TypeAdapter[Act] = TypeAdapter(Annotated[Act, Field(discriminator="act")])


class Control:
    """The routes of the page."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._telegram = house.telegram
        self._recorder = Recorder(house)
        self._listening: set[asyncio.Queue[str]] = set()
        self._telegram.watchers.append(self._happens)
        house.watchers.append(lambda: self._happens("house", self._standing()))

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self._only_ours(self._page)),
            web.get("/page/{name}", self._only_ours(self._page)),
            web.get("/events", self._only_ours(self._events)),
            web.post("/do", self._only_ours(self._do)),
            web.get("/files/{id}", self._only_ours(self._file)),
            web.get("/transcript/{person}", self._only_ours(self._transcript)),
        ]

    def _only_ours(self, handler: Handler) -> Handler:
        """Only for the page itself: not for another site in the same browser, whatever name leads it here."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            ours = self._house.url.removeprefix("http://127.0.0.1")
            hosts = {f"127.0.0.1{ours}", f"localhost{ours}"}
            origin = request.headers.get("Origin")
            if request.host not in hosts or (origin and origin.removeprefix("http://") not in hosts):
                return web.Response(status=403, text="only from this machine's own page\n")
            return await handler(request)

        return guarded

    async def _page(self, request: web.Request) -> web.Response:
        name = request.match_info.get("name", "index.html")
        if name not in _KINDS:
            return web.Response(status=404)
        body = files(__package__).joinpath("page", name).read_text("utf-8")
        return web.Response(text=body, content_type=_KINDS[name], headers=_ONLY_OURS)

    # What there is, and what happens.

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", **_ONLY_OURS})
        await response.prepare(request)
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._listening.add(queue)
        try:
            await response.write(_event("all", self._everything()))
            while True:
                try:
                    await response.write(f"data: {await asyncio.wait_for(queue.get(), _BEAT)}\n\n".encode())
                except TimeoutError:
                    await response.write(b":\n\n")
        except ConnectionError:  # the page is gone
            return response
        finally:
            self._listening.discard(queue)

    def _happens(self, kind: str, content: dict[str, Any]) -> None:
        said = _json(kind, content)  # as it is now: a message changes later
        for queue in self._listening:
            queue.put_nowait(said)

    def _everything(self) -> dict[str, Any]:
        telegram, desk = self._telegram, self._house.desk
        chats = [*(person.id for person in self._house.operators), desk.id]
        return {
            **self._standing(),
            "operators": [_named(person) for person in self._house.operators],
            "staff": [_named(person) for person in self._house.staff],
            "desk": {"id": desk.id, "title": desk.title, "forum": desk.is_forum},
            "bot_name": telegram.bot_user["username"],
            "topics": [
                {"chat": desk.id, "thread": topic.thread, "name": topic.name, "closed": topic.closed}
                for topic in desk.topics.values()
            ],
            "messages": [message for chat in chats for message in telegram.messages(chat)],
            "pinned": {str(chat): telegram.pinned.get(chat, []) for chat in chats},
            "commands": next(
                (value for name, value in telegram.settings.items() if name.startswith("setMyCommands")),
                [],
            ),
            "calls": [
                {
                    "method": call.method,
                    "params": call.params,
                    "error": str(call.error) if call.error else None,
                }
                for call in list(telegram.calls)[-CALLS:]
            ],
        }

    def _standing(self) -> dict[str, Any]:
        return {
            "bot": self._house.bot,
            "now": self._house.clock().isoformat(),
            "blocked": [person.id for person in self._house.operators if person.blocked],
        }

    async def _file(self, request: web.Request) -> web.Response:
        try:
            file = self._telegram.files.find(request.match_info["id"])
        except LookupError:
            return web.Response(status=404)
        return web.Response(body=file.content, content_type=file.mime, headers=_ONLY_OURS)

    async def _transcript(self, request: web.Request) -> web.Response:
        person = request.match_info["person"]
        if not person.isdecimal() or int(person) not in self._telegram.people:
            return web.Response(status=404)
        saved = f'attachment; filename="percakapan-{person}.txt"'
        return web.Response(
            text=self._recorder.transcript(int(person)), headers={"Content-Disposition": saved, **_ONLY_OURS}
        )

    # Letting something happen.

    async def _do(self, request: web.Request) -> web.Response:
        try:
            act = _ACT.validate_json(await request.read())
        except ValidationError as error:
            return _refused(400, "; ".join(found["msg"] for found in error.errors()))
        try:
            update = await self._done(act)
        except (LookupError, PermissionError, ValueError, ApiError) as error:
            return _refused(409, str(error))
        query = update.get("callback_query", {}).get("id") if update else None
        return web.json_response({"query": query})

    async def _done(self, act: Act) -> dict[str, Any] | None:
        """Raises LookupError, PermissionError, ValueError for what cannot be."""
        match act:
            case Wait(minutes=minutes):
                span = timedelta(minutes=minutes) if minutes else until_morning(self._house.clock())
                self._recorder.waits(span)
                await self._house.moves(span)
                return None
            case Bot(act="kill"):
                await self._house.kills()
                return None
            case Bot():
                await self._house.stops()
                await self._house.starts()
                self._recorder.restarts()
                return None
            case Trouble(kind=kind):
                self._telegram.fault(kind)
                return None
        return self._by_person(act, self._telegram.people[act.person])

    def _by_person(self, act: Say | Send | Tap | Edit | Open | Block, person: Person) -> dict[str, Any]:
        group = self._group(getattr(act, "chat", None), person)
        self._recorder.does(act, person, in_group=group is not None)
        match act:
            case Say(text=text, thread=thread, reply_to=reply_to):
                return person.says(text, group, reply_to, thread)
            case Send(kind=kind, thread=thread):
                return person.sends(kind, group, thread=thread)
            case Tap(message=message, data=data):
                return person.taps(message, data, group)
            case Edit(message=message, text=text):
                return person.edits(message, text, group)
            case Open(payload=payload):
                return person.opens(payload)
            case Block(blocked=blocked):
                update = person.blocks_bot() if blocked else person.unblocks_bot()
                self._happens("house", self._standing())
                return update

    def _group(self, chat: int | None, person: Person) -> Group | None:
        """The group that is meant; None for the person's own chat with the bot."""
        return None if chat is None or chat == person.id else self._telegram.groups[chat]


def _named(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.first_name}


def _json(kind: str, content: dict[str, Any]) -> str:
    return json.dumps({"kind": kind, "content": content}, ensure_ascii=False, default=str)


def _event(kind: str, content: dict[str, Any]) -> bytes:
    return f"data: {_json(kind, content)}\n\n".encode()


def _refused(status: int, why: str) -> web.Response:
    return web.json_response({"error": why}, status=status)
