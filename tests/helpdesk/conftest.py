"""A town at nine on a Tuesday morning."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chat import Clock
from tests.helpdesk.town import Town, town


@pytest.fixture(name="clock")
def _clock() -> Clock:
    return Clock()


@pytest.fixture(name="here")
async def _here(tmp_path: Path, clock: Clock) -> AsyncIterator[Town]:
    async with town(tmp_path / "town.db", clock) as found:
        yield found
