"""The same words mean one thing here and another there; where a mistake would cost most, the bot asks back."""

import pytest

from flows.dialogue.machine.events import Chose, Typed
from flows.dialogue.machine.session import Session
from flows.dialogue.turn.engine import advance, show
from tests.dialogue.test_engine import ALL_WELL
from tests.dialogue.walking import HERE, session_after

LOGIN = (("symptom", "button_missing"), ("login", "operator"))
VALIDATE = (("symptom", "button_missing"), ("login", "ks_account_ks_role"), ("invalid", "some"))
LOOK = (*VALIDATE[:2], ("invalid", "0"))
SEEN = (*VALIDATE, ("R9.1", "looked"))
REQUEST = (
    *SEEN, ("leader", "definitif"), ("ptk_type", "guru"), ("induk", "induk"), ("duty", "kepala_sekolah"), ("accounts", "1"),
    ("npsn", "skip"),
)  # fmt: skip
WAITING = (*REQUEST, ("dinas.1", "done"))
PULL = (*WAITING, ("dinas.2", "done"))
SOLVED = (*PULL, ("button_now", "appeared"))
FINISHED = (*SOLVED, ("helped", "unknown"))
RESULT = (*PULL, ("R5.1", "looked"))
PLACES = {
    "result": RESULT,
    "R8.1": LOGIN, "ask_login": LOGIN[:1],
    "request": REQUEST, "waiting": WAITING, "R5.1": PULL, "R9.1": VALIDATE, "look": LOOK, "solved": SOLVED,
    "finished": FINISHED, "ask_dinas_changed": ALL_WELL[:-1],
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_the_places_are_these(place: str) -> None:
    assert session_after(*PLACES[place]).state == place


@pytest.mark.parametrize(
    ("place", "text", "to"),
    [
        ("R8.1", "udah masuk tp blm muncul", "ask_invalid"),
        ("ask_dinas_changed", "belum muncul tombolnya", "ask_dinas_changed"),
        ("ask_dinas_changed", "tombolnya gak ada", "ask_dinas_changed"),
        ("R8.1", "udah login akun kepsek tetep ga ada tombolnya", "ask_invalid"),
        ("R8.1", "ga bisa masuk", "ask_invalid"),
        ("R8.1", "udah ada", "R8.1"),
        ("R8.1", "tombolnya udah ada", "solved"),
        ("ask_login", "gatau", "ask_login"),
        ("ask_login", "kepseknya plh pak", "ask_login"),
        ("result", "periksa", "ask_invalid"),
        ("result", "udah", "result"),
        ("result", "udah dikirim", "result"),
        ("result", "dinas udah ubah", "result"),
        ("result", "tombolnya udah nongol", "solved"),
        ("look", "sudah", "solved"),
        ("look", "udh nongol", "solved"),
        ("look", "udah di refresh ttp ga muncul", "ask_leader"),
        ("look", "masih tarik data doang", "ask_leader"),
        ("look", "belum", "ask_leader"),
        ("look", "sudah direfresh", "look"),
        ("look", "qwrtp", "look"),
        ("waiting", "sudah", "R5.1"),
        ("waiting", "udah dirubah sama dinas min", "R5.1"),
        ("waiting", "sudah saya kirim", "waiting"),
        ("waiting", "dinas sudah ubah datanya", "R5.1"),
        ("waiting", "dinas sudah saya hubungi", "waiting"),
        ("waiting", "dinas sudah mau ubah", "waiting"),
        ("waiting", "katanya dinas sudah ubah", "waiting"),
        ("waiting", "belum muncul jg", "waiting"),
        ("waiting", "dinas belum ngubah", "waiting"),
        ("waiting", "tombolnya udah ada", "solved"),
        ("request", "sudah dikirim", "waiting"),
        ("request", "saya gak punya nomor dinas", "request"),
        ("R9.1", "masih 6", "R9.1"),
        ("R9.1", "sudah nol", "look"),
        ("solved", "belum muncul", "solved"),
        ("finished", "hilang lagi", "finished"),
    ],
)
def test_where_words_lead(place: str, text: str, to: str) -> None:
    assert _typed(place, text).state == to


@pytest.mark.parametrize(
    ("place", "text", "notice"),
    [
        ("look", "sudah direfresh", "which"),
        ("result", "oke", "which"),
        ("waiting", "sudah saya kirim", "which"),
        ("waiting", "belum muncul jg", "still_waiting"),
        ("request", "saya gak punya nomor dinas", "which"),
        ("R9.1", "tinggal 2", "still_invalid"),
        ("solved", "eh ternyata belum", "missing_again"),
        ("finished", "min tombol sinkron hilang", "missing_again"),
    ],
)
def test_what_is_said_to_it(place: str, text: str, notice: str) -> None:
    turn = advance(session_after(*PLACES[place]), Typed(text), HERE)
    assert turn.view.lines[0].key == f"notice.{notice}"


@pytest.mark.parametrize("place", ["request", "waiting", "R5.1", "look"])
def test_a_person_who_is_offered_can_be_had(place: str) -> None:
    """After two messages that were not understood: the button stands there, after a redrawing too, and works."""
    session = _typed(place, "qwrtp")
    session = advance(session, Typed("zzxxm"), HERE).session
    assert ("nav", "human") in _buttons(session)
    assert _tapped(session, "human") == "ask_level"


def test_a_person_meant_by_a_hint_can_be_had() -> None:
    session = _typed("request", "saya gak punya nomor dinas")
    assert _tapped(session, "human") == "ask_level"


@pytest.mark.parametrize("place", ["solved", "finished"])
def test_nobody_is_offered_where_nobody_can_be_had(place: str) -> None:
    session = _typed(place, "qwrtp")
    assert ("nav", "human") not in _buttons(advance(session, Typed("zzxxm"), HERE).session)


def _typed(place: str, text: str) -> Session:
    return advance(session_after(*PLACES[place]), Typed(text), HERE).session


def _buttons(session: Session) -> set[tuple[str, str]]:
    return {(at.subject, at.choice) for row in show(session, HERE).rows for at in row}


def _tapped(session: Session, way: str) -> str:
    turn = advance(session, Chose(session.case, session.seq, "nav", way), HERE)
    assert not turn.stale
    return turn.session.state
