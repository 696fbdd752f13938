"""A throw-away PostgreSQL: a cluster of the installed server, reached by a socket in a folder of its own."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STARTS_IN = 30.0
"""Seconds."""


class NoServerError(Exception):
    """PostgreSQL is not installed on this machine, or does not start. The message is a sentence for whoever wanted it."""


def programs() -> Path | None:
    """The folder of the newest server that is installed; None for none."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    ) or [Path(name) for name in [shutil.which("initdb")] if name]
    return found[-1].parent if found else None


class Cluster:
    """A server, with what it keeps below `folder`."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self._user = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        self._server: subprocess.Popen[bytes] | None = None

    def url(self, schema: str = "public") -> str:
        """The address of a schema, as DATABASE_URL takes it."""
        return f"postgresql://postgres@/postgres?host={self.folder}&search_path={schema}"

    def makes(self) -> None:
        """Make the cluster. Raises NoServerError."""
        if self._user:
            shutil.chown(self.folder, self._user)
        data = ("-D", str(self.folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        made = subprocess.run(  # noqa: S603  a program of the machine's own
            (str(self.programs / "initdb"), *data),
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            user=self._user,
        )
        if made.returncode:
            raise NoServerError(f"PostgreSQL's initdb fails: {made.stderr.decode(errors='replace').strip()}")

    def starts(self) -> None:
        """Start the server, and wait till it answers. Raises NoServerError."""
        command = (str(self.programs / "postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder))
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(  # noqa: S603  a program of the machine's own
                (*command, "-c", "listen_addresses=", "-c", "fsync=off"),
                stderr=log,
                stdout=log,
                user=self._user,
                start_new_session=True,  # a Ctrl-C is for whoever has started it
            )
        ready = (str(self.programs / "pg_isready"), "-q", "-h", str(self.folder))
        until = time.monotonic() + _STARTS_IN
        while subprocess.run(ready, check=False).returncode:  # noqa: S603  a program of the machine's own
            if self._server.poll() is not None or time.monotonic() > until:
                raise NoServerError(f"PostgreSQL does not start: {(self.folder / 'log').read_text()[-500:]}")
            time.sleep(0.02)

    def ends(self, *, killed: bool = False) -> None:
        """End the server in good order, or as by a power cut."""
        if self._server is not None:
            self._server.send_signal(3 if killed else 2)  # SIGQUIT or SIGINT
            self._server.wait(30)
            self._server = None


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server that runs until left; nothing of it remains. Raises NoServerError."""
    found = programs()
    if found is None:
        raise NoServerError("PostgreSQL is not installed on this machine (apt-get install postgresql).")
    folder = Path(tempfile.mkdtemp(prefix="sinkron-pg-"))
    made = Cluster(found, folder)
    try:
        made.makes()
        made.starts()
        yield made
    finally:
        made.ends()
        shutil.rmtree(folder)
