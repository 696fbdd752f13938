"""A simulation for the page: Telegram with its people and groups in this process, and the bot as a process beside it.

The bot can be killed and started again; what people do meanwhile waits for it.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.simulator.bot_process import BotProcess
from bot.simulator.clock import MovableClock
from bot.simulator.groups import Group
from bot.simulator.people import Person
from bot.simulator.telegram import Telegram


class Simulation:
    """Everybody, and the bot.

    `telegram` lives on `clock`; `command` starts the bot's process. Whoever makes the simulation puts its people and
    groups in.
    """

    def __init__(
        self, telegram: Telegram, clock: MovableClock, command: Sequence[str], processes: int = 1
    ) -> None:
        """`processes`: so many of them, 1 or more, serve the bot together."""
        self.telegram = telegram
        self.clock = clock
        self.writers: list[Person] = []
        """People whose own chats with the bot are shown."""
        self.recorded: list[Person] = []
        """Writers whose doings can be saved as a transcript."""
        self.groups: list[Group] = []
        self.links: list[dict[str, str]] = []
        """Links to the bot that the page offers: `payload` and `name`."""
        self.watchers: list[Callable[[], None]] = []
        """Called when the bot's state or the time is another."""
        self.url = ""
        """The address of the simulated Bot API and of the page, once they are served."""
        self.processes = [BotProcess(command, self._tell_watchers) for _ in range(processes)]

    def environment(self) -> Mapping[str, str]:
        """Variables that the bot's process is given beside the environment of this one."""
        return {"BOT_TOKEN": self.telegram.token, "BOT_API_URL": self.url}

    @property
    def runs(self) -> bool:
        """Whether one of the bot's processes does."""
        return any(process.state == "runs" for process in self.processes)

    async def starts(self, *only: BotProcess) -> None:
        """The bot begins to serve, where it does not. `only`: by these of its processes."""
        for process in only or self.processes:
            await process.starts(self.environment(), self.clock.ahead.total_seconds())

    async def over(self) -> int:
        """Wait until all of the bot's processes have ended by themselves; gives the exit status of one."""
        return (await asyncio.gather(*(process.over for process in self.processes)))[0]

    async def closes(self) -> None:
        """The bot ends in good order, and nothing is left behind."""
        await asyncio.gather(*(process.closes() for process in self.processes))

    async def moves(self, span: timedelta) -> None:
        """Move the time on by `span`, for everybody. ValueError for a negative span."""
        self.clock.move(span)
        for process in self.processes:
            process.ahead(self.clock.ahead.total_seconds())
        self._tell_watchers()

    async def settles(self) -> None:
        """Wait until the bot has dealt with everything that has happened. Raises BotEndedError."""
        serving = [process for process in self.processes if process.state == "runs"] or self.processes
        while self.telegram.pending:
            await serving[0].waits(self.telegram.updates.news(), 0.05)
        for process in serving * (2 if len(serving) > 1 else 1):  # one may leave something to another
            await process.settles()

    def _tell_watchers(self) -> None:
        for watcher in self.watchers:
            watcher()


def until_morning(now: datetime) -> timedelta:
    """Time from `now` to ten o'clock tomorrow by Jakarta's time."""
    local = now + timedelta(hours=7)
    morning = (local + timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0)
    return morning - local
