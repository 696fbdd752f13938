"""Every position that answers lead to: walked once for all tests that hold on every path.

Positions with the same standing have the same future, so each is walked once; the number of answer sets is counted along
the way.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.dialogue.buttons import write_button
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.steps import STEPS
from flows.dialogue.machine.table import ASKED
from flows.dialogue.screens.screens import screen
from flows.eligibility import Status
from flows.texts import say
from flows.view import View
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


def walk() -> Walk:
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
            node.outcomes, node.paths = frozenset({hash(statuses(position))}), 1
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
    found = Walk(nodes, results, root)
    found.beyond = after_results(found)
    return found


def statuses(position: Position) -> Statuses:
    return tuple(position.standing.result.requirements.values())


def after_results(walk: Walk, most: int = 12_000) -> list[Position]:
    """Positions from the results on, each kind once: taken in turns from near the results and from deep below."""
    frontier = deque([*representatives(walk.results), START])
    found: dict[object, Position] = {}
    while frontier and len(found) < most:
        position = frontier.pop() if len(found) % 2 else frontier.popleft()
        if (key := likeness(position)) not in found:
            found[key] = position
            frontier.extend(below for _, below in ways(position))
    return list(found.values())


def ways(position: Position) -> Iterator[tuple[Told, Position]]:
    """The ways on, one of each kind: answers that leave every requirement alike are walked with one of them."""
    kinds = set()
    for told, below in successors(position):
        kind = (likeness(below), told[1] in {"human", "appeared"})
        if kind not in kinds:
            kinds.add(kind)
            yield told, below


def likeness(position: Position) -> object:
    """What the table looks at: positions alike in this have the same ways before them."""
    standing = position.standing
    return (
        position.state,
        statuses(position),
        standing.facts.button_now,
        standing.next_question,
        standing.settled,
        standing.stale,
        standing.behind,
        min(standing.looks, 2),
        standing.request_sent,
        standing.rechecked,
    )


def representatives(results: list[Position]) -> Iterator[Position]:
    """One result for each plan where all is known, and for each thing that alone is not."""
    seen = set()
    for position in results:
        standing = position.standing
        key = standing.unknown_facts or (standing.todo, standing.facts.leader == "none")
        if key not in seen and len(standing.unknown_facts) <= 1:
            seen.add(key)
            yield position


def classes(positions: list[Position]) -> Iterator[Position]:
    """One position for each kind of result: those alike in all that a screen and the plan look at."""
    seen = set()
    for position in positions:
        standing = position.standing
        key = (statuses(position), standing.facts.leader, standing.facts.accounts, standing.result.conflicts)
        if key not in seen:
            seen.add(key)
            yield position


ORDER = (
    "menu",
    *("no_symptom", "other_subject", "connection", "guide_done", "try_login", "try_login.stuck"),
    *ASKED,
    *("result", "request", "request.stuck", "ask_reminder", "ask_zone"),
    *(state for step in STEPS for state in (step, f"{step}.stuck")),
    *("look", "ask_level", "ask_district", "handed_over", "waiting", "solved", "finished"),
)
RESTING = {"waiting", "handed_over"}
"""Where a person may come back days later; what is told there begins a new stretch."""


def progress(position: Position) -> tuple[int, int, int, int]:
    """How far a case is. It grows with all that is told and is bounded, so that no way can go round for ever."""
    standing = position.standing
    turns = standing.looks + standing.rechecked
    return turns, len(standing.settled), len(standing.behind), ORDER.index(position.state)


def fits(position: Position) -> None:
    """The screen of a position is one that Telegram takes."""
    view_fits(screen(SESSION, position, HERE))


def view_fits(view: View) -> None:
    """Text within 4,096, data within 64 bytes, at most 100 buttons, none of them twice."""
    shown = say(view)
    assert 0 < len(shown.text.encode("utf-16-le")) // 2 <= 4096, shown.text
    buttons = [button for row in shown.rows for button in row]
    assert 1 <= len(buttons) <= 100
    assert all(1 <= len(row) <= 8 for row in shown.rows)
    assert len({(button.subject, button.choice) for button in buttons}) == len(buttons), buttons
    for button in buttons:
        assert button.label
        write_button(SESSION.case, 999_999_999, button.subject, button.choice)
