"""Shards of this process: the persons and groups that it works for, and whether it does what is done once."""

import asyncio
from collections.abc import Iterable

from bot.store.connection import Held, shard_of


class Shards:
    """What all parts of the bot ask. A process that has the database for itself holds everything, and leads."""

    held: Held = None
    """None: all."""
    leads = True

    def holds(self, chat: int) -> bool:
        """Whether this process works for a person or a group, by Telegram's id."""
        return self.held is None or shard_of(chat) in self.held

    async def until_leading(self) -> None:
        """Return once this process leads."""

    def tells(self, word: str) -> None:
        """Tell the other processes something, soon."""

    def tells_of_updates(self, shards: Iterable[int]) -> None:
        """Updates have come in for these shards."""


ALONE = Shards()


class SharedShards(Shards):
    """Shards among several processes: whoever keeps them (`keeper`) says which are held."""

    def __init__(self) -> None:
        self.held = frozenset()
        self.leads = False
        self.untold: set[str] = set()
        self.news = asyncio.Event()
        """Set while something is to be told."""
        self.arrived = asyncio.Event()
        """Set when there may be updates for the held shards."""
        self._leading = asyncio.Event()

    held: frozenset[int]

    async def until_leading(self) -> None:
        await self._leading.wait()

    def begins_to_lead(self) -> None:
        self.leads = True
        self._leading.set()

    def tells(self, word: str) -> None:
        self.untold.add(word)
        self.news.set()

    def tells_of_updates(self, shards: Iterable[int]) -> None:
        for shard in shards:
            if shard in self.held:
                self.arrived.set()
            else:
                self.tells(f"update {shard}")

    def hears(self, word: str) -> None:
        """A word from any process, this one included."""
        what, _, shard = word.partition(" ")
        if what == "update" and int(shard) in self.held:
            self.arrived.set()
