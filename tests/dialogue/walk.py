"""Every position that answers lead to: walked once for all tests that hold on every path.

Positions with the same standing have the same future, so each is walked once; the number of answer sets is counted along
the way. `make test` walks a part: some ways to a result from end to end, with all that is next to them, and everything
below their last questions.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from flows.dialogue.buttons import write_button
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.steps import STEPS
from flows.dialogue.machine.table import ASKED
from flows.dialogue.screens.screens import screen
from flows.eligibility import Status, Verdict
from flows.texts import say
from flows.view import View
from tests.dialogue.walking import HERE, SESSION, START, Told, successors
from tests.sampling import WHOLE, dice

Statuses = tuple[Status, ...]
QUESTIONING = {*ASKED, "menu", "try_login", "try_login.stuck"}
VERDICTS = {
    Verdict.WAITING_DINAS,
    Verdict.SCHOOL_ACTION,
    Verdict.NEED_INFO,
    Verdict.CHECK_BUTTON,
    Verdict.HANDOVER,
}
"""What a result can be."""
_WAYS = 60
"""So many ways to a result are in a part, and as many more as it takes to meet every question and every verdict."""
_LATE = 8
"""After so many taps, and at most _LAST before the result, everything below is walked."""
_LAST = 4


@dataclass
class Node:
    """A position met while asking, with what lies below it."""

    position: Position
    ways: list[tuple[Told, "Node"]] = field(default_factory=list)
    complete: bool = False
    """Whether everything below it is walked: then the figures hold."""
    outcomes: frozenset[int] = frozenset()
    """Fingerprints of the requirement statuses that can be reached from here."""
    paths: int = 0
    """Number of ways to answer from here to a result."""
    taps: int = 0
    """Taps on all those ways together."""
    longest: int = 0


class Walk:
    """Positions from the missing button to a result, each once: all of them, or in `make test` a part."""

    def __init__(self) -> None:
        self._nodes: dict[tuple[str, object], Node] = {}
        self.root = self._node(START)
        if WHOLE:
            self._walks(self.root)
        else:
            self._walks_a_part()
        self.nodes = list(self._nodes.values())
        self.results = [node.position for node in self.nodes if node.position.state == "result"]
        self.beyond = (after_results if WHOLE else some_after_results)(self.results)
        """Positions after the results."""

    def _node(self, position: Position) -> Node:
        return self._nodes.setdefault((position.state, position.standing), Node(position))

    def _looks(self, node: Node) -> None:
        """Find the ways on, unless they are known."""
        if node.ways or node.position.state == "result":
            return
        for told, below in successors(node.position):
            if below.state in {*QUESTIONING, "result"} and told[0] != "nav":
                node.ways.append((told, self._node(below)))
            # else a person is wanted, or the button appeared: proven below

    def _walks(self, node: Node) -> None:
        """Everything below it, depth first."""
        if node.complete:
            return
        node.complete = True
        if node.position.state == "result":
            node.outcomes, node.paths = frozenset({hash(statuses(node.position))}), 1
            return
        self._looks(node)
        for _, child in node.ways:
            self._walks(child)
            node.outcomes |= child.outcomes
            node.paths += child.paths
            node.taps += child.taps + child.paths
            node.longest = max(node.longest, 1 + child.longest)

    def _walks_a_part(self) -> None:
        chance = dice("walk")
        met = set[str]()
        for number in count():
            if number >= _WAYS and met >= {*QUESTIONING, *VERDICTS}:
                return
            way = [self.root]
            while way[-1].position.state != "result":
                self._looks(way[-1])
                ways = [child for _, child in way[-1].ways]
                well = [child for child in ways if Status.UNMET not in statuses(child.position)]
                way.append(chance.choice(well if well and number % 2 else ways))
            met |= {node.position.state for node in way} | {way[-1].position.standing.result.verdict}
            for node in way[max(_LATE, len(way) - 1 - _LAST) :] if number < _WAYS else way[-1:]:
                self._walks(node)


def statuses(position: Position) -> Statuses:
    return tuple(position.standing.result.requirements.values())


def after_results(results: list[Position], most: int = 12_000) -> list[Position]:
    """Positions from the results on, each kind once: taken in turns from near the results and from deep below."""
    frontier = deque([*representatives(results), START])
    found: dict[object, Position] = {}
    while frontier and len(found) < most:
        position = frontier.pop() if len(found) % 2 else frontier.popleft()
        if (key := likeness(position)) not in found:
            found[key] = position
            frontier.extend(below for _, below in ways(position))
    return list(found.values())


def some_after_results(results: list[Position], most: int = 1_000) -> list[Position]:
    """A part of them, in which each state is as often as can be: `most`, and as many more as it takes to meet every state."""
    chance = dice("after the results")
    frontier: dict[str, list[Position]] = {state: [] for state in ORDER}
    found: dict[object, Position] = {}
    often = Counter[str]()
    new: Iterable[Position] = [*representatives(results), START]
    while len(found) < most or not all(often[state] for state in ORDER):
        for position in new:
            if likeness(position) not in found:
                frontier[position.state].append(position)
        state = min((state for state in ORDER if frontier[state]), key=often.__getitem__)
        places = frontier[state]
        position = places.pop(chance.randrange(len(places)))
        new = ()
        if (key := likeness(position)) not in found:
            found[key] = position
            often[state] += 1
            new = (below for _, below in ways(position))
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
