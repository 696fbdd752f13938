"""What holds on every path, not on samples: all answers to all questions, and then every way to an end.

Positions with the same standing have the same future, so each is walked once; the number of answer sets is counted along
the way. The numbers are printed and stand in docs/flow.md.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from flows.dialogue.buttons import write_button
from flows.dialogue.questions import QUESTIONS, fact_value
from flows.dialogue.replay import Position
from flows.dialogue.screens import screen
from flows.dialogue.steps import STEPS
from flows.dialogue.table import ASKED, ENDS, STATES
from flows.eligibility import Facts, Status, Verdict, evaluate, values
from flows.texts import say
from tests.dialogue.figures import assert_written
from tests.dialogue.walking import HERE, SESSION, START, Told, successors

Statuses = tuple[Status, ...]
QUESTIONING = {*ASKED, "menu", "try_login", "try_login.stuck"}


@dataclass
class Node:
    """A position met while asking, with what lies below it."""

    position: Position
    ways: list[tuple[Told, int]] = field(default_factory=list)
    outcomes: frozenset[int] = frozenset()
    """Fingerprints of the requirement statuses that can be reached from here."""
    paths: int = 0
    """Number of ways to answer from here to a result."""
    taps: int = 0
    """Taps on all those ways together."""
    longest: int = 0


@dataclass
class Walk:
    nodes: dict[int, Node]
    results: list[Position]
    root: Node
    beyond: list[Position] = field(default_factory=list)
    """Positions after the results."""


def _walk() -> Walk:
    """Every position from the missing button to a result, depth first, each once."""
    nodes: dict[int, Node] = {}
    results: list[Position] = []
    keys: dict[tuple[str, object], int] = {}

    def visit(position: Position) -> int:
        key = (position.state, position.standing)
        if key in keys:
            return keys[key]
        number = keys[key] = len(keys)
        node = nodes[number] = Node(position)
        if position.state == "result":
            results.append(position)
            node.outcomes, node.paths = frozenset({hash(_statuses(position))}), 1
            return number
        for told, below in successors(position):
            if below.state not in {*QUESTIONING, "result"} or told[0] == "nav":
                continue  # a person is wanted, or the button appeared: proven below
            child = nodes[visit(below)]
            node.ways.append((told, keys[below.state, below.standing]))
            node.outcomes |= child.outcomes
            node.paths += child.paths
            node.taps += child.taps + child.paths
            node.longest = max(node.longest, 1 + child.longest)
        return number

    root = nodes[visit(START)]
    return Walk(nodes, results, root)


def _statuses(position: Position) -> Statuses:
    return tuple(position.standing.result.requirements.values())


@pytest.fixture(scope="module")
def walk() -> Walk:
    found = _walk()
    found.beyond = _after_results(found)
    return found


def test_the_numbers_of_the_walk(walk: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    """How far it is to a result, at most and on average over all ways to answer."""
    root = walk.root
    with capsys.disabled():
        print(
            f"\nanswer sets {root.paths:,}; distinct positions {len(walk.nodes):,}; "
            f"taps to a result: longest {root.longest}, mean {root.taps / root.paths:.1f}"
        )
    assert root.paths > 100_000
    assert_written("answer sets", f"{root.paths:,}")
    assert_written("taps to a result, longest", str(root.longest))
    assert_written("taps to a result, mean over all sets", f"{root.taps / root.paths:.1f}")


def test_the_result_is_what_the_rules_say_to_the_answers(walk: Walk) -> None:
    """An answer sets its own fact, and only that; what is shown is the rules' result on the facts."""
    asked = 0
    for node in walk.nodes.values():
        subject = ASKED.get(node.position.state)
        for told, number in node.ways:
            after = walk.nodes[number].position.standing.facts
            if subject and told[0] == subject:
                asked += 1
                expected = node.position.standing.facts.but(
                    **{QUESTIONS[subject].fact or "": fact_value(subject, told[1])}
                )
                assert after == expected, (node.position.state, told)
    for position in walk.results:
        standing = position.standing
        assert standing.result == evaluate(Facts.model_validate(standing.facts.model_dump()))
    assert asked > 100_000


def test_no_question_is_asked_in_vain(walk: Walk) -> None:
    """Below each question there are two answers that lead to different results."""
    checked = 0
    for node in walk.nodes.values():
        if node.position.state in ASKED:
            checked += 1
            outcomes = [walk.nodes[number].outcomes for _, number in node.ways]
            assert len(set(outcomes)) > 1, (node.position.state, node.position.standing.facts)
    assert checked > 50_000


def test_nothing_worth_asking_is_left_out(walk: Walk) -> None:
    """At a result, no answer to a question that was passed over would change a requirement."""
    tried = 0
    for position in walk.results:
        standing = position.standing
        for fact in (
            "ptk_type",
            "induk",
            "duty",
            "dinas_changed",
            "pulled_after",
            "accounts",
            "role_ks",
            "refreshed",
        ):
            if fact in standing.settled:
                continue
            tried += 1
            for value in values(fact):
                assert tuple(
                    evaluate(standing.facts.but(**{fact: value})).requirements.values()
                ) == _statuses(position), (fact, value, standing.facts)
    assert tried > 10_000


def _classes(positions: list[Position]) -> Iterator[Position]:
    """One position for each kind of result: those alike in all that a screen and the plan look at."""
    seen = set()
    for position in positions:
        standing = position.standing
        key = (_statuses(position), standing.facts.leader, standing.facts.accounts, standing.result.conflicts)
        if key not in seen:
            seen.add(key)
            yield position


def test_every_screen_fits_telegram(walk: Walk) -> None:
    """Text within 4,096, data within 64 bytes, at most 100 buttons; question screens and results alike."""
    seen_states = set()
    checked = 0
    for position in [*_classes(walk.results), *(node.position for node in walk.nodes.values())]:
        if position.state != "result":
            if position.state in seen_states:
                continue
            seen_states.add(position.state)
        _fits(position)
        checked += 1
    assert checked > 500


def _fits(position: Position) -> None:
    view = screen(SESSION, position, HERE)
    shown = say(view)
    assert 0 < len(shown.text.encode("utf-16-le")) // 2 <= 4096, position
    buttons = [button for row in shown.rows for button in row]
    assert 1 <= len(buttons) <= 100
    assert all(1 <= len(row) <= 8 for row in shown.rows)
    assert len({(button.subject, button.choice) for button in buttons}) == len(buttons), position.state
    for button in buttons:
        assert button.label
        write_button(SESSION.case, 999_999_999, button.subject, button.choice)


ORDER = (
    "menu",
    *("no_symptom", "other_subject", "connection", "guide_done", "try_login", "try_login.stuck"),
    *ASKED,
    *("result", "request", "request.stuck", "ask_reminder", "ask_zone"),
    *(state for step in STEPS for state in (step, f"{step}.stuck")),
    *("look", "ask_level", "handed_over", "waiting", "solved", "finished"),
)
RESTING = {"waiting", "handed_over"}
"""Where a person may come back days later; what is told there begins a new stretch."""


def _progress(position: Position) -> tuple[int, int, int, int]:
    """How far a case is. It grows with all that is told and is bounded, so that no way can go round for ever."""
    standing = position.standing
    turns = standing.looks + standing.rechecked
    return turns, len(standing.settled), len(standing.behind), ORDER.index(position.state)


def test_every_path_ends(walk: Walk) -> None:
    """Whatever is told, the case comes nearer to an end: solved, handed over, or waiting for Dinas."""
    assert set(ORDER) == set(STATES)
    edges = 0
    for node in walk.nodes.values():
        for _, number in node.ways:
            edges += 1
            assert _progress(walk.nodes[number].position) > _progress(node.position), node.position
    ended = set()
    for position in walk.beyond:
        if position.state in {"solved", *ENDS}:
            ended.add(position.state)
        assert position.standing.looks <= 2 or position.state in {"ask_level", *ENDS}
        for told, below in _ways(position):
            edges += 1
            if position.state not in RESTING:
                assert _progress(below) > _progress(position), (position.state, told)
    assert ended == {"solved", *ENDS}
    assert edges > 200_000


def _after_results(walk: Walk, most: int = 12_000) -> list[Position]:
    """Positions from the results on, each kind once: taken in turns from near the results and from deep below."""
    frontier = deque([*_representatives(walk.results), START])
    found: dict[object, Position] = {}
    while frontier and len(found) < most:
        position = frontier.pop() if len(found) % 2 else frontier.popleft()
        if (key := _likeness(position)) not in found:
            found[key] = position
            frontier.extend(below for _, below in _ways(position))
    return list(found.values())


def _ways(position: Position) -> Iterator[tuple[Told, Position]]:
    """The ways on, one of each kind: answers that leave every requirement alike are walked with one of them."""
    kinds = set()
    for told, below in successors(position):
        kind = (_likeness(below), told[1] in {"human", "appeared"})
        if kind not in kinds:
            kinds.add(kind)
            yield told, below


def _likeness(position: Position) -> object:
    """What the table looks at: positions alike in this have the same ways before them."""
    standing = position.standing
    return (
        position.state,
        _statuses(position),
        standing.facts.button_now,
        standing.next_question,
        standing.settled,
        standing.stale,
        standing.behind,
        min(standing.looks, 2),
        standing.request_sent,
        standing.rechecked,
    )


def _representatives(results: list[Position]) -> Iterator[Position]:
    """One result for each plan where all is known, and for each thing that alone is not."""
    seen = set()
    for position in results:
        standing = position.standing
        key = standing.unknown_facts or (standing.todo, standing.facts.leader == "none")
        if key not in seen and len(standing.unknown_facts) <= 1:
            seen.add(key)
            yield position


def test_every_state_is_reached_and_has_a_way_back(walk: Walk) -> None:
    """No state of the table is dead wood, and none but the opening is without `Kembali`."""
    reached = {node.position.state for node in walk.nodes.values()}
    for position in walk.beyond:
        reached.add(position.state)
        buttons = {at.choice for row in screen(SESSION, position, HERE).rows for at in row}
        assert position.state == "menu" or "back" in buttons, position.state
        assert buttons & {"appeared", "next", "restart", "human", "done", "helped", "other"}, position.state
        _fits(position)
    assert reached == set(STATES)


def test_a_verdict_of_each_kind_is_met(walk: Walk) -> None:
    """The walk would prove nothing if it missed a kind of result."""
    found = {position.standing.result.verdict for position in walk.results}
    assert found == {
        Verdict.WAITING_DINAS,
        Verdict.SCHOOL_ACTION,
        Verdict.NEED_INFO,
        Verdict.CHECK_BUTTON,
        Verdict.HANDOVER,
    }
