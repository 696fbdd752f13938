"""The phrases by which the troubles' own questions are read."""

import pytest

from flows.dialogue.machine.questions import QUESTIONS
from flows.dialogue.typed.own_phrases import OPENING, examples, own_readings
from flows.reading.phrases import explain_by, phrases
from flows.reading.reading import UNCLEAR, UNKNOWN
from flows.troubles.registry import TROUBLES

KNOWN = phrases({"works": "lancar, google bisa", "down": "wifi mati\ngoogle tidak bisa"})


@pytest.mark.parametrize(("subject", "text", "label"), examples())
def test_each_example_is_read_so(subject: str, text: str, label: str) -> None:
    assert explain_by(text, own_readings()[subject]).label == label


def test_each_question_that_nothing_else_reads_has_phrases_and_examples() -> None:
    """Every answer but "another one" can be typed; no phrases are for an answer that there is not."""
    shown = {subject for subject, _, _ in examples()}
    for subject, known in own_readings().items():
        labels = {label for label, _ in known.named}
        allowed = TROUBLES.keys() if subject == OPENING else {*QUESTIONS[subject].options, UNKNOWN}
        assert labels <= allowed, subject
    for trouble in TROUBLES.values():
        for question in trouble.questions:
            if not question.reading:
                named = {label for label, _ in own_readings()[question.subject].named}
                assert {*question.options} <= named, question.subject
                assert question.subject in shown or question.subject in trouble.again


@pytest.mark.parametrize(
    ("text", "label", "offers"),
    [
        ("LANCAR JAYA", "works", ()),
        ("internetnya lancar kok bu", "works", ()),
        ("google gak bisa", "down", ()),
        ("gak lancar", UNCLEAR, ()),
        ("lancar gak ya?", UNKNOWN, ()),
        ("mungkin lancar", UNCLEAR, ("works", UNKNOWN)),
        ("tadi wifi mati, sekarang lancar", "works", ()),
        ("bukan wifi mati, lancar kok", "works", ()),
        ("gak tau", UNKNOWN, ()),
        ("", UNCLEAR, ()),
        ("kambing", UNCLEAR, ()),
    ],
)
def test_what_holds_at_every_question_holds_here(text: str, label: str, offers: tuple[str, ...]) -> None:
    """A question is no answer, what is denied is not said, what is now counts, what is supposed is offered; the longest phrase counts."""
    reading = explain_by(text, KNOWN)
    assert (reading.label, reading.offers) == (label, offers)


def test_what_two_answers_are_named_by_is_offered() -> None:
    known = phrases({"a": "jalan terus", "b": "putus nyambung"})
    assert set(explain_by("jalan terus tapi putus nyambung", known).offers) == {"a", "b"}
