"""A case at its position, and what can be done to it. Every way ends in a `Turn`."""

from dataclasses import dataclass, replace

from flows.dialogue.machine.edit_answer import changed
from flows.dialogue.machine.effects import Effect, HandOver, Picture, Tell, ToDesk
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.machine.questions import BY_DESK, NO_DISTRICT, NOTED, QUESTIONS, own
from flows.dialogue.machine.replay import Position, replay, waiting
from flows.dialogue.machine.session import Record, Session
from flows.dialogue.machine.steps import as_today
from flows.dialogue.machine.table import ANYWHERE, subject_of
from flows.dialogue.screens.case_at_desk import (
    foreseen,
    held_back,
    is_closed,
    is_elsewhere,
    once_told,
    with_desk,
)
from flows.dialogue.screens.cut_off_lines import with_cut_off
from flows.dialogue.screens.district_choice import passed_by, passes_by, zone_of
from flows.dialogue.screens.keyboard import HUMAN
from flows.dialogue.screens.panels import ASKED, panel
from flows.dialogue.screens.pictures import picture_of
from flows.dialogue.screens.screens import screen
from flows.dialogue.screens.summaries import case_summary, dinas_request
from flows.dialogue.turn.reminder import with_reminder
from flows.view import Line, View

LOUD = 2
"""Number of messages in a row not understood after which a person is offered."""
MOST_RECORDS = 150
"""So much is recorded of one case: whatever more its operator tells is not. Every turn replays them all."""
_TO_AN_END = frozenset({"ask_level", "ask_district", "handed_over", "solved", "finished"})
"""States to which a case may still go then: its desk gets it, and its end is told."""
LEAVING = frozenset(row.source for row in ANYWHERE if row.trigger == HUMAN.choice)
"""States from which one may go to a person."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Turn: what one happening made of a case."""

    session: Session
    view: View
    effects: tuple[Effect, ...] = ()
    toast: Line | None = None
    """A word beside a tap's own effect."""
    stale: bool = False
    """A late or repeated tap: nothing has changed, and the view is the present screen."""
    quiet: bool = False
    """Nothing has changed, and nothing is to be shown: others speak here."""


_LASTING = frozenset(
    {f"notice.{name}" for name in ("sent", "only_caption", "not_relayed", "forwarded", "edited", "full")}
    | {"privacy.notice"}
)
"""Notices of what was not read, not passed on or not kept: who has not seen them yet is told on a later screen."""


def told_above(view: View, session: Session, here: Surroundings) -> View:
    """The present screen of `session` with what it has still to say of what has happened."""
    return view.after(*session.notices) if here.unseen else view


def present(session: Session, position: Position, here: Surroundings) -> View:
    """The screen that stands now: the panel if one lies over the position. Whoever is not understood is offered a person."""
    view = (
        panel(session, position, here)
        if session.panel
        else with_cut_off(screen(session, position, here), position, here)
    )
    if session.misread < LOUD or position.state not in LEAVING or any(HUMAN in row for row in view.rows):
        return view
    return View(view.lines, (*view.rows, (HUMAN,)))


@dataclass(frozen=True, slots=True)
class Case:
    """A session at the position that its records lead to."""

    session: Session
    position: Position
    here: Surroundings

    def goes_on(self, told: list[tuple[str, str]], *notices: Line, early: bool = False) -> Turn:
        """Move the case by what was told. What cannot be told here changes nothing, unless it is kept for its question."""
        records = [
            Record(subject=subject, choice=choice, at=self.here.now, round=self.position.standing.round)
            for subject, choice in told
        ]
        if told[0] == (HUMAN.subject, HUMAN.choice):
            notices = (Line("notice.to_person"), *notices)
        before = self._without_untaken({subject for subject, _ in told})
        if not early and len(before) not in replay((*before, records[0])).taken:
            return self.stays(Line("notice.choose"))
        return self.moves((*before, *records), *notices, unasked=told[0][0] != "desk")

    def pictured(self, name: str | None) -> tuple[Effect, ...]:
        """The picture `name` as it is sent unasked: once in a case."""
        return (Picture(name),) if name and name not in self.session.pictures else ()

    def _helped_on(self, moved: Position) -> tuple[Effect, ...]:
        """The picture for a step that the operator is stuck at, or has come to a second time."""
        state = moved.state
        subject = subject_of(state)
        if state == self.position.state or subject in QUESTIONS:
            return ()
        been = {as_today(self.session.records[place]).subject for place in self.position.taken}
        return self.pictured(picture_of(state)) if state.endswith(".stuck") or subject in been else ()

    def _without_untaken(self, subjects: set[str]) -> tuple[Record, ...]:
        """The records without those of `subjects` that wait for their question: what is told anew takes their place, so that a case
        does not grow by what is repeated.
        """
        taken = set(self.position.taken)
        return tuple(
            record
            for place, record in enumerate(self.session.records)
            if place in taken or record.subject not in subjects
        )

    def changes(self, subject: str, choice: str, *notices: Line) -> Turn:
        """An earlier answer replaced where it stands. Ways taken after it are taken anew; answers and steps are kept."""
        records = changed(self.session.records, self.position.taken, subject, choice, self.here.now)
        if records is None and subject in waiting(self.session.records, self.position):
            return self.goes_on([(subject, choice)], *(notices or (Line("notice.changed"),)), early=True)
        if records is None:
            return self.lays(None)
        return self.moves(records, *(notices or (Line("notice.changed"),)))

    def goes_back(self, *notices: Line) -> Turn:
        """Take one answer back: the last that was taken, and whatever would take its place by itself.

        What the desk has asked for is asked again: the desk has seen the answer, and waits for the right one.
        """
        records, position = self.session.records, self.position
        goal = len(position.taken)
        subject = records[position.taken[-1]].subject if position.taken else ""
        while position.taken and (len(position.taken) >= goal or passes_by(position, self.here)):
            last = position.taken[-1]
            records = (*records[:last], *records[last + 1 :])
            position = replay(records)
        while records and records[-1].subject == NOTED:  # it belongs to the answer that is taken back
            records = records[:-1]
        desk = with_desk(self.here)
        if not subject.startswith(BY_DESK) or desk is None or desk.state == "closed":
            return self.moves(records, *notices)
        again = (ToDesk("untold", own(subject)),)
        return self.moves(records, *notices, panel=ASKED + own(subject), effects=again)

    def moves(
        self,
        records: tuple[Record, ...],
        *notices: Line,
        panel: str | None = None,
        effects: tuple[Effect, ...] = (),
        unasked: bool = False,
    ) -> Turn:
        """The case with these records. `unasked`: a picture may come with its screen, because the operator is before it."""
        known = len(self.session.records)
        goes_on = len(records) > known and records[:known] == self.session.records
        moved = replay(records)
        if goes_on and len(records) > MOST_RECORDS and not _may_go_on(records[known:], moved):
            return self.lays("restart", Line("notice.full"))
        forward = len(records) >= known
        records, moved = passed_by(records, moved, self.here)
        session = replace(self.session, records=records, misread=0, panel=panel)
        session = with_reminder(session, self.position, moved, self.here)
        arrived = moved.state != self.position.state and not (
            moved.state.startswith("request") and self.position.state.startswith("request")
        )
        if arrived and forward:
            effects = (*effects, *Case(session, moved, self.here).letters(moved.state))
        if unasked:
            effects = (*effects, *self._helped_on(moved))
        elsewhere = moved.standing.district != self.position.standing.district
        given = moved.state == "handed_over" and (
            elsewhere or (arrived and (forward or is_closed(self.here)))
        )
        if given and not held_back(self.here):
            effects = (*effects, handing(moved))
        here = once_told(self.here, records[known:])
        return Case(self.session, self.position, here).turn(session, moved, notices, effects)

    def letters(self, state: str) -> tuple[Effect, ...]:
        """The messages of their own that belong to a state."""
        if state.startswith("request"):
            return (Tell("dinas_request", dinas_request(self.position.standing)),)
        if state == "handed_over" and not is_elsewhere(self.position, self.here):
            return (Tell("summary", case_summary(self.session, self.position)),)
        return ()

    def lays(self, kind: str | None, *notices: Line, effects: tuple[Effect, ...] = ()) -> Turn:
        """A panel laid over the position, or taken away."""
        session = replace(self.session, panel=kind, misread=0)
        return self.turn(session, self.position, notices, effects)

    def stays(self, notice: Line) -> Turn:
        return self.turn(self.session, self.position, (notice,))

    def turn(
        self,
        session: Session,
        position: Position,
        notices: tuple[Line, ...],
        effects: tuple[Effect, ...] = (),
    ) -> Turn:
        stays = (session.records, session.panel) == (self.session.records, self.session.panel)
        pictures = [effect.name for effect in effects if isinstance(effect, Picture)]
        lasting = [one for one in self.session.notices if self.here.unseen and one.key in _LASTING]
        notices = (*(one for one in lasting if one not in notices), *notices)
        session = replace(
            session,
            pictures=tuple(dict.fromkeys((*session.pictures, *pictures))),
            seq=session.seq + 1,
            entered=self.session.entered if stays else session.seq + 1,
            state=position.state,
            touched_at=self.here.now,
            notices=notices,
            zone=position.standing.zone or zone_of(self.here),
            closed=position.state == "finished",
        )
        shown = present(session, position, foreseen(self.here, effects))
        return Turn(session, shown.after(*notices), effects)


def _may_go_on(told: tuple[Record, ...], moved: Position) -> bool:
    """Whether a case that is full takes `told`: what its desk does and asks, and what leads it to its end."""
    of_desk = all(record.subject == "desk" or record.subject.startswith(BY_DESK) for record in told)
    return of_desk or (moved.state in _TO_AN_END and told[-1].choice != "recheck")


def handing(position: Position) -> HandOver:
    return HandOver(position.standing.district or NO_DISTRICT, position.standing.level)
