"""What a typed message means here: one of the buttons, a wish, a remark, or nothing that was understood.

A reading is never forced: what the reader does not understand, or what is no answer to this question, is asked again.
"""

import re
from dataclasses import dataclass, field

from flows.dialogue.questions import LARGEST_COUNT, QUESTIONS
from flows.dialogue.replay import Position
from flows.dialogue.table import subject_of
from flows.dialogue.view import View
from flows.reading import explain, intent, volunteered
from flows.texts import write


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood: a choice among the present buttons (or a wish as `nav`), with what is to be said about it."""

    subject: str | None = None
    choice: str | None = None
    remark: str | None = None
    """Key of a notice, where nothing is chosen."""
    more: dict[str, str] = field(default_factory=dict)
    """Answers to other questions that stood in the same message: subject -> choice."""
    runner_up: tuple[str, str] | None = None


UNCLEAR = Heard()

_LABELS: dict[str, dict[str, tuple[str, str]]] = {
    "opening": {
        "sync_button_missing": ("symptom", "button_missing"),
        "sync_fails": ("symptom", "sync_fails"),
        "add_role": ("nav", "add_role"),
        "human": ("nav", "human"),
        "other": ("symptom", "other"),
    },
    "step": {
        "help": ("nav", "how"),
        "unknown": ("nav", "how"),
        "back": ("nav", "back"),
        "resolved": ("button_now", "appeared"),
    },
    "yesno": {"help": ("nav", "how"), "back": ("nav", "back"), "cancel": ("nav", "stop")},
}
"""What a label of the reader stands for, where it is not an answer of the question's own."""

_OWN: dict[str, dict[str, str]] = {
    "ptk_type": {"other_type": "other"},
    "validation": {"zero": "0", "some": "some"},
}
_REMARKS = {"greeting": "greeting", "thanks": "thanks", "not_yet": "not_yet"}
_INTENTS = {
    "back": "back",
    "cancel": "stop",
    "help": "how",
    "why": "why",
    "human": "human",
    "edit": "edit",
}
_FACTS = {
    "leader": "leader",
    "ptk_type": "ptk_type",
    "duty": "duty",
    "role": "role_ks",
    "induk": "induk",
    "validation": "invalid",
}
_PLAIN = re.compile(r"[^\w+]+")


def hear(text: str, view: View, position: Position) -> Heard:
    """The meaning of `text` typed while `view` was shown at `position`."""
    offered = {(at.subject, at.choice): at for row in view.rows for at in row}
    named = _by_name(text, view)
    if named:
        return Heard(*named)
    subject = subject_of(position.state)
    heard = (
        _by_number(text, position.state)
        or _by_named_answer(text, subject, view)
        or _by_fact(text, subject)
        or _by_reading(text, position.state, subject)
    )
    more = {
        about: choice
        for about, choice in _facts_in(text).items()
        if about != heard.subject and QUESTIONS[about].fact not in position.standing.settled
    }
    if (
        heard.subject not in {None, "nav"}
        and (heard.subject, heard.choice) not in offered
        and not _counts(heard)
    ):
        heard = UNCLEAR
    if heard == UNCLEAR and len(more) > 1 and position.state in {"menu", f"ask_{subject}"}:
        return Heard(more=more)
    if more and heard.subject and heard.subject != "nav":
        return Heard(heard.subject, heard.choice, heard.remark, more)
    return heard


def confirmed(text: str, view: View) -> tuple[str, str] | None:
    """The button that a typed yes or no stands for, where the first row of `view` is just that."""
    label = explain(text, "yesno").label
    if label not in {"yes", "no"}:
        return None
    at = view.rows[0][0 if label == "yes" else 1]
    return at.subject, at.choice


def _counts(heard: Heard) -> bool:
    return heard.subject == "invalid" and (heard.choice or "").isdecimal()


def _by_name(text: str, view: View) -> tuple[str, str] | None:
    """A button called by its label, or by the name of what it stands for."""
    said = _plain(text)
    for row in view.rows:
        for at in row:
            if said and said in {_plain(write(at.label)), _plain(at.choice.replace("_", " "))}:
                return at.subject, at.choice
    return None


def _by_number(text: str, state: str) -> Heard | None:
    """A bare number, where numbers are told."""
    said = text.strip()
    if not (said.isascii() and said.isdecimal() and len(said) <= len(str(LARGEST_COUNT))):
        return None
    number = int(said)
    if state == "ask_invalid":
        return Heard("invalid", str(number))
    if state == "ask_accounts":
        return Heard("accounts", str(number) if number < 2 else "2+")
    if state.startswith("R9.1"):
        return Heard("R9.1", "done") if number == 0 else Heard(remark="still_invalid")
    return None


def _by_named_answer(text: str, subject: str | None, view: View) -> Heard | None:
    """The one answer whose name stands in the message, where the reader has no context of its own."""
    if subject not in QUESTIONS or _context(f"ask_{subject}", subject):
        return None
    said = f" {_plain(text)} "
    named = {
        at.choice
        for row in view.rows
        for at in row
        if at.subject == subject and any(f" {_plain(name)} " in said for name in write(at.label).split("/"))
    }
    return Heard(subject, named.pop()) if len(named) == 1 else None


def _by_fact(text: str, subject: str | None) -> Heard | None:
    """An answer about the account or the assignment, said with or without its subject word."""
    if subject not in {"login", "induk", "accounts"}:
        return None
    if subject == "accounts":
        reading = explain(text, "validation")
        if reading.number is not None or reading.label == "zero":
            number = reading.number or 0
            return Heard("accounts", str(number) if number < 2 else "2+")
        return None
    value = volunteered(text).get(subject) or volunteered(f"{subject} {text}").get(subject)
    if subject == "login" and value == "ks":
        return Heard(runner_up=("login", "ks_account_ks_role"))
    return Heard(subject, value) if value else None


def _by_reading(text: str, state: str, subject: str | None) -> Heard:
    context = _context(state, subject)
    wish = intent(text)
    if wish == "resolved" and state != "menu":
        return Heard("button_now", "appeared")
    if wish in _INTENTS and (context is None or wish in {"why", "edit", "human"}):
        return Heard("nav", _INTENTS[wish])
    if context is None:
        return Heard(remark="thanks") if wish == "thanks" else UNCLEAR
    reading = explain(text, context)
    if reading.label in _REMARKS:
        return Heard(remark=_REMARKS[reading.label])
    meant = _meaning(context, reading.label, subject, reading.number)
    if meant is None and wish in _INTENTS:
        return Heard("nav", _INTENTS[wish])
    if meant is None and wish == "thanks":
        return Heard(remark="thanks")
    if meant is None and reading.runner_up:
        other = _meaning(context, reading.runner_up, subject, reading.number)
        return Heard(runner_up=other)
    return Heard(*meant) if meant else UNCLEAR


def _context(state: str, subject: str | None) -> str | None:
    if state == "menu":
        return "opening"
    if subject in QUESTIONS:
        context = QUESTIONS[subject].reading
        return context if context in _READ_CONTEXTS else None
    if subject and (subject[0] == "R" or subject.startswith(("dinas.", "connection"))):
        return "step"
    return "yesno" if state == "look" else None


_READ_CONTEXTS = frozenset({"yesno", "leader", "ptk_type", "duty", "role", "validation"})


def _meaning(context: str, label: str, subject: str | None, number: int | None) -> tuple[str, str] | None:
    """The button that a reader's label stands for at this question; None for `unclear` and for what is no answer."""
    general = _LABELS.get(context, {}).get(label)
    if general:
        return general
    if label in {"unclear", "other"} or subject is None:
        return None
    if label == "unknown":
        return "nav", "unknown"
    if subject == "button_now":
        return "button_now", "appeared" if label == "yes" else "still_missing"
    if context == "validation" and label == "some" and number:
        return subject, str(min(number, LARGEST_COUNT))
    return subject, _OWN.get(context, {}).get(label, label)


def _facts_in(text: str) -> dict[str, str]:
    """The facts named in a message with their subject word, as choices of our questions."""
    found = {}
    for about, value in volunteered(text).items():
        if about == "login" and value == "operator":  # of the principal's account the role is not said
            found["login"] = value
        elif about in _FACTS and value != "unknown":
            found[_FACTS[about]] = _OWN.get(about, {}).get(value, value)
    return found


def _plain(text: str) -> str:
    return _PLAIN.sub(" ", text).strip().casefold()
