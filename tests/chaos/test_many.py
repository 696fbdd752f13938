"""A short storm over three processes; `python -m tests.chaos.many` makes a long one."""

from pathlib import Path

import pytest

from tests.chaos.many import storm
from tests.postgres import Cluster


@pytest.mark.prove
@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_nothing_is_lost_and_nothing_is_double(server: Cluster, mode: str, tmp_path: Path) -> None:
    """Everybody gets to the end without tapping twice, whichever process is killed, frozen or cut off, and the server too."""
    acts = ("kill", "freeze", "leave", "cut", "server", "kill")
    report = await storm(server, tmp_path, mode=mode, acts=acts, operators=6, seed=7)
    print(report)
    assert report.well, f"{report}\n{report.said}"
    assert report.kills == 2
    assert report.ended >= 1
    assert report.taps > 60
    assert min(report.cards, report.messages) > 0
