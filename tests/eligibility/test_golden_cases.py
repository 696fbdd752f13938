"""Whole cases with what the rules must say to them, written down beforehand."""

import pytest

from flows.eligibility import Result, evaluate, read_facts

FACTS = (
    "leader",
    "ptk_type",
    "induk",
    "duty",
    "dinas_changed",
    "pulled_after",
    "accounts",
    "login",
    "role_ks",
    "invalid",
    "refreshed",
)
SHORT = {
    "?": "unknown",
    "def": "definitif",
    "KS": "kepala_sekolah",
    "non": "non_induk",
    "y": "yes",
    "n": "no",
    "KSr": "ks_account_ks_role",
    "op": "operator",
}
STATUS = {"M": "met", "U": "unmet", "?": "unknown", "B": "blocked", "-": "not_required"}


def judged(line: str, **more: str) -> Result:
    """The result for one line of facts, in the order of `FACTS`."""
    given: dict[str, object] = {"symptom": "button_missing", **more}
    for name, short in zip(FACTS, line.replace("/", " ").split(), strict=True):
        given[name] = int(short) if name == "invalid" and short.isdecimal() else SHORT.get(short, short)
    return evaluate(read_facts(given))


# fmt: off
CASES = [
    # leader type induk duty changed/pulled accounts login role invalid refreshed
    #     statuses                              plan                         verdict          conflicts
    (1,  "def KS    induk KS   y/y 1  KSr y 0 y",
         "R1M R2M R3M R4M R5M R6M R7M R8M R9M R10M", "",                     "check_button",  ""),
    (2,  "def KS    induk KS   y/y 1  KSr y 0 n",
         "R9M R10U",                            "R10",                       "school_action", ""),
    (3,  "def KS    induk KS   y/y 1  KSr y 3 n",
         "R9U R10U",                            "R9 R10",                    "school_action", ""),
    (4,  "def KS    induk KS   y/y 1  op  y 0 n",
         "R7M R8U R10U",                        "R8 R10",                    "school_action", ""),
    (5,  "def KS    induk KS   y/y 1  ?   n 0 n",
         "R7U R8? R10U",                        "R7 R10",                    "school_action", ""),
    (6,  "def KS    induk KS   y/n 1  ?   n 5 n",
         "R5U R7U R8? R9U R10U",                "R5 R7 R9 R10",              "school_action", ""),
    (7,  "def guru  induk KS   n/n 1  KSr y 0 y",
         "R2U R3M R4M R5U R10U",                "R2 R5 R10",                 "waiting_dinas", ""),
    (8,  "def KS    non   KS   n/n 1  KSr y 0 y",
         "R2M R3U R4M R5U R10U",                "R3 R5 R10",                 "waiting_dinas", ""),
    (9,  "def KS    induk plt  n/n 1  KSr y 0 y",
         "R2M R3M R4U R5U R10U",                "R4 R5 R10",                 "waiting_dinas", "leader_duty"),
    (10, "def guru  non   none n/n 1  op  n 7 n",
         "R2U R3U R4U R5U R7U R8U R9U R10U",    "R2 R3 R4 R5 R7 R8 R9 R10",  "waiting_dinas", ""),
    (11, "def KS    ?     KS   y/y 1  KSr y 0 y",
         "R2M R3? R4M R5? R10?",                "",                          "need_info",     ""),
    (12, "plt KS    non   plt  y/y 1  KSr y 0 y",
         "R1M R2M R3- R4M R5M R6M R7M R8M R9M R10M", "",                     "check_button",  ""),
    (13, "plt guru  induk plt  y/y 1  KSr y 0 y",
         "R1M R2M R3- R4M R5M R6M R7M R8M R9M R10M", "",                     "check_button",  ""),
    (14, "plt guru  ?     plt  y/y 1  KSr y 0 n",
         "R3- R5M R10U",                        "R10",                       "school_action", ""),
    (15, "plt guru  non   none n/n 1  ?   n 0 n",
         "R3- R4U R5U R7U R8? R10U",            "R4 R5 R7 R10",              "waiting_dinas", ""),
    (16, "plt guru  ?     KS   n/n 1  KSr y 0 y",
         "R2M R3- R4U R5U R10U",                "R4 R5 R10",                 "waiting_dinas", "leader_duty"),
    (17, "plt other ?     plt  n/n 1  KSr y 0 y",
         "R2U R3- R4M R5U R10U",                "R2 R5 R10",                 "waiting_dinas", ""),
    (18, "plt ?     ?     plt  y/y 1  KSr y 0 y",
         "R2? R3- R4M R5? R10?",                "",                          "need_info",     ""),
    (19, "none ?    ?     ?    ?/? ?  op  ? 4 n",
         "R1U R2B R3B R4B R5B R6B R7B R8B R9U R10B", "R1 R9",                "waiting_dinas", ""),
    (20, "?   KS    induk KS   y/y 1  KSr y 0 y",
         "R1? R2M R3? R4? R5? R10?",            "",                          "need_info",     ""),
    (21, "?   guru  ?     none n/n 1  ?   ? 0 n",
         "R1? R2? R3? R4U R5U R7? R8? R10U",    "R4 R5 R10",                 "waiting_dinas", ""),
    (22, "def KS    induk KS   y/y 2+ KSr y 0 y",
         "R5M R6U R7M R8M R10U",                "R6 R10",                    "waiting_dinas", ""),
    (23, "def KS    induk KS   y/y 0  op  n 0 n",
         "R6U R7B R8B R9M R10U",                "R6 R10",                    "handover",      ""),
    (25, "def KS    induk KS   y/y 1  KSr n 0 y",
         "R7U R8? R10U",                        "R7 R10",                    "school_action", "login_role"),
    (26, "def guru  induk KS   n/y 1  KSr y 0 y",
         "R2U R5U R10U",                        "R2 R5 R10",                 "waiting_dinas", ""),
    (27, "?   ?     ?     ?    ?/? ?  ?   ? ? ?",
         "R1? R2? R3? R4? R5? R6? R7? R8? R9? R10?", "",                     "need_info",     ""),
]
# fmt: on
"""Case 24 is the one with another symptom; it has a test of its own."""


@pytest.mark.parametrize(
    ("line", "statuses", "plan", "verdict", "conflicts"),
    [case[1:] for case in CASES],
    ids=[f"case {case[0]}" for case in CASES],
)
def test_a_case_is_judged_as_written_down(
    line: str, statuses: str, plan: str, verdict: str, conflicts: str
) -> None:
    """The statuses that the case names, the whole plan, the verdict and what contradicts itself."""
    result = judged(line)
    expected = {named[:-1]: STATUS[named[-1]] for named in statuses.split()}
    assert {key: result.requirements[key] for key in expected} == expected
    assert " ".join(result.plan) == plan
    assert result.verdict == verdict
    assert " ".join(result.conflicts) == conflicts


def test_all_cases_are_there() -> None:
    """The cases are numbered 1 to 27 without a gap, 24 apart."""
    assert sorted([case[0] for case in CASES] + [24]) == list(range(1, 28))


@pytest.mark.parametrize("case", [1, 12, 13])
def test_a_school_that_meets_all_and_still_sees_no_button_is_handed_over(case: int) -> None:
    """With everything met and the button looked for in vain, the source has nothing more to offer."""
    line = next(row[1] for row in CASES if row[0] == case)
    result = judged(line, button_now="still_missing")
    assert (result.verdict, result.plan) == ("handover", ())


@pytest.mark.parametrize("line", [case[1] for case in CASES])
def test_case_24_a_sync_that_fails_is_not_judged_at_all(line: str) -> None:
    """Whatever else is known, another trouble than the missing button gets no requirement and no plan."""
    result = judged(line, symptom="sync_fails")
    assert (result.verdict, result.requirements, result.plan, result.conflicts) == ("connection", {}, (), ())
