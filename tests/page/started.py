"""The simulation as a process of its own, as by `make run` where nobody types, and its page in a browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from tests.served import ROOT, free_port

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


@contextmanager
def simulated(folder: Path, program: str = "bot") -> Iterator[str]:
    """The address of a page whose bot has a database of its own in `folder`, or what `program` gives it."""
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DATABASE_PATH": str(folder / "sinkron.db"),
        "PORT": str(port),
    }
    with subprocess.Popen(
        [sys.executable, "-u", "-m", program],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            assert process.stdout
            said = process.stdout.readline()
            assert f"http://127.0.0.1:{port}" in said, said
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """A browser. CHROMIUM must be there."""
    async with async_playwright() as started:
        browser = await started.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        await browser.close()


@asynccontextmanager
async def opened(
    browser: Browser, address: str, width: int = 1400, height: int = 900, scale: float = 1
) -> AsyncIterator[Page]:
    """The page, opened. No error may stand in its console."""
    page = await browser.new_page(
        viewport={"width": width, "height": height}, device_scale_factor=scale, locale="id-ID"
    )
    page.set_default_timeout(20_000)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    await page.goto(address)
    yield page
    assert troubles == []
