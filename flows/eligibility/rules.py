"""The rules: which requirements for the sync button a school meets, and what is to be done first.

One page, a pure function of the facts. F-numbers are the facts of the source, A-numbers the decisions
where it is silent; docs/rules.md lists both. Rules of the house:

* An unknown fact is never read as "no": it makes a requirement `unknown`, never `unmet`.
* Learning more never turns `met` into `unmet` or the other way round: what was told as certain stays.
* A requirement that is unmet is certain; that it is the cause is not, and nobody here says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from flows.eligibility.facts import Facts, Value


class Status(StrEnum):
    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    BLOCKED = "blocked"
    """Cannot be judged before something else is mended."""
    NOT_REQUIRED = "not_required"


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


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: what it is called, what it looks at, and where it comes from."""

    key: str
    reason: str
    """Key of its words."""
    reads: tuple[str, ...]
    """Facts it looks at itself."""
    rests_on: tuple[str, ...]
    """Requirements whose status it looks at."""
    actor: Actor
    sources: tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class Result:
    """What the rules say: the verdict, each requirement's status, what to mend in which order, what contradicts itself."""

    verdict: Verdict
    requirements: dict[str, Status]
    plan: tuple[str, ...]
    conflicts: tuple[str, ...]

    def having(self, status: Status) -> tuple[str, ...]:
        """The requirements with this status, in order."""
        return tuple(key for key, found in self.requirements.items() if found is status)


def evaluate(facts: Facts) -> Result:
    """Judge the facts. Every combination of values has exactly one verdict; nothing is raised."""
    gate = _gate(facts)
    if gate is not None:
        return Result(gate, {}, (), ())
    found: dict[str, Status] = {}
    for key, judge in _JUDGES.items():
        blocked = facts.leader == "none" and key not in {"R1", "R9"}
        found[key] = Status.BLOCKED if blocked else judge(facts, found)
    return Result(_verdict(facts, found), found, _plan(facts, found), _conflicts(facts))


def actor(key: str, facts: Facts) -> Actor:
    """Who can mend the requirement `key` in this case."""
    if key == "R6" and facts.accounts == "0":
        return Actor.NOBODY
    return REQUIREMENTS[key].actor


def asks_dinas(key: str, facts: Facts) -> bool:
    """Whether the requirement `key`, unmet, belongs into the one request to Dinas."""
    return key in {"R1", "R2", "R3", "R4"} or (key == "R6" and facts.accounts == "2+")


def mended(key: str, facts: Facts) -> dict[str, Value]:
    """The facts as they will be once requirement `key` has been mended; `unknown` where it must be asked again."""
    if key == "R4":
        return {"duty": {"definitif": "kepala_sekolah", "plt": "plt"}.get(facts.leader, "unknown")}
    return dict(_MENDED[key])


_MENDED: dict[str, dict[str, Value]] = {
    "R1": {"leader": "unknown"},
    "R2": {"ptk_type": "kepala_sekolah"},
    "R3": {"induk": "induk"},
    "R5": {"dinas_changed": "yes", "pulled_after": "yes"},
    "R6": {"accounts": "1"},
    "R7": {"role_ks": "yes"},
    "R8": {"login": "ks_account_ks_role"},
    "R9": {"invalid": 0},
    "R10": {"refreshed": "yes"},
}


def _gate(facts: Facts) -> Verdict | None:
    """What settles the case before any requirement is looked at (F5, F6, A22, A26)."""
    if facts.button_now == "appeared":
        return Verdict.RESOLVED
    return _GATES[facts.symptom]


_GATES: dict[str, Verdict | None] = {
    "button_missing": None,
    "sync_fails": Verdict.CONNECTION,
    "other": Verdict.OUT_OF_SCOPE,
    "unknown": Verdict.NEED_INFO,
}


def _one_of(value: Value, good: tuple[Value, ...]) -> Status:
    if value == "unknown":
        return Status.UNKNOWN
    return Status.MET if value in good else Status.UNMET


def _leader_recorded(facts: Facts, _: dict[str, Status]) -> Status:
    return _one_of(facts.leader, ("definitif", "plt"))


def _ptk_type(facts: Facts, _: dict[str, Status]) -> Status:
    if facts.leader == "plt":
        return _one_of(facts.ptk_type, ("kepala_sekolah", "guru"))
    if facts.leader == "unknown" and facts.ptk_type == "guru":
        return Status.UNKNOWN  # enough for a Plt, not for a definitif
    return _one_of(facts.ptk_type, ("kepala_sekolah",))


def _induk(facts: Facts, _: dict[str, Status]) -> Status:
    if facts.leader == "plt":
        return Status.NOT_REQUIRED
    if facts.leader == "unknown":
        return Status.UNKNOWN
    return _one_of(facts.induk, ("induk",))


def _duty(facts: Facts, _: dict[str, Status]) -> Status:
    if facts.leader == "unknown":
        return Status.UNMET if facts.duty == "none" else Status.UNKNOWN
    return _one_of(facts.duty, ("plt",) if facts.leader == "plt" else ("kepala_sekolah",))


def _pulled(facts: Facts, found: dict[str, Status]) -> Status:
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


def _one_account(facts: Facts, _: dict[str, Status]) -> Status:
    return _one_of(facts.accounts, ("1",))


def _role(facts: Facts, _: dict[str, Status]) -> Status:
    return Status.BLOCKED if facts.accounts == "0" else _one_of(facts.role_ks, ("yes",))


def _login(facts: Facts, _: dict[str, Status]) -> Status:
    if facts.accounts == "0":
        return Status.BLOCKED
    if LOGIN_ROLE in _conflicts(facts):
        return Status.UNKNOWN
    return _one_of(facts.login, ("ks_account_ks_role",))


def _valid(facts: Facts, _: dict[str, Status]) -> Status:
    return _one_of(facts.invalid, (0,))


def _refreshed(facts: Facts, found: dict[str, Status]) -> Status:
    before = found.values()
    if Status.UNMET in before or facts.refreshed == "no":
        return Status.UNMET  # an earlier refresh does not count
    if Status.UNKNOWN in before:
        return Status.UNKNOWN
    return _one_of(facts.refreshed, ("yes",))


_JUDGES: dict[str, Callable[[Facts, dict[str, Status]], Status]] = {
    "R1": _leader_recorded,
    "R2": _ptk_type,
    "R3": _induk,
    "R4": _duty,
    "R5": _pulled,
    "R6": _one_account,
    "R7": _role,
    "R8": _login,
    "R9": _valid,
    "R10": _refreshed,
}


def _conflicts(facts: Facts) -> tuple[str, ...]:
    found = []
    if (facts.leader, facts.duty) in {("definitif", "plt"), ("plt", "kepala_sekolah")}:
        found.append(LEADER_DUTY)
    if (facts.login, facts.role_ks) == ("ks_account_ks_role", "no"):
        found.append(LOGIN_ROLE)
    return tuple(found)


def _plan(facts: Facts, found: dict[str, Status]) -> tuple[str, ...]:
    """The unmet requirements in the order of action; those that ask Dinas stand together, for one request."""
    unmet = [key for key, status in found.items() if status is Status.UNMET]
    if not unmet:
        return ()

    def rank(key: str) -> int:
        if key == "R8" and "R7" not in unmet:
            return 0  # the quickest thing to try
        if asks_dinas(key, facts):
            return 1
        return ("R5", "R6", "R7", "R8", "R9", "R10").index(key) + 2

    return tuple(sorted(unmet, key=rank))


def _verdict(facts: Facts, found: dict[str, Status]) -> Verdict:
    unmet = {key for key, status in found.items() if status is Status.UNMET}
    if any(asks_dinas(key, facts) for key in unmet):
        return Verdict.WAITING_DINAS
    if "R6" in unmet:
        return Verdict.HANDOVER
    if unmet:
        return Verdict.SCHOOL_ACTION
    if Status.UNKNOWN in found.values():
        return Verdict.NEED_INFO
    return Verdict.HANDOVER if facts.button_now == "still_missing" else Verdict.CHECK_BUTTON
