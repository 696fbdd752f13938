"""A PostgreSQL of the tests' own: a throw-away cluster of the installed server, reached by a socket in a temporary folder."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import count
from pathlib import Path

import asyncpg
import pytest

_NUMBERS = count(1)
ON_BOTH = ["file", pytest.param("postgres", marks=pytest.mark.prove)]
"""For `parametrize("place", ON_BOTH, indirect=True)`: the same in a file and, in `make prove`, on PostgreSQL."""


def programs() -> Path | None:
    """The folder of the newest server that is installed; None for none."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    ) or [Path(name) for name in [shutil.which("initdb")] if name]
    return found[-1].parent if found else None


class Cluster:
    """A running server."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self._user = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        self._server: subprocess.Popen[bytes] | None = None

    def url(self, schema: str = "public") -> str:
        return f"postgresql://postgres@/postgres?host={self.folder}&search_path={schema}"

    def makes(self) -> None:
        if self._user:
            shutil.chown(self.folder, self._user)
        data = ("-D", str(self.folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        subprocess.run(
            (str(self.programs / "initdb"), *data), check=True, stdout=subprocess.DEVNULL, user=self._user
        )

    def starts(self) -> None:
        command = (str(self.programs / "postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder))
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                (*command, "-c", "listen_addresses=", "-c", "fsync=off"),
                stderr=log,
                stdout=log,
                user=self._user,
            )
        ready = (str(self.programs / "pg_isready"), "-q", "-h", str(self.folder))
        until = time.monotonic() + 30
        while subprocess.run(ready, check=False).returncode:
            assert self._server.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < until, "PostgreSQL does not start"

    def ends(self, *, killed: bool = False) -> None:
        if self._server is not None:
            self._server.send_signal(
                3 if killed else 2
            )  # SIGQUIT: as after a power cut; SIGINT: in good order
            self._server.wait(30)
            self._server = None


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Skips the test where no server is installed."""
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed on this machine (apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="sinkron-pg-"))
    made = Cluster(found, folder)
    try:
        made.makes()
        made.starts()
        yield made
    finally:
        made.ends()
        shutil.rmtree(folder)


@asynccontextmanager
async def empty_schema(server: Cluster) -> AsyncIterator[str]:
    """The address of a schema in which nothing is."""
    name = f"t{next(_NUMBERS)}"
    await run(server, f"CREATE SCHEMA {name}")
    yield server.url(name)
    await run(server, f"DROP SCHEMA {name} CASCADE")


async def run(server: Cluster, statement: str) -> None:
    """Carry out a statement from outside."""
    raw = await asyncpg.connect(server.url())
    await raw.execute(statement)
    await raw.close()
