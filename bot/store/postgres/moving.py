"""A move between a file and PostgreSQL: every row is copied, counted and compared, in one transaction of the target's."""

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from graphlib import TopologicalSorter
from itertools import zip_longest
from pathlib import Path

import asyncpg

from bot.store.address import is_served, shown
from bot.store.connection import Connection
from bot.store.database import Lock, connect
from bot.store.files import BESIDE, make_folder
from bot.store.interface import BrokenStoreError, RefusedStoreError
from bot.store.postgres.postgres_connection import kept
from bot.store.postgres.postgres_database import PostgresDatabase

_AT_ONCE = 1000
"""So many rows are in memory at once."""
_ANY_SIZE = 1 << 62
"""A file of up to so many bytes is looked through first."""


@dataclass(frozen=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


def move(source: str, target: str, now: datetime) -> list[str]:
    """Copy the store at `source` to `target`, of which one is a file's path and the other an address of PostgreSQL's; gives a
    line for each table. Both are brought to the present shape and locked meanwhile. Raises RefusedStoreError where another
    process has one of them or there is something in `target`, BrokenStoreError where the copy is not equal or cannot be
    written: then nothing of it is in `target`.
    """
    served, path = (source, target) if is_served(source) else (target, source)
    with _opened(path, now) as file:
        try:
            return asyncio.run(_moved(file, served, target, now))
        except (asyncpg.PostgresError, sqlite3.Error) as error:
            raise BrokenStoreError(
                f"{shown(source)} cannot be copied to {shown(target)}: {error}."
            ) from error


async def _moved(file: sqlite3.Connection, served: str, target: str, now: datetime) -> list[str]:
    server = PostgresDatabase(served)
    await server.open(now)
    tables = _tables(file)

    def work(db: Connection) -> list[str]:
        if file.in_transaction:  # the connection to the server was lost, and it begins anew
            file.execute("ROLLBACK")
        file.execute("BEGIN IMMEDIATE")
        if is_served(target):
            _refuse_filled(db, tables, target)
            return _into_server(file, db, tables)
        _refuse_filled(file, tables, target)
        return _into_file(db, file, tables)

    try:
        lines = await server.run(work)
        file.execute("ROLLBACK" if is_served(target) else "COMMIT")
        return lines
    finally:
        await server.close()


@contextmanager
def _opened(path: str, now: datetime) -> Iterator[sqlite3.Connection]:
    """The file with its lock. One that is made for this is taken away where the move fails."""
    try:
        make_folder(path)
        lock = Lock(path)
    except OSError as error:
        raise BrokenStoreError(f"The database {path} cannot be opened: {error}.") from error
    known = Path(path).exists()
    try:
        with closing(_connected(path, now)) as file:
            yield file
    except BaseException:
        if not known:
            for ending in BESIDE:
                Path(path + ending).unlink(missing_ok=True)
        raise
    finally:
        lock.release()


def _connected(path: str, now: datetime) -> sqlite3.Connection:
    try:
        file, _ = connect(path, now, 5, _ANY_SIZE)
    except sqlite3.Error as error:
        raise BrokenStoreError(f"The database {path} cannot be opened: {error}.") from error
    # Rows come in the order of the tables' names, some before those that they refer to.
    file.execute("PRAGMA foreign_keys = OFF")
    return file


def _tables(file: sqlite3.Connection) -> list[_Table]:
    found = []
    for (name,) in file.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    ).fetchall():
        rows = file.execute(f"PRAGMA table_info({name})").fetchall()
        key = sorted((row["pk"], row["name"]) for row in rows if row["pk"])
        found.append(_Table(name, tuple(row["name"] for row in rows), tuple(column for _, column in key)))
    return found


def _refuse_filled(db: Connection, tables: Sequence[_Table], target: str) -> None:
    for table in tables:
        if table.name != "migrations" and db.execute(f"SELECT 1 FROM {table.name} LIMIT 1").fetchone():
            raise RefusedStoreError(
                f"{shown(target)} is not empty: there is something in its table {table.name}. Nothing was changed."
            )


def _into_server(file: sqlite3.Connection, server: Connection, tables: Sequence[_Table]) -> list[str]:
    """What triggers would write is copied like the rest, so they rest meanwhile."""
    references = server.execute(
        "SELECT origin.relname::text, referred.relname::text FROM pg_constraint"
        " JOIN pg_class origin ON origin.oid = conrelid JOIN pg_class referred ON referred.oid = confrelid"
        " WHERE contype = 'f' AND NOT condeferred AND connamespace = current_schema()::regnamespace"
    ).fetchall()
    before: dict[str, set[str]] = {table.name: set() for table in tables}
    for name, other in references:
        before[name].add(other)
    by_name = {table.name: table for table in tables}
    for table in tables:
        server.execute(f"ALTER TABLE {table.name} DISABLE TRIGGER USER")
    lines = _copied(file, server, [by_name[name] for name in TopologicalSorter(before).static_order()])
    server.execute(
        "SET CONSTRAINTS ALL IMMEDIATE"
    )  # a table with checks that are still owed cannot be altered
    for table in tables:
        server.execute(f"ALTER TABLE {table.name} ENABLE TRIGGER USER")
    for name, column in server.execute(
        "SELECT table_name::text, column_name::text FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND is_identity = 'YES'"
    ).fetchall():
        server.execute(
            f"SELECT setval(pg_get_serial_sequence('{name}', '{column}')::regclass,"
            f" greatest(max({column}), 0) + 1, false) FROM {name}"
        )
    return lines


def _into_file(server: Connection, file: sqlite3.Connection, tables: Sequence[_Table]) -> list[str]:
    triggers = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        file.execute(f"DROP TRIGGER {name}")
    lines = _copied(server, file, tables)
    for _, made in triggers:
        file.execute(made)
    if lost := file.execute("PRAGMA foreign_key_check").fetchone():
        raise BrokenStoreError(f"A row of {lost[0]} refers to nothing; nothing was copied.")
    return lines


def _copied(source: Connection, target: Connection, tables: Sequence[_Table]) -> list[str]:
    target.execute("DELETE FROM migrations")
    return sorted(f"{table.name:<24}{_one_copied(source, target, table):>12} rows" for table in tables)


def _one_copied(source: Connection, target: Connection, table: _Table) -> int:
    places = ", ".join("?" * len(table.columns))
    insert = f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({places})"
    for batch in _batches(source, table):
        target.executemany(insert, batch)
    for copied, original in zip_longest(_batches(target, table), _batches(source, table)):
        if copied != original:
            raise BrokenStoreError(f"The rows of {table.name} are not equal in the copy; nothing was copied.")
    numbers = [int(db.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]) for db in (source, target)]
    if numbers[0] != numbers[1]:
        raise BrokenStoreError(
            f"{table.name} has {numbers[0]} rows and the copy {numbers[1]}; nothing was copied."
        )
    return numbers[0]


def _batches(db: Connection, table: _Table) -> Iterator[list[tuple[object, ...]]]:
    """All rows in the order of their key, each value as both can keep it."""
    key, columns = ", ".join(table.key), ", ".join(table.columns)
    places = [table.columns.index(column) for column in table.key]
    after, values = "", tuple[object, ...]()
    while rows := db.execute(
        f"SELECT {columns} FROM {table.name} {after} ORDER BY {key} LIMIT {_AT_ONCE}", values
    ).fetchall():
        batch = [tuple(map(kept, row)) for row in rows]
        yield batch
        after = f"WHERE ({key}) > ({', '.join('?' * len(places))})"
        values = tuple(rows[-1][place] for place in places)
