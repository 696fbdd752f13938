"""A short storm; `make chaos` runs a long one."""

from pathlib import Path

import pytest

from tests.chaos.storm import storm


@pytest.mark.prove
@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_nothing_is_lost_and_nothing_is_double(mode: str, tmp_path: Path) -> None:
    """Everybody gets to the end without tapping twice, whenever the process is killed and whatever the wire does."""
    report = await storm(mode, tmp_path, kills=4, operators=8, seed=7)
    print(report)
    assert report.well, f"{report}\n{report.said[-3000:]}"
    assert report.kills == 4
    assert report.taps > 60
    assert min(report.cards, report.messages) > 1
    assert sum(report.troubles.values()) > 5
