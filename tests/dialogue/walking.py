"""Walks the dialogue without words, time or a database: what may be told where, and what it leads to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from flows.dialogue.machine.conditions import diagnosing, invalid_open, login_parked
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.machine.fold import look_follows, may_appear
from flows.dialogue.machine.led import LED_STEPS
from flows.dialogue.machine.questions import QUESTIONS
from flows.dialogue.machine.replay import Position, after
from flows.dialogue.machine.rows import next_state as read
from flows.dialogue.machine.session import Record, Session
from flows.dialogue.machine.standing import Standing
from flows.dialogue.machine.steps import STEPS, remedy_of
from flows.dialogue.screens.keyboard import HUMAN, MORE
from flows.dialogue.screens.panels import more
from flows.dialogue.screens.screens import screen
from flows.dialogue.turn.engine import begin

NOON = datetime(2026, 8, 25, 5, 0, tzinfo=UTC)
HERE = Surroundings(NOON)
SESSION = begin(7, 1, NOON)
START = Position("menu", Standing())

_NO_MOVE = {
    "back", "edit", "help", "stop", "why", "unknown", "letter", "restart", "cases", "district", "more", "detail", "troubles",
    "other_level",
}  # fmt: skip

Told = tuple[str, str]


def tellable(position: Position) -> list[Told]:
    """Every button of the screen that moves the case, and "Tidak tahu" where it is a way on."""
    found = [
        (at.subject, at.choice)
        for row in screen(SESSION, position, HERE).rows
        for at in row
        if (at.subject, at.choice) not in {("nav", way) for way in _NO_MOVE} and not at.url
    ]
    if any(MORE in row for row in screen(SESSION, position, HERE).rows):
        behind = more(position).rows
        ways = [
            (at.subject, at.choice)
            for row in behind
            for at in row
            if at == HUMAN or at.subject in {"button_now", "symptom"}
        ]
        found += [way for way in ways if way not in found]
    if position.state == "menu":
        found += [("symptom", "other"), ("symptom", "unknown")]
    if position.state == "no_symptom":
        found += [("symptom", "other")]
    subject = position.state.removeprefix("ask_")
    if subject in QUESTIONS and QUESTIONS[subject].fact:
        found.append((subject, "unknown"))
    return found


def record(position: Position, told: Told) -> Record:
    return Record(subject=told[0], choice=told[1], at=NOON, round=position.standing.round)


def tell(position: Position, told: Told) -> Position:
    """The position after one more telling, which the table must allow."""
    found = after(position, 0, record(position, told), read)
    assert found is not None, f"{told} is offered in {position.state} and leads nowhere"
    return replace(found, taken=())


_offered: dict[object, list[Told]] = {}


def offered(position: Position) -> list[Told]:
    """As `tellable`, from memory where a screen of the same buttons was seen."""
    standing, state = position.standing, position.state
    step = state.removesuffix(".stuck")
    mends = step in STEPS and step not in LED_STEPS
    looks = mends and look_follows(standing, remedy_of(step))
    key = (
        state,
        looks,
        mends and may_appear(standing, remedy_of(step)),
        standing.led_now is not None,
        login_parked(standing),
        invalid_open(standing),
        diagnosing(standing),
        standing.tried,
    )
    if key not in _offered:
        _offered[key] = tellable(position)
    return _offered[key]


def successors(position: Position) -> Iterator[tuple[Told, Position]]:
    for told in offered(position):
        yield told, tell(position, told)


def session_after(*told: Told) -> Session:
    """A session whose records are these, each told where it fits. Refuses what the table does not let be told."""
    position, records = START, list[Record]()
    for one in told:
        records.append(record(position, one))
        position = tell(position, one)
    return replace(SESSION, records=tuple(records), state=position.state)
