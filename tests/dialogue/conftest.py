"""The walk over every path, made once."""

import pytest

from tests.dialogue.walk import Walk


@pytest.fixture(scope="session")
def walk() -> Walk:
    return Walk()
