"""Every position that answers lead to: walked once for all tests that hold on every path.

Positions that are alike in all that the table and the rules look at have the same future, so each kind is walked once; the number
of ways is counted along the way.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from flows.dialogue.buttons import write_button
from flows.dialogue.machine.conditions import diagnosing
from flows.dialogue.machine.led import LED_QUESTIONS, LED_STEPS
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.steps import STEPS
from flows.dialogue.machine.table import ASKED
from flows.dialogue.screens.screens import screen
from flows.eligibility import UNKNOWN, Status, Verdict
from flows.texts import say
from flows.troubles.registry import LED
from flows.view import View
from tests.dialogue.walking import HERE, SESSION, START, Told, offered, successors, tell
from tests.sampling import WHOLE, amount, dice

Statuses = tuple[Status, ...]
BEYOND = frozenset(
    {
        "result",
        "ask_npsn",
        "request",
        "ask_level",
        "make_account",
        "waiting",
        "handed_over",
        "solved",
        "finished",
        "guide_done",
        "ask_seen",
    }
)
"""Where the first walk stops: the questions and the steps of the school lie before."""
VERDICTS = {Verdict.WAITING_DINAS, Verdict.SCHOOL_ACTION, Verdict.NEED_INFO, Verdict.HANDOVER}
"""What an end of the walk can be."""
_WAYS = 12
"""So many ways are in a part, and as many more as it takes to meet every question and every verdict."""
_TOP = 7
"""After so many taps everything below is walked."""
_MET = set(ASKED) - {"ask_role_again", *(f"ask_{subject}" for subject in LED_QUESTIONS)}
"""The role is asked again only where it was named before its question: `told_early`."""
_ASIDE = frozenset({"human", "appeared", "add_role", "sync_fails", "other"})
"""Ways that leave it at once, proven below."""


@dataclass
class Node:
    """A position met on the way, with what lies below it."""

    position: Position
    ways: list[tuple[Told, int]] = field(default_factory=list)
    complete: bool = False
    """Whether everything below it is walked: then the figures hold."""
    outcomes: frozenset[int] = frozenset()
    """Fingerprints of what can come of it: how the requirements stand at an end, and which steps lie on the way."""
    paths: int = 0
    """Number of ways from here to an end of this walk."""
    taps: int = 0
    """Taps on all those ways together."""
    longest: int = 0


@dataclass
class Walk:
    nodes: dict[int, Node]
    ends: list[Position]
    root: Node
    beyond: list[Position] = field(default_factory=list)
    """Positions after these ends."""

    @property
    def results(self) -> list[Position]:
        """The ends where nothing is left to ask and to mend."""
        return [position for position in self.ends if position.state in {"result", "ask_level"}]


class _Walker:
    """Walks from the missing button to the ends of the questions and the school's steps, depth first."""

    def __init__(self) -> None:
        self.nodes: dict[int, Node] = {}
        self.ends: list[Position] = []
        self._keys: dict[object, int] = {}

    def visits(self, position: Position) -> int:
        """Walk everything below a position; gives its number."""
        number = self._known(position)
        node = self.nodes[number]
        if node.complete:
            return number
        node.complete = True
        if position.state in BEYOND:
            return number
        node.ways.clear()
        for told, below in _ways_on(position):
            at = self.visits(below)
            child = self.nodes[at]
            node.ways.append((told, at))
            node.outcomes |= child.outcomes
            node.paths += child.paths
            node.taps += child.taps + child.paths
            node.longest = max(node.longest, 1 + child.longest)
        return number

    def _known(self, position: Position) -> int:
        key = alike(position)
        if key not in self._keys:
            number = self._keys[key] = len(self._keys)
            node = self.nodes[number] = Node(position)
            if position.state in BEYOND:
                self.ends.append(position)
                node.outcomes, node.paths = frozenset({hash((position.state, statuses(position)))}), 1
            elif position.state in STEPS:
                node.outcomes = frozenset({hash(position.state)})
        return self._keys[key]

    def visits_a_part(self) -> None:
        """Some ways from the beginning, each walked whole below its first taps, until every question and verdict was met."""
        chance = dice("walk")
        for number in count():
            asked = {node.position.state for node in self.nodes.values()} & set(ASKED)
            verdicts = {position.standing.result.verdict for position in self.ends}
            if number >= _WAYS and asked >= _MET and verdicts >= VERDICTS:
                return
            position = START
            for _ in range(_TOP):
                ways = list(_ways_on(position))
                if position.state in BEYOND or not ways:
                    break
                node = self.nodes[self._known(position)]
                told, position = chance.choice(ways)
                if not node.complete:
                    way = (told, self._known(position))
                    node.ways += [] if way in node.ways else [way]
            self.visits(position)


def _ways_on(position: Position) -> Iterator[tuple[Told, Position]]:
    return ((told, below) for told, below in successors(position) if told[1] not in _ASIDE)


def walk() -> Walk:
    """Every kind of position up to the ends; in `make test` a part."""
    walker = _Walker()
    if WHOLE:
        walker.visits(START)
    else:
        walker.visits_a_part()
    found = Walk(walker.nodes, walker.ends, walker.nodes[0])
    found.beyond = after_results(found, amount(2_500, 14_000))
    return found


def alike(position: Position) -> object:
    """All that the future of a position can depend on."""
    standing = position.standing
    facts = standing.facts
    return (
        position.state,
        statuses(position),
        *(
            facts.leader,
            facts.accounts,
            facts.role_ks,
            facts.dinas_changed,
            facts.pulled_after,
            facts.button_now,
        ),
        facts.login == "ks_account_ks_role",
        *(standing.settled, standing.claimed, standing.behind, standing.unknown_facts),
        *(standing.request_sent, standing.rechecked, standing.parked, standing.guiding, standing.looks > 0),
    )


def statuses(position: Position) -> Statuses:
    return tuple(position.standing.result.requirements.values())


def after_results(walk: Walk, most: int = 12_000) -> list[Position]:
    """Positions from the results on, each kind once."""
    return _spread([*representatives(walk.ends), told_early(), START, *far_on()], most)


def sample(most: int = amount(1_000, 3_000)) -> list[Position]:
    """Some positions in every state, for what need not hold of every one."""
    dice = random.Random(most)
    found = {
        likeness(position): position for position in (START, tell(START, ("symptom", "other")), *far_on())
    }
    position = START
    while len(found) < most:
        told = dice.choice(offered(position))
        if told[1] in {"human", "appeared"} and dice.randrange(4):  # they end it
            continue
        position = tell(position, told)
        found.setdefault(likeness(position), position)
        if position.state == "finished" or dice.randrange(60) == 0:
            position = dice.choice((START, told_early(), *far_on()))
    return list(found.values())


def _spread(beginnings: list[Position], most: int) -> list[Position]:
    """Positions from these on, each kind once: of all the states that are open, from the one met least often so far."""
    chance = dice("after the results")
    open_in: dict[str, list[Position]] = {}
    met = Counter[str]()
    found: dict[object, Position] = {}
    new: Iterable[Position] = beginnings
    while len(found) < most:
        for position in new:
            if likeness(position) not in found:
                open_in.setdefault(position.state, []).append(position)
        states = [state for state, places in open_in.items() if places]
        if not states:
            break
        state = min(states, key=met.__getitem__)
        places = open_in[state]
        position = places.pop(chance.randrange(len(places)))
        new = ()
        if (key := likeness(position)) not in found:
            found[key] = position
            met[state] += 1
            new = [below for _, below in ways(position)]
    return list(found.values())


TOLD_EARLY: tuple[Told, ...] = (
    ("symptom", "button_missing"),
    ("role_ks", "no"),
    ("R7", "stuck"),
    ("R7", "skip"),
)


def told_early() -> Position:
    """The role was named before its question came, and could not be added: the only way to an answer that contradicts it."""
    position = START
    for told in TOLD_EARLY:
        position = tell(position, told)
    return position


_CLEAN: tuple[Told, ...] = (
    *(("seen", "stuck"), ("other_schools", "succeed"), ("internet", "works"), ("invalid", "0")),
    *(("version", "current"), ("clock", "right")),
)


LED_FAR_ON: tuple[tuple[Told, ...], ...] = tuple(
    (("symptom", "sync_fails"), *told)
    for told in (
        (("seen", "access_refused"),),
        (("seen", "access_refused"), ("S6.1", "detour"), ("login", "operator")),
        (("seen", "prefill_old"),),
        (("seen", "version_old"), ("S4.1", "looked"), ("seen", "version_old")),
        (("seen", "server_busy"), ("S8.1", "skip"), ("other_schools", "succeed")),
        (("seen", "data_refused"), ("version", "current"), ("S5.1", "looked"), ("seen", "data_refused")),
        (*_CLEAN, ("other_network", "not_tried")),
        (*_CLEAN, ("other_network", "fails"), ("quiet_try", "no")),
        (*_CLEAN, ("other_network", "fails"), ("quiet_try", "yes")),
    )
)
"""Ways far into the trouble of a failing sync, where chance seldom comes."""
_STUCK: tuple[Told, ...] = (("symptom", "button_missing"), ("login", "operator"), ("R8.1", "stuck"))


NO_ACCOUNT: tuple[Told, ...] = (
    ("symptom", "button_missing"),
    ("accounts", "0"),
    ("nav", "human"),
    ("level", "sd"),
)
"""The way to the account that a school can make."""


def far_on() -> list[Position]:
    """Where these ways lead."""
    return [after_all(*told) for told in (*LED_FAR_ON, _STUCK, NO_ACCOUNT)]


def after_all(*told: Told) -> Position:
    """The position after all of these, from the beginning."""
    position = START
    for one in told:
        position = tell(position, one)
    return position


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
        standing.looks > 0,
        standing.request_sent,
        standing.rechecked,
        standing.parked,
        standing.facts.accounts,
        standing.led_now and (standing.led_now.next_mending, standing.led_now.look_due),
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
    *("menu", "no_symptom", "other_subject"),
    *ASKED,
    *(*LED_STEPS, *(f"trying.{symptom}" for symptom in LED)),
    *(state for step in ("R8.1", "R7", "R9.1", "R5.1") for state in (step, f"{step}.stuck")),
    *("guide_done", "look", "result", "ask_npsn", "request", "request.stuck", "ask_reminder", "ask_zone"),
    *("ask_level", "make_account", "ask_district", "handed_over", "waiting", "solved", "finished"),
)
RESTING = {"waiting", "handed_over"}
"""Where a person may come back days later; what is told there begins a new stretch."""


def progress(position: Position) -> tuple[int, ...]:
    """How far a case is. It grows with all that is told and is bounded, so that no way can go round for ever."""
    standing = position.standing
    return (
        standing.rechecked,
        diagnosing(standing),
        "R6" in standing.behind,
        standing.facts.accounts == "0",
        len(standing.settled),
        "R7" in standing.behind,
        len(standing.behind),
        standing.looks,
        *_led_progress(position),
        ORDER.index(position.state),
    )


def turns(position: Position, below: Position) -> bool:
    """Whether the operator has said that it is the other trouble: then a new stretch begins."""
    return position.standing.symptom != below.standing.symptom


def _led_progress(position: Position) -> tuple[int, ...]:
    led, quiet = position.standing.led, position.standing.quiet
    if led is None:
        return 0, 0, 0, quiet
    return len(led.behind), len(led.settled), led.facts.value(led.trouble.look[0]) != UNKNOWN, quiet


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
