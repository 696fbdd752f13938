"""`python -m flows.reading`: lines in, lines out, one at a time."""

import io
import json
import subprocess
import sys

from flows.reading.__main__ import main


def _answers(lines: list[str], *, because: bool = False) -> tuple[int, list[dict[str, object]]]:
    out = io.StringIO()
    status = main(lines, out, because=because)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_comes_back_with_its_label() -> None:
    asked = {"text": "plt ji", "context": "leader", "id": 7}
    assert _answers([json.dumps(asked)]) == (0, [{**asked, "label": "plt"}])


def test_the_words_that_decided_are_told() -> None:
    _, answers = _answers(['{"text": "plt ji", "context": "leader"}'], because=True)
    assert answers[0]["because"] == ["plt"]


def test_a_bad_line_is_named_and_the_rest_goes_on() -> None:
    good = '{"text": "sudah", "context": "step"}'
    bad = [
        "{",
        "[]",
        '{"text": 1, "context": "step"}',
        '{"text": "a"}',
        '{"text": "a", "context": "x"}',
        "[" * 5000,
    ]
    status, answers = _answers([*bad, "", good])
    assert status == 1
    assert [set(answer) for answer in answers[:-1]] == [{"error"}] * len(bad)
    assert answers[-1]["label"] == "done"


def test_it_runs_as_a_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flows.reading", "--explain"],
        input='{"text": "sampun muncul pak", "context": "step"}\n',
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(done.stdout)["label"] == "resolved"
