"""The questions: what may be answered to each, and in which order they come. Their words are in `texts/id/ask.toml`."""

from dataclasses import dataclass

from flows.eligibility import UNKNOWN, Value


@dataclass(frozen=True, slots=True)
class Question:
    """A question; its state is `ask_<subject>`."""

    subject: str
    options: tuple[str, ...]
    """The answers offered, beside "Tidak tahu"."""
    fact: str | None
    """The fact it settles; None for what the rules do not need."""
    reading: str
    """The context in which a typed answer is read."""
    step_aside: bool = True
    """Whether "Tidak tahu" shows where to look before it is taken for an answer."""


def _fact(subject: str, *options: str, reading: str, fact: str | None = None) -> Question:
    return Question(subject, options, fact or subject, reading)


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
        Question("level", ("paud", "sd", "smp", "sma", "smk", "slb"), None, "level", step_aside=False),
        Question("reminder", ("tomorrow", "three_days", "next_week", "none"), None, "reminder"),
        Question("zone", ("WIB", "WITA", "WIT"), None, "zone"),
    )
}

ORDER: tuple[str, ...] = (
    "login",
    "leader",
    "ptk_type",
    "induk",
    "duty",
    "dinas_changed",
    "pulled_after",
    "accounts",
    "role_ks",
    "invalid",
    "refreshed",
)
"""The facts in the order in which they are asked. `plh`, `leader_sk` and `role_again` are asked when an answer calls for them."""

SYMPTOMS = ("button_missing", "sync_fails", "other", UNKNOWN)
LARGEST_COUNT = 9_999
"""Of invalid data; a larger number is a slip, or not a number of data at all."""


def fact_value(subject: str, choice: str) -> Value:
    """The value that `choice` gives to the fact of question `subject`."""
    if subject == "invalid":
        return int(choice) if choice.isdecimal() else {"some": 1}.get(choice, UNKNOWN)
    if subject == "plh":
        return "definitif" if choice == "yes" else UNKNOWN
    if choice == "plh":
        return UNKNOWN
    return choice


def is_answer(subject: str, choice: str) -> bool:
    """Whether `choice` is an answer that the question `subject` takes today."""
    if subject == "invalid" and choice.isdecimal():
        return int(choice) <= LARGEST_COUNT
    question = QUESTIONS[subject]
    return choice in question.options or (choice == UNKNOWN and subject not in {"reminder", "zone"})
