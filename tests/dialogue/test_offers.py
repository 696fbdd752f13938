"""'Maksudnya A atau B?': what is asked where the reader is not sure, and what a tap on it does."""

import pytest

from flows.dialogue.machine.effects import Meant, Unread
from flows.dialogue.machine.events import Chose, Typed
from flows.dialogue.machine.replay import replay
from flows.dialogue.turn.engine import Turn, advance
from flows.texts import say
from tests.dialogue.walking import HERE, Told, session_after

SEEN: tuple[Told, ...] = (
    ("symptom", "button_missing"),
    ("login", "ks_account_ks_role"),
    ("invalid", "0"),
    ("button_now", "still_missing"),
)
DINAS: tuple[Told, ...] = (
    *SEEN,
    ("leader", "definitif"),
    ("ptk_type", "kepala_sekolah"),
    ("induk", "induk"),
    ("duty", "kepala_sekolah"),
    ("accounts", "1"),
)


def asked(turn: Turn) -> list[tuple[str, str]]:
    """The buttons of the screen that asks which was meant."""
    assert turn.view is not None
    assert turn.view.lines[0].key == "panel.which"
    return [(at.subject, at.choice) for row in turn.view.rows for at in row]


def test_what_is_only_heard_of_is_asked_with_two_buttons() -> None:
    turn = advance(session_after(*SEEN), Typed("katanya sih plt"), HERE)
    assert asked(turn) == [("leader", "plt"), ("nav", "unknown"), ("nav", "close")]
    assert turn.session.records == session_after(*SEEN).records
    assert turn.effects == (Unread("leader", "katanya sih plt"),)
    assert turn.view is not None
    assert say(turn.view).text.startswith("Maksudnya")


def test_a_tap_on_an_offer_is_the_answer() -> None:
    turn = advance(session_after(*SEEN), Typed("katanya sih plt"), HERE)
    told = advance(turn.session, Chose(7, turn.session.seq, "leader", "plt"), HERE)
    assert replay(told.session.records).standing.facts.leader == "plt"
    assert told.session.panel is None
    assert told.effects == (Meant("plt"),)


def test_another_message_that_is_not_understood_takes_the_offers_away() -> None:
    """A tap on them would else be taken for what the later message meant."""
    turn = advance(session_after(*SEEN), Typed("katanya sih plt"), HERE)
    later = advance(turn.session, Typed("qwrtplk"), HERE)
    assert (later.session.state, later.session.panel) == ("ask_leader", None)


def test_neither_leads_back_to_the_question() -> None:
    turn = advance(session_after(*SEEN), Typed("katanya sih plt"), HERE)
    back = advance(turn.session, Chose(7, turn.session.seq, "nav", "close"), HERE)
    assert (back.session.state, back.session.panel) == ("ask_leader", None)
    assert back.session.records == turn.session.records


@pytest.mark.parametrize("text", ["katanya sudah", "mestinya sudah diubah dinas", "setahu saya sudah"])
def test_that_dinas_changed_something_is_never_taken_from_hearsay(text: str) -> None:
    turn = advance(session_after(*DINAS), Typed(text), HERE)
    assert turn.session.state == "ask_dinas_changed"
    assert replay(turn.session.records).standing.facts.dinas_changed == "unknown"
    assert ("dinas_changed", "yes") in asked(turn)


@pytest.mark.parametrize(
    "text", ["katanya tombolnya udah muncul", "harusnya tombol sudah ada", "tombolnya udah muncul belum ya"]
)
def test_no_case_is_closed_by_a_supposition(text: str) -> None:
    turn = advance(session_after(*SEEN), Typed(text), HERE)
    assert turn.session.state == "ask_leader"
