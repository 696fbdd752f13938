"""Read replies from a shell: one JSON object {"text", "context"} a line in, the same with "label" out.

With the label "unclear" come "offers", the two likeliest labels, likeliest first, or an empty list; with "other" in
"opening" a "topic", a key of flows/texts/id/topic.toml, or "". `--explain` adds "because", the words that decided, "rules", what
the rules read, "second" and "weighed", what the second reader thought and looked at, and how "sure" the referee is of the "candidate",
with what spoke "against" it most. A bad line gives {"error": "..."} on its own line, the rest
goes on, and the exit status is 1.
"""

import argparse
import json
import signal
import sys
from collections.abc import Iterable
from typing import TextIO

from flows.reading import UNCLEAR, explain
from flows.reading.agreement import thought


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
    text, context = given["text"], given["context"]
    try:
        reading = explain(text, context)
    except ValueError as error:
        raise BadLineError(str(error)) from None
    answer: dict[str, object] = {**given, "label": reading.label}
    if reading.label == UNCLEAR:
        answer["offers"] = list(reading.offers)
    if (context, reading.label) == ("opening", "other"):
        answer["topic"] = reading.topic
    if because:
        answer["because"] = list(reading.because)
        answer |= why(text, context)
    return answer


def why(text: str, context: str) -> dict[str, object]:
    """Thoughts of both readers and the referee about `text`, as JSON can hold them."""
    thoughts = thought(text, context)
    likeliest = sorted(thoughts.second.items(), key=lambda item: -item[1])
    return {
        "rules": thoughts.grammar.label,
        "second": {label: round(share, 2) for label, share in likeliest if share >= 0.01},
        "weighed": list(thoughts.weighed),
        "candidate": thoughts.candidate,
        "sure": None if thoughts.sure is None else round(thoughts.sure, 2),
        "against": list(thoughts.against),
    }


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
    parser.add_argument(
        "--explain",
        action="store_true",
        help="add which words decided, and what the readers and the referee thought",
    )
    asked = parser.parse_args()
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a real stdin is a TextIOWrapper
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # as is stdout
    sys.exit(main(sys.stdin, sys.stdout, because=asked.explain))
