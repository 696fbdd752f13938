"""The help desk asks one of the dialogue's questions, and its answer counts like any other."""

from dataclasses import replace

import pytest

from flows.dialogue.desk.card_lines import card_parts
from flows.dialogue.machine.effects import ToDesk
from flows.dialogue.machine.events import Commanded, DeskAsks, Typed
from flows.dialogue.machine.fold import with_record
from flows.dialogue.machine.replay import replay
from flows.dialogue.screens.summaries import case_summary
from flows.dialogue.turn.engine import advance
from flows.texts import say
from flows.troubles.registry import FIRST
from tests.dialogue.desks import HANDED, WAITING, at, buttons, handed_over, is_relayed, keys, tap
from tests.dialogue.walk import view_fits
from tests.dialogue.walking import Told, session_after


@pytest.mark.parametrize("subject", FIRST.askable)
def test_the_desk_asks_a_question_of_the_dialogues(subject: str) -> None:
    """Every answer is taken, the case stays with the desk, and its card says it."""
    session = session_after(*HANDED[5:])
    asked = advance(session, DeskAsks(subject), at())
    assert keys(asked) == ["panel.asked", f"ask.{subject}.text"]
    assert asked.effects == ()
    view_fits(asked.view)
    answers = [choice for about, choice in buttons(asked) if about == f"asked.{subject}"]
    assert answers[-1] == "unknown"
    assert len(answers) > 2
    for choice in answers:
        turn = tap(asked.session, f"asked.{subject}", choice, at())
        assert turn.session.state == replay(turn.session.records).state == "handed_over"
        assert turn.session.records[-1].subject == f"asked.{subject}"
        assert turn.effects == ()
        assert turn.session.panel is None
        own = replace(session_after(("symptom", "button_missing")).records[0], subject=subject, choice=choice)
        assert replay(turn.session.records).standing == with_record(replay(session.records).standing, own)
        assert say(turn.view).text
        if choice != "unknown":
            assert "handover.answers" in [line.key for line in card_parts(turn.session).folded]


@pytest.mark.parametrize(
    ("subject", "text", "choice"),
    [
        ("ptk_type", "guru mapel", "guru"),
        ("duty", "plt", "plt"),
        ("role_ks", "belum ada", "no"),
        ("invalid", "12", "12"),
        ("accounts", "satu", "1"),
        ("dinas_changed", "tidak tahu", "unknown"),
        ("symptom", "tombol sinkronnya hilang", "button_missing"),
        ("leader", "Kepala sekolah definitif", "definitif"),
    ],
)
def test_the_answer_may_be_typed(subject: str, text: str, choice: str) -> None:
    asked = advance(session_after(*HANDED[5:]), DeskAsks(subject), at())
    turn = advance(asked.session, Typed(text), at())
    assert (turn.session.records[-1].subject, turn.session.records[-1].choice) == (f"asked.{subject}", choice)
    assert keys(turn)[0] == "notice.noted"


def test_what_is_no_answer_is_passed_on_and_the_question_stays() -> None:
    asked = advance(handed_over(), DeskAsks("duty"), at())
    assert is_relayed(asked.session, Typed("sebentar bu saya lihat dulu"))
    assert tap(asked.session, "nav", "close", at()).session.panel is None


@pytest.mark.parametrize("subject", ["level", "district", "plh", "qwrt"])
def test_the_desk_asks_nothing_else(subject: str) -> None:
    turn = advance(handed_over(), DeskAsks(subject), at())
    assert turn.quiet
    assert turn.session == handed_over()


@pytest.mark.parametrize(
    "places", [HANDED[:5], WAITING, (("symptom", "sync_fails"), ("button_now", "appeared"))]
)
def test_the_desk_asks_nowhere_else(places: tuple[Told, ...]) -> None:
    """An operator in the middle of something is not asked two things at once."""
    session = session_after(*places)
    turn = advance(session, DeskAsks("duty"), at())
    assert turn.quiet
    assert turn.session == session
    assert turn.effects == ()


def test_what_was_asked_is_the_latest_answer() -> None:
    """In the summary, in the list of answers, and where the case is looked at again."""
    session = tap(
        advance(
            session_after(*HANDED[:5], ("ptk_type", "guru"), *HANDED[5:]), DeskAsks("ptk_type"), at()
        ).session,
        "asked.ptk_type",
        "kepala_sekolah",
        at(),
    ).session
    summary = say(case_summary(session, replay(session.records))).text
    assert "Jenis PTK: Kepala Sekolah" in summary
    assert "Guru" not in summary
    listed = tap(advance(session, Commanded("bantuan"), at()).session, "nav", "edit", at())
    assert [
        label
        for row in say(listed.view).rows
        for button in row
        if (label := button.label).startswith("Jenis PTK")
    ] == ["Jenis PTK: Kepala Sekolah"]
    back = tap(session, "nav", "back", at())
    assert "ptk_type" not in {
        record.subject for record in back.session.records if record.subject.startswith("asked")
    }
    assert replay(back.session.records).standing.facts.ptk_type == "guru"
    assert back.effects == (ToDesk("untold", "ptk_type"),)
    assert back.session.panel == "asked:ptk_type"


@pytest.mark.parametrize("before", [True, False])
def test_an_answer_to_the_desk_can_be_changed(before: bool) -> None:
    """It becomes the answer to the dialogue's own question, whether or not that was asked before."""
    own: tuple[Told, ...] = (("ptk_type", "guru"),) if before else ()
    session = session_after(
        *HANDED[:5], *own, *HANDED[5:], ("asked.ptk_type", "kepala_sekolah"), ("asked.duty", "kepala_sekolah")
    )
    chosen = tap(
        tap(advance(session, Commanded("bantuan"), at()).session, "nav", "edit", at()).session,
        "nav",
        "change_ptk_type",
        at(),
    )
    turn = tap(chosen.session, "ptk_type", "other", at())
    facts = replay(turn.session.records).standing.facts
    assert facts.ptk_type == "other"
    assert turn.session.state == "ask_induk"
    assert tap(turn.session, "induk", "induk", at()).session.state == "ask_accounts", "the duty is known"


def test_an_answer_about_the_leader_replaces_what_was_asked_because_of_it() -> None:
    session = session_after(
        ("symptom", "button_missing"),
        ("login", "ks_account_ks_role"),
        ("leader", "plh"),
        ("plh", "no"),
        *HANDED[5:],
        ("asked.leader", "plt"),
        ("asked.duty", "plt"),
    )
    opened = tap(advance(session, Commanded("bantuan"), at()).session, "nav", "edit", at()).session
    turn = tap(tap(opened, "nav", "change_duty", at()).session, "duty", "none", at())
    assert replay(turn.session.records).standing.facts.leader == "plt"
    assert "plh" not in {record.subject for record in turn.session.records}


def test_the_symptom_may_be_asked_for() -> None:
    """Then the case can be looked at."""
    session = session_after(*HANDED[5:], ("asked.symptom", "button_missing"))
    assert tap(session, "nav", "recheck", at()).session.state == "ask_login"
