"""Connection that a statement of the store needs of a database, so that each is written once for all of them.

`sqlite3.Connection` is one as it is; `bot.store.postgres` has the other. Values are bound in place of `?`. Booleans are kept
and asked as 1 and 0.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


def placeholders(values: Sized) -> str:
    """Placeholders that stand in `IN (…)` for `values`; for no values nothing is found."""
    return ", ".join("?" * len(values)) or "NULL"


SHARDS = 64
"""So many parts do persons and groups fall into; each is worked for by one process."""
Held = frozenset[int] | None
"""Shards that are meant; None: all."""


def shard_of(chat: int) -> int:
    """The shard of a person or a group, 0 to SHARDS - 1, by Telegram's id."""
    return abs(chat) % SHARDS


def of_shards(shards: Held, column: str) -> str:
    """Condition, with its AND, that the Telegram id in `column` is of one of `shards`; empty where all are meant."""
    if shards is None or len(shards) == SHARDS:
        return ""
    return f" AND abs({column}) % {SHARDS} IN ({', '.join(map(str, sorted(shards))) or 'NULL'})"


class Rows(Protocol):
    """Rows that a statement has found. A row is had by places, by names, and as a sequence of its values."""

    @property
    def rowcount(self) -> int:
        """Number of rows that were written."""

    def fetchone(self) -> Any:
        """The next row; None where there is none."""

    def fetchall(self) -> list[Any]:
        """The rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """A database within one unit of work."""

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Rows:
        """Carry out one statement with its values bound."""

    def executemany(self, statement: str, several: Iterable[Sequence[Any]], /) -> Rows:
        """Carry it out with each of `several`, in their order."""


class Engine(Protocol):
    """A database that carries out units of work."""

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction. Raises BrokenStoreError, and what `work` raises: then nothing of it was done."""

    async def close(self) -> None:
        """End it, when what was asked for before is done."""
