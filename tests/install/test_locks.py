"""What is installed to serve is derived from what is installed to test, and the Makefile installs no more than that."""

import os
import re
import shutil
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.sampling import sample

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Pinned:
    """One package of a lock: its version, the digests of its files, and who asked for it."""

    version: str
    hashes: frozenset[str]
    via: frozenset[str]


def locked(name: str) -> dict[str, Pinned]:
    found = {}
    for part in re.split(r"^(?=\w)", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE)[1:]:
        package, version = part.split()[0].split("==")
        via = part.partition("# via")[2].replace("#", "").split("\n")
        asking = frozenset(word.strip() for word in via if word.strip() and "-c " not in word)
        found[package] = Pinned(version, frozenset(re.findall(r"--hash=(\S+)", part)), asking)
    return found


SERVING, ALL, PROVING = map(locked, ("requirements.txt", "requirements.lock", "requirements-prove.lock"))
PEERS = locked("requirements-bench.lock")
"""Of what is measured beside the bot, in an environment of its own."""


def test_what_serves_is_a_part_of_all() -> None:
    for package, pinned in SERVING.items():
        assert (pinned.version, pinned.hashes) == (ALL[package].version, ALL[package].hashes), package
        assert pinned.hashes, package


def test_what_proves_agrees_with_all() -> None:
    for package in PROVING.keys() & ALL.keys():
        assert PROVING[package].version == ALL[package].version, package


def test_what_serves_is_what_the_project_needs_and_no_more() -> None:
    """Each is one of the project's own dependencies, or asked for by another that is."""
    needed = {Requirement(line).name for line in PROJECT["project"]["dependencies"]}
    assert needed <= SERVING.keys()
    for package, pinned in SERVING.items():
        asked = {who.removeprefix("via ").strip() for who in pinned.via}
        if package in needed:
            assert "sinkron-dapodik (pyproject.toml)" in asked, package
        assert asked <= {*SERVING, "sinkron-dapodik (pyproject.toml)"}, package
    beside = {name: group for name, group in PROJECT["dependency-groups"].items() if name != "bench"}
    tools = {Requirement(line).name for group in beside.values() for line in group}
    assert not tools & SERVING.keys()


@pytest.mark.parametrize(
    ("lock", "lines"),
    [
        (SERVING, PROJECT["project"]["dependencies"]),
        (ALL, PROJECT["dependency-groups"]["dev"]),
        (PROVING, PROJECT["dependency-groups"]["prove"]),
        (PEERS, PROJECT["dependency-groups"]["bench"]),
    ],
    ids=["serving", "testing", "proving", "peers"],
)
def test_the_locks_are_made_of_what_the_project_says(lock: dict[str, Pinned], lines: list[str]) -> None:
    for wanted in map(Requirement, lines):
        assert wanted.specifier.contains(lock[wanted.name].version), wanted


def test_the_named_python_is_the_oldest_that_will_do() -> None:
    """A buildpack reads `.python-version`, pip `requires-python`, the locks are made for it."""
    named = (ROOT / ".python-version").read_text().strip()
    assert PROJECT["project"]["requires-python"] == f">={named}"
    assert f"--python-version {named}" in (ROOT / "Makefile").read_text()


INSTALLS = {
    "setup": ["requirements.txt"],
    "run": ["requirements.txt"],
    "test": ["requirements.txt", "requirements.lock"],
    "prove": ["requirements.txt", "requirements.lock", "requirements-prove.lock"],
    "bench": ["requirements.txt", "requirements-bench.lock"],
}


@pytest.mark.sampled
@pytest.mark.parametrize("target", sample(INSTALLS, 1, name="installs"))
def test_each_target_sets_up_what_it_needs(tmp_path: Path, target: str) -> None:
    """In a fresh clone, once, and again where a list has changed; nothing is ever taken out."""
    for name in ("Makefile", *INSTALLS["prove"], "requirements-bench.lock"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "tests/clients", tmp_path / "tests/clients")
    assert _installed(tmp_path, target) == INSTALLS[target]
    for stamp in (".venv/.serving", ".venv/.testing", ".venv/.proving", ".peers/.installed"):
        (tmp_path / stamp).parent.mkdir(exist_ok=True)
        (tmp_path / stamp).touch()
    assert not _installed(tmp_path, target)


def _installed(folder: Path, target: str) -> list[str]:
    """What `make target` would install there."""
    told = subprocess.run(
        ["make", "--dry-run", target], cwd=folder, capture_output=True, text=True, check=True
    ).stdout
    assert "uninstall" not in told
    assert "rm " not in told
    return re.findall(r"pip install .*--require-hashes -r (\S+)", told)


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="needs the test workers of make test")
@pytest.mark.xdist_group("kept together")
def test_a_group_of_tests_is_kept_together(request: pytest.FixtureRequest) -> None:
    """The walks of the dialogue are made by one worker, not by each: a pytest that is too new makes each make them."""
    assert request.node.nodeid.endswith("@kept together")
