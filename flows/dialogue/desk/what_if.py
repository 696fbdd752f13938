"""The rules' verdict if one fact were another: shown to staff, and kept nowhere."""

from dataclasses import dataclass

from flows.dialogue.desk.fact_words import judged
from flows.dialogue.machine.questions import counts, fact_value, is_answer
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import Session
from flows.dialogue.screens.keyboard import answer_label
from flows.dialogue.screens.requirements import in_a_row, listed, name, verdict_of
from flows.rules.model import UNKNOWN, FactsModel
from flows.troubles.trouble import Trouble
from flows.view import Choice, Line, View

SUBJECT, FACTS = "whatif", "facts"
"""The subject of all its buttons, and the choice that shows all facts."""
_IN_A_ROW = 2


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a case, with what was seen last out of the account: whether all is well is what the rest is to tell."""

    trouble: Trouble
    facts: FactsModel

    @property
    def columns(self) -> tuple[str, ...]:
        """The facts that can be another."""
        return tuple(fact for fact in self.trouble.askable if fact in type(self.facts).model_fields)

    def choices(self, fact: str) -> tuple[str, ...]:
        """The values of a fact as the operator's buttons have them."""
        if counts(fact):
            return ("0", "some", UNKNOWN)
        allowed = self.facts.allowed()[fact]
        return tuple(value for value in allowed if fact == "symptom" or is_answer(fact, value))

    @property
    def verdict(self) -> Line:
        return verdict_of(self.trouble, judged(self.facts, self.trouble).verdict)


def what_if(session: Session, choice: str) -> View | None:
    """View behind a button: the facts, the values of one, or what comes of one value. None for a choice that is none of these."""
    standing = replay(session.records).standing
    trouble = standing.trouble
    known = _Known(trouble, standing.known.but(**{trouble.look[0]: UNKNOWN}))
    if choice == FACTS:
        return _facts(known)
    fact, _, value = choice.partition(".")
    if fact not in known.columns:
        return None
    if not value:
        return _values(known, fact)
    return _found(known, fact, value) if value in known.choices(fact) else None


def _facts(known: _Known) -> View:
    return View(
        (Line("desk.what_if.facts", {"now": known.verdict}),),
        _rows([_button(fact, Line(f"ask.{fact}.short")) for fact in known.columns]),
    )


def _values(known: _Known, fact: str) -> View:
    now = answer_label(fact, str(known.facts.value(fact)))
    line = Line("desk.what_if.values", {"what": Line(f"ask.{fact}.short"), "now": now})
    buttons = [_button(f"{fact}.{value}", answer_label(fact, value)) for value in known.choices(fact)]
    return View((line,), (*_rows(buttons), _others()))


def _found(known: _Known, fact: str, value: str) -> View:
    before = judged(known.facts, known.trouble)
    then = known.facts.but(**{fact: fact_value(fact, value)})
    found = judged(then, known.trouble)
    verdict = verdict_of(known.trouble, found.verdict)
    head = {"what": Line(f"ask.{fact}.short"), "value": answer_label(fact, value)}
    lines = [
        Line("desk.what_if.head", head),
        Line("desk.what_if.verdict", {"before": known.verdict, "then": verdict})
        if before.verdict != found.verdict
        else Line("desk.what_if.same", {"then": verdict}),
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


def _button(choice: str, label: Line) -> Choice:
    return Choice(SUBJECT, choice, label)


def _others() -> tuple[Choice, ...]:
    return (_button(FACTS, Line("desk.what_if.others")),)


def _rows(buttons: list[Choice]) -> tuple[tuple[Choice, ...], ...]:
    return tuple(tuple(buttons[place : place + _IN_A_ROW]) for place in range(0, len(buttons), _IN_A_ROW))
