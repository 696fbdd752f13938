"""A process that ends between two steps: before or after any call to the database or to Telegram.

From that step on nothing of the process happens any more, as after a SIGKILL; only the database and Telegram remain.
"""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from bot.records.rows import Saved
from bot.store.interface import Store
from tests.chat import World
from tests.sampling import sample

_MOST = 300
"""More steps than a story has."""


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


class Before(Killer):
    """Ends the process before the first step that is called `what`."""

    def __init__(self, what: str) -> None:
        super().__init__(1_000_000)
        self._what = what

    def step(self, what: str) -> None:
        self.dead = self.dead or what == self._what
        super().step(what)


class Deadly(Killer):
    """Ends the process in the moment in which one of these updates is to be saved."""

    def __init__(self, *updates: int) -> None:
        super().__init__(1_000_000)
        self._updates = updates

    def guards(self, store: Store) -> Store:
        guarded = Guarded(store, self.step)
        save = cast("Store", guarded).save

        async def saves(saved: Saved) -> None:
            self.dead = self.dead or saved.update_id in self._updates
            await save(saved)

        vars(guarded)["save"] = saves
        return cast("Store", guarded)


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


async def killed_at(world: World, step: int, *, ticks: bool = False) -> Killer:
    """Let what has happened be dealt with by a process that ends at `step`, and go on with another; gives what ended it.

    With `ticks` both look at the clock as well.
    """
    killer = Killer(step)
    await world.ends()
    world.gate = killer
    try:
        await world.starts()
        if ticks:
            await world.bot.tick(world.clock())
        await world.settles()
    except Killed:
        pass
    await world.bot.application.update_queue.join()
    await world.ends()
    world.gate = None
    await world.starts()
    world.errors.found.clear()
    if ticks:
        await world.bot.tick(world.clock())
    await world.fetches()
    # An answer that was under way when the process ended cannot be given again: the tap is done.
    world.telegram.open_queries.clear()
    # An edit that was not told to have come through is made again.
    refusals = world.telegram.refusals
    assert all("not modified" in str(call.error).casefold().replace("_", " ") for call in refusals), refusals
    world.expected_refusals = len(refusals)
    world.looks_well()
    return killer


async def dies_over(world: World, *updates: int) -> bool:
    """Let a new process deal with what waits; whether it died over one of `updates`. What is left is as it was left."""
    return await dies(world, Deadly(*updates))


async def dies(world: World, killer: Killer) -> bool:
    """Let a new process deal with what waits; whether `killer` has ended it. What is left is as it was left."""
    await world.ends()
    world.gate = killer
    try:
        await world.starts()
        await world.settles()
    except Killed:
        pass
    if killer.dead:
        await world.bot.application.update_queue.join()
    return killer.dead


async def at_every_step(play: Callable[[int], Awaitable[Killer]]) -> int:
    """Play a story once for every step at which the process can end, or for a part of them; gives how many steps it has.

    `play` plays it with an end at one step, if it comes to that.
    """
    whole = await play(_MOST)
    assert not whole.dead, "the story has no end"
    for step in sample(range(len(whole.steps)), 3, name=str(whole.steps)):
        ended = await play(step)
        assert ended.dead, f"the story is another: it has no step {step} any more"
    return len(whole.steps)
