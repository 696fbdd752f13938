"""The rules of the missing sync button: which requirements a school meets, and what is to be done first.

Data for the engine, and pure functions of the facts. F-numbers are the facts of the source, A-numbers the decisions
where it is silent; docs/rules.md lists both. Besides the engine's rules of the house:

* A requirement that is unmet is certain; that it is the cause is not, and nobody here says so.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum

from flows.rules import engine
from flows.rules.engine import Conflict, Found, Requirement, Rules, Status
from flows.rules.model import UNKNOWN, Value
from flows.troubles.button_missing.facts import Facts


class Verdict(StrEnum):
    RESOLVED = "resolved"
    CONNECTION = "connection"
    OUT_OF_SCOPE = "out_of_scope"
    NEED_INFO = "need_info"
    WAITING_DINAS = "waiting_dinas"
    SCHOOL_ACTION = "school_action"
    CHECK_BUTTON = "check_button"
    HANDOVER = "handover"


class Actor(StrEnum):
    DINAS_ONLY = "dinas_only"
    DINAS = "dinas"
    DINAS_INFERRED = "dinas_inferred"
    """The source names nobody; that it is Dinas is our conclusion (A3)."""
    SCHOOL = "school"
    NOBODY = "nobody"
    """Nobody is named who could mend it: hand over."""


REQUIREMENTS: dict[str, Requirement] = {
    requirement.key: requirement
    for requirement in (
        Requirement("R1", "leader_recorded", ("leader",), (), Actor.DINAS, ("F7", "A6", "A20", "A21")),
        Requirement(
            "R2",
            "ptk_type",
            ("leader", "ptk_type"),
            (),
            Actor.DINAS_ONLY,
            ("F15", "F16", "F25", "F26", "A4", "A7", "A18", "A19"),
        ),
        Requirement(
            "R3", "induk", ("leader", "induk"), (), Actor.DINAS_INFERRED, ("F17", "F33", "A1", "A2", "A3")
        ),
        Requirement("R4", "duty", ("leader", "duty"), (), Actor.DINAS_ONLY, ("F18", "F27", "A4", "A5")),
        Requirement(
            "R5",
            "pulled",
            ("leader", "dinas_changed", "pulled_after"),
            ("R2", "R3", "R4"),
            Actor.SCHOOL,
            ("F19", "F28", "A12", "A13", "A27"),
        ),
        Requirement("R6", "one_account", ("leader", "accounts"), (), Actor.DINAS, ("F20", "F29", "A16")),
        Requirement(
            "R7",
            "role",
            ("leader", "accounts", "role_ks"),
            (),
            Actor.SCHOOL,
            ("F8", "F21", "F22", "F23", "F30", "F31"),
        ),
        Requirement(
            "R8", "login", ("leader", "accounts", "login", "role_ks"), (), Actor.SCHOOL, ("F4", "A8", "A9")
        ),
        Requirement("R9", "valid", ("invalid",), (), Actor.SCHOOL, ("F3", "F24", "F32", "A14", "A15")),
        Requirement(
            "R10",
            "refreshed",
            ("leader", "refreshed"),
            ("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9"),
            Actor.SCHOOL,
            ("F40",),
        ),
    )
}

LEADER_DUTY = "leader_duty"
LOGIN_ROLE = "login_role"
CONFLICTS: dict[str, Conflict] = {
    LEADER_DUTY: Conflict(("leader", "duty"), frozenset({("definitif", "plt"), ("plt", "kepala_sekolah")})),
    LOGIN_ROLE: Conflict(("login", "role_ks"), frozenset({("ks_account_ks_role", "no")})),
}

Result = engine.Result[Verdict]


def actor(key: str, facts: Facts) -> Actor:
    """The actor who can mend the requirement `key` in this case."""
    if key == "R6" and facts.accounts == "0":
        return Actor.NOBODY
    return Actor(REQUIREMENTS[key].actor)


def asks_dinas(key: str, facts: Facts) -> bool:
    """Whether the requirement `key`, unmet, belongs into the one request to Dinas."""
    return key in {"R1", "R2", "R3", "R4"} or (key == "R6" and facts.accounts == "2+")


Judge = Callable[[Facts, Found], Status]


def _one_of(value: Value, good: tuple[Value, ...]) -> Status:
    if value == UNKNOWN:
        return Status.UNKNOWN
    return Status.MET if value in good else Status.UNMET


def _led(judge: Judge) -> Judge:
    """A judge that must wait until somebody leads the school."""
    return lambda facts, found: Status.BLOCKED if facts.leader == "none" else judge(facts, found)


def _with_account(judge: Judge) -> Judge:
    """A judge that must wait until there is an account."""
    return _led(lambda facts, found: Status.BLOCKED if facts.accounts == "0" else judge(facts, found))


def _ptk_type(facts: Facts, _: Found) -> Status:
    if facts.leader == "plt":
        return _one_of(facts.ptk_type, ("kepala_sekolah", "guru"))
    if facts.leader == "unknown" and facts.ptk_type == "guru":
        return Status.UNKNOWN  # enough for a Plt, not for a definitif
    return _one_of(facts.ptk_type, ("kepala_sekolah",))


def _induk(facts: Facts, _: Found) -> Status:
    if facts.leader == "plt":
        return Status.NOT_REQUIRED
    if facts.leader == "unknown":
        return Status.UNKNOWN
    return _one_of(facts.induk, ("induk",))


def _duty(facts: Facts, _: Found) -> Status:
    if facts.leader == "unknown":
        return Status.UNMET if facts.duty == "none" else Status.UNKNOWN
    return _one_of(facts.duty, ("plt",) if facts.leader == "plt" else ("kepala_sekolah",))


def _pulled(facts: Facts, found: Found) -> Status:
    changing = (found["R2"], found["R3"], found["R4"])
    if Status.UNMET in changing:
        return Status.UNMET  # it must follow a change that has yet to come
    if (facts.dinas_changed, facts.pulled_after) == ("yes", "no"):
        return Status.UNMET
    if Status.UNKNOWN in changing:
        return Status.UNKNOWN
    if facts.dinas_changed == "no":
        return Status.NOT_REQUIRED
    return Status.MET if facts.pulled_after == "yes" else Status.UNKNOWN


def _login(facts: Facts, _: Found) -> Status:
    if CONFLICTS[LOGIN_ROLE].holds(facts):
        return Status.UNKNOWN
    return _one_of(facts.login, ("ks_account_ks_role",))


def _refreshed(facts: Facts, found: Found) -> Status:
    before = found.values()
    if Status.UNMET in before or facts.refreshed == "no":
        return Status.UNMET  # an earlier refresh does not count
    if Status.UNKNOWN in before:
        return Status.UNKNOWN
    return _one_of(facts.refreshed, ("yes",))


_JUDGES: dict[str, Judge] = {
    "R1": lambda facts, _: _one_of(facts.leader, ("definitif", "plt")),
    "R2": _led(_ptk_type),
    "R3": _led(_induk),
    "R4": _led(_duty),
    "R5": _led(_pulled),
    "R6": _led(lambda facts, _: _one_of(facts.accounts, ("1",))),
    "R7": _with_account(lambda facts, _: _one_of(facts.role_ks, ("yes",))),
    "R8": _with_account(_login),
    "R9": lambda facts, _: _one_of(facts.invalid, (0,)),
    "R10": _led(_refreshed),
}


def _order(facts: Facts, unmet: tuple[str, ...]) -> Iterable[str]:
    """The order of action; the requirements that ask Dinas stand together, for one request."""
    if "R7" not in unmet:
        yield "R8"  # the quickest thing to try
    yield from (key for key in REQUIREMENTS if asks_dinas(key, facts))
    yield from ("R5", "R6", "R7", "R8", "R9", "R10")


def _dinas_owes(facts: Facts, found: Found) -> bool:
    return any(status is Status.UNMET and asks_dinas(key, facts) for key, status in found.items())


def _sets(**facts: Value) -> Callable[[Facts], dict[str, Value]]:
    """A mending that sets these facts right, whatever the others are."""
    return lambda _: facts


def _fitting_duty(facts: Facts) -> dict[str, Value]:
    return {"duty": {"definitif": "kepala_sekolah", "plt": "plt"}.get(facts.leader, UNKNOWN)}


BUTTON_MISSING: Rules[Facts, Verdict] = Rules(
    facts=Facts,
    requirements=REQUIREMENTS,
    judges=_JUDGES,
    gates=(  # F5, F6, A22, A26
        (Verdict.RESOLVED, lambda facts: facts.button_now == "appeared"),
        (Verdict.CONNECTION, lambda facts: facts.symptom == "sync_fails"),
        (Verdict.OUT_OF_SCOPE, lambda facts: facts.symptom == "other"),
        (Verdict.NEED_INFO, lambda facts: facts.symptom == "unknown"),
    ),
    verdicts=(
        (Verdict.WAITING_DINAS, _dinas_owes),
        (Verdict.HANDOVER, lambda _, found: found["R6"] is Status.UNMET),
        (Verdict.SCHOOL_ACTION, lambda _, found: Status.UNMET in found.values()),
        (Verdict.NEED_INFO, lambda _, found: Status.UNKNOWN in found.values()),
        (Verdict.HANDOVER, lambda facts, _: facts.button_now == "still_missing"),
        (Verdict.CHECK_BUTTON, lambda _, __: True),
    ),
    order=_order,
    mends={
        "R1": _sets(leader=UNKNOWN),  # somebody leads now: who, must be asked
        "R2": _sets(ptk_type="kepala_sekolah"),
        "R3": _sets(induk="induk"),
        "R4": _fitting_duty,
        "R5": _sets(dinas_changed="yes", pulled_after="yes"),
        "R6": _sets(accounts="1"),
        "R7": _sets(role_ks="yes"),
        "R8": _sets(login="ks_account_ks_role"),
        "R9": _sets(invalid=0),
        "R10": _sets(refreshed="yes"),
    },
    conflicts=CONFLICTS,
    alike={"invalid": (0, 1, UNKNOWN)},  # every number above zero is alike
)
