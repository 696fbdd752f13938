"""What a desk's day looks like on a phone: the simulation's page, of the Telegram that a story is played against."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from aiohttp import web
from playwright.async_api import Locator, Page

from bot.simulator.clock import MovableClock
from bot.simulator.page.api import PageApi
from bot.simulator.people import Person
from bot.simulator.simulation import Simulation
from tests.helpdesk.town import Town
from tests.page.seen import Seen
from tests.page.started import launched, opened
from tests.served import free_port

WIDTH, HEIGHT, SCALE = 390, 844, 2
"""A phone's screen in its own points, and how finely it is drawn."""


class _Unrecorded:
    """A recorder of nothing: nobody does anything in the page."""

    def does(self, act: Any, person: Person, *, in_group: bool) -> None: ...

    def time_passes(self, span: timedelta) -> None: ...

    def restarts(self) -> None: ...

    def transcript(self, person: int) -> str:  # noqa: ARG002
        return ""


class DeskPhone:
    """The group of the town's first desk, on somebody's phone."""

    def __init__(self, page: Page, here: Town) -> None:
        self._page = page
        self.group = Seen(page, here.contoh.title)

    async def keeps(self, path: Path, message: Locator) -> None:
        """A picture of the screen with this message at its top."""
        await message.scroll_into_view_if_needed()
        await message.evaluate("one => one.scrollIntoView({block: 'start'})")
        await self._page.screenshot(path=path)

    @staticmethod
    async def height(part: Locator) -> float:
        """How much of a screen's height this takes, from 0."""
        box = await part.bounding_box()
        assert box
        return float(box["height"] / HEIGHT)

    async def opens(self, topic: str) -> None:
        """Go to a topic by a part of its name."""
        await self.group.topics.get_by_role("tab", name=topic).first.click()


@asynccontextmanager
async def phone(here: Town) -> AsyncIterator[DeskPhone]:
    """The page, opened in a Chromium that must be there."""
    simulation = Simulation(here.world.telegram, cast("MovableClock", here.world.clock), ())
    simulation.writers, simulation.groups = [here.owner.person], [here.contoh]
    application, port = web.Application(), free_port()
    application.add_routes(PageApi(simulation, _Unrecorded()).routes())
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        async with (
            launched() as browser,
            opened(browser, f"http://127.0.0.1:{port}", WIDTH, HEIGHT, SCALE) as page,
        ):
            found = DeskPhone(page, here)
            await found.group.opens()
            yield found
    finally:
        await runner.cleanup()
