"""From the records to the position: answers are the truth, the position follows.

Each record is taken when the case comes to stand where it can be told. A record of another round, one whose question is no
longer on the path, or one whose answer no longer exists, is left lying: it does not vote, but is kept, and votes again
if the path leads there.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flows.dialogue.machine.dinas_marks import read_marks
from flows.dialogue.machine.questions import BY_DESK, QUESTIONS, answers_desk, is_answer
from flows.dialogue.machine.rows import may, next_state
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


def replay(records: tuple[Record, ...], position: Position = START, move: Move = next_state) -> Position:
    """The position that `records` lead to. Total: records that fit nowhere are passed over.

    `position` may be where all but the last of them have led already: nothing before it is looked at again, because a record
    is only taken where no earlier one can be.
    """
    left = [place for place in range(len(records)) if place not in position.taken]
    while True:
        for place in left:
            moved = after(position, place, records[place], move)
            if moved is not None:
                position = moved
                left.remove(place)
                break
        else:
            return replace(position, void=_void(position, [records[place] for place in left]))


def after(position: Position, place: int, record: Record, move: Move = next_state) -> Position | None:
    """The position after `record`, the `place`-th of its session, is told; None where it cannot be told at `position`."""
    if record.round != position.standing.round:
        return None
    named = as_today(record)
    trigger = _trigger(position, named.subject, named.choice)
    if trigger is None:
        return None
    standing = position.standing.told(record)
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
    if subject == "npsn" and subject != subject_of(state):
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
