"""A process that ends between two steps: before or after any call to the database or to Telegram.

From that step on nothing of the process happens any more, as after a SIGKILL; only the database and Telegram remain.
"""

from collections.abc import Callable
from typing import Any, cast

from bot.store.interface import Store


class Killed(BaseException):
    """The end. Not an Exception: nobody catches a SIGKILL."""


class Killer:
    """Ends the process at the step number `at`."""

    def __init__(self, at: int) -> None:
        self.left = at
        self.dead = False
        self.steps: list[str] = []

    def step(self, what: str) -> None:
        if self.dead:
            raise Killed
        self.steps.append(what)
        self.left -= 1
        if self.left < 0:
            self.dead = True
            raise Killed

    def guards(self, store: Store) -> Store:
        return cast("Store", Guarded(store, self.step))


class Failing:
    """Raises an ordinary error at one step, so many times: a mistake of ours, or a broken disk."""

    dead = False

    def __init__(self, what: str, error: Exception, times: int = 1_000) -> None:
        self._what = what
        self._error = error
        self._times = times

    def step(self, what: str) -> None:
        if what == self._what and self._times:
            self._times -= 1
            raise self._error

    def guards(self, store: Store) -> Store:
        return cast("Store", Guarded(store, self.step))


class Guarded:
    """The real store, with a step before and after each of its works."""

    def __init__(self, store: Store, step: Callable[[str], None]) -> None:
        self._store = store
        self._step = step

    def __getattr__(self, name: str) -> Any:
        work = getattr(self._store, name)

        async def guarded(*args: Any, **named: Any) -> Any:
            self._step(f"before {name}")
            done = await work(*args, **named)
            self._step(f"after {name}")
            return done

        return guarded
