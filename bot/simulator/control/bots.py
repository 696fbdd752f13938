"""The bots of a simulator: each with a Telegram of its own, its people, groups and clock in it."""

import asyncio
import re
import secrets
from collections.abc import Iterator

from bot.simulator.clock import MovableClock
from bot.simulator.delivery import Delivery
from bot.simulator.telegram import Telegram

_TOKEN = re.compile(r"([1-9][0-9]{0,14}):[A-Za-z0-9_-]{1,100}")
_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,30}[bB][oO][tT]")
_FIRST = 7_000_000_001


class SimulatedBot:
    """Simulated bot: its Telegram, on a clock that can be moved; updates are delivered to its webhook."""

    def __init__(self, token: str, name: str, username: str) -> None:
        self.clock = MovableClock()
        self.telegram = Telegram(self.clock, token, bot_name=name, bot_username=username)
        self._delivering = asyncio.create_task(Delivery(self.telegram).run())

    @property
    def id(self) -> int:
        return int(self.telegram.bot_user["id"])

    def description(self) -> dict[str, object]:
        return {"id": self.id, "token": self.telegram.token, "username": self.telegram.bot_user["username"]}

    async def ends(self) -> None:
        """End the deliveries."""
        self._delivering.cancel()
        await asyncio.gather(self._delivering, return_exceptions=True)


class Bots:
    """All bots, by token and by id."""

    def __init__(self) -> None:
        self._bots: dict[int, SimulatedBot] = {}

    def __iter__(self) -> Iterator[SimulatedBot]:
        return iter(self._bots.values())

    def __getitem__(self, number: int) -> SimulatedBot:
        """Raises LookupError."""
        return self._bots[number]

    def by_token(self, token: str) -> Telegram | None:
        """The Telegram of the bot with this token."""
        number = token.partition(":")[0]
        found = self._bots.get(int(number)) if number.isascii() and number.isdigit() else None
        return found.telegram if found and secrets.compare_digest(found.telegram.token, token) else None

    def make(self, token: str = "", name: str = "Bot", username: str = "") -> SimulatedBot:
        """A new bot; without a token it gets one. ValueError for a token or user name that cannot be one, and for the id of
        a bot that there is.
        """
        token = token or f"{max([_FIRST - 1, *self._bots]) + 1}:{secrets.token_urlsafe(26)}"
        found = _TOKEN.fullmatch(token)
        if not found:
            raise ValueError("a token is a number, a colon and letters, digits, _ or -")
        number = int(found[1])
        username = username or f"bot{number}_bot"
        if number in self._bots:
            raise ValueError(f"there is a bot {number}")
        if not _USERNAME.fullmatch(username):
            raise ValueError("a bot's user name has 5 to 32 letters, digits or _ and ends in bot")
        self._bots[number] = SimulatedBot(token, name, username)
        return self._bots[number]

    async def remove(self, number: int) -> None:
        """Raises LookupError."""
        await self._bots.pop(number).ends()

    async def close(self) -> None:
        """End all bots."""
        for number in list(self._bots):
            await self.remove(number)
