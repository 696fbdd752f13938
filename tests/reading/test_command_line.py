"""`python -m flows.reading`: lines in, lines out, one at a time."""

import io
import json
import subprocess
import sys
from typing import Any

from flows.reading.__main__ import main


def _answers(lines: list[str], *, because: bool = False) -> tuple[int, list[dict[str, Any]]]:
    out = io.StringIO()
    status = main(lines, out, because=because)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_comes_back_with_its_label() -> None:
    asked = {"text": "plt ji", "context": "leader", "id": 7}
    assert _answers([json.dumps(asked)]) == (0, [{**asked, "label": "plt"}])


def test_the_words_that_decided_are_told() -> None:
    _, answers = _answers(['{"text": "plt ji", "context": "leader"}'], because=True)
    assert answers[0]["because"] == ["plt"]


def test_an_unsure_reading_comes_with_its_offers() -> None:
    asked = [{"text": "katanya plt", "context": "leader"}, {"text": "asdfgh qwerty", "context": "leader"}]
    _, answers = _answers([json.dumps(line) for line in asked])
    assert [(answer["label"], answer["offers"]) for answer in answers] == [
        ("unclear", ["plt", "unknown"]),
        ("unclear", []),
    ]


def test_another_subject_comes_with_its_topic() -> None:
    asked = [
        {"text": "nisn siswa saya kosong", "context": "opening"},
        {"text": "jual printer murah", "context": "opening"},
        {"text": "lagi hujan deras", "context": "yesno"},
    ]
    _, answers = _answers([json.dumps(line) for line in asked])
    assert [answer["label"] for answer in answers] == ["other"] * 3
    assert [answer.get("topic") for answer in answers] == ["nik_nisn", "", None]


def test_both_readers_are_explained() -> None:
    _, answers = _answers(['{"text": "plt ji", "context": "leader"}'], because=True)
    assert answers[0]["rules"] == "plt"
    assert max(answers[0]["second"], key=answers[0]["second"].get) == "plt"
    assert answers[0]["weighed"]


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
