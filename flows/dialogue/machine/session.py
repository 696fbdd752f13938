"""A case as it is stored: what the operator answered and what became of the steps.

The records are the truth. `state` is what the table makes of them when they are replayed; it is stored so that the
database can be read without the table, and a test holds the two equal.
"""

from dataclasses import field
from datetime import datetime

from pydantic.dataclasses import dataclass

from flows.dialogue.dates import Zone
from flows.values import STRICT, Json
from flows.view import Line


@dataclass(frozen=True, slots=True, config=STRICT)
class Record:
    """A record: one thing that the operator told, an answer, the outcome of a step, or a choice of way."""

    subject: str
    """A fact's name, a step such as `R7.3`, or another subject of the table."""
    choice: str
    """The fact's value, the step's outcome, or the way chosen."""
    at: datetime
    round: int = 0
    """How often the case had gone round when it was told; an old round's answer is not taken for a new one's."""


@dataclass(frozen=True, slots=True, config=STRICT)
class Session:
    """A session: one case of one person, as it is stored."""

    case: int
    """The case's number; `flows.dialogue.case_code` makes the code that people see."""
    person: int
    opened_at: datetime
    touched_at: datetime
    seq: int = 0
    """Counts the screens of this case; a button carries the count of its screen, so that a late tap is known."""
    entered: int | None = None
    """The count of the first screen of the present question, step or panel: a tap on that one, or on one since, still answers it.
    None in cases of releases before: then only the present screen counts.
    """
    state: str = "menu"
    records: tuple[Record, ...] = ()
    panel: str | None = None
    """What lies over the position without moving it: an explanation, the list of answers, a confirmation, a question of
    the help desk's."""
    misread: int = 0
    """How many messages in a row were not understood here."""
    pictures: tuple[str, ...] = ()
    """The pictures that were sent in this case: unasked none comes twice."""
    notices: tuple[Line, ...] = field(default=(), compare=False)
    """What the present screen says above itself of what has just happened: it is drawn later where it cannot be drawn now."""
    zone: Zone | None = None
    remind_at: datetime | None = None
    closed: bool = False
    """Put aside for good, because the person began anew."""


SESSION_JSON = Json(Session)
