"""A PostgreSQL of the tests' own."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import count

import asyncpg
import pytest

from bot.offline.cluster import Cluster, programs
from bot.offline.cluster import cluster as throw_away

__all__ = ["ON_BOTH", "Cluster", "cluster", "empty_schema", "run"]

_NUMBERS = count(1)
ON_BOTH = ["file", pytest.param("postgres", marks=pytest.mark.prove)]
"""For `parametrize("place", ON_BOTH, indirect=True)`: the same in a file and, in `make prove`, on PostgreSQL."""


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Skips the test where no server is installed."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed on this machine (apt-get install postgresql)")
    with throw_away() as made:
        yield made


@asynccontextmanager
async def empty_schema(server: Cluster) -> AsyncIterator[str]:
    """The address of a schema in which nothing is."""
    name = f"t{next(_NUMBERS)}"
    await run(server, f"CREATE SCHEMA {name}")
    yield server.url(name)
    await run(server, f"DROP SCHEMA {name} CASCADE")


async def run(server: Cluster, statement: str) -> None:
    """Carry out a statement from outside."""
    raw = await asyncpg.connect(server.url())
    await raw.execute(statement)
    await raw.close()
