"""What holds for every test."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import core, settings

from bot.store.database import MEMORY
from tests import postgres
from tests.sampling import SEED, WHOLE, amount

PROVED = ("page",)
"""Folders of tests for `make prove` alone: they import packages that only that installs."""
collect_ignore = [] if WHOLE else [*PROVED]
_EXAMPLES = amount(20, 100)
core.global_force_seed = SEED  # type: ignore[assignment]  # as its --hypothesis-seed does
settings.register_profile("same", deadline=None, database=None, max_examples=_EXAMPLES)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`make test` leaves out what is marked `prove`; `make prove` is that, and the whole of what is marked `sampled`.

    The walk over the dialogue is dear: all tests that ask for it are carried out by one worker.
    """
    kept, left_out = list[pytest.Item](), list[pytest.Item]()
    for item in items:
        if item.path.parent.name in PROVED:
            item.add_marker(pytest.mark.prove)
        prove = item.get_closest_marker("prove")
        wanted = prove or item.get_closest_marker("sampled") if WHOLE else not prove
        (kept if wanted else left_out).append(item)
        if "walk" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("walk"))
    items[:] = kept
    config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How this run can be had again."""
    terminalreporter.write_line(
        "everything that is marked `prove` or `sampled`"
        if WHOLE
        else f"sampled by SEED={SEED}; make test SEED=2 tries others, make prove all"
    )


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Cluster]:
    """A PostgreSQL of this run's own."""
    with postgres.cluster() as made:
        yield made


@pytest.fixture
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Where the store is: a file, or what `postgres.ON_BOTH` and the store's contract say."""
    where = getattr(request, "param", "file")
    if where == "postgres":
        async with postgres.empty_schema(request.getfixturevalue("server")) as url:
            yield url
    else:
        yield MEMORY if where == "memory" else str(tmp_path / "sinkron.db")
