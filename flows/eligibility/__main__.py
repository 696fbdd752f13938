"""Judge facts from a shell: one JSON object of facts a line in, one JSON object with the result a line out.

`--trouble` names whose rules judge; without it, those of the missing button. A bad line gives {"error": "..."} on its own line, the rest goes on, and the exit status is 1.
"""

import argparse
import json
import signal
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from flows.rules.engine import Rules
from flows.rules.model import FactsError
from flows.troubles.registry import FIRST, TROUBLES


def judge_line(line: str, rules: Rules[Any, Any]) -> dict[str, object]:
    """The answer of `rules` to one line. Raises FactsError for what is not an object of facts."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FactsError(f"not JSON: {error}") from None
    if not isinstance(given, dict):
        raise FactsError(f"a JSON object of facts is needed, not {type(given).__name__}")
    result = rules.evaluate(rules.facts.read(given))
    return {
        "verdict": result.verdict,
        "requirements": result.requirements,
        "plan": result.plan,
        "conflicts": result.conflicts,
    }


def main(lines: Iterable[str], out: TextIO, rules: Rules[Any, Any] = FIRST.rules) -> int:
    """Answer every line that is not blank; 1 if any was bad."""
    status = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            answer = judge_line(line, rules)
        except FactsError as error:
            answer, status = {"error": str(error)}, 1
        print(json.dumps(answer), file=out, flush=True)  # plain ASCII, which every terminal and pipe takes
    return status


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # like any filter, it ends when nobody reads on
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a real stdin is a TextIOWrapper
    parser = argparse.ArgumentParser(
        prog="python -m flows.eligibility", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument(
        "--trouble", choices=sorted(TROUBLES), default=FIRST.symptom, help="whose rules judge"
    )
    sys.exit(main(sys.stdin, sys.stdout, TROUBLES[parser.parse_args().trouble].rules))
