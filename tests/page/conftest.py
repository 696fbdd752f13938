"""A browser; the simulation as a process of its own, and one without a bot."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.offline.recorder import TranscriptRecorder
from bot.offline.simulation import OfflineSimulation
from bot.settings import Stated
from bot.simulator.page.api import PageApi
from bot.simulator.server import serving
from tests.page.started import CHROMIUM, launched, opened, simulated

expect.set_options(timeout=60_000)  # a loaded machine fails no test: the bot is a process that is started


@pytest.fixture(name="simulation")
def _simulation(tmp_path: Path) -> Iterator[str]:
    """The address of a page whose bot has a database of its own."""
    with simulated(tmp_path) as address:
        yield address


@pytest.fixture(name="browser")
async def _browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed; apt-get install chromium")
    async with launched() as browser:
        yield browser


@pytest.fixture(name="page")
async def _page(browser: Browser, simulation: str) -> AsyncIterator[Page]:
    async with opened(browser, simulation) as page:
        yield page


@pytest.fixture(name="offline")
async def _offline(tmp_path: Path) -> AsyncIterator[OfflineSimulation]:
    """A simulation in this process, with its page and no bot: a test makes the bot's calls itself."""
    offline = OfflineSimulation(Stated(database_path=str(tmp_path / "sinkron.db")))
    async with serving(
        offline.telegram, more=PageApi(offline, TranscriptRecorder(offline)).routes()
    ) as offline.url:
        yield offline


@pytest.fixture(name="quiet")
async def _quiet(browser: Browser, offline: OfflineSimulation) -> AsyncIterator[Page]:
    """Its page."""
    async with opened(browser, offline.url) as page:
        yield page
