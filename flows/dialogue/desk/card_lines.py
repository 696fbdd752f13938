"""Lines of a case's card, and what of the case staff can mark: pure functions of the session.

The card shows what counts without a tap: what is missing, as it is and as it should be; what nobody knows; one suggestion.
Everything else is folded.
"""

from dataclasses import dataclass

from flows.dialogue.case_code import case_code
from flows.dialogue.dates import short
from flows.dialogue.desk.outlook import outlook_of
from flows.dialogue.machine.dinas_marks import MARKS, read_marks
from flows.dialogue.machine.replay import Position, replay
from flows.dialogue.machine.session import Session
from flows.dialogue.machine.standing import Standing
from flows.dialogue.school import school_of
from flows.dialogue.screens.keyboard import answer_label
from flows.dialogue.screens.requirements import in_a_row, listed, name, should, verdict, who_acts
from flows.dialogue.screens.summaries import answers_told, steps_tried, suggestion, tries_told
from flows.eligibility import UNKNOWN, Facts, Status, Verdict, asks_dinas, evaluate
from flows.troubles.registry import FIRST
from flows.view import Line, Values

__all__ = ["MARKS", "CardParts", "card_parts", "markable", "question_name"]

_ENDED = frozenset({"solved", "finished"})
_OPEN = frozenset({Status.UNMET, Status.UNKNOWN})


@dataclass(frozen=True, slots=True)
class CardParts:
    """A case in two parts."""

    shown: tuple[Line, ...]
    folded: tuple[Line, ...]


def question_name(subject: str) -> Line:
    """The short name of a question, for a button. `subject` is one that can be asked."""
    return Line(f"ask.{subject}.short")


def markable(session: Session) -> tuple[str, ...]:
    """The requirements that staff may mark as changed: those of Dinas that are not met, or not known to be.

    None where no button is missing, and none of a case that has ended. Where the symptom is not known yet, a desk that
    changes something says by that what it is.
    """
    position = replay(session.records)
    facts = position.standing.facts
    if position.state in _ENDED or position.standing.symptom not in {FIRST.symptom, UNKNOWN}:
        return ()
    found = evaluate(diagnosed(facts)).requirements
    return tuple(key for key in MARKS if asks_dinas(key, facts) and found[key] in _OPEN)


def askable(session: Session) -> tuple[str, ...]:
    """Facts that the operator can be asked for now; none while they are in the middle of something."""
    handed = session.state == "handed_over"
    return replay(session.records).standing.trouble.askable if handed else ()


def could_be(session: Session) -> tuple[str, ...]:
    """The requirements of the case's trouble: what it can have been, once it is closed."""
    return tuple(replay(session.records).standing.trouble.rules.requirements)


def diagnosed(facts: Facts) -> Facts:
    return facts.but(symptom=FIRST.symptom, button_now=UNKNOWN)


def card_parts(session: Session) -> CardParts:
    """Parts of a case's card: everything found out, the school on top where it was told, and since when Dinas is waited for."""
    position = replay(session.records)
    standing = position.standing
    shown = [
        _head(session, standing),
        Line("handover.verdict.head", {"what": verdict(standing)}),
        *_waiting(session, position),
        *_missing(standing),
        *_not_known(standing),
        Line("handover.next", {"what": _suggestion(standing)}),
    ]
    return CardParts(tuple(shown), tuple(_details(session, position)))


def _head(session: Session, standing: Standing) -> Line:
    """A line with the code, the level, and the school where it was told."""
    about: Values = {"code": case_code(session.case), "level": answer_label("level", standing.level)}
    school = school_of(standing.npsn)
    if school is None:
        return Line("desk.card.head", about)
    return Line("desk.card.head_school", {**about, "school": school.name or "-", "npsn": school.npsn or "-"})


def _missing(standing: Standing) -> list[Line]:
    """Lines for what is missing: as it is, as it should be, and who acts."""
    items = [
        Line(
            "desk.card.missing_item",
            {
                "name": name(key),
                "is": _as_it_is(key, standing),
                "must": should(key, standing.known),
                "who": Line(f"desk.who.{who_acts(key, standing.known)}"),
            },
        )
        for key in outlook_of(standing).missing
    ]
    if not items:
        return []
    later = [name(key) for key in standing.found.plan if key not in outlook_of(standing).missing]
    after = [Line("desk.card.afterwards", {"items": in_a_row(later)})] if later else []
    return [Line("desk.card.missing", {"items": listed([*items, *after])})]


def _as_it_is(key: str, standing: Standing) -> Line:
    fact = _fact_of(key, standing)
    value = str(standing.known.value(fact))
    return Line("desk.card.not_looked") if value == UNKNOWN else answer_label(fact, value)


def _fact_of(key: str, standing: Standing) -> str:
    return standing.trouble.fact_of(key, standing.known)


def _not_known(standing: Standing) -> list[Line]:
    """Lines for what nobody knows, each thing once: of what the operator was asked for and could not tell, that is said."""
    asked = set(standing.not_told)
    unknown = standing.found.having(Status.UNKNOWN)
    items = [
        Line("desk.card.not_told", {"name": name(key)}) if _fact_of(key, standing) in asked else name(key)
        for key in unknown
    ]
    covered = {_fact_of(key, standing) for key in (*unknown, *standing.found.plan)}
    items += [
        Line("desk.card.not_told", {"name": question_name(subject)})
        for subject in standing.not_told
        if subject not in covered
    ]
    return [Line("desk.card.not_known", {"items": in_a_row(items)})] if items else []


def _suggestion(standing: Standing) -> Line:
    """The suggestion for the next step. Of a case of which more is unknown than known, it says just that."""
    found = standing.found
    unknown = len(found.having(Status.UNKNOWN))
    if found.verdict == Verdict.NEED_INFO and not found.plan and 2 * unknown > len(found.requirements) > 0:
        return Line("desk.card.too_little")
    line = suggestion(standing)
    if line.key != "handover.suggest.plan":
        return line
    first = found.plan[0]  # how it is, and should be, stands above
    who = Line(f"desk.who.{who_acts(first, standing.known)}")
    return Line("desk.card.start_with", {"name": name(first), "who": who})


def _details(session: Session, position: Position) -> list[Line]:
    """Folded lines: what was told and tried, and what is in order."""
    standing = position.standing
    lines = []
    told = answers_told(session, position)
    if told:
        lines.append(Line("handover.answers", {"items": listed(told)}))
    tried = steps_tried(session, position)
    lines.append(Line("handover.steps", {"items": listed(tried)}) if tried else Line("handover.no_steps"))
    if standing.looks:
        lines.append(Line("handover.looked", {"times": standing.looks}))
    lines += tries_told(session, position)
    for status in (Status.BLOCKED, Status.MET):
        keys = standing.found.having(status)
        if keys:
            items = in_a_row([name(key) for key in keys])
            lines.append(Line(f"desk.card.{status}", {"items": items}))
    return lines


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
    return (Line("handover.waiting", {"since": short(since, session.zone or "WIB")}),)


def _asks(subject: str, choice: str) -> bool:
    """Whether a record of `subject` and `choice` leaves a request with Dinas."""
    return (subject, choice) == ("dinas.1", "done") or (subject == "desk" and read_marks(choice) is not None)
