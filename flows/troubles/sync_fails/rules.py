"""The rules of a failing synchronisation: what is to be looked at, who can act, and when only waiting is left.

Data for the engine, and pure functions of the facts. F-numbers are facts of the first trouble's source, SF-numbers what other
public pages say, SA-numbers the decisions where they are silent or contradict each other; docs/rules.md lists all.
The rule of this trouble is least harm: nothing here asks for what can lose data that was not sent.
"""

from collections.abc import Callable
from enum import StrEnum

from flows.rules.engine import Conflict, Found, Requirement, Rules, Status
from flows.rules.model import UNKNOWN, Value
from flows.troubles.sync_fails.facts import SyncFacts


class SyncVerdict(StrEnum):
    RESOLVED = "resolved"
    HANDOVER = "handover"
    SCHOOL_ACTION = "school_action"
    WAIT_SERVER = "wait_server"
    NEED_INFO = "need_info"
    TRY_QUIET = "try_quiet"
    CHECK_SYNC = "check_sync"


class SyncActor(StrEnum):
    SCHOOL = "school"
    SCHOOL_THEN_DESK = "school_then_desk"
    SCHOOL_AND_DINAS = "school_and_dinas"
    DINAS = "dinas"
    SERVER = "server"
    """The central server: nobody here can act, only wait."""


SYNC_REQUIREMENTS: dict[str, Requirement] = {
    requirement.key: requirement
    for requirement in (
        Requirement("S1", "internet", ("internet",), (), SyncActor.SCHOOL, ("F5", "SF3")),
        Requirement("S2", "database", ("seen",), (), SyncActor.SCHOOL_THEN_DESK, ("SF13",)),
        Requirement("S3", "clock", ("clock",), (), SyncActor.SCHOOL, ("SF8",)),
        Requirement("S4", "version", ("seen", "version"), (), SyncActor.SCHOOL, ("SF6", "SF7")),
        Requirement("S5", "valid", ("seen", "invalid"), (), SyncActor.SCHOOL, ("F3", "SF4", "SF5")),
        Requirement("S6", "account", ("seen",), (), SyncActor.SCHOOL_AND_DINAS, ("SF14", "SA1")),
        Requirement("S7", "registration", ("seen",), (), SyncActor.DINAS, ("SF15",)),
        Requirement(
            "S8",
            "server",
            ("seen", "other_schools"),
            (),
            SyncActor.SERVER,
            ("F5", "SF1", "SF2", "SA2", "SA3"),
        ),
        Requirement("S9", "quiet_try", ("quiet_try",), (), SyncActor.SCHOOL, ("SF9", "SA5")),
        Requirement(
            "S10", "other_network", ("other_schools", "other_network"), (), SyncActor.SCHOOL, ("SF3",)
        ),
    )
}

CURRENT_BUT_REFUSED = "current_but_refused"
CLEAN_BUT_REFUSED = "clean_but_refused"
BUSY_BUT_OTHERS = "busy_but_others"
SYNC_CONFLICTS: dict[str, Conflict] = {
    CURRENT_BUT_REFUSED: Conflict(("seen", "version"), frozenset({("version_old", "current")})),
    CLEAN_BUT_REFUSED: Conflict(("seen", "invalid"), frozenset({("data_refused", 0)})),
    BUSY_BUT_OTHERS: Conflict(("seen", "other_schools"), frozenset({("server_busy", "succeed")})),
}

Judge = Callable[[SyncFacts, Found], Status]


def _is(fact: str, met: Value) -> Judge:
    """A judge for which one value is met, and any other that is known is not."""

    def judge(facts: SyncFacts, _: Found) -> Status:
        value = facts.value(fact)
        if value == UNKNOWN:
            return Status.UNKNOWN
        return Status.MET if value == met else Status.UNMET

    return judge


def _said(refusal: str, otherwise: Judge, conflict: str | None = None) -> Judge:
    """A judge that believes what is seen, unless that contradicts another answer."""

    def judge(facts: SyncFacts, found: Found) -> Status:
        if conflict and SYNC_CONFLICTS[conflict].holds(facts):
            return Status.UNKNOWN
        return Status.UNMET if facts.seen == refusal else otherwise(facts, found)

    return judge


def _not_seen(fitting: Status) -> Judge:
    """A judge of what is only known to be amiss by what is seen."""
    return lambda facts, _: Status.UNKNOWN if facts.seen == UNKNOWN else fitting


def _server(facts: SyncFacts, _: Found) -> Status:
    if SYNC_CONFLICTS[BUSY_BUT_OTHERS].holds(facts):
        return Status.UNKNOWN
    if facts.other_schools == UNKNOWN:
        return Status.UNMET if facts.seen == "server_busy" else Status.UNKNOWN
    return Status.MET if facts.other_schools == "succeed" else Status.UNMET


def _other_network(facts: SyncFacts, found: Found) -> Status:
    if facts.other_schools == "also_fail":
        return Status.NOT_REQUIRED
    return _is("other_network", "fails")(facts, found)


_SCHOOLS = ("S1", "S2", "S3", "S4", "S5", "S6")


def _any(found: Found, keys: tuple[str, ...], status: Status) -> bool:
    return any(found[key] is status for key in keys)


def _sets(**facts: Value) -> Callable[[SyncFacts], dict[str, Value]]:
    """A mending that leaves these facts so, whatever the others are."""
    return lambda _: facts


def _no_longer(refusal: str, **facts: Value) -> Callable[[SyncFacts], dict[str, Value]]:
    """A mending after which what was seen must be looked at again, where it was this refusal."""
    return lambda case: {**facts, "seen": UNKNOWN} if case.seen == refusal else dict(facts)


SYNC_FAILS: Rules[SyncFacts, SyncVerdict] = Rules(
    facts=SyncFacts,
    requirements=SYNC_REQUIREMENTS,
    judges={
        "S1": _is("internet", "works"),
        "S2": _said("database", _not_seen(Status.MET)),
        "S3": _is("clock", "right"),
        "S4": _said("version_old", _is("version", "current"), CURRENT_BUT_REFUSED),
        "S5": _said("data_refused", _is("invalid", 0), CLEAN_BUT_REFUSED),
        "S6": _said("access_refused", _not_seen(Status.NOT_REQUIRED)),
        "S7": _said("prefill_old", _not_seen(Status.NOT_REQUIRED)),
        "S8": _server,
        "S9": _is("quiet_try", "yes"),
        "S10": _other_network,
    },
    gates=((SyncVerdict.RESOLVED, lambda facts: facts.sync_now == "works"),),
    verdicts=(
        (SyncVerdict.HANDOVER, lambda _, found: found["S7"] is Status.UNMET),
        (SyncVerdict.SCHOOL_ACTION, lambda _, found: _any(found, _SCHOOLS, Status.UNMET)),
        (SyncVerdict.WAIT_SERVER, lambda _, found: found["S8"] is Status.UNMET),
        (SyncVerdict.NEED_INFO, lambda _, found: _any(found, (*_SCHOOLS, "S7"), Status.UNKNOWN)),
        (SyncVerdict.SCHOOL_ACTION, lambda _, found: found["S10"] is Status.UNMET),
        (SyncVerdict.TRY_QUIET, lambda _, found: found["S9"] is Status.UNMET),
        (SyncVerdict.NEED_INFO, lambda _, found: _any(found, ("S9", "S10"), Status.UNKNOWN)),
        (SyncVerdict.HANDOVER, lambda facts, _: facts.sync_now == "still_fails"),
        (SyncVerdict.CHECK_SYNC, lambda _, __: True),
    ),
    order=lambda _, unmet: (
        ("S7",) if "S7" in unmet else ("S1", "S3", "S2", "S4", "S6", "S5", "S10", "S8", "S9")  # SA4
    ),
    mends={
        "S1": _sets(internet="works"),
        "S2": _no_longer("database"),
        "S3": _sets(clock="right"),
        "S4": _no_longer("version_old", version="current"),
        "S5": _no_longer("data_refused", invalid=0),
        "S6": _no_longer("access_refused"),
        "S7": _no_longer("prefill_old"),
        "S8": _no_longer("server_busy", other_schools=UNKNOWN),
        "S9": _sets(quiet_try="yes"),
        "S10": _sets(other_network="fails"),
    },
    conflicts=SYNC_CONFLICTS,
    alike={"invalid": (0, 1, UNKNOWN)},  # every number above zero is alike
)
