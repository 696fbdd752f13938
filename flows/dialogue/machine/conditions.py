"""Conditions of the table's rows, by their names there. They ask the eligibility rules, and repeat none."""

from collections.abc import Callable

from flows.dialogue.level import MAKE_ACCOUNTS, NO_DINAS
from flows.dialogue.machine.standing import Standing
from flows.eligibility import UNKNOWN
from flows.troubles.registry import FIRST


def asks(standing: Standing, subject: str) -> bool:
    """Whether `subject` is the next question."""
    return standing.next_question == subject


def led_in(standing: Standing, symptom: str) -> bool:
    """Whether the case is in the led trouble `symptom`."""
    return standing.symptom == symptom and standing.led_now is not None


def led_look_due(standing: Standing) -> bool:
    """Whether a look is due in a led trouble."""
    return standing.led_now is not None and standing.led_now.look_due


def mends(standing: Standing, key: str) -> bool:
    """Whether the school can mend the requirement `key` now."""
    return standing.for_school == key


def look_due(standing: Standing) -> bool:
    """Whether a look is due: all that is known is in order, what is quick to mend has been asked, and nobody has looked since.

    The button shows only where every requirement is met: while one is known not to be, nobody is sent to look.
    """
    return (
        bool(standing.result.requirements)
        and not standing.on_detour
        and standing.facts.button_now == UNKNOWN
        and set(standing.result.plan) <= {"R10"}
        and not any(map(standing.takes_early, FIRST.order.before_look))
    )


def dinas_next(standing: Standing) -> bool:
    """Whether the request to Dinas comes next: something is to be asked, and all that belongs into it is known."""
    return bool(standing.for_dinas) and standing.next_question not in FIRST.order.before_request


def school_open(standing: Standing) -> bool:
    """A request is to be written, and nobody has said for which school."""
    return dinas_next(standing) and "npsn" not in standing.settled


def dinas_asked(standing: Standing) -> bool:
    """Whether the request to Dinas comes next, and has been sent."""
    return dinas_next(standing) and standing.request_sent


def no_account(standing: Standing) -> bool:
    """Whether the leader has no account, and nothing is left for Dinas."""
    return "R6" in standing.todo and not standing.for_dinas


def account_offered(standing: Standing) -> bool:
    """Whether the leader has no account, at a school that can make one."""
    return standing.facts.accounts == "0" and "R6" in standing.todo and standing.level in MAKE_ACCOUNTS


def undecided(standing: Standing) -> bool:
    """Whether the operator decides: nothing is left to ask or to mend, but some of it may be looked at once more."""
    return not standing.rechecked and bool(standing.stale or standing.left_undone)


def login_parked(standing: Standing) -> bool:
    """Whether logging in was put off, and is still to be done."""
    return "R8" in standing.left_undone


def invalid_open(standing: Standing) -> bool:
    """Whether invalid data may be left."""
    return standing.facts.invalid != 0


def diagnosing(standing: Standing) -> bool:
    """Whether the case is in the missing button's trouble."""
    return standing.symptom == FIRST.symptom


def level_open(standing: Standing) -> bool:
    """Whether nobody has told the level of school."""
    return "level" not in standing.settled


def district_open(standing: Standing) -> bool:
    """Whether nobody has told the district of a school that has one."""
    return "district" not in standing.settled and standing.level not in NO_DINAS


def pulls_now(standing: Standing) -> bool:
    """Dinas owes nothing more: what it has changed can be pulled down."""
    return not standing.for_dinas


def zone_open(standing: Standing) -> bool:
    """Whether a reminder is wanted, and its time zone is not known."""
    return standing.reminder != "none" and standing.zone is None


def guiding(standing: Standing) -> bool:
    """Whether the role guide is walked by itself."""
    return standing.guiding


def has_tried(standing: Standing) -> bool:
    """Whether something was mended on the way to the button."""
    return bool(standing.tried) and standing.led_now is None


_PLAIN: dict[str, Callable[[Standing], bool]] = {
    "led_look_due": led_look_due,
    "look_due": look_due,
    "dinas_next": dinas_next,
    "school_open": school_open,
    "dinas_asked": dinas_asked,
    "no_account": no_account,
    "account_offered": account_offered,
    "undecided": undecided,
    "login_parked": login_parked,
    "invalid_open": invalid_open,
    "diagnosing": diagnosing,
    "level_open": level_open,
    "district_open": district_open,
    "pulls_now": pulls_now,
    "zone_open": zone_open,
    "guiding": guiding,
    "has_tried": has_tried,
}
_ABOUT: dict[str, Callable[[Standing, str], bool]] = {"asks": asks, "led_in": led_in, "mends": mends}
"""Conditions that ask about something named after a colon: a subject, a requirement, a symptom."""


def holds(condition: str, standing: Standing) -> bool:
    """Whether a row's condition holds: its name, with an argument after a colon where it is about something. KeyError for no condition."""
    name, _, argument = condition.partition(":")
    return _ABOUT[name](standing, argument) if argument else _PLAIN[name](standing)
