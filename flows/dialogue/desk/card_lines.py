"""What a help desk sees of a case, and what it can do to it: pure functions of the session."""

from flows.dialogue.dates import moment
from flows.dialogue.machine.dinas_marks import MARKS, read_marks
from flows.dialogue.machine.questions import ASKABLE
from flows.dialogue.machine.replay import Position, replay
from flows.dialogue.machine.session import Session
from flows.dialogue.screens.summaries import case_summary
from flows.eligibility import UNKNOWN, Facts, Status, asks_dinas, evaluate
from flows.view import Line

__all__ = ["ASKABLE", "MARKS", "card_lines", "markable", "question_name"]

_ENDED = frozenset({"solved", "finished"})
_OPEN = frozenset({Status.UNMET, Status.UNKNOWN})


def question_name(subject: str) -> Line:
    """The short name of a question, for a button. `subject` is one of ASKABLE."""
    return Line(f"ask.{subject}.short")


def markable(session: Session) -> tuple[str, ...]:
    """The requirements that staff may mark as changed: those of Dinas that are not met, or not known to be.

    None where no button is missing, and none of a case that has ended. Where the symptom is not known yet, a desk that
    changes something says by that what it is.
    """
    position = replay(session.records)
    facts = position.standing.facts
    if position.state in _ENDED or facts.symptom not in {"button_missing", UNKNOWN}:
        return ()
    found = evaluate(diagnosed(facts)).requirements
    return tuple(key for key in MARKS if asks_dinas(key, facts) and found[key] in _OPEN)


def diagnosed(facts: Facts) -> Facts:
    return facts.but(symptom="button_missing", button_now=UNKNOWN)


def card_lines(session: Session) -> tuple[Line, ...]:
    """Everything found out, with the verdict in words and since when a request waits for Dinas."""
    position = replay(session.records)
    head, *rest = case_summary(session, position).lines
    verdict = Line(
        "handover.verdict.head", {"what": Line(f"handover.verdict.{position.standing.result.verdict}")}
    )
    return (head, verdict, *_waiting(session, position), *rest)


def _waiting(session: Session, position: Position) -> tuple[Line, ...]:
    standing = position.standing
    if not (standing.request_sent and standing.for_dinas):
        return ()
    asked = [
        record
        for record in map(session.records.__getitem__, position.taken)
        if _asks(record.subject, record.choice)
    ]
    since = asked[-1].at if asked else session.touched_at
    return (Line("handover.waiting", {"since": moment(since, session.zone or "WIB")}),)


def _asks(subject: str, choice: str) -> bool:
    """Whether this record is one that leaves a request with Dinas."""
    return (subject, choice) == ("dinas.1", "done") or (subject == "desk" and read_marks(choice) is not None)
