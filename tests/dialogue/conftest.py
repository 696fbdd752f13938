"""The walk over every path, made once."""

import pytest

from tests.dialogue.walk import Walk
from tests.dialogue.walk import walk as walked


@pytest.fixture(scope="session")
def walk() -> Walk:
    return walked()
