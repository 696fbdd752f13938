"""Labels of the reader: which are read for at a position, and the buttons that they stand for."""

from flows.dialogue.machine.questions import LARGEST_COUNT, QUESTIONS, counts
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.steps import is_step
from flows.dialogue.machine.table import OPENINGS, subject_of
from flows.dialogue.typed.match import OWN_NAMES
from flows.dialogue.typed.own_phrases import own_readings
from flows.reading import CONTEXTS
from flows.rules.model import UNKNOWN
from flows.troubles.registry import TROUBLES

LABELS: dict[str, dict[str, tuple[str, str]]] = {
    "opening": {
        **{
            trouble.heard_as: ("symptom", trouble.symptom)
            for trouble in TROUBLES.values()
            if trouble.heard_as
        },
        "add_role": ("nav", "add_role"),
        "human": ("nav", "human"),
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


def context_at(position: Position) -> str | None:
    """The reader's context for what is typed at `position`, or the question that has phrases of its own; None where there is none."""
    subject = subject_of(position.state)
    if position.state == f"ask_{subject}" and subject in own_readings():
        return subject
    return context_of(position.state, subject)


def context_of(state: str, subject: str | None) -> str | None:
    """The reader's context for what is typed in `state`; None where there is none."""
    if state in OPENINGS:
        return "opening"
    if subject in QUESTIONS:
        context = QUESTIONS[subject].reading
        return context if context in _READ_CONTEXTS else None
    if subject and is_step(subject):
        return "step"
    return "yesno" if state == "look" else None


_READ_CONTEXTS = frozenset(CONTEXTS) - {"opening", "step"}


def button_for(context: str, label: str, subject: str | None, number: int | None) -> tuple[str, str] | None:
    """The button that a reader's label stands for at this question; None for `unclear` and for what is no answer."""
    general = LABELS.get(context, {}).get(label)
    if general:
        return general
    if label in {"unclear", "other"} or subject is None:
        return None
    if label == "unknown":
        return "nav", "unknown"
    if context == "validation" and label == "some" and number:
        return subject, str(min(number, LARGEST_COUNT))
    if context == "yesno" and subject in QUESTIONS and label in {"yes", "no"}:
        return subject, QUESTIONS[subject].options[label == "no"]
    return subject, OWN_NAMES.get(context, {}).get(label, label)


def label_at(position: Position, subject: str, choice: str) -> str | None:
    """The reader's label that the button stands for at `position`; None where no label of that context does."""
    context = context_at(position)
    if context is None:
        return None
    if counts(subject) and choice.isdecimal():
        return "some" if int(choice) else "zero"
    own = subject_of(position.state)
    if context in own_readings():
        return UNKNOWN if (subject, choice) == ("nav", "unknown") else choice if subject == context else None
    labels = CONTEXTS[context]
    return next((name for name in labels if button_for(context, name, own, None) == (subject, choice)), None)
