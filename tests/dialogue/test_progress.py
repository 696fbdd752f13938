"""The number of questions left: never too small, and as cheap on the first tap as on any other."""

import json
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from flows.dialogue.machine.fold import with_record
from flows.dialogue.machine.progress import questions_left
from flows.dialogue.machine.questions import ORDER, QUESTIONS
from flows.dialogue.machine.session import Record
from flows.dialogue.machine.standing import Standing
from flows.dialogue.machine.table import ASKED
from flows.eligibility import UNKNOWN
from tests.dialogue.walk import Node, Walk
from tests.sampling import WHOLE

ROOT = Path(__file__).parents[2]
SOME_DAY = datetime(2026, 8, 25, tzinfo=UTC)


def held(pairs: Iterable[tuple[int, int]], least: int) -> None:
    """Each number shown is at least the one counted, and hardly ever more; in a sample that may weigh more."""
    found = list(pairs)
    assert len(found) > least
    assert all(shown >= counted for shown, counted in found)
    assert sum(shown > counted for shown, counted in found) <= len(found) // (100 if WHOLE else 10)


def test_the_number_is_the_longest_way_to_a_result(walk: Walk) -> None:
    """Counted over every way to answer, from each question that any of them comes to."""
    longest: dict[int, int] = {}

    def count(node: Node) -> int:
        if id(node) not in longest:
            below = max((count(walk.nodes[number]) for _, number in node.ways), default=0)
            longest[id(node)] = below + (node.position.state in ASKED)
        return longest[id(node)]

    asked = [node for node in walk.nodes.values() if node.complete and node.position.state in ASKED]
    held(((questions_left(node.position.standing), count(node)) for node in asked), 50_000 if WHOLE else 200)


def test_the_number_holds_for_what_is_asked_again(walk: Walk) -> None:
    """After the button was looked for in vain, or Dinas has acted, facts are asked in another order and with others known."""
    known: dict[object, int] = {}
    again = [
        position.standing
        for position in walk.beyond
        if position.state in ASKED and position.standing.led_now is None  # there the number is not told
    ]
    few = [standing for standing in again if len(set(ORDER) - standing.settled) <= 5]
    held(((questions_left(standing), _longest(standing, known)) for standing in few), 1_000 if WHOLE else 20)


def _longest(standing: Standing, known: dict[object, int]) -> int:
    """The number of questions on the longest way, by walking all of them."""
    subject = standing.next_question
    if subject is None:
        return 0
    key = (standing.facts, standing.settled)
    if key not in known:
        known[key] = 1 + max(
            _longest(with_record(standing, Record(subject=subject, choice=choice, at=SOME_DAY)), known)
            for choice in (*QUESTIONS[subject].options, UNKNOWN)
        )
    return known[key]


def test_the_first_tap_costs_about_what_any_other_does() -> None:
    """Work is counted in calls, in a process of its own where nobody has tapped yet; no clock is looked at."""
    code = "import json; from tests.benchmarks.first_tap import calls; print(json.dumps([calls(), calls(), calls()]))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    cold, warm, again = json.loads(ran.stdout)
    assert warm == again, "counted work does not waver"
    assert len(cold) == len(warm) == 11
    usual = sorted(cold)[len(cold) // 2]
    assert cold[0] <= 2 * usual, (cold, warm)
    assert max(cold) <= 4 * usual <= 8_000, (cold, warm)  # a later walk finds all of it remembered
    assert all(later <= first for first, later in zip(cold, warm, strict=True)), (cold, warm)
