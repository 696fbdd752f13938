"""The rules' verdict if one fact were another: shown to staff, and kept nowhere."""

from flows.dialogue.desk.fact_words import COLUMNS, judged, verdict_name
from flows.dialogue.machine.questions import fact_value, is_answer
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import Session
from flows.dialogue.screens.keyboard import answer_label
from flows.dialogue.screens.requirements import in_a_row, listed, name
from flows.eligibility import ALLOWED, UNKNOWN, Facts
from flows.view import Choice, Line, View

SUBJECT, FACTS = "whatif", "facts"
"""The subject of all its buttons, and the choice that shows all facts."""
_IN_A_ROW = 2


def can_be_asked(session: Session) -> bool:
    """Whether the facts judged here are the case's: those of the missing button, not of another trouble."""
    return replay(session.records).standing.led_now is None


def what_if(session: Session, choice: str) -> View | None:
    """View behind a button: the facts, the values of one, or what comes of one value. None for a choice that is none of these."""
    if choice == FACTS:
        return _facts(session)
    fact, _, value = choice.partition(".")
    if fact not in COLUMNS:
        return None
    if not value:
        return _values(session, fact)
    return _found(session, fact, value) if value in _choices(fact) else None


def _now(session: Session) -> Facts:
    """Facts as they are, with the button out of the account: whether it has come is what the rest is to tell."""
    return replay(session.records).standing.facts.but(button_now=UNKNOWN)


def _facts(session: Session) -> View:
    facts = _now(session)
    return View(
        (Line("desk.what_if.facts", {"now": verdict_name(judged(facts).verdict)}),),
        _rows([_button(fact, Line(f"ask.{fact}.short")) for fact in COLUMNS]),
    )


def _values(session: Session, fact: str) -> View:
    now = answer_label(fact, str(_now(session).value(fact)))
    line = Line("desk.what_if.values", {"what": Line(f"ask.{fact}.short"), "now": now})
    buttons = [_button(f"{fact}.{value}", answer_label(fact, value)) for value in _choices(fact)]
    return View((line,), (*_rows(buttons), _others()))


def _found(session: Session, fact: str, value: str) -> View:
    before = judged(_now(session))
    found = judged(_now(session).but(**{fact: fact_value(fact, value)}))
    head = {"what": Line(f"ask.{fact}.short"), "value": answer_label(fact, value)}
    lines = [
        Line("desk.what_if.head", head),
        Line(
            "desk.what_if.verdict",
            {"before": verdict_name(before.verdict), "then": verdict_name(found.verdict)},
        )
        if before.verdict != found.verdict
        else Line("desk.what_if.same", {"then": verdict_name(found.verdict)}),
    ]
    if found.plan:
        lines.append(
            Line(
                "desk.what_if.plan",
                {"items": listed([Line("desk.what_if.step", {"step": step}) for step in found.plan])},
            )
        )
    if found.unknown:
        lines.append(Line("desk.what_if.unknown", {"items": in_a_row([name(key) for key in found.unknown])}))
    again = _button(fact, Line("desk.what_if.again", {"what": Line(f"ask.{fact}.short")}))
    return View(tuple(lines), ((again,), _others()))


def _choices(fact: str) -> tuple[str, ...]:
    """The values of a fact as the operator's buttons have them."""
    if fact == "symptom":
        return ALLOWED[fact]
    if fact == "invalid":
        return ("0", "some", UNKNOWN)
    return tuple(value for value in ALLOWED[fact] if is_answer(fact, value))


def _button(choice: str, label: Line) -> Choice:
    return Choice(SUBJECT, choice, label)


def _others() -> tuple[Choice, ...]:
    return (_button(FACTS, Line("desk.what_if.others")),)


def _rows(buttons: list[Choice]) -> tuple[tuple[Choice, ...], ...]:
    return tuple(tuple(buttons[place : place + _IN_A_ROW]) for place in range(0, len(buttons), _IN_A_ROW))
