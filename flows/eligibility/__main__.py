"""Judge facts from a shell: one JSON object of facts a line in, one JSON object with the result a line out.

A bad line gives {"error": "..."} on its own line, the rest goes on, and the exit status is 1.
"""

import json
import signal
import sys
from collections.abc import Iterable
from typing import TextIO

from flows.eligibility import FactsError, evaluate, read_facts


def judge_line(line: str) -> dict[str, object]:
    """The answer to one line. Raises FactsError for what is not an object of facts."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FactsError(f"not JSON: {error}") from None
    if not isinstance(given, dict):
        raise FactsError(f"a JSON object of facts is needed, not {type(given).__name__}")
    result = evaluate(read_facts(given))
    return {
        "verdict": result.verdict,
        "requirements": result.requirements,
        "plan": result.plan,
        "conflicts": result.conflicts,
    }


def main(lines: Iterable[str], out: TextIO) -> int:
    """Answer every line that is not blank; 1 if any was bad."""
    status = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            answer = judge_line(line)
        except FactsError as error:
            answer, status = {"error": str(error)}, 1
        print(json.dumps(answer), file=out, flush=True)  # plain ASCII, which every terminal and pipe takes
    return status


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # like any filter, it ends when nobody reads on
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a real stdin is a TextIOWrapper
    sys.exit(main(sys.stdin, sys.stdout))
