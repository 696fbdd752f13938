"""What holds at every help desk's doing, wherever a case stands; and on every way back past a district.

`make test` tries a part: every state, each with fewer standings and fewer marks.
"""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.dialogue.machine.dinas_marks import MARKS, write_marks
from flows.dialogue.machine.effects import HandOver, Remember, ToDesk
from flows.dialogue.machine.events import (
    Chose,
    Commanded,
    CommandName,
    DeskActed,
    DeskAsks,
    DeskNews,
    Edited,
    Event,
    Reminded,
    Sent,
    Surroundings,
    Typed,
)
from flows.dialogue.machine.fold import with_record
from flows.dialogue.machine.questions import BY_DESK
from flows.dialogue.machine.replay import Position, after, replay
from flows.dialogue.machine.session import SESSION_JSON, Session
from flows.dialogue.machine.table import ENDS, STATES
from flows.dialogue.screens.panels import asked_rows
from flows.dialogue.screens.screens import screen
from flows.dialogue.turn.engine import Turn, advance, begin, show
from flows.troubles.registry import FIRST
from tests.dialogue.desks import DESKS, DIRECTORIES, EMPTY, FEW, MANY, ONE, OPEN, at, here, tap
from tests.dialogue.walk import (
    LED_FAR_ON,
    RESTING,
    TOLD_EARLY,
    Walk,
    after_all,
    fits,
    likeness,
    progress,
    told_early,
    turns,
    view_fits,
    ways,
)
from tests.dialogue.walking import HERE, NOON, SESSION, START, Told, record, session_after, successors, tell
from tests.sampling import amount, sample

pytestmark = [pytest.mark.sampled, pytest.mark.xdist_group("walk")]
FINAL = {"solved", "finished"}
SUBSETS = tuple(chain.from_iterable(combinations(MARKS, size) for size in range(1, len(MARKS) + 1)))


def _marked(keys: tuple[str, ...]) -> Told:
    return "desk", write_marks(keys) or ""


def _standing_anywhere(walk: Walk, most: int = amount(2, 20)) -> Iterator[Position]:
    """Some positions in each state, alike in nothing that the table looks at."""
    counts = Counter[str]()
    everywhere = chain(walk.beyond, (node.position for node in walk.nodes.values()))
    for position in everywhere:
        counts[position.state] += 1
        if counts[position.state] <= most:
            yield position
    assert set(counts) == set(STATES)


def test_dinas_may_have_acted_anywhere(walk: Walk) -> None:
    """Every set of marks, in every state: what is left is waited for, else it is pulled down; and every way on ends."""
    acted: dict[object, Position] = {}
    tried = 0
    for position in _standing_anywhere(walk):
        for keys in SUBSETS:
            told = _marked(keys)
            if position.state in FINAL:
                assert after(position, 0, record(position, told)) is None
                continue
            below = tell(position, told)
            standing = below.standing
            tried += 1
            assert below.state == ("waiting" if standing.for_dinas else "R5.1")
            assert standing.request_sent == bool(standing.for_dinas)
            assert (standing.facts.dinas_changed, standing.facts.pulled_after) == ("yes", "no")
            assert not set(keys) & set(standing.for_dinas) - {"R1"}
            assert standing.round == position.standing.round + 1
            acted.setdefault(likeness(below), below)
    assert tried > amount(1_000, 10_000)
    _go_on(list(acted.values()))


def _go_on(positions: list[Position], most: int = amount(200, 3_000)) -> None:
    """From each of these the case comes nearer to an end with all that is told."""
    frontier = deque(positions)
    found = {likeness(position) for position in positions}
    ended = set[str]()
    wanted = {"solved", *ENDS}
    walked = 0
    while frontier and (walked < most or not ended >= wanted):
        position = frontier.popleft() if walked % 2 else frontier.pop()
        walked += 1
        fits(position)
        assert any(button.choice == "back" for row in screen(SESSION, position, HERE).rows for button in row)
        for told, below in ways(position):
            if position.state not in RESTING and not turns(position, below):
                assert progress(below) > progress(position), (position.state, told)
            ended.add(below.state)
            if likeness(below) not in found:
                found.add(likeness(below))
                frontier.append(below)
    assert wanted <= ended


def test_the_desk_may_ask_wherever_it_has_the_case(walk: Walk) -> None:
    """Every question, every answer, in every standing that is handed over: it counts like the question's own answer."""
    handed = [position for position in walk.beyond if position.state == "handed_over"]
    assert len(handed) > amount(15, 300)
    for position in handed:
        for subject in position.standing.trouble.askable:
            for row in asked_rows(subject):
                for button in row:
                    below = tell(position, (BY_DESK + subject, button.choice))
                    own = record(position, (subject, button.choice))
                    assert below.state == "handed_over"
                    assert below.standing == with_record(position.standing, own)
        fits(position)
        fits(below)


def test_the_desk_asks_only_where_it_has_the_case(walk: Walk) -> None:
    for position in _standing_anywhere(walk, most=5):
        for subject in position.standing.trouble.askable:
            answer = record(position, (BY_DESK + subject, "unknown"))
            assert (after(position, 0, answer) is not None) == (position.state == "handed_over")


# Whole sessions, with all that was told.


@cache
def _sessions() -> tuple[Session, ...]:
    """Some in each state, with the records that led there."""
    kinds, states = Counter[object](), Counter[str]()
    frontier: deque[tuple[Position, tuple[Told, ...]]] = deque([(START, ()), (told_early(), TOLD_EARLY)])
    frontier.extend((after_all(*told), told) for told in LED_FAR_ON)
    found = []
    while frontier:
        position, path = frontier.popleft()
        standing = position.standing
        well = not standing.todo and not standing.unknown_facts
        kind = (
            path[:2] == TOLD_EARLY[:2],
            position.state,
            standing.request_sent,
            standing.looks > 0,
            standing.todo[:1],
            well,
            (standing.parked, standing.rechecked, bool(standing.left_undone)),
        )
        kinds[kind] += 1
        if kinds[kind] > 2:
            continue
        states[position.state] += 1
        if states[position.state] <= 2:
            found.append(session_after(*path))
        frontier.extend((below, (*path, told)) for told, below in successors(position))
    assert {session.state for session in found} == set(STATES)
    return tuple(found)


def _holds(turn: Turn) -> None:
    """What holds of every turn."""
    session = turn.session
    assert SESSION_JSON.read(SESSION_JSON.write(session)) == session
    assert session.state == replay(session.records).state
    view_fits(turn.view)


def test_every_session_hears_of_its_desk() -> None:
    """What the desk does reaches it, whatever lies over its screen; Kembali takes it back."""
    step = amount(62, 4)
    for number, session in enumerate(_sessions()):
        over = replace(session, panel="help")
        for keys in SUBSETS[number % step :: step]:
            turn = advance(over, DeskActed(keys), at())
            _holds(turn)
            assert turn.quiet == (session.state in FINAL)
            if not turn.quiet:
                assert turn.session.panel is None
                back = tap(turn.session, "nav", "back", at())
                # The district is known here, and its zone with it: neither is asked.
                by_itself = session.state in {"ask_district", "ask_zone"}
                assert back.session.records == session.records[: len(session.records) - by_itself]
                assert HandOver() not in back.effects
        for subject in replay(session.records).standing.trouble.askable:
            turn = advance(over, DeskAsks(subject), at())
            _holds(turn)
            assert turn.quiet == (session.state != "handed_over")


@pytest.mark.parametrize(
    "where",
    [here(EMPTY), here(ONE), here(ONE, "3204"), here(FEW, "3204"), here(FEW), here(MANY, "k1"), here(MANY)],
    ids=["none", "one", "one, known", "few, known", "few", "many, known", "many"],
)
def test_every_way_back_leads_to_the_opening(where: Surroundings) -> None:
    """One answer fewer each time, and never back to where one stands by an answer that is given by itself."""
    backs = 0
    for session in sample(_sessions(), 0, kind=lambda session: session.state, name=str(where.district)):
        turn = Turn(session, show(session, where))
        while turn.session.records:
            left = len(turn.session.records)
            turn = tap(turn.session, "nav", "back", where)
            _holds(turn)
            assert len(turn.session.records) < left
            backs += 1
        assert turn.session.state == "menu"
    assert backs > amount(200, 400)


SAID = (
    "ya", "belum", "gak tau", "kembali", "3", "plt", "guru", "ubah jawaban", "sd", "sma", "kota bandung", "bandung",
    "halo bu", "minta petugas", "Tombol sudah muncul", "Bicara dengan bot lagi", "qwrtplk", "daerah saya tidak ada",
)  # fmt: skip
EVENTS = st.one_of(
    st.tuples(st.just("tap"), st.integers(0, 40)),
    st.tuples(st.just("tap"), st.integers(0, 40)),
    st.tuples(st.just("type"), st.sampled_from(SAID)),
    st.tuples(
        st.just("command"), st.sampled_from(["start d_3204", "start d_x", "lanjut", "daerah", "bantuan"])
    ),
    st.tuples(st.just("send"), st.sampled_from(["photo", "sticker", "voice"])),
    st.tuples(st.just("news"), st.sampled_from(["taken", "closed", "moved", "silent", "lost", "answered"])),
    st.tuples(st.just("asks"), st.sampled_from([*FIRST.askable, "level"])),
    st.tuples(st.just("acted"), st.sampled_from([*SUBSETS, ()])),
    st.tuples(st.just("desk"), st.sampled_from([*DESKS, "nobody"])),
    st.tuples(st.just("human"), st.none()),
    st.tuples(st.just("other"), st.sampled_from(["edited", "reminded"])),
)


def _event(kind: str, what: object, session: Session, where: Surroundings) -> Event:
    match kind:
        case "tap":
            offered = [button for row in show(session, where).rows for button in row]
            button = offered[int(str(what)) % len(offered)]
            return Chose(session.case, session.seq, button.subject, button.choice)
        case "type":
            return Typed(str(what))
        case "command":
            name, _, argument = str(what).partition(" ")
            named: CommandName = name  # type: ignore[assignment]  # one of the sampled names
            return Commanded(named, argument)
        case "send":
            return Sent(str(what))
        case "news":
            return DeskNews(what)  # type: ignore[arg-type]  # one of the sampled kinds
        case "asks":
            return DeskAsks(str(what))
        case "acted":
            return DeskActed(what)  # type: ignore[arg-type]  # keys
        case "human":
            return Typed("minta petugas")
    return Edited() if what == "edited" else Reminded()


@given(st.sampled_from(sorted(DIRECTORIES)), st.lists(EVENTS, max_size=40))
def test_whatever_happens_between_an_operator_and_a_desk(
    directory: str, events: list[tuple[str, object]]
) -> None:
    """The state follows from the records; who keeps still has changed nothing; who arrives at the desk is handed over."""
    session = begin(7, 1, NOON)
    handed = set[tuple[str | None, str]]()
    where = replace(at(None), directory=DIRECTORIES[directory], district=None)
    for kind, what in events:
        if kind == "desk":
            where = replace(where, desk=DESKS.get(str(what)))
            continue
        turn = advance(session, _event(kind, what, session, where), where)
        _holds(turn)
        assert not turn.stale
        if turn.quiet:
            assert turn.session == session
            assert turn.effects in {(), (ToDesk("relay"),)}
        before, now = replay(session.records), replay(turn.session.records)
        if now.state == "handed_over" and (
            before.state != "handed_over" or before.standing.district != now.standing.district
        ):
            # No desk has a madrasah's case; whoever goes back over a mark is where the desk has the case already.
            there = (now.standing.district, now.standing.level)
            back = there in handed and len(turn.session.records) < len(session.records)
            assert turn.effects.count(HandOver()) == (not back and now.standing.level != "madrasah")
            handed.add(there)
        for effect in turn.effects:
            if isinstance(effect, Remember):
                where = replace(where, district=effect.district)
            if isinstance(effect, HandOver) and where.desk is None:
                where = replace(where, desk=OPEN)
        session = turn.session
