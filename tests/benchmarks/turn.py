"""How long one step of the dialogue takes, without Telegram and database: `python -m tests.benchmarks.turn`."""

import statistics
import time

from flows.dialogue.machine.events import Chose
from flows.dialogue.machine.session import Session
from flows.dialogue.turn.engine import advance
from flows.texts import say
from tests.dialogue.test_engine import ALL_WELL, WAITING
from tests.dialogue.walking import HERE, session_after

ROUNDS = 300


def measure(name: str, session: Session, subject: str, choice: str) -> None:
    spans = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        say(advance(session, Chose(session.case, session.seq, subject, choice), HERE).view)
        spans.append((time.perf_counter() - begun) * 1000)
    spans.sort()
    print(f"{name:38} median {statistics.median(spans):5.2f} ms   99 % {spans[int(ROUNDS * 0.99)]:5.2f} ms")


if __name__ == "__main__":
    measure("first tap", session_after(), "symptom", "button_missing")
    measure("an answer in the middle", session_after(*ALL_WELL[:5]), "duty", "kepala_sekolah")
    measure("the last answer, with its result", session_after(*ALL_WELL), "refreshed", "no")
    measure("Dinas has acted", session_after(*WAITING), "dinas.2", "done")
