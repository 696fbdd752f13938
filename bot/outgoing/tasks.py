"""Work that is done side by side, so that nothing waits for what happens to be slow."""

import asyncio
from collections.abc import Coroutine
from typing import Any


class TaskCrew:
    """Tasks of one kind. What one of them fails with is raised by whoever looks next."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._tasks: set[asyncio.Task[None]] = set()

    def takes(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin something."""
        self._tasks.add(asyncio.create_task(work, name=self._name))

    @property
    def is_busy(self) -> bool:
        """Whether a task that was begun has not been seen through."""
        return bool(self._tasks)

    def looks(self) -> None:
        """Raises what something that has ended failed with; the first of several."""
        ended = {task for task in self._tasks if task.done()}
        self._tasks -= ended
        # Of each, or Python complains of it whenever it clears away.
        failed = [error for task in ended if (error := task.exception())]
        if failed:
            raise failed[0]

    async def ends(self) -> None:
        """Wait for everything that was begun. Raises what it failed with."""
        while self._tasks:
            await asyncio.wait(self._tasks)
            self.looks()

    async def stops(self, patience: float = 0.0) -> None:
        """End everything that was begun, finished or not after `patience` seconds. What it failed with is nobody's concern any
        more.
        """
        if self._tasks and patience:
            await asyncio.wait(self._tasks, timeout=patience)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
