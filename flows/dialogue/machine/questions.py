"""The questions of all troubles, and what may be answered to each. Those of one trouble alone stand in its value, and their
words in its folder; the words of the others are in `texts/id/ask.toml`.
"""

import re

from flows.dialogue.level import LEVELS
from flows.dialogue.school import SKIPPED, school_of
from flows.rules.model import UNKNOWN, Value
from flows.troubles.registry import FIRST, SYMPTOMS, TROUBLES
from flows.troubles.trouble import Question, Trouble, asks

SHARED = (
    asks("invalid", "0", "some", reading="validation"),
    Question("level", LEVELS, None, "level"),
    Question("district", (), None, "district"),
    Question("npsn", (SKIPPED,), None, "npsn"),
    Question("reminder", ("tomorrow", "three_days", "next_week", "none"), None, "reminder"),
    Question("zone", ("WIB", "WITA", "WIT"), None, "zone"),
)
"""The questions that are no trouble's own."""

QUESTIONS: dict[str, Question] = {
    question.subject: question
    for question in (*(own for trouble in TROUBLES.values() for own in trouble.questions), *SHARED)
}

ORDER: tuple[str, ...] = FIRST.order.questions
"""The facts of the missing button in the order in which they are asked."""
NOTED = "noted"
"""The subject of a percentage or a code that is kept as it was typed, before the answer that it belongs to."""
BY_DESK = "asked."
"""Stands before the subject of an answer that a help desk has asked for."""
NO_DISTRICT = "none"
"""The answer to `district` of whoever finds none of theirs."""
LARGEST_COUNT = 9_999
"""Number of invalid data that is believed; a larger number is a slip, or not a number of data at all."""


_NOTE = re.compile(r"[0-9]{1,3}%|[0-9]\.[0-9]{3}|[0-9]{1,3}", re.ASCII)
"""A percentage, or a code as applications show them."""


def counts(subject: str) -> bool:
    """Whether the question `subject` may be answered by any number: of invalid data."""
    return subject in QUESTIONS and QUESTIONS[subject].fact == "invalid"


def fact_value(subject: str, choice: str) -> Value:
    """The value that `choice` gives to the fact of question `subject`; the symptom is a fact that no question has."""
    if counts(subject):
        return int(choice) if choice.isdecimal() else {"some": 1}.get(choice, UNKNOWN)
    if subject == "plh":
        return "definitif" if choice == "yes" else UNKNOWN
    if choice == "plh":
        return UNKNOWN
    return choice


def is_answer(subject: str, choice: str) -> bool:
    """Whether `choice` is an answer that the question `subject` takes today."""
    if counts(subject) and choice.isdecimal():
        return int(choice) <= LARGEST_COUNT
    if subject == "district":
        return choice != UNKNOWN and _CODE.fullmatch(choice) is not None
    if subject == NOTED:
        return _NOTE.fullmatch(choice) is not None
    if subject == "npsn":
        return choice == SKIPPED or school_of(choice) is not None
    question = QUESTIONS[subject]
    return choice in question.options or (choice == UNKNOWN and subject not in {"reminder", "zone"})


_CODE = re.compile(r"[a-z0-9_]{2,20}", re.ASCII)
"""A district's code, or NO_DISTRICT. Which districts there are is not known here: one may be taken away after it was chosen."""


def own(subject: str) -> str:
    """The question that a record of `subject` answers, whoever has asked it."""
    return subject.removeprefix(BY_DESK)


def answers_desk(subject: str, choice: str, trouble: Trouble) -> bool:
    """Whether a record of `subject` and `choice` answers a question that a help desk can ask in a case of `trouble`."""
    asked = own(subject)
    if not subject.startswith(BY_DESK) or asked not in trouble.askable:
        return False
    return choice in SYMPTOMS if asked == "symptom" else is_answer(asked, choice)
