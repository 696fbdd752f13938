"""A case as a help desk has it: who has taken it, who waits for whom, and what staff can do to it. Pure.

A closed case stays where it is and can be opened again. What is told to the operator, and what the desk's card shows,
is made of this and of the session.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from pydantic.dataclasses import dataclass

from flows.values import STRICT, Json

REASONS = ("button_back", "data_mended", "elsewhere", "no_reply", "double", "other")
"""Why a case is closed, as staff choose it."""

EXPLAINED = frozenset({"button_back", "data_mended"})
"""Reasons after which staff are asked, once and by one tap, what it was."""

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Till somebody says otherwise."""

LONGEST_MUTE = timedelta(days=1)
"""A desk that takes no messages of somebody's for a time does so again after this, whatever the clock said."""

State = Literal["open", "taken", "closed"]
Menu = Literal["ask", "mark", "close", "up", "back", "assign", "cause"]


@dataclass(frozen=True, slots=True, config=STRICT)
class DeskCase:
    """A case as one desk has it."""

    case: int
    person: int
    district: str
    """The operator's own."""
    desk: str
    """The district whose group has the case now: the operator's own, or one above it."""
    level: str
    since: datetime
    """Since when it is in this state."""
    state: State = "open"
    owner: int | None = None
    """Who has taken it."""
    seq: int = 1
    """Counts the cards; a button carries the count of its card, so that two who press at once are told apart."""
    entered: int | None = None
    """The count of the card with which the case came into its present state: a press on that card, or on one since, still means
    the same. None in rows of releases before: then only the present card counts.
    """
    menu: Menu | None = None
    """What the card's buttons offer instead of the usual."""
    line: bool = True
    """What the operator writes goes to the desk, and the bot does not talk over it."""
    answered: bool = False
    """Staff have written since the operator began to wait, so that there is something to read."""
    waiting_at: datetime | None = None
    """Since when the operator waits for an answer."""
    nudge_at: datetime | None = None
    """When the operator is told that nobody has answered, if nobody has by then. None while a question is open."""
    silent: bool = False
    """The operator was told so."""
    asked: str | None = None
    """The question that the operator has yet to answer."""
    reason: str | None = None
    cause: str | None = None
    """The requirement that it was, as staff say after closing, or `other`; None where nobody has said so."""
    missing: tuple[str, ...] | None = None
    """The requirements that were not met when it was last changed; None: kept by a version that did not look."""
    dinas: bool = False
    """Dinas has something to change."""
    npsn: str | None = None
    school: str | None = None
    """What the operator has told of the school."""
    marks: tuple[str, ...] = ()
    """Changes of Dinas that are chosen on the card, and not told yet."""
    rated: Literal["yes", "no"] | None = None
    """Whether the operator said of the closed case that the desk helped."""
    muted: datetime | None = None
    """Time until which the desk takes no messages of the operator's; FOREVER till it is lifted. Kept beside the case, of the person."""
    noting: tuple[int, ...] = ()
    """Members of the staff who were asked for a note by the card's button: what they write next here is that, and goes to nobody."""
    came: str | None = None
    """The desk that handed it up, and can have it back."""

    def redrawn(self) -> "DeskCase":
        """The same case on a new card that says something else, and whose buttons still do the same."""
        return replace(self, seq=self.seq + 1)

    def without_note_of(self, who: int) -> "DeskCase":
        """The same case, in which `who` is not asked for a note any more."""
        return replace(self, noting=tuple(one for one in self.noting if one != who))

    def on_new_card(self) -> "DeskCase":
        """The same case on a new card, whose menu is closed: buttons of older ones do not count any more. What else changes is
        told to `replace`.
        """
        return replace(self, seq=self.seq + 1, entered=self.seq + 1, menu=None)

    def becomes(self, state: State, now: datetime) -> "DeskCase":
        """The same case on a new card, in this state since `now`."""
        return replace(self.on_new_card(), state=state, since=now)

    def counts(self, seq: int) -> bool:
        """Whether a press on the card of count `seq` still means the same."""
        return (self.seq if self.entered is None else self.entered) <= seq <= self.seq

    def closes(self, reason: str, now: datetime) -> "DeskCase":
        """The same case, closed since `now`: nobody waits for anybody any more."""
        there = self.becomes("closed", now)
        return replace(
            there,
            reason=reason,
            cause=None,
            menu="cause" if reason in EXPLAINED else None,
            rated=None,
            asked=None,
            waiting_at=None,
            nudge_at=None,
            silent=False,
        )

    def is_muted(self, now: datetime) -> bool:
        """Whether the desk takes no messages of the operator's at `now`."""
        return self.muted is not None and self.muted > now

    @property
    def is_open(self) -> bool:
        return self.state != "closed"

    @property
    def listens(self) -> bool:
        """Whether what the operator writes goes to the desk."""
        return self.is_open and self.line


DESK_CASE_JSON = Json(DeskCase)

BOT, GONE = -1, 0
"""Who did something, where it was the bot by itself, or one of the staff who has erased their data since."""


@dataclass(frozen=True, slots=True, config=STRICT)
class Entry:
    """Line of the log: what somebody did with a case or with a desk."""

    at: datetime
    desk: str
    action: str
    case: int | None = None
    who: int | None = None
    """A staff member, GONE or BOT; None for the operator."""
    detail: str = ""


def attended(case: DeskCase, now: datetime, who: int) -> DeskCase:
    """Case of which somebody of the desk, `who`, has turned to the operator. Whoever does so in a case that nobody has, has it."""
    there = case.on_new_card() if case.owner else replace(case.becomes("taken", now), owner=who)
    return replace(there, line=True, waiting_at=None, nudge_at=None, silent=False)


def answered(case: DeskCase, now: datetime, who: int) -> DeskCase:
    """Case of which somebody of the desk, `who`, has written to the operator."""
    there = case.redrawn() if case.owner else attended(case, now, who)
    return replace(
        there, line=True, waiting_at=None, nudge_at=None, silent=False, answered=True, menu=case.menu
    )


def waits(case: DeskCase, now: datetime, nudge_at: datetime) -> DeskCase:
    """The operator has written, or told something new, and waits for an answer. Who waited already waits on, on the same card.

    While a question of the desk's is open it is their turn, and the desk's silence is counted only from their answer on.
    """
    counts = not (case.asked or case.nudge_at or case.silent)
    there = replace(
        case,
        answered=False,
        waiting_at=case.waiting_at or now,
        nudge_at=nudge_at if counts else case.nudge_at,
    )
    return case if there == case else there.redrawn()
