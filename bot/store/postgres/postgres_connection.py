"""asyncpg's connection as the store's statements want one: without `await`, within a greenlet.

A unit of work is a plain function. It runs in a greenlet of its own, and wherever it asks the database, the greenlet waits
beside the event loop; so no second thread, and no second version of any statement, is needed.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import asyncpg
from greenlet import getcurrent, greenlet

from bot.store.postgres.dialect import Schema, numbered

T = TypeVar("T")

_PREPARED = 500
"""So many statements are kept ready; those with lists differ by their lengths."""
_PLAIN = ("BEGIN", "COMMIT", "ROLLBACK")
_SHAPING = ("CREATE", "ALTER", "DROP")


async def beside(work: Callable[[], T]) -> T:
    """Run `work`; what `answer` is given in it is awaited here."""
    inner = greenlet(work)
    asked: Any = inner.switch()
    while not inner.dead:
        try:
            found = await asked
        except BaseException as error:  # noqa: BLE001  it is raised where it was asked for
            asked = inner.throw(error)
        else:
            asked = inner.switch(found)
    done: T = asked
    return done


def answer(asked: Awaitable[T]) -> T:
    """What `asked` gives, within a greenlet that was begun by `beside`."""
    parent = getcurrent().parent
    assert parent is not None
    found: T = parent.switch(asked)
    return found


class StatementResult:
    """Rows that a statement has found, all at once, and how many it has changed."""

    def __init__(self, rows: Sequence[Any], status: str) -> None:
        self._rows = iter(rows)
        count = status.rpartition(" ")[2]
        self.rowcount = int(count) if count.isdecimal() else -1

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def fetchall(self) -> list[Any]:
        return list(self._rows)

    def __iter__(self) -> Iterator[Any]:
        return self._rows


class PostgresConnection:
    """Does what `connection.Connection` says."""

    def __init__(self, raw: "asyncpg.Connection[Any]") -> None:
        self._raw = raw
        self._prepared: dict[str, Any] = {}
        self._schema = Schema()

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> StatementResult:
        word = statement.split(maxsplit=1)[0]
        if word in _PLAIN:
            return StatementResult((), answer(self._raw.execute(word)))
        if word in _SHAPING:
            for step in self._schema.steps(statement):
                answer(self._raw.execute(step))
            self._prepared.clear()
            return StatementResult((), "")
        ready = self._ready(statement)
        return StatementResult(answer(ready.fetch(*map(kept, values))), ready.get_statusmsg())

    def executemany(self, statement: str, several: Iterable[Sequence[Any]], /) -> StatementResult:
        rows = [tuple(map(kept, values)) for values in several]
        if rows:
            answer(self._ready(statement).executemany(rows))
        return StatementResult((), "")

    def _ready(self, statement: str) -> Any:
        ready = self._prepared.get(statement)
        if ready is None:
            if len(self._prepared) >= _PREPARED:
                self._prepared.clear()
            ready = self._prepared[statement] = answer(self._raw.prepare(numbered(statement)))
        return ready


def kept(value: Any) -> Any:
    """PostgreSQL keeps no zero byte in a text, SQLite does; nobody has written one on purpose."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) and "\0" in value else value
