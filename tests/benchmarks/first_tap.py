"""What the first walk through the questions costs after a start, beside later ones: `python -m tests.benchmarks.first_tap`.

Without Telegram, database and words. Calls are counted (those of Python's own functions among them), CPU is measured.
"""

import sys
import time
from types import FrameType

from flows.dialogue.machine.events import Chose
from flows.dialogue.machine.session import Session
from flows.dialogue.turn.engine import advance
from tests.dialogue.test_engine import ALL_WELL
from tests.dialogue.walking import HERE, SESSION, Told

TAPS: tuple[Told, ...] = (*ALL_WELL, ("refreshed", "no"))


def _tap(session: Session, told: Told) -> Session:
    return advance(session, Chose(session.case, session.seq, *told), HERE).session


def calls() -> list[int]:
    """The calls of each tap of one walk."""
    counts = []
    session = SESSION
    for told in TAPS:
        counted = 0

        def count(_: FrameType, event: str, __: object) -> None:
            nonlocal counted
            counted += event in {"call", "c_call"}

        sys.setprofile(count)
        session = _tap(session, told)
        sys.setprofile(None)
        counts.append(counted)
    return counts


def milliseconds() -> list[float]:
    """The CPU of each tap of one walk."""
    spans = []
    session = SESSION
    for told in TAPS:
        begun = time.process_time()
        session = _tap(session, told)
        spans.append((time.process_time() - begun) * 1000)
    return spans


if __name__ == "__main__":
    print(f"{'walk':12}{'in all':>10}   " + " ".join(f"{subject:>13}" for subject, _ in TAPS))
    if "--cpu" in sys.argv:  # a start is cold only once: count, or measure
        for name in ("first", *["later"] * 4):
            found = milliseconds()
            print(f"{name:12}{sum(found):8.2f}ms   " + " ".join(f"{span:13.2f}" for span in found))
    else:
        for name in ("first", "second", "third"):
            counted = calls()
            print(f"{name:12}{sum(counted):>10,}   " + " ".join(f"{number:>13,}" for number in counted))
