"""The troubles whose way is made from their value: what is said and read in them, and what a desk sees of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.dialogue.dates import local
from flows.dialogue.desk.card_lines import card_parts
from flows.dialogue.desk.case_figures import case_figures
from flows.dialogue.desk.outlook import outlook
from flows.dialogue.districts.directory import Directory
from flows.dialogue.districts.district import District
from flows.dialogue.districts.outbreak import Outbreak
from flows.dialogue.machine.events import Chose, Reminded
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import Session
from flows.dialogue.screens.screens import screen
from flows.dialogue.screens.summaries import case_summary
from flows.dialogue.turn.engine import advance
from flows.dialogue.typed.meaning import meaning_of
from flows.texts import say, words, write
from flows.troubles.registry import LED
from tests.dialogue.led_walk import FAILS
from tests.dialogue.walking import HERE, NOON, SESSION, START, Told, record, session_after, tell

CLEAN: tuple[Told, ...] = (
    *(
        FAILS,
        ("seen", "stuck"),
        ("other_schools", "succeed"),
        ("internet", "works"),
        ("other_network", "fails"),
    ),
    *(("invalid", "0"), ("version", "current"), ("clock", "right")),
)
REFUSED: tuple[Told, ...] = (
    *(FAILS, ("seen", "data_refused"), ("version", "current"), ("S5.1", "looked")),
    ("seen", "data_refused"),
)


def test_an_old_registration_warns_before_a_person_is_asked_for() -> None:
    """Nothing there is work for the school, and the one way on is the hand-over."""
    start = tell(START, FAILS)
    warned = tell(start, ("seen", "prefill_old"))
    said = say(screen(SESSION, warned, HERE))
    assert warned.state == "S7.1"
    assert "Jangan registrasi ulang" in said.text
    assert {(at.subject, at.choice) for row in said.rows for at in row} >= {("nav", "human")}
    assert not any(at.subject == "S7.1" for row in said.rows for at in row)
    assert tell(warned, ("nav", "human")).state == "ask_level"


def test_many_schools_with_the_same_are_told_of_before_any_check() -> None:
    """Only where a desk's outbreak of just that is known; one tap agrees, and waiting is the advice. No cause is named."""
    district = District("kota_x", "Kota X", "kabkota", None, "WIB", linked=True)
    session = session_after(FAILS)
    for key, told in (("S8", True), ("S5", False), ("R4", False)):
        directory = Directory((district,), (), (Outbreak("kota_x", key),))
        here = replace(HERE, directory=directory, district="kota_x")
        view = screen(session, replay(session.records), here)
        text = say(view).text
        assert ("Beberapa sekolah lain di daerah ini juga" in text) is told
        assert "server" not in text
        offered = {(at.subject, at.choice) for row in view.rows for at in row}
        assert (("other_schools", "also_fail") in offered) is told
        fewer = replace(here, district=None)
        assert "Beberapa" not in say(screen(session, replay(session.records), fewer)).text
    here = replace(HERE, directory=Directory((district,), (), (Outbreak("kota_x", "S8"),)), district="kota_x")
    agreed = advance(session, Chose(session.case, session.seq, "other_schools", "also_fail"), here)
    assert agreed.session.state == "S8.1"
    assert agreed.view.lines[0].key == "step.S8.1.others"
    skipped = advance(agreed.session, Chose(session.case, agreed.session.seq, "S8.1", "skip"), here)
    assert skipped.session.state == "ask_seen"
    assert "Beberapa" not in say(skipped.view).text


@pytest.mark.parametrize(
    ("told", "text", "subject", "choice"),
    [
        ((("seen", "version_old"), ("S4.1", "skip")), "blm nanya ke siapa2", "nav", "unknown"),
        (CLEAN[:3], "tidak bisa", "internet", "down"),
        (CLEAN[:4], "sudah ganti hotspot tetap saja", "other_network", "fails"),
        (CLEAN[:5], "5", "invalid", "5"),
        (CLEAN[:6], "sudah versi paling baru, td pagi update", "version", "current"),
        (CLEAN[:6], "belum sempat pasang patch", "version", "old"),
        (CLEAN[:7], "sudah benar", "clock", "right"),
        (CLEAN[:7], "belum", "clock", "wrong"),
        (CLEAN[:7], "zona waktunya sy ga paham", "nav", "unknown"),
        (CLEAN, "belum pernah", "quiet_try", "no"),
        (REFUSED, "3", "invalid_again", "3"),
    ],
)
def test_an_answer_is_read_in_other_words_than_the_buttons(
    told: tuple[Told, ...], text: str, subject: str, choice: str
) -> None:
    session = session_after(FAILS, *(one for one in told if one != FAILS))
    position = replay(session.records)
    heard = meaning_of(text, screen(session, position, HERE), position)
    assert (heard.subject, heard.choice) == (subject, choice), (position.state, heard)


def test_the_card_and_the_summary_tell_what_is_amiss_as_it_is_and_as_it_should_be() -> None:
    told = (("seen", "data_refused"), ("version", "old"), ("S4.1", "skip"), ("S5.1", "skip"))
    session = session_after(FAILS, *told)
    position = replay(session.records)
    card = " ".join(write(line) for line in card_parts(session).shown)
    summary = say(case_summary(session, position)).text
    for text in (card, summary):
        assert "sinkronisasi gagal; yang kurang dapat dikerjakan sekolah" in text
        assert "Belum sama" in text
        assert "sama dengan laman resmi" in text
        assert "Data ditolak (invalid)" in text
    assert case_figures(session).lacking == ("S4", "S5")
    assert outlook(session).missing == ("S4", "S5")


def test_each_requirement_and_verdict_of_a_led_trouble_has_its_words_for_the_desk() -> None:
    keys = words()
    for trouble in LED.values():
        for requirement in trouble.rules.requirements.values():
            parts = ("name", "title", "about", "should")
            assert {f"requirement.{requirement.key}.{part}" for part in parts} <= keys.keys()
            who = requirement.actor
            assert {f"actor.{who}", f"actor.desk.{who}", f"desk.who.{who}"} <= keys.keys()
        for verdict, _ in (*trouble.rules.gates, *trouble.rules.verdicts):
            assert f"led.{trouble.symptom}.verdict.{verdict}" in keys


def test_the_symptom_can_turn_into_the_other_and_back_with_what_is_known() -> None:
    told = (FAILS, ("seen", "stuck"), ("other_schools", "succeed"), ("internet", "works"), ("invalid", "0"))
    position = replay(session_after(*told).records)
    assert position.standing.led
    assert position.standing.facts.invalid == 0
    assert position.standing.led.facts.value("invalid") == 0
    refused = replay(session_after(FAILS, ("seen", "access_refused"), ("symptom", "button_missing")).records)
    assert (refused.state, refused.standing.led_now) == ("ask_login", None)


def test_waiting_for_a_quieter_time_has_one_reminder() -> None:
    """In the afternoon before the quiet hours, which differ by zone; of another case in another minute."""
    session = session_after(FAILS, ("seen", "server_busy"))
    tap = Chose(session.case, session.seq, "S8.1", "remind")
    waiting = advance(session, tap, HERE).session
    assert waiting.state == "S8.1"
    assert waiting.remind_at
    assert local(waiting.remind_at, "WIB").strftime("%d %H.%M") == "25 16.07"  # of case 7, told at noon
    reminded = advance(waiting, Reminded(), HERE)
    assert reminded.session.remind_at is None
    assert reminded.view.lines[0].key == "notice.reminder_quiet"
    for zone, first, last in (
        ("WIB", "21.10", "05.00"),
        ("WITA", "22.10", "06.00"),
        ("WIT", "23.10", "07.00"),
    ):
        text = say(screen(replace(session, zone=zone), replay(session.records), HERE)).text  # type: ignore[arg-type]
        assert f"setelah pukul {first} {zone} atau sebelum pukul {last} {zone}" in text
    late = replace(HERE, now=NOON + timedelta(hours=6))
    tomorrow = advance(session, tap, late).session.remind_at
    assert tomorrow
    assert tomorrow - waiting.remind_at == timedelta(days=1)


def test_each_try_is_told_on_and_many_are_not_asked_for() -> None:
    """With its time and the step before it; after three the screen says that more do not help."""
    told: tuple[Told, ...] = (
        *(
            FAILS,
            ("seen", "disconnected"),
            ("other_schools", "succeed"),
            ("internet", "down"),
            ("S1.1", "looked"),
        ),
        *(("other_network", "not_tried"), ("S10.1", "looked"), ("invalid", "0"), ("version", "old")),
    )
    session = session_after(*told)
    assert "kali dicoba" not in say(screen(session, replay(session.records), HERE)).text
    session = session_after(*told, ("S4.1", "looked"), ("clock", "right"), ("quiet_try", "no"))
    position = replay(session.records)
    assert "Sudah 3 kali dicoba" in say(screen(session, position, HERE)).text
    for shown in (
        say(case_summary(session, position)).text,
        " ".join(map(write, card_parts(session).folded)),
    ):
        assert "Percobaan</b> (3)" in shown
        assert "pukul 12.00 WIB: Mencoba jaringan lain" in shown


def test_what_a_desk_asked_in_one_trouble_is_passed_over_in_the_other() -> None:
    """The question belongs to the trouble that the case is in; an answer to it breaks nothing when the symptom is another."""
    handed = session_after(
        FAILS, ("seen", "prefill_old"), ("nav", "human"), ("level", "sd"), ("district", "none")
    )
    position = replay(handed.records)
    assert position.state == "handed_over"
    asked = replace(
        handed, records=(*handed.records, record(position, ("asked.internet", "works"))), state=position.state
    )
    standing = replay(asked.records).standing
    assert standing.led
    assert standing.led.facts.value("internet") == "works"
    other = (replace(asked.records[0], choice="button_missing"), *asked.records[1:])
    assert replay(other).standing.led is None
    assert "duty" not in standing.trouble.askable


def test_a_case_of_an_older_version_that_was_handed_over_stays_so() -> None:
    session: Session = session_after(FAILS, ("connection", "stuck"), ("level", "sd"))
    assert replay(session.records).state == "ask_district"


def test_each_led_trouble_has_all_its_words() -> None:
    keys = words()
    for trouble in LED.values():
        for question in trouble.questions:
            subject = question.subject
            assert {f"ask.{subject}.{part}" for part in ("text", "short", "why", "how")} <= keys.keys()
            assert {f"ask.{subject}.option.{option}" for option in question.options} <= keys.keys()
        for key, step in trouble.remedies.items():
            assert {f"step.{key}.head", f"step.{step}.text", f"step.{step}.short"} <= keys.keys()
