"""Every screen is light: one thing, few lines, few buttons, labels that a phone shows whole."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from textwrap import wrap

import pytest

from flows.dialogue.machine.questions import QUESTIONS
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.session import Session
from flows.dialogue.machine.steps import STEPS
from flows.dialogue.machine.table import STATES
from flows.dialogue.screens.panels import more, panel
from flows.dialogue.screens.screens import screen
from flows.texts import WrittenScreen, say, words
from tests.dialogue.walk import after_all, sample
from tests.dialogue.walking import HERE, SESSION, tell

LINES, LIST = 5, 9
"""So many lines, as a phone shows them, stand before the buttons; of a list so many."""
PHONE = 42
"""So many characters has a line there."""
LABEL, HALF, THIRD = 34, 16, 12
"""So many characters has a label, one of two in a row, and one of three."""
LISTS = {
    *STEPS,
    *(f"{step}.stuck" for step in STEPS),
    "request",
    "request.stuck",
    "handed_over",
    "solved",
    "finished",
    "make_account",
}
_TAG = re.compile(r"<[^<>]*>")


@cache
def _shown() -> tuple[tuple[Position, WrittenScreen], ...]:
    """The different screens of some thousand positions, some of every state."""
    return tuple(_different())


def _different() -> Iterator[tuple[Position, WrittenScreen]]:
    seen = set[object]()
    for position in sample():
        view = screen(SESSION, position, HERE)
        if (key := (position.state, repr(view))) not in seen:
            seen.add(key)
            yield position, say(view)
    assert {key[0] for key in seen} == set(STATES)  # type: ignore[index]  # a state and its screen


def _lines(text: str) -> list[str]:
    """A text's lines on a phone, without the empty ones between paragraphs."""
    return [line for part in html.unescape(_TAG.sub("", text)).splitlines() for line in wrap(part, PHONE)]


def test_few_lines_and_few_buttons() -> None:
    """At most five lines on a phone, of a list nine, and three more for each thing that is asked of Dinas beyond the second; at most seven buttons, on a step five (logging in has four answers of its own, waiting for the server as many, a busy line too)."""
    for position, shown in _shown():
        state = position.state
        lines = _lines(shown.text)
        asked = len(position.standing.for_dinas) if state.startswith("request") else 0
        assert len(lines) <= (LIST + 3 * max(0, asked - 2) if state in LISTS else LINES), (state, lines)
        assert ".." not in shown.text, (state, lines)
        buttons = [button for row in shown.rows for button in row]
        answers = (
            QUESTIONS[state.removeprefix("ask_")].options if state.removeprefix("ask_") in QUESTIONS else ()
        )
        most = max(7, len(answers) + 3)
        if state.removesuffix(".stuck") in STEPS and not state.startswith(("R8", "S8", "S9")):
            most = 5
        assert len(buttons) <= most, (state, [button.label for button in buttons])
        _labels_fit(shown)


def test_what_stands_behind_lainnya_fits_too() -> None:
    for position, _ in _shown():
        _labels_fit(say(more(position)))


@pytest.mark.parametrize(
    "kind",
    [
        "help",
        "about",
        "stopped",
        "welcome",
        "restart",
        "erase",
        "cases",
        "edit",
        "why",
        "how",
        "other_level",
        "troubles",
        "troubles_2",
    ],
)
def test_a_panel_fits(kind: str) -> None:
    for position, _ in _shown():
        if kind in {"why", "how"} and position.state.removeprefix("ask_") not in QUESTIONS:
            continue
        if kind == "how" and QUESTIONS[position.state.removeprefix("ask_")].fact is None:
            continue
        session: Session = replace(SESSION, panel=kind)
        shown = say(panel(session, position, HERE))
        _labels_fit(shown)
        if kind in {"why", "how", "other_level", "edit", "stopped", "welcome", "restart", "erase"}:
            assert len([line for line in shown.text.splitlines() if line.strip()]) <= LINES


def test_why_is_one_plain_sentence() -> None:
    """The reason and what the answer decides; no table, no number of a rule."""
    for subject in QUESTIONS:
        why = _TAG.sub("", words()[f"ask.{subject}.why"])
        assert len(re.findall(r"[.!?](\s|$)", why.replace("Plt.", "Plt"))) == 1, why
        assert len(why) <= 180, why


def test_every_answer_has_an_echo_that_names_its_question() -> None:
    for subject, question in QUESTIONS.items():
        for choice in question.options:
            echoed = words()[f"ask.{subject}.echo.{choice}"]
            assert len(echoed.split()) > 1, echoed


def test_the_question_stands_last() -> None:
    """Below it nothing but how many may still come, or what a word of it means."""
    for position, shown in _shown():
        if position.state.startswith("ask_"):
            last = [part for part in shown.text.split("\n\n") if not part.startswith("<i>")][-1]
            assert last.rstrip().endswith(("?", "diketik.", "hari.", "kotanya.", "sini.")), (
                position.state,
                last,
            )


def _labels_fit(shown: WrittenScreen) -> None:
    for row in shown.rows:
        for button in row:
            label = button.label
            assert len(label) <= (LABEL if len(row) == 1 else HALF if len(row) == 2 else THIRD), label
            assert label[0].isupper() or label[0].isdigit(), label


def test_only_what_was_asked_before_is_asked_again_with_the_reason() -> None:
    """Not the first question of another trouble, also where the case has gone round before."""
    told = (
        *(("symptom", "button_missing"), ("login", "ks_account_ks_role"), ("invalid", "unknown")),
        *(("button_now", "still_missing"), ("leader", "definitif"), ("ptk_type", "kepala_sekolah")),
        *(("induk", "induk"), ("duty", "kepala_sekolah"), ("accounts", "1"), ("dinas_changed", "no")),
        ("nav", "recheck"),
    )
    position = after_all(*told)
    assert "ask.again" in [line.key for line in screen(SESSION, position, HERE).lines]
    position = tell(tell(position, ("button_now", "appeared")), ("symptom", "sync_fails"))
    assert position.state == "ask_seen"
    assert "ask.again" not in [line.key for line in screen(SESSION, position, HERE).lines]
