"""The control's HTTP API: makes bots, people and groups, lets them act, and shows what the bot has done.

Every route but the page of documentation needs the secret, as `Authorization: Bearer <secret>`.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from bot.simulator.control.bots import Bots, SimulatedBot
from bot.simulator.control.guide import guide
from bot.simulator.control.requests import ACTION, NewBot, NewFault, NewGroup, NewPerson, TimePasses, Weather
from bot.simulator.door import ATTACHED
from bot.simulator.errors import ApiError
from bot.simulator.fault_injection import Chances, Fault, Limits
from bot.simulator.telegram import Telegram

LONGEST_WAIT = 60.0
"""Seconds that `idle` waits at most."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Asked = TypeVar("Asked", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Route:
    """A route of the control, and a sentence about it for the page of documentation."""

    method: str
    path: str
    about: str
    handler: Handler
    body: type[BaseModel] | None = None


class ControlApi:
    """Control API: the routes for `bots`, for whoever knows the secret."""

    def __init__(self, bots: Bots, secret: str) -> None:
        self._bots = bots
        self._secret = secret
        self._table = list(self._routes())

    def routes(self) -> list[web.RouteDef]:
        guarded = [web.route(one.method, one.path, self._guards(one.handler)) for one in self._table]
        return [web.get("/control", self._documentation), *guarded]

    def _routes(self) -> Iterator[Route]:
        bot = "/control/bots/{bot}"
        yield Route("GET", "/control/bots", "All bots.", self._all)
        yield Route("POST", "/control/bots", "Make a bot.", self._makes_bot, NewBot)
        yield Route("DELETE", bot, "Remove a bot with all that is around it.", self._removes_bot)
        yield Route("POST", f"{bot}/people", "Put a person there.", self._makes_person, NewPerson)
        yield Route("POST", f"{bot}/groups", "Put a group there.", self._makes_group, NewGroup)
        yield Route("POST", f"{bot}/do", "Let somebody act; gives the update that comes of it.", self._does)
        yield Route(
            "GET",
            f"{bot}/idle",
            "Wait until the bot has fetched every update and made no call for a while (`?seconds=10&quiet=0.2`).",
            self._idle,
        )
        yield Route("GET", f"{bot}/chats/{{chat}}/messages", "What stands in a chat now.", self._messages)
        yield Route(
            "GET", f"{bot}/calls", "The bot's calls, with the errors of those that were refused.", self._calls
        )
        yield Route("GET", f"{bot}/notes", "What was ignored in the bot's calls, in sentences.", self._notes)
        yield Route("GET", f"{bot}/updates", "The updates that the bot has not fetched.", self._updates)
        yield Route(
            "GET", f"{bot}/searches/{{query}}", "The bot's results for an inline query.", self._results
        )
        yield Route("GET", f"{bot}/files/{{file}}", "A file by its file_id.", self._file)
        yield Route("POST", f"{bot}/faults", "Have a call of the bot go wrong.", self._faults, NewFault)
        yield Route("PUT", f"{bot}/weather", "Have calls go wrong by chance.", self._weather, Weather)
        yield Route("POST", f"{bot}/clock", "Let time pass.", self._moves, TimePasses)

    def _guards(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            given = request.headers.get("Authorization", "").removeprefix("Bearer ")
            if not hmac.compare_digest(given.encode(), self._secret.encode()):
                return _refused(
                    401, "Authorization: Bearer <the secret that is printed at the start> is needed"
                )
            try:
                return await handler(request)
            except ValidationError as error:
                found = error.errors(include_url=False, include_context=False, include_input=False)
                told = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in found]
                return _refused(400, "; ".join(told))
            except LookupError as error:
                return _refused(404, f"there is no {error}")
            except (PermissionError, ValueError, ApiError) as error:
                return _refused(409, str(error))

        return guarded

    async def _documentation(self, _: web.Request) -> web.Response:
        return web.Response(text=guide(self._table), content_type="text/html", headers=_PAGE)

    def _bot(self, request: web.Request) -> SimulatedBot:
        """Raises LookupError."""
        return self._bots[_number(request, "bot")]

    def _telegram(self, request: web.Request) -> Telegram:
        return self._bot(request).telegram

    # Making.

    async def _all(self, _: web.Request) -> web.Response:
        return web.json_response([bot.description() for bot in self._bots])

    async def _makes_bot(self, request: web.Request) -> web.Response:
        asked = await _body(request, NewBot)
        bot = self._bots.make(asked.token, asked.name, asked.username)
        bot.telegram.privacy = asked.privacy
        return web.json_response(bot.description(), status=201)

    async def _removes_bot(self, request: web.Request) -> web.Response:
        await self._bots.remove(_number(request, "bot"))
        return web.json_response({})

    async def _makes_person(self, request: web.Request) -> web.Response:
        asked = await _body(request, NewPerson)
        telegram = self._telegram(request)
        if asked.id in telegram.people or asked.id == telegram.bot_user["id"]:
            raise ValueError(f"there is somebody {asked.id}")
        person = telegram.person(asked.id, asked.first_name)
        person.username, person.language_code = asked.username, asked.language_code
        return web.json_response(person.user, status=201)

    async def _makes_group(self, request: web.Request) -> web.Response:
        asked = await _body(request, NewGroup)
        telegram = self._telegram(request)
        people = [telegram.people[number] for number in (*asked.administrators, *asked.members)]
        if asked.id in telegram.groups:
            raise ValueError(f"there is a group {asked.id}")
        if asked.forum and not str(asked.id).startswith("-100"):
            raise ValueError("only a supergroup is a forum: its id begins with -100")
        if not people:
            raise ValueError("a group has somebody in it")
        group = telegram.group(asked.id, asked.title)
        group.is_forum = asked.forum
        group.founds(people, administrators=len(asked.administrators))
        if asked.bot_rights is not None:
            group.adds_bot(people[0], *(f"can_{right}" for right in asked.bot_rights))
        return web.json_response(group.chat, status=201)

    # Letting something happen.

    async def _does(self, request: web.Request) -> web.Response:
        telegram = self._telegram(request)
        action = ACTION.validate_json(await request.read())
        return web.json_response(action.do(telegram))

    async def _faults(self, request: web.Request) -> web.Response:
        asked = await _body(request, NewFault)
        error = ApiError(asked.code, asked.description)
        fault = Fault(asked.kind, asked.method, asked.times, error, asked.seconds)
        self._telegram(request).faults.ordered.append(fault)
        return web.json_response({})

    async def _weather(self, request: web.Request) -> web.Response:
        asked = await _body(request, Weather)
        faults = self._telegram(request).faults
        faults.chances = Chances(**asked.model_dump(exclude={"limits"}))
        faults.limits = Limits() if asked.limits else None
        return web.json_response({})

    async def _moves(self, request: web.Request) -> web.Response:
        bot = self._bot(request)
        bot.clock.move((await _body(request, TimePasses)).span)
        bot.telegram.updates.stir()
        return web.json_response({"now": bot.clock().isoformat()})

    # Showing.

    async def _idle(self, request: web.Request) -> web.Response:
        telegram = self._telegram(request)
        seconds = min(float(request.query.get("seconds", "10")), LONGEST_WAIT)
        quiet = float(request.query.get("quiet", "0.2"))
        try:
            async with asyncio.timeout(seconds):
                await _idle(telegram, quiet)
        except TimeoutError:
            return _refused(408, f"the bot is busy; {len(telegram.pending)} updates were not fetched")
        return web.json_response({})

    async def _messages(self, request: web.Request) -> web.Response:
        telegram, chat = self._telegram(request), _number(request, "chat")
        if chat not in telegram.people and chat not in telegram.groups:
            raise LookupError(f"chat {chat}")
        return web.json_response(telegram.messages(chat))

    async def _calls(self, request: web.Request) -> web.Response:
        calls = [
            {"method": call.method, "params": call.params, "error": call.error and call.error.body()}
            for call in self._telegram(request).calls
        ]
        return web.json_response(calls, dumps=partial(json.dumps, default=str))

    async def _notes(self, request: web.Request) -> web.Response:
        return web.json_response(list(self._telegram(request).notes))

    async def _updates(self, request: web.Request) -> web.Response:
        return web.json_response(self._telegram(request).pending)

    async def _results(self, request: web.Request) -> web.Response:
        search = self._telegram(request).inline.searches[request.match_info["query"]]
        return web.json_response(search.results)

    async def _file(self, request: web.Request) -> web.Response:
        file = self._telegram(request).files.find(request.match_info["file"])
        return web.Response(body=file.content, content_type=file.mime, headers=ATTACHED)


_PAGE = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}


async def _idle(telegram: Telegram, quiet: float) -> None:
    """Wait until the bot has fetched every update and then made no call for `quiet` seconds."""
    called = asyncio.Event()

    def watches(kind: str, content: dict[str, Any]) -> None:
        if kind == "call" and content["method"] != "getUpdates":
            called.set()

    telegram.watchers.append(watches)
    try:
        while True:
            while telegram.pending:
                await telegram.updates.news()
            called.clear()
            try:
                await asyncio.wait_for(called.wait(), quiet)
            except TimeoutError:
                if not telegram.pending:
                    return
    finally:
        telegram.watchers.remove(watches)


async def _body(request: web.Request, kind: type[Asked]) -> Asked:
    return kind.model_validate_json(await request.read() or b"{}")


def _number(request: web.Request, name: str) -> int:
    """Raises LookupError for what is no number."""
    try:
        return int(request.match_info[name])
    except ValueError:
        raise LookupError(f"{name} {request.match_info[name]!r}") from None


def _refused(status: int, why: str) -> web.Response:
    return web.json_response({"error": why}, status=status)
