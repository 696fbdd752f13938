"""What is installed without the checkout holds a conversation: the wheel, and the Procfile with requirements.txt alone."""

import asyncio
import os
import re
import shutil
import signal
import subprocess
import venv
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from packaging.utils import canonicalize_name

from tests.honcho import managed
from tests.served import ROOT, Process, Served, free_port, serving, until

pytestmark = [pytest.mark.prove, pytest.mark.xdist_group("installed")]

ASKED = "Saat membuka menu Sinkronisasi"
CLONED = ("bot", "flows", "Procfile")
"""What a Procfile host runs."""


@pytest.fixture(name="empty", scope="module")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment in which requirements.txt is installed, and nothing else."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=True)
    _pip(folder / "bin", "install", "--require-hashes", "-r", str(ROOT / "requirements.txt"))
    return folder / "bin"


@pytest.fixture(name="installed", scope="module")
def _installed(tmp_path_factory: pytest.TempPathFactory, empty: Path) -> Path:
    """The same with the wheel, which is built as by anybody who has the source."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("bot", "flows"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, source)
    _pip(empty, "wheel", "--no-deps", "--wheel-dir", str(folder), str(source))
    (wheel,) = folder.glob("*.whl")
    shutil.rmtree(source)
    _pip(empty, "install", "--no-deps", str(wheel))
    return empty


def _pip(programs: Path, *arguments: str) -> str:
    done = subprocess.run(
        [programs / "python", "-m", "pip", "--disable-pip-version-check", *arguments],
        cwd=programs,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_is_missing_and_no_tool_is_there(installed: Path) -> None:
    assert "No broken requirements" in _pip(installed, "check")
    there = {canonicalize_name(name) for name in _named(_pip(installed, "list", "--format=freeze"))}
    wanted = set(_named((ROOT / "requirements.txt").read_text("utf-8")))
    assert wanted >= there - {"pip", "setuptools", "sinkron-dapodik"} >= {"aiohttp", "pydantic"}


def _named(listed: str) -> list[str]:
    return re.findall(r"^([\w-]+)==", listed, re.MULTILINE)


async def test_the_command_simulates_telegram(installed: Path, tmp_path: Path) -> None:
    """In the terminal, with the page and all that it loads."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        installed / "sinkron-dapodik",
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PORT": str(port)},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    try:
        async with asyncio.timeout(60), aiohttp.ClientSession() as session:
            process.stdin.write(b"min tombol sinkron hilang, cuma tarik data\n")
            said = await process.stdout.readuntil(ASKED.encode())
            page = await _text(session, f"http://127.0.0.1:{port}/")
            for name in re.findall(r'(?:src|href)="([^"#:]+)"', page):
                assert await _text(session, f"http://127.0.0.1:{port}/{name.lstrip('/')}")
            out, errors = await process.communicate(b"")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert "Tercatat: tombol Sinkronisasi tidak tampak." in said.decode()
    assert (process.returncode, errors) == (0, b""), out.decode()
    assert (tmp_path / "data/sinkron.db").exists()


async def test_the_command_simulates_telegram_for_others(installed: Path, tmp_path: Path) -> None:
    """Any bot finds its Telegram there."""
    process = await asyncio.create_subprocess_exec(
        installed / "bot-api-simulator",
        "--port",
        "0",
        "--token",
        "5:abc",
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    try:
        async with asyncio.timeout(60), aiohttp.ClientSession() as session:
            url = (await process.stdout.readline()).decode().removeprefix("Bot API: ").strip()
            assert '"is_bot": true' in await _text(session, f"{url}/bot5:abc/getMe")
    finally:
        process.kill()
        await process.wait()


async def _text(session: aiohttp.ClientSession, url: str) -> str:
    async with session.get(url) as answer:
        assert answer.status == 200, url
        return await answer.text()


@pytest.fixture(name="served")
async def _served() -> AsyncIterator[Served]:
    async with serving() as served:
        yield served


async def _converses(served: Served, process: Process) -> None:
    sari = served.telegram.person(11, "Sari")
    sari.says("/start")
    await until(lambda: len(sari.messages()) > 1, why=lambda: process.said)
    sari.says("min tombol sinkron hilang, cuma tarik data")
    await until(lambda: any(ASKED in m.get("text", "") for m in sari.messages()), why=lambda: process.said)


async def test_the_wheel_serves(installed: Path, served: Served, tmp_path: Path) -> None:
    process = Process(served, tmp_path, PYTHONPATH="")
    process.python = str(installed / "python")
    process.starts()
    try:
        await _converses(served, process)
        process.signals(signal.SIGTERM)
        assert await process.ends() == 0, process.said
    finally:
        process.stops()


@pytest.mark.parametrize("name", ["worker", "web"])
async def test_the_procfile_serves(empty: Path, served: Served, tmp_path: Path, name: str) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for part in CLONED:
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, checkout / part)
    process = Process(served, tmp_path)
    if name == "web":
        served.is_hooked()
    with managed(process, name, programs=empty, checkout=checkout) as manager:
        await _converses(served, process)
        manager.send_signal(signal.SIGTERM)
        await until(lambda: manager.poll() is not None, why=lambda: process.said)
    assert "(rc=0)" in process.said, process.said
