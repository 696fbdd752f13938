"""Replay of records to a position: answers are the truth, the position follows.

Each record is taken when the case comes to stand where it can be told. A record of another round, one whose question is no
longer on the path, or one whose answer no longer exists, is left lying: it does not vote, but is kept, and votes again
if the path leads there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from flows.dialogue.machine.dinas_marks import read_marks
from flows.dialogue.machine.fold import with_record
from flows.dialogue.machine.questions import BY_DESK, NOTED, QUESTIONS, answers_desk, is_answer
from flows.dialogue.machine.rows import may, next_state
from flows.dialogue.machine.runner import move as run
from flows.dialogue.machine.session import Record
from flows.dialogue.machine.standing import Standing
from flows.dialogue.machine.steps import as_today
from flows.dialogue.machine.table import subject_of
from flows.troubles.registry import FIRST


@dataclass(frozen=True, slots=True)
class Position:
    """Position of a case: where it stands, and which of its records led there."""

    state: str
    standing: Standing
    taken: tuple[int, ...] = ()
    """Places of the records that were taken, in the order in which they were."""
    void: frozenset[str] = frozenset()
    """Subjects whose answer is no longer offered and must be given again."""


START = Position("menu", Standing())
Move = Callable[[str, str, Standing], str]
"""Gives the state that a trigger leads to from a state; `rows.next_state` reads it, `runner.move` runs the machine."""
Told = tuple[str, str, int]
"""A record without its time: subject, choice and round. Where a case stands does not rest on when something was told."""

_REMEMBERED = 8_192
"""So many positions, those that were asked for last."""
_DEEPEST = 200
"""Where more was told, nothing of it is remembered."""
_AT_ANY_TIME = datetime.min.replace(tzinfo=UTC)


def replay(records: tuple[Record, ...]) -> Position:
    """The position that `records` lead to. Total: records that fit nowhere are passed over.

    Most cases begin alike, and every turn begins with the position that the turn before has come to: where the same was told, it
    is found out once, each step on the machine, and remembered.
    """
    return _reached(tuple((record.subject, record.choice, record.round) for record in records))


@lru_cache(maxsize=_REMEMBERED)
def _reached(told: tuple[Told, ...]) -> Position:
    """Position that `told` leads to. What all but the last lead to is looked up: a record is only taken where no earlier one can be."""
    if not told or len(told) > _DEEPEST:
        return step_by_step(told, START)
    return step_by_step(told, _reached(told[:-1]))


def step_by_step(told: tuple[Told, ...], position: Position = START) -> Position:
    """The position that `told` leads to from `position`, which some of it has led to already."""
    records = [Record(subject, choice, _AT_ANY_TIME, round_) for subject, choice, round_ in told]
    left = [place for place in range(len(records)) if place not in position.taken]
    while True:
        for place in left:
            moved = after(position, place, records[place], run)
            if moved is not None:
                position = moved
                left.remove(place)
                break
        else:
            return replace(position, void=_void(position, [records[place] for place in left]))


def after(position: Position, place: int, record: Record, move: Move = next_state) -> Position | None:
    """The position after `record`, the `place`-th of its session, is told; None where it cannot be told at `position`.

    `move` gives the state that a trigger leads to; `next_state` reads it from the table, and runs nothing.
    """
    if record.round != position.standing.round:
        return None
    named = as_today(record)
    trigger = _trigger(position, named.subject, named.choice)
    if trigger is None:
        return None
    standing = with_record(position.standing, record)
    if not may(position.state, trigger, standing):
        return None
    return Position(move(position.state, trigger, standing), standing, (*position.taken, place))


_FORMERLY = frozenset({("ask_seen", "connection", "stuck"), ("ask_npsn", "dinas.1", "done")})
"""What an older version let be told there: it gave one page of advice, and sent the request without asking."""


def _trigger(position: Position, subject: str, choice: str) -> str | None:
    state = position.state
    if subject == "desk":
        return "desk_acted" if read_marks(choice) else None
    if subject.startswith(BY_DESK):
        return "asked" if answers_desk(subject, choice, position.standing.trouble) else None
    if subject == "nav" or (subject == "button_now" and choice in {"appeared", "still_missing"}):
        return choice
    if (state, subject, choice) in _FORMERLY:
        return choice
    if subject == NOTED or (subject == "npsn" and subject != subject_of(state)):
        return "named" if is_answer(subject, choice) else None
    if subject == "happened":
        return subject if choice in FIRST.order.first else None
    if subject != subject_of(state) and subject != "symptom":
        if state == "waiting" and subject in {"reminder", "zone"}:  # told there by an older version
            return "answered" if is_answer(subject, choice) else None
        early = position.standing.takes_early(subject) and is_answer(subject, choice)
        return "volunteered" if early else None
    if subject in QUESTIONS:
        return "answered" if is_answer(subject, choice) else None
    return "helped" if subject == "helped" else choice


def waiting(records: Sequence[Record], position: Position) -> dict[str, int]:
    """Subjects of which something was told before their question, and waits for it, each with the place of its latest record."""
    return {
        record.subject: place
        for place, record in enumerate(records)
        if place not in position.taken
        and record.round == position.standing.round
        and record.subject in QUESTIONS
        and QUESTIONS[record.subject].fact
        and record.subject not in position.void
    }


def _void(position: Position, left: list[Record]) -> frozenset[str]:
    subject = subject_of(position.state)
    return frozenset(
        record.subject
        for record in left
        if record.subject == subject
        and record.round == position.standing.round
        and subject in QUESTIONS
        and not is_answer(subject, record.choice)
    )
