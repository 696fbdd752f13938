"""The program's first moment: from here on it can be told to end. What it does stands in `program.py`."""

import os
import signal
import sys


def main() -> int:
    """The exit status."""
    if (
        len(sys.argv) == 1
    ):  # it is to serve, and has begun nothing: what is imported alone takes a second or two
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    from bot.program import main as begin  # noqa: PLC0415

    return begin()


if __name__ == "__main__":
    sys.exit(main())
