"""Read replies from a shell: one JSON object {"text", "context"} a line in, the same with "label" out.

`--explain` adds "because". A bad line gives {"error": "..."} on its own line, the rest goes on, and the exit
status is 1.
"""

import argparse
import json
import signal
import sys
from collections.abc import Iterable
from typing import TextIO

from flows.reading import explain


class BadLineError(Exception):
    """The line is not a reply in a context; the message says what is wrong."""


def read_line(line: str, *, because: bool) -> dict[str, object]:
    """The answer to one line. Raises BadLineError."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLineError(f"not JSON: {error}") from None
    if not isinstance(given, dict):
        raise BadLineError(f"a JSON object is needed, not {type(given).__name__}")
    for name in ("text", "context"):
        if not isinstance(given.get(name), str):
            raise BadLineError(f"{name!r} must be a string")
    try:
        reading = explain(given["text"], given["context"])
    except ValueError as error:
        raise BadLineError(str(error)) from None
    return {**given, "label": reading.label, **({"because": list(reading.because)} if because else {})}


def main(lines: Iterable[str], out: TextIO, *, because: bool = False) -> int:
    """Answer every line that is not blank; 1 if any was bad."""
    status = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            answer = read_line(line, because=because)
        except BadLineError as error:
            answer, status = {"error": str(error)}, 1
        print(json.dumps(answer, ensure_ascii=False), file=out, flush=True)
    return status


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # like any filter, it ends when nobody reads on
    parser = argparse.ArgumentParser(prog="python -m flows.reading", description=__doc__)
    parser.add_argument("--explain", action="store_true", help="add which words decided")
    asked = parser.parse_args()
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a real stdin is a TextIOWrapper
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # as is stdout
    sys.exit(main(sys.stdin, sys.stdout, because=asked.explain))
