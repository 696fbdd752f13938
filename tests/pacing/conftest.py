"""Calls for each test, of which none goes on after it."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.pacing.calls import Calls
from tests.pacing.clock import settled


@pytest.fixture
async def calls() -> AsyncIterator[Calls]:
    calls = Calls()
    yield calls
    for task in calls.tasks.values():
        task.cancel()
    await asyncio.gather(*calls.tasks.values(), return_exceptions=True)
    await settled()
    assert calls.pacer.waiting == 0
    assert calls.clock.sleepers == 0, "an alarm was left behind"
