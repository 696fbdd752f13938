"""`python -m flows.eligibility`, run as from a shell."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RESULT = ["verdict", "requirements", "plan", "conflicts"]


def run(given: bytes, **environment: str) -> tuple[list[dict[str, object]], int]:
    """The answers to these lines, and the exit status; nothing may be said on standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "flows.eligibility"],
        input=given,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
    )
    assert done.stderr == b""
    return [json.loads(line) for line in done.stdout.splitlines()], done.returncode


def test_a_line_of_facts_gets_a_line_with_the_result() -> None:
    """The whole result in one object, its keys and its requirements in order."""
    facts = {
        "symptom": "button_missing",
        "leader": "plt",
        "ptk_type": "guru",
        "duty": "plt",
        "dinas_changed": "no",
        "accounts": "1",
        "login": "operator",
        "role_ks": "yes",
        "invalid": 0,
    }
    answers, status = run(json.dumps(facts).encode() + b"\n")
    assert answers == [
        {
            "verdict": "school_action",
            "requirements": {
                "R1": "met",
                "R2": "met",
                "R3": "not_required",
                "R4": "met",
                "R5": "not_required",
                "R6": "met",
                "R7": "met",
                "R8": "unmet",
                "R9": "met",
                "R10": "unmet",
            },
            "plan": ["R8", "R10"],
            "conflicts": [],
        }
    ]
    assert list(answers[0]) == RESULT
    assert list(answers[0]["requirements"]) == [f"R{number}" for number in range(1, 11)]  # type: ignore[call-overload]  # an object, as compared above
    assert status == 0


BAD = [
    (b"{", "not JSON"),
    (b"leader=plt", "not JSON"),
    (b"[]", "a JSON object of facts is needed, not list"),
    (b"null", "a JSON object of facts is needed, not NoneType"),
    (b'"plt"', "a JSON object of facts is needed, not str"),
    (b"3", "a JSON object of facts is needed, not int"),
    (b"{} {}", "not JSON"),
    (b'{"leader": "kepsek"}', "leader: 'kepsek' is not allowed; allowed: definitif, plt, none, unknown"),
    (b'{"invalid": -1}', "invalid: -1 is not allowed; allowed: an integer >= 0, unknown"),
    (b'{"invalid": true}', "invalid: True is not allowed"),
    (b'{"invalid": 1.0}', "invalid: 1.0 is not allowed"),
    (b'{"invalid": NaN}', "invalid: nan is not allowed"),
    (b'{"kepsek": "plt"}', "unknown fact 'kepsek' (value 'plt'); the facts are: symptom, "),
    (b'{"\\ud800": "plt"}', "unknown fact '\\ud800' (value 'plt'); the facts are: symptom, "),
    (b'{"leader": "\xff\xfe"}', "leader: '\ufffd\ufffd' is not allowed"),
    (b'{"leader": "\xc3\xa9"}', "leader: 'é' is not allowed"),
    (b"\xff", "not JSON"),
    (b"[" * 100_000, "not JSON"),
    (b'{"invalid": ' + b"9" * 5_000 + b"}", "not JSON"),
]


def test_a_bad_line_answers_for_itself_and_the_rest_goes_on() -> None:
    """One answer a line in the order of the lines, an error where the line was bad, and exit status 1."""
    good = b'{"symptom": "other"}'
    answers, status = run(b"\n".join(line for bad, _ in BAD for line in (bad, good)))
    assert len(answers) == 2 * len(BAD)
    for (bad, expected), found, after in zip(BAD, answers[::2], answers[1::2], strict=True):
        assert list(found) == ["error"], bad[:80]
        assert str(found["error"]).startswith(expected), bad[:80]
        assert after["verdict"] == "out_of_scope", "the line after it"
    assert status == 1


def test_one_bad_line_among_good_ones_is_enough_for_the_exit_status() -> None:
    """A good line at the end does not make the run a good one."""
    answers, status = run(b'{}\n{"leader": 1}\n{}\n')
    assert [list(answer) for answer in answers] == [RESULT, ["error"], RESULT]
    assert status == 1


@pytest.mark.parametrize("given", [b"", b"\n", b"\n \n\t\r\n\n"])
def test_blank_lines_are_no_lines(given: bytes) -> None:
    """Nothing asked, nothing answered, nothing wrong."""
    assert run(given) == ([], 0)


def test_blank_lines_between_facts_are_passed_over() -> None:
    """Also with Windows line ends, and without one at the end."""
    answers, status = run(b'\r\n{"symptom": "other"}\r\n\r\n{"symptom": "sync_fails"}')
    assert [answer["verdict"] for answer in answers] == ["out_of_scope", "connection"]
    assert status == 0


def test_a_terminal_that_knows_only_ascii_gets_its_answers_too() -> None:
    """What was told is quoted in the error, whatever letters it had and whatever the terminal can show."""
    answers, status = run(
        b'{"leader": "\xc3\xa9\xff"}\n{}\n', PYTHONIOENCODING="ascii:strict", PYTHONUTF8="0"
    )
    assert str(answers[0]["error"]).startswith("leader: 'é\ufffd' is not allowed")
    assert [len(answers), status] == [2, 1]


def test_the_rules_are_importable_alone() -> None:
    """Whoever judges cases needs neither the dialogue nor anything of Telegram, nor a database."""
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, flows.eligibility; print(*sys.modules)"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    ).stdout.split()
    assert {"flows", "flows.eligibility", "flows.rules.engine", "pydantic"} <= set(loaded)
    ours = {name for name in loaded if name.split(".")[0] in {"flows", "bot", "tests"}}
    trouble = "flows.troubles.button_missing"
    assert ours == {
        *("flows", "flows.eligibility", "flows.rules", "flows.rules.engine", "flows.rules.model"),
        *("flows.troubles", trouble, f"{trouble}.facts", f"{trouble}.rules"),
    }
    assert not {"telegram", "transitions", "aiosqlite", "sqlite3", "asyncio", "aiohttp"} & set(loaded)
