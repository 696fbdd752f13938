"""The actions that the page asks for: those of people, and what befalls the bot and everybody."""

from datetime import timedelta
from typing import Annotated, Any, Literal, Protocol

from pydantic import BaseModel, Field, TypeAdapter

from bot.simulator.actions import Block, Edit, Open, PersonAction, Say, Send, TapAction
from bot.simulator.bot_process import BotProcess
from bot.simulator.group_actions import Dismiss, Invite
from bot.simulator.people import Person
from bot.simulator.simulation import Simulation, until_morning


class Wait(BaseModel):
    """Time passes: so many minutes, or up to tomorrow morning."""

    act: Literal["wait"]
    minutes: Annotated[int, Field(ge=1, le=60 * 24 * 366)] | None = None


class Bot(BaseModel):
    """The bot's processes are killed, or started again; or one of them, counted from 0."""

    act: Literal["kill", "start"]
    number: Annotated[int, Field(ge=0)] | None = None


class NextFault(BaseModel):
    """The next call of the bot goes wrong."""

    act: Literal["fault"]
    kind: Literal["drop_before", "drop_after", "error", "flood", "timeout"]


Act = Say | Send | TapAction | Edit | Open | Invite | Dismiss | Block | Wait | Bot | NextFault
ACT: TypeAdapter[Act] = TypeAdapter(Annotated[Act, Field(discriminator="act")])


class Recorder(Protocol):
    """Recorder that is told of each action, and makes a transcript of all."""

    def does(self, act: Any, person: Person, *, in_group: bool) -> None:
        """An action of a person. Raises LookupError for a button that is not there."""

    def time_passes(self, span: timedelta) -> None:
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
            case PersonAction():
                telegram = self._simulation.telegram
                in_group = act.chat not in {None, act.person}
                self._recorder.does(act, telegram.people[act.person], in_group=in_group)
                return act.do(telegram)
            case Wait(minutes=minutes):
                span = timedelta(minutes=minutes) if minutes else until_morning(self._simulation.clock())
                self._recorder.time_passes(span)
                await self._simulation.moves(span)
                return None
            case Bot(act="kill", number=number):
                for process in self._processes(number):
                    await process.kills()
                return None
            case Bot(number=number):
                for process in self._processes(number):
                    await process.stops()
                await self._simulation.starts(*self._processes(number))
                self._recorder.restarts()
                return None
            case NextFault(kind=kind):
                self._simulation.telegram.fault(kind)
                return None

    def _processes(self, number: int | None) -> list[BotProcess]:
        """Raises LookupError where there is none of this number."""
        return self._simulation.processes if number is None else [self._simulation.processes[number]]
