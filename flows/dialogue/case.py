"""A case at its position, and what can be done to it. Every way ends in a `Turn`."""

from dataclasses import dataclass, replace

from flows.dialogue.code import read_code
from flows.dialogue.events import Here
from flows.dialogue.handover import case_summary, dinas_request
from flows.dialogue.keyboard import HUMAN
from flows.dialogue.moment import reminder_time
from flows.dialogue.panels import CHANGE, answered, panel
from flows.dialogue.questions import QUESTIONS, is_answer
from flows.dialogue.replay import Position, after, replay
from flows.dialogue.screens import screen
from flows.dialogue.session import Record, Session
from flows.dialogue.steps import STEPS
from flows.dialogue.table import ANYWHERE, subject_of
from flows.dialogue.view import Effect, Erase, Line, NewCase, OpenCase, Tell, TellDesk, View

_PANELS: dict[str, str | None] = {
    **{name: name for name in ("why", "edit", "help", "about", "restart", "cases", "erase")},
    "stop": "stopped",
    "close": None,
}


LOUD = 2
"""After so many messages in a row that were not understood, a person is offered."""
_LEAVING = frozenset(row.source for row in ANYWHERE if row.trigger == HUMAN.choice)
"""States from which one may go to a person."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one happening made of a case."""

    session: Session
    view: View
    effects: tuple[Effect, ...] = ()
    toast: Line | None = None
    """A word beside a tap's own effect."""
    stale: bool = False
    """A late or repeated tap: nothing has changed, and the view is the present screen."""


def present(session: Session, position: Position, here: Here) -> View:
    """The screen that stands now: the panel if one lies over the position. Whoever is not understood is offered a person."""
    view = panel(session, position, here) if session.panel else screen(session, position, here)
    if session.misread < LOUD or position.state not in _LEAVING or any(HUMAN in row for row in view.rows):
        return view
    return View(view.lines, (*view.rows, (HUMAN,)))


@dataclass(frozen=True, slots=True)
class Case:
    """A session at the position that its records lead to."""

    session: Session
    position: Position
    here: Here

    def takes(self, subject: str, choice: str) -> Turn:
        """A button of the present screen."""
        if self.session.panel and self.session.panel.startswith(CHANGE) and subject != "nav":
            return self.changes(subject, choice)
        return self.goes(choice) if subject == "nav" else self.tells([(subject, choice)])

    def goes(self, way: str) -> Turn:
        """A way or an action: laid over, left, changed, or told to the table like an answer."""
        if way == "why" and subject_of(self.position.state) not in QUESTIONS:
            return self.lays("help")
        if way in _PANELS:
            return self.lays(_PANELS[way])
        if way == "back":
            return self.lays(None) if self.session.panel else self.goes_back()
        if way in {"unknown", "how"}:
            return self.explains()
        if way.startswith("change_"):
            return self.lays(CHANGE + way.removeprefix("change_"))
        effects = self.asked_for(way)
        return (
            replace(self.lays(None), effects=effects) if effects is not None else self.tells([("nav", way)])
        )

    def asked_for(self, way: str) -> tuple[Effect, ...] | None:
        """What a way has done without moving the case; None where it moves."""
        if way.startswith("open_"):
            case = read_code(way.removeprefix("open_"))
            return (OpenCase(case),) if case is not None else ()
        if way == "restart_yes":
            return (NewCase(),) if self.session.records else ()
        if way == "erase_yes":
            return (Erase(),)
        return self.letters(self.position.state) if way == "letter" else None

    def explains(self) -> Turn:
        """Where to look, or the second explanation of a step, without an answer being taken."""
        subject = subject_of(self.position.state) or ""
        question = QUESTIONS.get(subject)
        if (
            self.position.state == "menu"
            or subject in STEPS
            or subject == "R8.0"
            or (question and question.fact)
        ):
            return self.lays("how")
        if question and is_answer(subject, "unknown"):
            return self.tells([(subject, "unknown")])
        return self.lays("help")

    def tells(self, told: list[tuple[str, str]], *notices: Line, early: bool = False) -> Turn:
        """Something told moves the case. What cannot be told here changes nothing, unless it is kept for its question."""
        records = [
            Record(subject=subject, choice=choice, at=self.here.now, round=self.position.standing.round)
            for subject, choice in told
        ]
        if not early and after(self.position, 0, records[0]) is None:
            return self.stays(Line("notice.choose"))
        return self.moves((*self.session.records, *records), *notices)

    def changes(self, subject: str, choice: str, *notices: Line) -> Turn:
        """An earlier answer replaced where it stands. Ways taken after it are taken anew; answers and steps are kept."""
        place = answered(self.session, self.position).get(subject)
        if place is None:
            return self.lays(None)
        records = [
            record
            for record in self.session.records
            if record.subject in QUESTIONS
            or record.subject in STEPS
            or record.subject in {"symptom", "R7", "R8.0"}
            or (record.subject, record.choice) == ("nav", "add_role")
        ]
        old = self.session.records[place]
        new = old.model_copy(update={"choice": choice, "at": self.here.now})
        return self.moves(
            tuple(new if record is old else record for record in records),
            *(notices or (Line("notice.changed"),)),
        )

    def goes_back(self) -> Turn:
        """One answer fewer: the last that was taken, and whatever would take its place by itself."""
        records, position = self.session.records, self.position
        goal = len(position.taken)
        while position.taken and len(position.taken) >= goal:
            last = position.taken[-1]
            records = (*records[:last], *records[last + 1 :])
            position = replay(records)
        return self.moves(records)

    def moves(self, records: tuple[Record, ...], *notices: Line) -> Turn:
        known = len(self.session.records)
        goes_on = len(records) > known and records[:known] == self.session.records
        moved = replay(records, self.position) if goes_on else replay(records)
        session = self.session.model_copy(update={"records": records, "misread": 0, "panel": None})
        session = _with_reminder(session, self.position, moved, self.here)
        arrived = moved.state != self.position.state and not (
            moved.state.startswith("request") and self.position.state.startswith("request")
        )
        step = Case(session.model_copy(update={"state": moved.state}), moved, self.here)
        effects = step.letters(moved.state) if arrived and len(records) >= known else ()
        if any(isinstance(effect, TellDesk) for effect in effects):
            session = session.model_copy(update={"desk_told": True})
        return self.ends(session, moved, notices, effects)

    def letters(self, state: str) -> tuple[Effect, ...]:
        """The messages of their own that belong to a state."""
        if state.startswith("request"):
            return (Tell("dinas_request", dinas_request(self.position.standing)),)
        if state == "handed_over":
            view = case_summary(self.session, self.position)
            tell = Tell("summary", view)
            return (tell, TellDesk(view)) if self.desk_serves() and not self.session.desk_told else (tell,)
        return ()

    def desk_serves(self) -> bool:
        """A district's desk must not get another level's cases; one whose level is not known it can pass on."""
        level = self.position.standing.level
        return level in self.here.desk_levels or (level == "unknown" and bool(self.here.desk_levels))

    def lays(self, kind: str | None, *notices: Line) -> Turn:
        """A panel laid over the position, or taken away."""
        session = self.session.model_copy(update={"panel": kind, "misread": 0})
        return self.ends(session, self.position, notices)

    def stays(self, notice: Line) -> Turn:
        return self.ends(self.session, self.position, (notice,))

    def ends(
        self,
        session: Session,
        position: Position,
        notices: tuple[Line, ...],
        effects: tuple[Effect, ...] = (),
    ) -> Turn:
        session = session.model_copy(
            update={
                "seq": session.seq + 1,
                "state": position.state,
                "touched_at": self.here.now,
                "zone": position.standing.zone,
                "closed": position.state == "finished",
            }
        )
        return Turn(session, present(session, position, self.here).after(*notices), effects)


def _with_reminder(session: Session, before: Position, now: Position, here: Here) -> Session:
    """The reminder as it is now chosen; none once nobody waits for Dinas any more."""
    standing = now.standing
    if not standing.request_sent or standing.reminder is None:
        return session.model_copy(update={"remind_at": None})
    chosen = (standing.reminder, standing.zone)
    if now.state == "waiting" and (
        before.state in {"ask_reminder", "ask_zone"} or before.standing.reminder != chosen[0]
    ):
        at = reminder_time(standing.reminder, standing.zone or "WIB", here.now)
        return session.model_copy(update={"remind_at": at})
    return session
