"""What a help desk sees of a case, and what it marks as changed by Dinas."""

from itertools import chain, combinations

import pytest

from flows.dialogue.desk.card_lines import card_parts, markable, question_name
from flows.dialogue.machine.dinas_marks import MARKS, read_marks, write_marks
from flows.dialogue.machine.effects import HandOver, Tell, Unread
from flows.dialogue.machine.events import DeskActed, Typed
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import SESSION_JSON
from flows.dialogue.turn.engine import advance
from flows.texts import write
from flows.troubles.registry import FIRST
from tests.dialogue.desks import (
    CLOSED,
    FEW,
    HANDED,
    WAITING,
    at,
    handed_over,
    keys,
    tap,
)
from tests.dialogue.walking import SESSION, Told, session_after


def test_the_marks_are_the_requirements_that_ask_dinas() -> None:
    assert MARKS == ("R1", "R2", "R3", "R4", "R6")
    assert write_marks(("R4", "R2", "R2", "R9", "?")) == "R2+R4"
    assert write_marks(("R5",)) is None
    assert read_marks("R2+R4") == ("R2", "R4")
    for word in ("", "R5", "R4+R2", "R2+R2", "+", "R2+"):
        assert read_marks(word) is None


@pytest.mark.parametrize(
    ("places", "keys_"),
    [
        ((), ("R1", "R2", "R3", "R4")),
        (HANDED[:5], ("R2", "R3", "R4")),
        ((*HANDED[:4], ("leader", "plt")), ("R2", "R4")),
        (WAITING, ("R2", "R4")),
        ((("symptom", "sync_fails"),), ()),
        ((("symptom", "other"),), ()),
        ((*HANDED[:5], ("button_now", "appeared")), ()),
    ],
)
def test_what_staff_may_mark(places: tuple[Told, ...], keys_: tuple[str, ...]) -> None:
    """What Dinas can mend, and is not known to be right."""
    assert markable(session_after(*places)) == keys_


@pytest.mark.parametrize(
    ("accounts", "whether"), [("2+", True), ("1", False), ("0", False), ("unknown", False)]
)
def test_accounts_are_marked_where_there_are_too_many(accounts: str, whether: bool) -> None:
    session = handed_over(("asked.accounts", accounts))
    assert ("R6" in markable(session)) is whether


def test_what_dinas_has_changed_is_pulled_down_at_once() -> None:
    """When nothing is left for Dinas; a request's reminder falls away."""
    session = session_after(*WAITING)
    turn = advance(session, DeskActed(("R2", "R4")), at())
    standing = replay(turn.session.records).standing
    assert turn.session.state == "R5.1"
    assert turn.session.records[-1].choice == "R2+R4"
    assert keys(turn)[0] == "notice.desk_acted"
    assert (standing.facts.ptk_type, standing.facts.duty) == ("kepala_sekolah", "kepala_sekolah")
    assert (standing.facts.dinas_changed, standing.facts.pulled_after) == ("yes", "no")
    assert not standing.request_sent
    assert markable(turn.session) == ()
    looked = tap(turn.session, "R5.1", "looked", at())
    assert looked.session.state == "result"


def test_what_is_left_is_waited_for() -> None:
    """It is as good as asked for: the desk sees it."""
    turn = advance(session_after(*WAITING), DeskActed(("R2",)), at())
    standing = replay(turn.session.records).standing
    assert turn.session.state == "waiting"
    assert standing.request_sent
    assert standing.for_dinas == ("R4",)
    assert advance(turn.session, DeskActed(("R4",)), at()).session.state == "R5.1"
    assert tap(turn.session, "dinas.2", "done", at()).session.state == "R5.1"


def test_from_the_desk_the_case_goes_on() -> None:
    """An early hand-over: what was not asked yet is asked after pulling."""
    turn = advance(session_after(*HANDED[5:]), DeskActed(("R2",)), at())
    standing = replay(turn.session.records).standing
    assert turn.session.state == "R5.1"
    assert standing.facts.symptom == "button_missing"
    assert tap(turn.session, "R5.1", "done", at()).session.state == "ask_login"


def test_a_new_leader_is_asked_for() -> None:
    session = session_after(*HANDED[:4], ("leader", "none"), *HANDED[5:])
    turn = advance(session, DeskActed(("R1",)), at())
    assert turn.session.state == "R5.1"
    assert tap(turn.session, "R5.1", "done", at()).session.state == "ask_login"


def test_a_case_that_has_ended_stays_so() -> None:
    for places in (
        (("symptom", "sync_fails"), ("button_now", "appeared")),
        (*WAITING, ("dinas.2", "done"), ("button_now", "appeared")),
    ):
        session = session_after(*places)
        assert session.state in {"finished", "solved"}
        turn = advance(session, DeskActed(("R2",)), at())
        assert turn.quiet
        assert turn.session == session


@pytest.mark.parametrize("keys_", [(), ("R5",), ("R9", "?")])
def test_what_no_desk_can_change_changes_nothing(keys_: tuple[str, ...]) -> None:
    assert advance(handed_over(), DeskActed(keys_), at()).quiet


def test_an_answer_changed_later_leaves_what_the_desk_has_marked() -> None:
    session = advance(session_after(*WAITING), DeskActed(("R2", "R4")), at()).session
    opened = tap(session, "nav", "edit", at()).session
    turn = tap(tap(opened, "nav", "change_invalid", at()).session, "invalid", "some", at())
    standing = replay(turn.session.records).standing
    assert standing.facts.ptk_type == "kepala_sekolah"
    assert turn.session.state == "R5.1"
    assert standing.facts.invalid == 1


def test_back_takes_the_mark_away_and_leaves_the_case_at_the_desk() -> None:
    """Nothing was looked at again, and nobody is told so; a desk that has closed the case gets it anew."""
    turn = advance(handed_over(), DeskActed(("R2",)), at())
    back = tap(turn.session, "nav", "back", at())
    assert back.session.state == "handed_over"
    assert back.effects == ()
    closed = advance(handed_over(), DeskActed(("R2",)), at())
    assert tap(closed.session, "nav", "back", at(CLOSED)).effects == (HandOver(),)


# The card.


def test_the_card_has_everything_and_since_when_dinas_is_waited_for() -> None:
    lines = card_parts(session_after(*WAITING)).shown
    assert [line.key for line in lines][:3] == ["desk.card.head", "handover.verdict.head", "handover.waiting"]
    text = "\n".join(write(line) for line in lines)
    assert "25/8 12.00" in text
    assert "handover.waiting" not in [line.key for line in card_parts(handed_over()).shown]


@pytest.mark.parametrize(
    "places",
    [
        (),
        HANDED,
        WAITING,
        (("symptom", "sync_fails"),),
        (("symptom", "other"),),
        (*HANDED[:5], ("button_now", "appeared")),
    ],
)
def test_every_card_can_be_said(places: tuple[Told, ...]) -> None:
    parts = card_parts(session_after(*places))
    assert all(write(line) for line in (*parts.shown, *parts.folded))


def test_every_question_has_a_short_name() -> None:
    assert all(len(write(question_name(subject))) <= 44 for subject in FIRST.askable)


def test_the_summary_is_sent_once_and_again_when_asked_for() -> None:
    turn = tap(session_after(*HANDED[:7]), "district", "3204", at(None, FEW, None))
    assert sum(isinstance(effect, Tell) for effect in turn.effects) == 1
    again = tap(turn.session, "nav", "letter", at())
    assert [type(effect) for effect in again.effects] == [Tell]


def test_nothing_that_is_passed_on_is_kept_as_unread() -> None:
    for text in ("qwrtplk", "0812 3456"):
        assert not any(
            isinstance(effect, Unread) for effect in advance(handed_over(), Typed(text), at()).effects
        )


SUBSETS = tuple(chain.from_iterable(combinations(MARKS, size) for size in range(1, len(MARKS) + 1)))


@pytest.mark.parametrize("keys_", SUBSETS, ids="+".join)
def test_marks_survive_their_record(keys_: tuple[str, ...]) -> None:
    turn = advance(SESSION, DeskActed(keys_), at())
    assert SESSION_JSON.read(SESSION_JSON.write(turn.session)) == turn.session
    assert turn.session.state == replay(turn.session.records).state
    assert replay(turn.session.records).standing.tried == keys_


@pytest.mark.parametrize(
    ("level", "offered"), [("sd", True), ("paud", True), ("smp", False), ("unknown", False)]
)
def test_where_a_school_can_make_an_account_it_is_told_how(level: str, offered: bool) -> None:
    """Before a person is asked: with the account there it goes on, and whoever cannot make one comes to the person."""
    session = session_after(*HANDED[:5], ("accounts", "0"), ("nav", "human"), ("level", level))
    assert (session.state == "make_account") is offered
    if offered:
        typed = advance(session, Typed("sudah jadi akunnya"), at(None))
        assert replay(typed.session.records).standing.facts.accounts == "1"
        assert typed.session.state not in {"make_account", "handed_over"}
        session = tap(session, "nav", "human", at(None)).session
    assert session.state in {"ask_district", "handed_over"}
