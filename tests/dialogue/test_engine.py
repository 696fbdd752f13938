"""One step at a time: what moves a case, what does not, and that what is stored is the whole truth."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.dialogue.dates import SPREAD, reminder_time
from flows.dialogue.machine.effects import Erase, Export, NewCase, OpenCase, Tell, Unread
from flows.dialogue.machine.events import (
    CaseLine,
    Chose,
    Commanded,
    Edited,
    Event,
    Reminded,
    Sent,
    Surroundings,
    Typed,
)
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import SESSION_JSON, Record, Session
from flows.dialogue.turn.engine import Turn, advance, begin, show
from flows.texts import say
from tests.dialogue.walking import HERE, NOON, SESSION, Told, session_after

SEEN: tuple[Told, ...] = (
    ("symptom", "button_missing"),
    ("login", "ks_account_ks_role"),
    ("invalid", "0"),
    ("button_now", "still_missing"),
)
"""What comes before the questions about the leader: what is quick to mend is in order, and the button is not there."""
DEFINITIF: tuple[Told, ...] = (*SEEN, ("leader", "definitif"))
ALL_WELL: tuple[Told, ...] = (
    *DEFINITIF,
    ("ptk_type", "kepala_sekolah"),
    ("induk", "induk"),
    ("duty", "kepala_sekolah"),
    ("accounts", "1"),
    ("dinas_changed", "no"),
)
WAITING: tuple[Told, ...] = (
    *DEFINITIF,
    ("ptk_type", "guru"),
    ("induk", "induk"),
    ("duty", "kepala_sekolah"),
    ("accounts", "1"),
    ("npsn", "skip"),
    ("dinas.1", "done"),
    ("nav", "remind"),
    ("reminder", "tomorrow"),
    ("zone", "WIT"),
)


def tap(session: Session, subject: str, choice: str, here: Surroundings = HERE) -> Turn:
    return advance(session, Chose(session.case, session.seq, subject, choice), here)


def keys(turn: Turn) -> list[str]:
    return [line.key for line in turn.view.lines]


def test_a_repeated_tap_changes_nothing() -> None:
    """The second of two quick taps is known by its screen's number."""
    first = session_after(*SEEN)
    turn = tap(first, "leader", "definitif")
    again = advance(turn.session, Chose(first.case, first.seq, "leader", "definitif"), HERE)

    assert again.stale
    assert again.session == turn.session
    assert again.toast is not None
    assert again.toast.key == "toast.again"
    assert again.view == show(turn.session, HERE)


@pytest.mark.parametrize(
    "meanwhile",
    [Typed("qwrtz plmk"), Sent("photo"), Edited(), Reminded(), Commanded("lanjut")],
    ids=str,
)
def test_a_tap_counts_while_its_question_stands(meanwhile: Event) -> None:
    """Something was typed, an album came, a reminder: the buttons above still ask the same."""
    asked = session_after(*DEFINITIF[:-1])
    now = advance(advance(asked, meanwhile, HERE).session, meanwhile, HERE).session
    assert now.seq == asked.seq + 2
    turn = advance(now, Chose(asked.case, asked.seq, "leader", "definitif"), HERE)
    assert not turn.stale
    assert turn.session.records[-1].choice == "definitif"

    before = advance(turn.session, Chose(asked.case, asked.seq - 1, *DEFINITIF[-2]), HERE)
    assert before.stale, "the question before was answered"


def test_a_tap_that_was_taken_is_used_up() -> None:
    """Also one that leaves the question as it is: its second tap is late, and what it asked for is not done twice."""
    asked = session_after(*DEFINITIF[:-1])
    why = tap(asked, "nav", "why")
    back = advance(why.session, Chose(asked.case, why.session.seq, "nav", "back"), HERE)
    assert not back.stale
    assert advance(back.session, Chose(asked.case, why.session.seq, "nav", "back"), HERE).stale
    assert advance(back.session, Chose(asked.case, asked.seq, "nav", "why"), HERE).stale


def test_in_a_case_of_before_only_the_present_screen_counts() -> None:
    asked = session_after(*DEFINITIF[:-1])
    old = replace(advance(asked, Edited(), HERE).session, entered=None)
    assert advance(old, Chose(old.case, old.seq - 1, "leader", "definitif"), HERE).stale
    assert not advance(old, Chose(old.case, old.seq, "leader", "definitif"), HERE).stale


def test_another_button_of_the_last_screen_is_not_said_to_be_noted() -> None:
    """Of two quick taps the first counts, and nobody is told that the second did."""
    first = session_after(*SEEN)
    turn = tap(first, "leader", "definitif")
    other = advance(turn.session, Chose(first.case, first.seq, "leader", "plt"), HERE)

    assert other.stale
    assert other.toast is not None
    assert other.toast.key == "toast.late"


@pytest.mark.parametrize(
    ("case", "subject", "choice"),
    [
        (8, "leader", "definitif"),  # another case
        (7, "ptk_type", "guru"),  # not asked now
        (7, "leader", "kepala_sekolah"),  # no such answer
        (7, "nav", "erase_yes"),  # not on this screen
        (7, "nav", "restart_yes"),
        (7, "nav", "open_7K3QXM"),
        (7, "nav", "change_leader"),
        (7, "nav", "recheck"),
    ],
)
def test_a_button_that_is_not_on_the_screen_changes_nothing(case: int, subject: str, choice: str) -> None:
    """Callback data comes from outside and is never trusted."""
    session = session_after(*SEEN)
    turn = advance(session, Chose(case, session.seq, subject, choice), HERE)

    assert turn.stale
    assert turn.session == session
    assert turn.effects == ()


def test_back_is_one_answer_fewer() -> None:
    """Kembali undoes the last answer, and the one before, down to the opening."""
    session = session_after(*DEFINITIF)
    states = []
    while session.records:
        session = tap(session, "nav", "back").session
        states.append(session.state)

    assert states == ["ask_leader", "look", "ask_invalid", "ask_login", "menu"]


def test_an_answer_is_changed_and_the_later_ones_are_kept() -> None:
    """Plt. instead of definitif: the induk answer stays, but does not vote; the duty is asked about once more."""
    session = session_after(*ALL_WELL[:8])
    opened = tap(session, "nav", "edit").session
    chosen = tap(opened, "nav", "change_leader").session
    turn = tap(chosen, "leader", "plt")

    assert keys(turn)[0] == "notice.changed"
    assert turn.session.state == "ask_leader_sk"
    assert [record.subject for record in turn.session.records][5:] == ["ptk_type", "induk", "duty"]

    back = tap(
        tap(tap(turn.session, "nav", "edit").session, "nav", "change_leader").session, "leader", "definitif"
    )
    assert back.session.state == "ask_accounts", "changed back, the kept answers hold again"


def test_an_answer_that_is_no_longer_offered_is_asked_again() -> None:
    """A session of an older version: the other answers hold, this one is asked with a sentence that says so."""
    session = session_after(*DEFINITIF)
    old = Record(subject="ptk_type", choice="kepala_tk", at=NOON)
    older = replace(session, records=(*session.records, old), state="ask_induk")
    turn = advance(older, Commanded("lanjut"), HERE)

    assert turn.session.state == "ask_ptk_type"
    assert "notice.answer_gone" in keys(turn)


def test_a_stored_state_that_the_answers_do_not_lead_to_is_put_right() -> None:
    """The answers are the truth."""
    session = replace(session_after(*DEFINITIF), state="solved", panel="why")
    assert advance(session, Typed("halo"), HERE).session.state == "ask_ptk_type"


def test_plh_is_asked_once_whether_a_definitif_is_there() -> None:
    """Plh. that covers a leave counts as definitif; else the leader stays unknown."""
    plh = (*SEEN, ("leader", "plh"))
    assert session_after(*plh).state == "ask_plh"
    assert replay(session_after(*plh, ("plh", "yes")).records).standing.facts.leader == "definitif"
    assert replay(session_after(*plh, ("plh", "no")).records).standing.facts.leader == "unknown"
    assert session_after(*plh, ("plh", "no")).state == "ask_ptk_type"


def test_a_conflict_is_asked_about_once() -> None:
    """Definitif with the duty of a Plt.: the leader is asked by the SK, and then it holds."""
    said = (*ALL_WELL[:7], ("duty", "plt"))
    assert session_after(*said).state == "ask_leader_sk"
    assert session_after(*said, ("leader_sk", "definitif")).state == "ask_accounts"
    role = (SEEN[0], ("role_ks", "no"), SEEN[1])
    assert session_after(*role).state == "ask_role_again"
    assert session_after(*role, ("role_again", "no")).state == "R7"
    assert session_after(*role, ("role_again", "yes")).state == "ask_invalid"


def test_waiting_has_its_reminder_in_the_persons_morning() -> None:
    """From eight in the morning on, by the case's number; gone when Dinas has acted."""
    session = session_after(*WAITING[:-1])
    spread = timedelta(minutes=session.case % SPREAD)
    turn = tap(session, "zone", "WIT")
    unasked = tap(session_after(*WAITING[:-4]), "dinas.1", "done")
    assert unasked.session.remind_at is not None
    assert unasked.session.remind_at.astimezone(UTC) == datetime(2026, 8, 28, 1, 0, tzinfo=UTC) + spread

    assert turn.session.state == "waiting"
    assert turn.session.remind_at is not None
    assert turn.session.remind_at.astimezone(UTC) == datetime(2026, 8, 25, 23, 0, tzinfo=UTC) + spread
    acted = tap(turn.session, "dinas.2", "done")
    assert acted.session.remind_at is None
    assert acted.session.state == "R5.1"


def test_the_reminders_of_a_day_do_not_come_due_at_once() -> None:
    """Of neighbouring cases no two share a minute, and none is due before eight or from ten on."""
    due = [reminder_time("tomorrow", "WITA", NOON, case) for case in range(4_242, 4_242 + SPREAD)]
    times = {at.astimezone(ZoneInfo("Asia/Makassar")).time() for at in due if at}
    assert len(times) == SPREAD
    assert (min(times), max(times)) == (time(8), time(9, 59))


def test_a_reminder_shows_where_the_case_stands_and_comes_once() -> None:
    session = tap(session_after(*WAITING[:-1]), "zone", "WIB").session
    turn = advance(session, Reminded(), Surroundings(NOON + timedelta(days=1)))

    assert keys(turn)[0] == "notice.reminder"
    assert turn.session.remind_at is None
    assert turn.session.state == "waiting"


def test_meanwhile_the_validation_can_be_done() -> None:
    """What does not wait for Dinas is done in between, and the waiting goes on."""
    left = (*SEEN[:2], ("invalid", "3"), ("R9.1", "stuck"), ("R9.1", "skip"), *WAITING[4:-4])
    session = tap(session_after(*left), "dinas.1", "done").session
    session = tap(session, "nav", "meanwhile").session
    assert session.state == "R9.1"
    turn = tap(session, "R9.1", "done")

    assert turn.session.state == "waiting"
    assert turn.session.remind_at is not None
    assert "waiting.meanwhile" not in keys(turn)


def test_not_yet_puts_the_reminder_off_until_tomorrow() -> None:
    """However often: each time it is counted from now."""
    session = tap(session_after(*WAITING[:-4]), "dinas.1", "done").session
    for day in (1, 2):
        later = Surroundings(NOON + timedelta(days=day))
        session = advance(session, Reminded(), later).session
        turn = tap(session, "dinas.2", "not_yet", later)
        session = turn.session
        assert session.state == "waiting"
        assert session.remind_at is not None
        morning = datetime(2026, 8, 26 + day, 1, 0, tzinfo=UTC)
        assert session.remind_at.astimezone(UTC) == morning + timedelta(minutes=session.case % SPREAD)


def test_the_request_to_dinas_is_one_message() -> None:
    """It is sent on arrival, once, and again when asked for; it has no data of a person."""
    session = session_after(*WAITING[:9])
    turn = tap(session, "npsn", "skip")
    assert [type(effect) for effect in turn.effects] == [Tell]
    assert tap(turn.session, "dinas.1", "stuck").effects == ()
    assert len(tap(tap(turn.session, "nav", "more").session, "nav", "letter").effects) == 1


def test_start_in_the_middle_asks_before_it_throws_nothing_away() -> None:
    """/start and /ulang ask first; the old case stays when a new one begins."""
    session = session_after(*DEFINITIF)
    asked = advance(session, Commanded("start"), HERE)
    assert asked.session.panel == "welcome"
    assert asked.session.records == session.records
    assert tap(asked.session, "nav", "restart_yes").effects == (NewCase(),)
    assert tap(asked.session, "nav", "close").session.state == "ask_ptk_type"
    assert advance(SESSION, Commanded("start"), HERE).session.panel is None


def test_the_persons_rights() -> None:
    """Export at once, erasing after a confirmation, another case only from the list."""
    session = session_after(*DEFINITIF)
    assert advance(session, Commanded("data_saya"), HERE).effects == (Export(),)
    asked = advance(session, Commanded("hapus_data"), HERE)
    assert asked.effects == ()
    assert tap(asked.session, "nav", "erase_yes").effects == (Erase(),)
    assert tap(asked.session, "nav", "close").effects == ()
    here = Surroundings(NOON, cases=(CaseLine(9, "waiting", NOON),))
    listed = advance(session, Commanded("kasus"), here)
    button = listed.view.rows[0][0]
    assert tap(listed.session, button.subject, button.choice, here).effects == (OpenCase(9),)


@pytest.mark.parametrize(
    "event", [Sent("sticker"), Edited(), Typed("qwrtplk zxcv"), Typed("x" * 4096), Typed("<b>")]
)
def test_what_cannot_be_read_changes_no_answer(event: Event) -> None:
    """It is answered kindly, and the same question stands there."""
    session = session_after(*DEFINITIF)
    turn = advance(session, event, HERE)

    assert turn.session.records == session.records
    assert turn.session.state == session.state
    assert keys(turn)[0].startswith("notice.")
    assert keys(turn)[1] == "ask.ptk_type.text"
    assert all(isinstance(effect, Unread) for effect in turn.effects)


def test_what_was_not_understood_is_kept_for_those_who_extend_the_words() -> None:
    """With the question it was said to, and nothing else of the case."""
    turn = advance(session_after(*DEFINITIF), Typed("qwrtplk"), HERE)
    assert turn.effects == (Unread("ptk_type", "qwrtplk"),)


def test_not_understood_never_says_the_same_twice_and_offers_a_person() -> None:
    session = session_after(*DEFINITIF)
    said = []
    for _ in range(6):
        turn = advance(session, Typed("qwrtplk"), HERE)
        said.append(keys(turn)[0])
        session = turn.session
    assert all(before != after for before, after in pairwise(said))
    assert any(button.choice == "human" for row in turn.view.rows for button in row)


def test_facts_told_early_are_kept_and_not_asked() -> None:
    """Three facts in one message at the opening: shown, and used when their questions come."""
    turn = advance(SESSION, Typed("tombol sinkron hilang, jenis ptk guru, peran belum ada"), HERE)
    assert keys(turn)[0] == "notice.noted"
    assert {record.subject for record in turn.session.records} >= {"symptom", "ptk_type", "role_ks"}
    assert turn.session.state == "R7", "what the school can mend is mended as soon as it is known"
    turn = tap(turn.session, "R7", "done")
    turn = tap(turn.session, "login", "ks_account_ks_role")
    turn = tap(tap(turn.session, "invalid", "0").session, "button_now", "still_missing")
    assert tap(turn.session, "leader", "plt").session.state == "ask_duty"


def test_a_typed_answer_to_an_earlier_question_changes_it() -> None:
    session = session_after(*DEFINITIF, ("ptk_type", "guru"))
    turn = advance(session, Typed("eh salah, jenis ptk kepala sekolah"), HERE)
    assert replay(turn.session.records).standing.facts.ptk_type == "kepala_sekolah"
    assert turn.session.state == "ask_induk"


EVENTS = st.one_of(
    st.tuples(st.just("tap"), st.integers(0, 30)),
    st.tuples(st.just("late"), st.integers(0, 30)),
    st.tuples(
        st.just("type"),
        st.sampled_from(
            ["ya", "belum", "gak tau", "kembali", "3", "0", "plt", "guru", "ubah jawaban", "sd", "p", "🙂"]
        ),
    ),
    st.tuples(
        st.just("command"), st.sampled_from(["start", "lanjut", "ulang", "batal", "kasus", "hapus_data"])
    ),
    st.tuples(st.just("remind"), st.none()),
)


@given(st.lists(EVENTS, max_size=40))
@settings(max_examples=150, deadline=None)
def test_whatever_happens_the_stored_session_is_the_replayed_one(events: list[tuple[str, object]]) -> None:
    """Any taps, words and commands in any order: the state follows from the records, the session survives its JSON."""
    session = begin(7, 1, NOON)
    for kind, what in events:
        buttons = [at for row in show(session, HERE).rows for at in row]
        event: Event
        if kind in {"tap", "late"}:
            at = buttons[int(str(what)) % len(buttons)]
            assert session.entered is not None
            seq = session.entered - 1 if kind == "late" else session.seq
            event = Chose(session.case, seq, at.subject, at.choice)
        elif kind == "type":
            event = Typed(str(what))
        elif kind == "command":
            event = Commanded(what)  # type: ignore[arg-type]  # one of the sampled names
        else:
            event = Reminded()
        turn = advance(session, event, HERE)
        assert turn.stale == (kind == "late")
        assert say(turn.view).text
        session = SESSION_JSON.read(SESSION_JSON.write(turn.session))
        assert session == turn.session
        assert session.state == replay(session.records).state


def test_what_is_told_early_again_and_again_is_kept_once() -> None:
    """Before its question comes; the last that was told counts."""
    session = session_after()
    for text in ("data sudah induk", "data non induk") * 5:
        session = advance(session, Typed(text), HERE).session
        assert len(session.records) == 1
    assert [(record.subject, record.choice) for record in session.records] == [("induk", "non_induk")]
