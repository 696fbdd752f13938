"""The district outside its question: the command, a link, another district for a case, and cases of before."""

from dataclasses import replace

import pytest

from flows.dialogue.districts.directory import Directory
from flows.dialogue.machine.effects import HandOver, NewCase, Remember
from flows.dialogue.machine.events import Commanded, Typed
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import SESSION_JSON, Record
from flows.dialogue.turn.engine import advance, begin, show
from flows.texts import say
from tests.dialogue.desks import (
    BADUNG,
    CLOSED,
    EMPTY,
    FEW,
    HANDED,
    MANY,
    OPEN,
    PROVINCES,
    at,
    buttons,
    handed_over,
    here,
    keys,
    tap,
)
from tests.dialogue.walking import NOON, SESSION, session_after


def test_the_command_remembers_before_anything_is_handed_over() -> None:
    """The panel lies over any position, and changes none."""
    session = session_after(*HANDED[:5])
    asked = advance(session, Commanded("daerah"), here(FEW))
    assert asked.session.panel == "district"
    assert ("district", "none") not in buttons(asked)
    turn = tap(asked.session, "district", "3204", here(FEW))
    assert turn.effects == (Remember("3204"),)
    assert turn.session.records == session.records
    assert keys(turn) == ["notice.district", "ask.ptk_type.text"]
    typed = advance(asked.session, Typed("kota bandung"), here(FEW))
    assert typed.effects == (Remember("3273"),)


def test_the_panel_can_be_answered_over() -> None:
    """Whoever goes on with the question beneath is understood."""
    asked = advance(session_after(*HANDED[:5]), Commanded("daerah"), here(FEW))
    assert advance(asked.session, Typed("guru"), here(FEW)).session.state == "ask_induk"


def test_a_province_can_be_remembered_where_there_is_nothing_else() -> None:
    asked = advance(SESSION, Commanded("daerah"), here(PROVINCES))
    assert tap(asked.session, "district", "32", here(PROVINCES)).effects == (Remember("32"),)
    assert advance(asked.session, Typed("jawa barat"), here(PROVINCES)).effects == (Remember("32"),)


def test_the_command_without_districts_says_so() -> None:
    turn = advance(SESSION, Commanded("daerah"), here(EMPTY))
    assert keys(turn) == ["ask.district.empty"]
    assert buttons(turn) == [("nav", "close")]
    assert ("nav", "district") not in buttons(advance(SESSION, Commanded("bantuan"), here(EMPTY)))
    assert ("nav", "district") in buttons(advance(SESSION, Commanded("bantuan"), here(FEW)))


def test_a_list_that_was_opened_from_another_leads_back_to_it() -> None:
    where = here(MANY)
    asked = advance(session_after(*HANDED[:5]), Commanded("daerah"), where)
    nested = tap(asked.session, "nav", "prov_p3", where)
    assert tap(nested.session, "nav", "back", where).session.panel == "district"
    assert tap(nested.session, "nav", "close", where).session.panel is None


def test_another_district_moves_the_case() -> None:
    """Nothing is asked anew; the case stays handed over, and is given to the other desk."""
    session = handed_over()
    asked = tap(session, "nav", "district", at())
    assert keys(asked)[0] == "ask.district.now"
    turn = tap(asked.session, "district", "5103", at())

    assert turn.session.state == "handed_over"
    assert turn.effects == (Remember("5103"), HandOver())
    assert len(turn.session.records) == len(session.records)
    assert turn.session.state == replay(turn.session.records).state
    assert turn.view.lines[2].values["who"] == replace(
        turn.view.lines[2], key="handed_over.desk", values={"name": BADUNG.name}
    )
    assert tap(tap(session, "nav", "district", at()).session, "district", "none", at()).effects == (
        HandOver(),
    )


def test_the_same_district_again_moves_nothing() -> None:
    asked = tap(handed_over(), "nav", "district", at())
    assert tap(asked.session, "district", "3204", at()).effects == (Remember("3204"),)


def test_a_changed_district_waits_for_its_handing_over() -> None:
    """Elsewhere than at the desk the answer changes, and counts when the case comes there again."""
    session = tap(handed_over(), "nav", "recheck", at()).session
    asked = advance(session, Commanded("daerah"), at())
    turn = tap(asked.session, "district", "5103", at())
    assert turn.effects == (Remember("5103"),)
    assert replay(turn.session.records).standing.district == "5103"
    assert turn.session.state == session.state
    assert HandOver() in advance(turn.session, Typed("minta petugas"), at(district="5103")).effects


def test_the_answer_stands_in_the_list_of_answers() -> None:
    """Under its name, also when the district is gone; changing it is choosing anew."""
    opened = tap(advance(handed_over(), Commanded("bantuan"), at()).session, "nav", "edit", at())
    assert "Daerah: Kabupaten Bandung" in [button.label for row in say(opened.view).rows for button in row]
    assert tap(opened.session, "nav", "change_district", at()).session.panel == "district"
    gone = show(opened.session, here(EMPTY))
    assert "Daerah: 3204" in [button.label for row in say(gone).rows for button in row]


def test_another_level_asks_for_the_district_again() -> None:
    """What was chosen among kabupaten and kota is no answer for a province's school."""
    session = advance(handed_over(), Typed("ubah jawaban"), at(None)).session
    session = tap(session, "nav", "change_level", at(None)).session
    turn = tap(session, "level", "sma", at(None))
    assert "district" not in {record.subject for record in turn.session.records}
    assert turn.session.state == "ask_ptk_type"
    again = advance(turn.session, Typed("minta petugas"), here(FEW))
    assert again.session.state == "ask_district", "the level holds, the district does not"


@pytest.mark.parametrize("places", [(), HANDED[:5], HANDED])
def test_a_districts_link_remembers_and_starts(places: tuple[tuple[str, str], ...]) -> None:
    """/start does what it always does, below the word which district it is now."""
    session = session_after(*places)
    turn = advance(session, Commanded("start", "d_3204"), here(FEW))
    assert turn.effects[0] == Remember("3204")
    assert keys(turn)[0] == "notice.district"
    plain = advance(session, Commanded("start"), here(FEW))
    assert turn.session == plain.session
    assert keys(turn)[1:] == keys(plain)


@pytest.mark.parametrize(
    ("argument", "notice"), [("d_9999", True), ("d_", True), ("d_none", True), ("mulai", False)]
)
def test_a_link_that_leads_nowhere_is_said_to(argument: str, notice: bool) -> None:
    turn = advance(begin(7, 1, NOON), Commanded("start", argument), here(FEW))
    assert turn.effects == ()
    assert (keys(turn)[0] == "notice.district_gone") is notice
    assert keys(turn)[-1] == "menu.text"


def test_a_link_at_the_end_begins_another_case() -> None:
    session = session_after(("symptom", "sync_fails"), ("button_now", "appeared"))
    turn = advance(session, Commanded("start", "d_3204"), here(FEW))
    assert turn.effects == (Remember("3204"), NewCase("d_3204"))
    fresh = advance(begin(8, 1, NOON), Commanded("start", "d_3204"), here(FEW))
    assert keys(fresh)[0] == "notice.district", "it is said there"


OLDER = """{"case": 7, "person": 1, "opened_at": "2026-08-01T05:00:00Z", "touched_at": "2026-08-01T05:00:00Z", "seq": 9,
"state": "handed_over", "desk_told": true, "records": [
{"subject": "nav", "choice": "human", "at": "2026-08-01T05:00:00Z"},
{"subject": "level", "choice": "sd", "at": "2026-08-01T05:00:00Z"}]}"""


def test_a_case_from_before_there_were_districts_is_asked_for_its_own() -> None:
    """It loads, stands at the question, and goes on from there."""
    older = SESSION_JSON.read(OLDER)
    assert show(older, here(FEW)).lines[0].key == "ask.district.text"
    turn = tap(older, "district", "3204", here(FEW))
    assert turn.session.state == replay(turn.session.records).state == "handed_over"
    assert HandOver() in turn.effects


@pytest.mark.parametrize(("directory", "district"), [(EMPTY, None), (FEW, "3204")])
def test_an_older_case_whose_district_is_known_stays_handed_over(
    directory: Directory, district: str | None
) -> None:
    """What needs no asking is answered, and the desk that serves it now gets the case."""
    older = SESSION_JSON.read(OLDER)
    where = here(directory, district)
    assert show(older, where).lines[0].key == "handed_over.text"
    turn = advance(older, Commanded("lanjut"), where)
    assert turn.session.state == replay(turn.session.records).state == "handed_over"
    assert (HandOver() in turn.effects) is (district is not None)


def test_a_desk_that_was_linked_later_gets_the_case_when_its_operator_comes_by() -> None:
    session = handed_over()
    for event in (Commanded("lanjut"), Typed("halo")):
        assert HandOver() in advance(session, event, here(FEW, "3204")).effects
    assert HandOver() not in advance(session, Commanded("lanjut"), at(OPEN)).effects
    assert HandOver() not in advance(session, Commanded("lanjut"), at(CLOSED)).effects
    assert HandOver() not in advance(session, Commanded("lanjut"), here(EMPTY)).effects


def test_a_record_of_a_district_is_total() -> None:
    """A code of no shape is never taken; one of a district that is gone is."""
    session = session_after(*HANDED[:7])
    bad = Record(subject="district", choice="Kab. Bandung", at=NOON)
    assert replay((*session.records, bad)).state == "ask_district"
    gone = Record(subject="district", choice="gone", at=NOON)
    assert replay((*session.records, gone)).state == "handed_over"
