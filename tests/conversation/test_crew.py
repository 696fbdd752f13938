"""Work side by side: what it fails with is raised once, and nothing of it is left for Python to complain about."""

import asyncio
import gc
from typing import Any

import pytest

from bot.outgoing.tasks import TaskCrew


class BrokenError(Exception):
    """Something that breaks."""


async def _breaks() -> None:
    raise BrokenError


async def test_of_several_failures_one_is_raised_and_none_is_left() -> None:
    """Python complains of what nobody has looked at, whenever it clears away: in the middle of anything else."""
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    crew = TaskCrew("work")
    for _ in range(3):
        crew.takes(_breaks())
    with pytest.raises(BrokenError):
        await crew.ends()
    await crew.ends()
    assert not crew.is_busy
    gc.collect()
    assert complaints == []
