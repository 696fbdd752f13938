"""The actions that the page asks for: their shapes as they come over the wire, and the carrying out."""

from datetime import timedelta
from typing import Annotated, Any, Literal, Protocol

from pydantic import BaseModel, Field, TypeAdapter

from bot.simulator.groups import Group
from bot.simulator.people import Person
from bot.simulator.simulation import Simulation, until_morning

_ALBUM = ("photo", "photo")

Words = Annotated[str, Field(min_length=1, max_length=4096)]
Payload = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{0,64}$")]


class Placed(BaseModel):
    """Somebody does it: in their own chat with the bot, or in a group, there in a topic or as a reply."""

    person: int
    chat: int | None = None
    thread: int | None = None
    reply_to: int | None = None


class Say(Placed):
    """Somebody writes."""

    act: Literal["say"]
    text: Words


class Send(Placed):
    """Somebody sends what is no text."""

    act: Literal["send"]
    kind: Literal[
        "photo", "document", "voice", "video", "audio", "animation", "sticker", "contact", "location", "album"
    ]
    caption: Annotated[str, Field(max_length=1024)] = ""


class Tap(Placed):
    """Somebody taps a button."""

    act: Literal["tap"]
    message: int
    data: str


class Edit(Placed):
    """Somebody changes a message of their own, or what stands under it."""

    act: Literal["edit"]
    message: int
    text: Words


class Open(Placed):
    """Somebody follows a link `?start=<payload>`."""

    act: Literal["open"]
    payload: Payload


class Invite(Placed):
    """Somebody follows a link `?startgroup=<payload>` into a group; it asks for these rights, without `can_`."""

    act: Literal["invite"]
    chat: int
    payload: Payload = ""
    rights: tuple[str, ...] = ()


class Dismiss(Placed):
    """Somebody sends the bot away from a group."""

    act: Literal["dismiss"]
    chat: int


class Block(Placed):
    """Somebody blocks the bot, or does no longer."""

    act: Literal["block"]
    blocked: bool


class Wait(BaseModel):
    """Time passes: so many minutes, or up to tomorrow morning."""

    act: Literal["wait"]
    minutes: Annotated[int, Field(ge=1, le=60 * 24 * 366)] | None = None


class Bot(BaseModel):
    """The bot's process is killed, or started again."""

    act: Literal["kill", "start"]


class NextFault(BaseModel):
    """The next call of the bot goes wrong."""

    act: Literal["fault"]
    kind: Literal["drop_before", "drop_after", "error", "flood", "timeout"]


ByPerson = Say | Send | Tap | Edit | Open | Invite | Dismiss | Block
Act = ByPerson | Wait | Bot | NextFault
ACT: TypeAdapter[Act] = TypeAdapter(Annotated[Act, Field(discriminator="act")])


class Recorder(Protocol):
    """Told of each action; makes a transcript of them."""

    def does(self, act: Any, person: Person, *, in_group: bool) -> None:
        """One of the `ByPerson` actions. Raises LookupError for a button that is not there."""

    def waits(self, span: timedelta) -> None:
        """Time passes."""

    def restarts(self) -> None:
        """The bot is started again."""

    def transcript(self, person: int) -> str:
        """The file, of a person of the simulation."""


class Actions:
    """Carries out actions in a simulation, and tells a recorder."""

    def __init__(self, simulation: Simulation, recorder: Recorder) -> None:
        self._simulation = simulation
        self._recorder = recorder

    async def do(self, act: Act) -> dict[str, Any] | None:
        """The update that has come of it, if one has. Raises LookupError, PermissionError, ValueError for what cannot be."""
        match act:
            case Wait(minutes=minutes):
                span = timedelta(minutes=minutes) if minutes else until_morning(self._simulation.clock())
                self._recorder.waits(span)
                await self._simulation.moves(span)
                return None
            case Bot(act="kill"):
                await self._simulation.process.kills()
                return None
            case Bot():
                await self._simulation.process.stops()
                await self._simulation.starts()
                self._recorder.restarts()
                return None
            case NextFault(kind=kind):
                self._simulation.telegram.fault(kind)
                return None
        return self._by(self._simulation.telegram.people[act.person], act)

    def _by(self, person: Person, act: ByPerson) -> dict[str, Any]:
        group = self._group(act.chat, person)
        self._recorder.does(act, person, in_group=group is not None)
        match act:
            case Say(text=text):
                return person.says(text, group, act.reply_to, act.thread)
            case Send(kind="album"):
                return person.sends_album(
                    _ALBUM, group, act.thread, caption=act.caption, reply_to=act.reply_to
                )[0]
            case Send(kind=kind):
                return person.sends(kind, group, act.reply_to, act.thread, caption=act.caption)
            case Tap(message=message, data=data):
                return person.taps(message, data, group)
            case Edit(message=message, text=text):
                return person.edits(message, text, group)
            case Open(payload=payload):
                return person.opens(payload)
            case Invite(payload=payload, rights=rights):
                return _invited(self._simulation.telegram.groups[act.chat], person, payload, rights)
            case Dismiss():
                return self._simulation.telegram.groups[act.chat].removes_bot(person)
            case Block(blocked=blocked):
                return person.blocks_bot() if blocked else person.unblocks_bot()

    def _group(self, chat: int | None, person: Person) -> Group | None:
        """The group that is meant; None for the person's own chat with the bot."""
        return None if chat is None or chat == person.id else self._simulation.telegram.groups[chat]


def _invited(group: Group, person: Person, payload: str, rights: tuple[str, ...]) -> dict[str, Any]:
    """A bot that is there already is only told the payload, as by Telegram."""
    if group.bot.is_in:
        return person.says(f"/start@{group.telegram.bot_user['username']} {payload}".rstrip(), group)
    return group.adds_bot(person, *(f"can_{right}" for right in rights), payload=payload)
