"""A town at nine on a Tuesday morning."""

from collections.abc import AsyncIterator

import pytest

from tests.chat import Clock
from tests.helpdesk.town import Town, town


@pytest.fixture(name="clock")
def _clock() -> Clock:
    return Clock()


@pytest.fixture(name="here")
async def _here(place: str, clock: Clock) -> AsyncIterator[Town]:
    async with town(place, clock) as found:
        yield found
