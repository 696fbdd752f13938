"""The other troubles: named on buttons, a few a screen, each with where to ask, and the case stays where it is."""

from dataclasses import replace

import pytest

from flows.dialogue.machine.events import Chose, Typed
from flows.dialogue.screens.other_troubles import A_SCREEN, LIST, named, panel
from flows.dialogue.turn.engine import Turn, advance, show
from flows.texts import words
from tests.dialogue.walking import HERE, session_after


def taps(turn: Turn, choice: str) -> Turn:
    return advance(turn.session, Chose(7, turn.session.seq, "nav", choice), HERE)


def test_every_topic_is_named_once_and_none_that_has_no_words() -> None:
    assert sorted(named()) == sorted(
        key.removeprefix("topic.") for key in words() if key.startswith("topic.")
    )


def test_the_list_leads_to_each_and_back() -> None:
    turn, met = taps(Turn(session_after(), show(session_after(), HERE)), LIST), []
    while turn.view is not None:
        buttons = [at.choice for row in turn.view.rows for at in row]
        about = [choice for choice in buttons if choice.startswith("trouble_")]
        assert 0 < len(about) <= A_SCREEN
        for choice in about:
            told = taps(turn, choice)
            assert told.view is not None
            assert told.view.lines[0].key == f"topic.{choice.removeprefix('trouble_')}"
            assert taps(told, "back").session.panel == LIST
            assert taps(told, "close").session.panel is None
            assert told.session.records == ()
        met += about
        following = [choice for choice in buttons if choice.startswith(f"{LIST}_")]
        if not following:
            break
        turn = taps(turn, following[0])
    assert [choice.removeprefix("trouble_") for choice in met] == list(named())


@pytest.mark.parametrize("kind", ["trouble_gone", "troubles_0", "troubles_99", "troubles_x"])
def test_a_screen_that_is_no_longer_there_is_the_beginning(kind: str) -> None:
    assert panel(kind, opening=True) == panel(LIST, opening=True)


def test_a_yes_that_is_not_sure_erases_nothing() -> None:
    asked = replace(session_after(), panel="erase")
    assert advance(asked, Typed("ya, hapus semua"), HERE).effects != ()
    for text in ("lanjut", "mungkin ya", "katanya ya"):
        assert not any(
            type(effect).__name__ == "Erase" for effect in advance(asked, Typed(text), HERE).effects
        )
