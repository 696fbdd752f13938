"""The Procfile under a real process manager."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.served import ROOT, Process


@contextmanager
def managed(
    process: Process, *names: str, programs: Path = Path(sys.executable).parent, checkout: Path = ROOT
) -> Iterator[subprocess.Popen[bytes]]:
    """A manager (honcho) with the process's settings starts these lines of the Procfile of `checkout`; `python` is the one in `programs`."""
    environment = process.environment | {
        "PATH": f"{programs}{os.pathsep}{process.environment['PATH']}",
        "PYTHONPATH": str(checkout),
    }
    del environment["BOT_MODE"]  # the Procfile says it
    folder = process.database.parent
    with process.output.open("ab") as output:
        manager = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "honcho",
                "-f",
                str(checkout / "Procfile"),
                "-d",
                str(folder),
                "start",
                *names,
            ],
            env=environment,
            cwd=folder,
            stdout=output,
            stderr=output,
        )
    try:
        yield manager
    finally:
        if manager.poll() is None:
            manager.send_signal(signal.SIGTERM)
            manager.wait(20)
