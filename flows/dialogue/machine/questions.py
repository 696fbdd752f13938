"""The questions: what may be answered to each, and in which order they come. Their words are in `texts/id/ask.toml`."""

import re
from dataclasses import dataclass

from flows.dialogue.level import LEVELS
from flows.dialogue.machine.led import LED_FACTS, LED_QUESTIONS, YES_OR_NO
from flows.dialogue.machine.order import order
from flows.dialogue.school import SKIPPED, school_of
from flows.eligibility import UNKNOWN, Value


@dataclass(frozen=True, slots=True)
class Question:
    """A question; its state is `ask_<subject>`."""

    subject: str
    options: tuple[str, ...]
    """The answers offered, beside "Tidak tahu"; none of its own has `district`, whose answers are added while the bot runs."""
    fact: str | None
    """The fact it settles; None for what the rules do not need."""
    reading: str
    """The context in which a typed answer is read."""
    step_aside: bool = True
    """Whether "Tidak tahu" shows where to look before it is taken for an answer."""


def _fact(subject: str, *options: str, reading: str, fact: str | None = None) -> Question:
    return Question(subject, options, fact or subject, reading)


def _read_as(subject: str) -> str:
    """The context of the reader for a question that is made from a trouble's value."""
    if LED_FACTS[subject] == "invalid":
        return "validation"
    return "yesno" if subject in YES_OR_NO else subject


QUESTIONS: dict[str, Question] = {
    question.subject: question
    for question in (
        _fact(
            "login",
            "ks_account_ks_role",
            "ks_account_other_role",
            "operator",
            "other",
            reading="login",
        ),
        _fact("leader", "definitif", "plt", "plh", "none", reading="leader"),
        _fact("plh", "yes", "no", reading="yesno", fact="leader"),
        _fact("ptk_type", "kepala_sekolah", "guru", "other", reading="ptk_type"),
        _fact("induk", "induk", "non_induk", reading="induk"),
        _fact("duty", "kepala_sekolah", "plt", "none", reading="duty"),
        _fact("leader_sk", "definitif", "plt", "none", reading="leader", fact="leader"),
        _fact("dinas_changed", "yes", "no", reading="yesno"),
        _fact("pulled_after", "yes", "no", reading="yesno"),
        _fact("accounts", "1", "2+", "0", reading="accounts"),
        _fact("role_ks", "yes", "no", reading="role"),
        _fact("role_again", "yes", "no", reading="role", fact="role_ks"),
        _fact("invalid", "0", "some", reading="validation"),
        _fact("refreshed", "yes", "no", reading="yesno"),
        Question("level", LEVELS, None, "level", step_aside=False),
        Question("district", (), None, "district", step_aside=False),
        Question("npsn", (SKIPPED,), None, "npsn", step_aside=False),
        Question("reminder", ("tomorrow", "three_days", "next_week", "none"), None, "reminder"),
        Question("zone", ("WIB", "WITA", "WIT"), None, "zone"),
        *(
            Question(subject, options, LED_FACTS[subject], _read_as(subject))
            for subject, options in LED_QUESTIONS.items()
        ),
    )
}

ORDER: tuple[str, ...] = order().questions
"""The facts in the order in which they are asked. `plh`, `leader_sk` and `role_again` are asked when an answer calls for them,
and `refreshed` only by a help desk: whoever looks for the button has refreshed."""

SYMPTOMS = ("button_missing", "sync_fails", "other", UNKNOWN)
ASKABLE: tuple[str, ...] = ("symptom", *ORDER, "refreshed")
"""What a help desk can ask as well."""
BY_DESK = "asked."
"""Stands before the subject of an answer that a help desk has asked for."""
NO_DISTRICT = "none"
"""The answer to `district` of whoever finds none of theirs."""
LARGEST_COUNT = 9_999
"""Of invalid data; a larger number is a slip, or not a number of data at all."""


def fact_value(subject: str, choice: str) -> Value:
    """The value that `choice` gives to the fact of question `subject`; the symptom is a fact that no question has."""
    if subject in QUESTIONS and QUESTIONS[subject].fact == "invalid":
        return int(choice) if choice.isdecimal() else {"some": 1}.get(choice, UNKNOWN)
    if subject == "plh":
        return "definitif" if choice == "yes" else UNKNOWN
    if choice == "plh":
        return UNKNOWN
    return choice


def is_answer(subject: str, choice: str) -> bool:
    """Whether `choice` is an answer that the question `subject` takes today."""
    if subject in {"invalid", "invalid_again"} and choice.isdecimal():
        return int(choice) <= LARGEST_COUNT
    if subject == "district":
        return choice != UNKNOWN and _CODE.fullmatch(choice) is not None
    if subject == "npsn":
        return choice == SKIPPED or school_of(choice) is not None
    question = QUESTIONS[subject]
    return choice in question.options or (choice == UNKNOWN and subject not in {"reminder", "zone"})


_CODE = re.compile(r"[a-z0-9_]{2,20}", re.ASCII)
"""A district's code, or NO_DISTRICT. Which districts there are is not known here: one may be taken away after it was chosen."""


def own(subject: str) -> str:
    """The question that a record of `subject` answers, whoever has asked it."""
    return subject.removeprefix(BY_DESK)


def answers_desk(subject: str, choice: str) -> bool:
    """Whether a record of `subject` and `choice` answers a question that a help desk can ask."""
    asked = own(subject)
    if not subject.startswith(BY_DESK) or asked not in ASKABLE:
        return False
    return choice in SYMPTOMS if asked == "symptom" else is_answer(asked, choice)
