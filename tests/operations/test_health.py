"""What can be asked of a running bot, over HTTP and from the shell."""

import json
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.served import Process, Served, free_port, running, serving, until


@pytest.fixture(name="served")
async def _served() -> AsyncIterator[Served]:
    async with serving() as served:
        yield served


METRICS_SECRET = "for-whoever-watches-0123"


async def _asked(port: int, path: str, authorization: str | None = None) -> tuple[int, str]:
    url = f"http://127.0.0.1:{port}{path}"
    headers = {"Authorization": authorization} if authorization else {}
    async with aiohttp.ClientSession(headers=headers) as client, client.get(url) as answer:
        return answer.status, await answer.text()


async def _answers(port: int, path: str, status: int) -> bool:
    try:
        return (await _asked(port, path))[0] == status
    except aiohttp.ClientError:
        return False


async def _walks(served: Served, process: Process) -> None:
    """Sari begins a case, and taps once."""
    sari = served.telegram.person(11, "Sari")
    sari.says("/start")
    await until(lambda: bool(sari.messages()[1:]), why=lambda: process.said)


@pytest.mark.parametrize("mode", ["webhook", pytest.param("polling", marks=pytest.mark.prove)])
async def test_health_ready_metrics(served: Served, tmp_path: Path, mode: str) -> None:
    """On HEALTH_PORT in both modes; the port that Telegram delivers to says nothing."""
    port = free_port()
    if mode == "webhook":
        served.is_hooked()
    async with running(served, tmp_path, BOT_MODE=mode, HEALTH_PORT=str(port)) as process:
        await until(lambda: _answers(port, "/healthz", 200), why=lambda: process.said)
        await _walks(served, process)
        await until(lambda: _answers(port, "/readyz", 200), why=lambda: process.said)
        status, ready = await _asked(port, "/readyz")
        assert json.loads(ready)["ready"] is True
        status, figures = await _asked(port, "/metrics")
        assert status == 200
        for line in (
            'sinkron_turns_total{state="menu"} 1.0',
            "sinkron_turn_seconds_count 1.0",
            'sinkron_call_seconds_count{call="send"}',
            'sinkron_inbox{state="done"} 1.0',
            "sinkron_oldest_seconds",
            "sinkron_database_bytes",
        ):
            assert line in figures
        assert "Sari" not in figures
        if mode == "webhook":
            open_port = served.webhook_port
            assert await _asked(open_port, "/healthz") == (200, "ok\n")
            assert {(await _asked(open_port, path))[0] for path in ("/readyz", "/metrics")} == {404}


async def test_on_the_open_port_only_with_the_secret(served: Served, tmp_path: Path) -> None:
    served.is_hooked()
    async with running(served, tmp_path, BOT_MODE="webhook", METRICS_SECRET=METRICS_SECRET) as process:
        port = served.webhook_port
        await until(lambda: _answers(port, "/healthz", 200), why=lambda: process.said)
        for path in ("/readyz", "/metrics"):
            for given in (None, "Bearer ", "Bearer wrong", METRICS_SECRET):
                assert (await _asked(port, path, given))[0] == 401
            assert (await _asked(port, path, f"Bearer {METRICS_SECRET}"))[0] == 200
        assert METRICS_SECRET not in process.said


@pytest.mark.prove
async def test_not_ready_while_nobody_is_heard(served: Served, tmp_path: Path) -> None:
    """Telegram takes everything but the fetching: the process lives and says that it does not serve."""
    port = free_port()
    served.telegram.fault("error", "getUpdates", times=None)
    async with running(served, tmp_path, HEALTH_PORT=str(port)) as process:
        await until(lambda: _answers(port, "/readyz", 503), why=lambda: process.said)
        assert "no updates come in" in (await _asked(port, "/readyz"))[1]
        assert (await _asked(port, "/healthz"))[0] == 200


@pytest.mark.prove
async def test_a_port_that_is_taken(served: Served, tmp_path: Path) -> None:
    async with running(served, tmp_path, HEALTH_PORT=str(served.port)) as process:
        assert await process.ends() == 1
        assert f"Port {served.port} cannot be listened on: " in process.said


@pytest.mark.prove
async def test_status_while_the_bot_runs(served: Served, tmp_path: Path) -> None:
    async with running(served, tmp_path) as process:
        await _walks(served, process)
        looking = Process(served, tmp_path)
        looking.output = tmp_path / "status.txt"
        await until(lambda: _written_down(process), why=lambda: process.said)
        looking.starts("status")
        assert await looking.ends() == 0, looking.said
        said = {line[:14].strip(): line[14:] for line in looking.said.splitlines()}
        assert said["running"] == "yes"
        assert said["mode"] == "polling"
        assert said["last poll"].endswith("s ago")
        assert said["inbox"] == "done 1; the oldest waits 0 s"
        assert said["set aside"] == "0"
        assert said["failures"] == "none"
        assert said["people"] == "1, cases 1"
        assert "schema m0" in said["database"]
    looking.output.unlink()
    looking.starts("status")
    assert await looking.ends() == 0
    assert "running       no" in looking.said


def _written_down(process: Process) -> bool:
    db = sqlite3.connect(process.database)
    try:
        return bool(db.execute("SELECT 1 FROM marks WHERE name = 'arrived'").fetchone())
    except sqlite3.OperationalError:
        return False
    finally:
        db.close()


@pytest.mark.prove
async def test_status_without_a_database(served: Served, tmp_path: Path) -> None:
    process = Process(served, tmp_path)
    process.starts("status")
    assert await process.ends() == 1
    assert "There is no database at" in process.said
