"""PostgreSQL server at an address: connected to where it is new enough, with the one schema and the locks that this bot has there."""

import contextlib
import re
from typing import Any

import asyncpg

from bot.store.address import shown
from bot.store.interface import BrokenStoreError, WrongDatabaseError

OLDEST = 15
"""The oldest PostgreSQL that is tried."""
LOCK = "hashtext('sinkron-dapodik'), hashtext(current_schema())"
"""Keys of the advisory lock that whoever serves has."""
_A_NAME = re.compile(r"[a-z_][a-z0-9_]*")
OPENING = "hashtext('sinkron-dapodik opens'), hashtext(current_schema())"
"""The same of the one for whoever opens the database just now."""
GONE = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a connection that was cut amid an answer
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
)
"""What says nothing of the work: it is done again, on another connection."""


async def connect(url: str, name: str = "sinkron-dapodik look") -> "asyncpg.Connection[Any]":
    """A connection to a server that is new enough. Raises WrongDatabaseError where only another address helps, else
    BrokenStoreError.
    """
    where = shown(url)
    try:
        raw = await asyncpg.connect(url, timeout=5, server_settings={"application_name": name})
    except (asyncpg.InvalidPasswordError, asyncpg.InvalidAuthorizationSpecificationError):
        raise WrongDatabaseError(
            f"PostgreSQL at {where} refuses this user or password (the value is not shown)."
        ) from None
    except asyncpg.InvalidCatalogNameError:
        raise WrongDatabaseError(f"PostgreSQL has no such database: {where}.") from None
    except (asyncpg.ClientConfigurationError, ValueError):
        raise WrongDatabaseError(f"This is no address that PostgreSQL is reached at: {where}.") from None
    except (*GONE, asyncpg.PostgresError, TimeoutError) as error:
        raise BrokenStoreError(f"PostgreSQL cannot be reached at {where} ({type(error).__name__}).") from None
    version = raw.get_server_version()
    if version.major < OLDEST:
        await raw.close()
        raise WrongDatabaseError(
            f"PostgreSQL at {where} is version {version.major}; {OLDEST} or newer is needed."
        )
    return raw


async def own_schema(raw: "asyncpg.Connection[Any]") -> None:
    """Make the one schema that the address names, where it is not there yet."""
    name = str(await raw.fetchval("SELECT current_setting('search_path')"))
    if await raw.fetchval("SELECT current_schema()") is None and _A_NAME.fullmatch(name):
        with contextlib.suppress(
            asyncpg.DuplicateSchemaError, asyncpg.UniqueViolationError
        ):  # by another process
            await raw.execute(f"CREATE SCHEMA IF NOT EXISTS {name}")


async def in_use(raw: "asyncpg.Connection[Any]") -> bool:
    """Whether a bot has the lock."""
    if not await raw.fetchval(f"SELECT pg_try_advisory_lock({LOCK})"):
        return True
    await raw.execute(f"SELECT pg_advisory_unlock({LOCK})")
    return False
