"""Nothing secret comes out of a program that tries hard, at DEBUG, with faults on the wire."""

import os
import re
import subprocess
import sys

import pytest

from bot.operations.log_redaction import HIDDEN
from tests.logs.leaky import OTHER, TOKEN, WEBHOOK_SECRET

ATTEMPTS = [
    "plain-message", "other-bot", "plain-extra", "plain-repr", "plain-hook", "plain-escaped", "plain-part", "plain-cut",
    "a record that cannot be written", "plain-stack", "plain-name", "plain-chain", "plain-warning", "plain-print", "plain-half",
    "httpx-bot", "aiohttp-bot", "did not start: NetworkError", "broke off", "did not start: InvalidToken", "raw aiohttp", "logger=httpx", "logger=httpcore",
    "logger=aiohttp.access", "logger=aiosqlite", "nobody awaits", "trouble in the event loop", "uncaught exception in a thread", "exception ignored", "invalid literal for int",
    "in-thread", "in-finaliser", "in-handler", "a note of",
]  # fmt: skip


@pytest.fixture(scope="module", params=["raise", "exit"])
def written(request: pytest.FixtureRequest) -> tuple[str, str]:
    """What the program wrote, and how it was told to end."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.logs.leaky", request.param],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONWARNINGS": "default"},
    )
    assert run.returncode == 1
    return run.stdout + run.stderr, request.param


def test_no_secret_is_written(written: tuple[str, str]) -> None:
    output, _ = written
    for secret in (TOKEN, OTHER):
        for part in (
            secret,
            secret.partition(":")[2],
            secret.partition(":")[2][:12],
            secret.replace(":", "%3A"),
        ):
            assert part not in output
    assert 'hook/"secret"' not in output
    assert 'hook/\\"secret' not in output
    assert WEBHOOK_SECRET not in output
    assert not re.search(r"\d{6,}:[A-Za-z0-9_-]{30,}", output)


def test_every_attempt_was_written(written: tuple[str, str]) -> None:
    output, end = written
    words = [
        *ATTEMPTS,
        *(["uncaught-main", 'event="uncaught exception"'] if end == "raise" else ["exit-text"]),
    ]
    missing = [word for word in words if word not in output]
    assert not missing
    assert output.count(HIDDEN) > 60


def test_what_is_logged_is_one_line(written: tuple[str, str]) -> None:
    """Only what was printed past logging may take more."""
    output, _ = written
    lines = [line for line in output.splitlines() if line.startswith("time=")]
    assert len(lines) > 60
    for line in lines:
        assert re.match(r"time=\d{4}-\d\d-\d\dT[\d:.]+\+00:00 level=\w+ logger=\S+ event=", line), line
    (chained,) = [line for line in lines if "plain-chain" in line]
    assert "The above exception was the direct cause" in chained
