"""The rules of a failing synchronisation: golden cases, and every combination of answers."""

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from flows.rules.engine import Result, Status
from flows.rules.model import UNKNOWN, Value
from flows.troubles.sync_fails.facts import SyncFacts
from flows.troubles.sync_fails.rules import SYNC_CONFLICTS, SYNC_FAILS, SYNC_REQUIREMENTS, SyncVerdict
from tests.sampling import WHOLE, dice

FACTS = (
    "seen",
    "internet",
    "other_schools",
    "invalid",
    "version",
    "clock",
    "other_network",
    "quiet_try",
    "sync_now",
)
SHORT = {"?": UNKNOWN, "fail": "also_fail", "succ": "succeed", "cur": "current"}

CASES = [
    ("stuck ? ? 3 ? ? ? ? works", "resolved", "", ""),
    ("? ? ? ? ? ? ? ? ?", "need_info", "", ""),
    ("server_busy ? ? ? ? ? ? ? ?", "wait_server", "S8", ""),
    ("server_busy ? succ ? ? ? ? ? ?", "need_info", "", "busy_but_others"),
    ("server_busy ? ? 4 cur ? ? ? ?", "school_action", "S5 S8", ""),
    ("disconnected down ? ? ? ? ? ? ?", "school_action", "S1", ""),
    ("disconnected works fail ? ? ? ? ? ?", "wait_server", "S8", ""),
    ("disconnected works succ 0 cur wrong not_tried ? ?", "school_action", "S3 S10", ""),
    ("disconnected works succ 0 cur right not_tried ? ?", "school_action", "S10", ""),
    ("disconnected works succ 0 cur right fails yes still_fails", "handover", "", ""),
    ("stuck works ? 0 cur right fails no ?", "try_quiet", "S9", ""),
    ("stuck works ? 0 cur right fails yes still_fails", "handover", "", ""),
    ("stuck works fail 2 old right ? ? ?", "school_action", "S4 S5 S8", ""),
    ("data_refused works ? 5 cur right ? ? ?", "school_action", "S5", ""),
    ("data_refused works ? 0 cur right ? ? ?", "need_info", "", "clean_but_refused"),
    ("version_old ? ? ? ? ? ? ? ?", "school_action", "S4", ""),
    ("version_old works ? 0 cur right ? ? ?", "need_info", "", "current_but_refused"),
    ("access_refused works ? 0 cur right ? ? ?", "school_action", "S6", ""),
    ("prefill_old works ? 6 old ? ? ? ?", "handover", "S7", ""),
    ("database ? ? ? ? ? ? ? ?", "school_action", "S2", ""),
    ("code works fail 0 cur right ? yes still_fails", "wait_server", "S8", ""),
    ("other works succ 0 cur right fails yes ?", "check_sync", "", ""),
]


def facts_of(line: str) -> dict[str, object]:
    told: dict[str, object] = {}
    for name, short in zip(FACTS, line.split(), strict=True):
        told[name] = int(short) if short.isdecimal() else SHORT.get(short, short)
    return told


@pytest.mark.parametrize(("line", "verdict", "plan", "conflict"), CASES)
def test_golden_cases(line: str, verdict: str, plan: str, conflict: str) -> None:
    found = SYNC_FAILS.evaluate(SyncFacts.read(facts_of(line)))
    assert (found.verdict, " ".join(found.plan), " ".join(found.conflicts)) == (verdict, plan, conflict)


def restated(case: SyncFacts) -> tuple[dict[str, str], str]:
    """The table of requirements and verdicts once more, row by row, as an expert would read it out."""
    seen, known = case.seen, case.seen != UNKNOWN
    plain = {"works": "met", "right": "met", "current": "met", "fails": "met", "yes": "met", UNKNOWN: UNKNOWN}
    found = {
        "S1": plain.get(case.internet, "unmet"),
        "S2": ("unmet" if seen == "database" else "met") if known else UNKNOWN,
        "S3": plain.get(case.clock, "unmet"),
        "S4": plain.get(case.version, "unmet"),
        "S5": UNKNOWN if case.invalid == UNKNOWN else "met" if case.invalid == 0 else "unmet",
        "S6": ("unmet" if seen == "access_refused" else "not_required") if known else UNKNOWN,
        "S7": ("unmet" if seen == "prefill_old" else "not_required") if known else UNKNOWN,
        "S8": {"succeed": "met", "also_fail": "unmet"}.get(case.other_schools, UNKNOWN),
        "S9": plain.get(case.quiet_try, "unmet"),
        "S10": "not_required"
        if case.other_schools == "also_fail"
        else plain.get(case.other_network, "unmet"),
    }
    if seen == "version_old":
        found["S4"] = UNKNOWN if case.version == "current" else "unmet"
    if seen == "data_refused":
        found["S5"] = UNKNOWN if case.invalid == 0 else "unmet"
    if seen == "server_busy":
        found["S8"] = UNKNOWN if case.other_schools == "succeed" else "unmet"
    first = [found[f"S{number}"] for number in range(1, 7)]
    ways = (
        ("handover", found["S7"] == "unmet"),
        ("school_action", "unmet" in first),
        ("wait_server", found["S8"] == "unmet"),
        ("need_info", UNKNOWN in (*first, found["S7"])),
        ("school_action", found["S10"] == "unmet"),
        ("try_quiet", found["S9"] == "unmet"),
        ("need_info", UNKNOWN in (found["S9"], found["S10"])),
        ("handover", case.sync_now == "still_fails"),
        ("check_sync", True),
    )
    return found, next(name for name, fits in ways if fits)


def combinations() -> Iterator[SyncFacts]:
    """Every combination of values; in `make test` a part."""
    chance = dice("sync fails")
    for values in product(*(SYNC_FAILS.values(name) for name in FACTS)):
        if WHOLE or chance.random() < 0.02:
            yield SyncFacts(**dict(zip(FACTS, values, strict=True)))  # type: ignore[arg-type]  # allowed values


@pytest.mark.sampled
def test_every_combination_has_the_statuses_verdict_and_plan_of_the_table() -> None:
    verdicts = set()
    for case in combinations():
        found = SYNC_FAILS.evaluate(case)
        verdicts.add(found.verdict)
        if case.sync_now == "works":
            assert found == Result(SyncVerdict.RESOLVED, {}, (), ())
            continue
        statuses, verdict = restated(case)
        assert (dict(found.requirements), found.verdict) == (statuses, verdict), case
        order = ("S1", "S3", "S2", "S4", "S6", "S5", "S10", "S8", "S9")
        plan = tuple(key for key in order if statuses[key] == "unmet")
        assert found.plan == (("S7",) if statuses["S7"] == "unmet" else plan), case
    rare = set() if WHOLE else {SyncVerdict.TRY_QUIET, SyncVerdict.CHECK_SYNC, SyncVerdict.HANDOVER}
    assert verdicts >= set(SyncVerdict) - rare  # the golden cases have these


def _changes(case: SyncFacts) -> Iterator[tuple[str, Value]]:
    for name in FACTS:
        if case.value(name) == UNKNOWN:
            yield from ((name, value) for value in SYNC_FAILS.values(name) if value != UNKNOWN)


@pytest.mark.sampled
def test_what_was_told_as_certain_stays() -> None:
    certain = {Status.MET, Status.UNMET}
    looked_at = 0
    for case in combinations():
        before = SYNC_FAILS.evaluate(case).requirements
        for name, value in _changes(case):
            after = SYNC_FAILS.evaluate(case.but(**{name: value})).requirements
            for key, status in after.items():
                looked_at += 1
                turned = before[key] in certain and status in certain and before[key] is not status
                assert not turned, (case, name, value, key)
    assert looked_at


def test_what_is_mended_is_never_unmet_afterwards() -> None:
    for key in SYNC_REQUIREMENTS:
        for case in (SyncFacts.read(facts_of(line)) for line, *_ in CASES):
            mended = case.but(**SYNC_FAILS.mended(key, case))
            if SYNC_FAILS.evaluate(mended).requirements:
                assert SYNC_FAILS.status(key, mended) is not Status.UNMET, (key, case)


def test_every_fact_but_the_last_can_change_a_requirement() -> None:
    for name in FACTS[:-1]:
        assert SYNC_FAILS.could_change(SyncFacts(), name, FACTS), name
    assert not SYNC_FAILS.could_change(SyncFacts(), "sync_now", FACTS)


def test_each_conflict_leaves_its_requirement_open() -> None:
    for name, conflict in SYNC_CONFLICTS.items():
        for values in conflict.values:
            found = SYNC_FAILS.evaluate(SyncFacts().but(**dict(zip(conflict.facts, values, strict=True))))
            assert found.conflicts == (name,)
            assert found.verdict is SyncVerdict.NEED_INFO


def test_the_command_judges_by_the_rules_of_the_trouble_that_is_named() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flows.eligibility", "--trouble", "sync_fails"],
        input=b'{"seen": "server_busy", "invalid": 4}\n{"leader": "plt"}\n',
        capture_output=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    answer, refused = map(json.loads, done.stdout.splitlines())
    assert (answer["verdict"], answer["plan"]) == ("school_action", ["S5", "S8"])
    assert "unknown fact 'leader'" in refused["error"]
    assert done.returncode == 1
