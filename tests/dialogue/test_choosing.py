"""Choosing a district: at its question, typed, by a link, with /daerah, and not at all where it is known."""

from itertools import product

import pytest

from flows.dialogue.districts.directory import Directory
from flows.dialogue.districts.district import District
from flows.dialogue.machine.effects import HandOver, Remember, Tell
from flows.dialogue.machine.events import Surroundings, Typed
from flows.dialogue.machine.questions import is_answer
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import Session
from flows.dialogue.screens.district_choice import MOST
from flows.dialogue.turn.engine import advance, show
from tests.dialogue.desks import (
    BANDUNG,
    DIRECTORIES,
    EMPTY,
    FEW,
    MANY,
    PROVINCES,
    buttons,
    here,
    keys,
    tap,
    told,
)
from tests.dialogue.walk import view_fits

HUMAN = ("nav", "human")
LEVELS = ("paud", "sd", "smp", "pkbm", "sma", "smk", "slb", "unknown")


def offered(session: Session, where: Surroundings) -> set[str]:
    view = show(session, where)
    return {button.choice for row in view.rows for button in row if button.subject == "district"}


@pytest.mark.parametrize(
    ("choice", "whether"),
    [
        ("3204", True),
        ("none", True),
        ("kab_bandung", True),
        ("a" * 20, True),
        ("unknown", False),
        ("a", False),
        ("a" * 21, False),
        ("Bandung", False),
        ("x:y", False),
    ],
)
def test_the_shape_of_a_code(choice: str, whether: bool) -> None:
    assert is_answer("district", choice) is whether


def test_the_district_is_asked_after_the_level_and_remembered() -> None:
    """Then the case is handed over: a summary to keep, and the card for the desk."""
    where = here(FEW)
    asked = told(where, HUMAN, ("level", "sd"))
    assert asked.session.state == "ask_district"
    turn = tap(asked.session, "district", "3204", where)

    assert turn.session.state == "handed_over"
    assert [type(effect) for effect in turn.effects] == [Remember, Tell, HandOver]
    assert turn.effects[0] == Remember("3204")
    assert keys(turn)[1] == "handed_over.sent"


def test_whose_district_is_not_there_is_handed_over_to_nobody() -> None:
    turn = told(here(FEW), HUMAN, ("level", "sd"), ("district", "none"))
    assert turn.session.state == "handed_over"
    assert not any(isinstance(effect, Remember) for effect in turn.effects)
    assert HandOver() in turn.effects
    assert keys(turn)[1] == "handed_over.alone"


@pytest.mark.parametrize(
    ("directory", "district", "level", "answer"),
    [
        (EMPTY, None, "sd", "none"),
        (EMPTY, "3204", "sd", "none"),
        (FEW, "3204", "sd", "3204"),
        (FEW, "3204", "sma", "3204"),
        (FEW, "32", "sma", "32"),
        (FEW, "32", "sd", None),
        (FEW, "contoh", "sma", None),
        (FEW, "gone", "sd", None),
        (FEW, None, "sd", None),
        (PROVINCES, None, "sd", "none"),
        (PROVINCES, None, "sma", None),
        (Directory((BANDUNG,)), None, "sma", "none"),
    ],
)
def test_what_is_known_is_not_asked(
    directory: Directory, district: str | None, level: str, answer: str | None
) -> None:
    """The remembered district where it fits the level of school; none where there is none to choose from."""
    turn = told(here(directory, district), HUMAN, ("level", level))
    assert turn.session.state == ("ask_district" if answer is None else "handed_over")
    assert replay(turn.session.records).standing.district == answer
    assert (HandOver() in turn.effects) is (answer is not None)


@pytest.mark.parametrize(("directory", "district"), [(EMPTY, None), (FEW, "3204")])
def test_back_skips_what_would_be_answered_again(directory: Directory, district: str | None) -> None:
    """Otherwise Kembali would lead back to where one stands."""
    where = here(directory, district)
    turn = told(where, HUMAN, ("level", "sd"))
    back = tap(turn.session, "nav", "back", where)
    assert back.session.state == "ask_level"
    assert [record.subject for record in back.session.records] == ["nav"]
    assert tap(back.session, "level", "smp", where).session.state == "handed_over"


def test_back_from_a_chosen_district_asks_it_again_unless_it_is_remembered() -> None:
    turn = told(here(FEW), HUMAN, ("level", "sd"), ("district", "3204"))
    assert tap(turn.session, "nav", "back", here(FEW)).session.state == "ask_district"
    assert tap(turn.session, "nav", "back", here(FEW, "3204")).session.state == "ask_level"


def test_coming_back_to_the_desk_is_handing_over_again() -> None:
    """Whoever taps by mistake that the button is there, and comes back, has the case at the desk again; no second summary."""
    turn = told(here(FEW, "3204"), HUMAN, ("level", "sd"), ("button_now", "appeared"), ("nav", "back"))
    assert turn.session.state == "handed_over"
    assert turn.effects == (HandOver(),)


def test_few_are_listed_at_once_by_name() -> None:
    turn = told(here(FEW), HUMAN, ("level", "sd"))
    listed = [choice for subject, choice in buttons(turn) if subject == "district"]
    assert listed == ["5103", "3204", "contoh", "3273", "none"]


@pytest.mark.parametrize("level", ["sma", "smk", "slb"])
def test_the_provinces_are_the_answers_of_higher_schools(level: str) -> None:
    turn = told(here(FEW), HUMAN, ("level", level))
    assert offered(turn.session, here(FEW)) == {"32", "51", "none"}
    assert keys(turn)[0] == "ask.district.text_province"


def test_many_are_listed_by_province() -> None:
    """Those without a province stand beside the provinces; one without districts does not stand there."""
    where = here(MANY)
    turn = told(where, HUMAN, ("level", "sd"))
    assert ("nav", "prov_p0") in buttons(turn)
    assert ("nav", "prov_p37") not in buttons(turn)
    assert ("district", "l0") in buttons(turn)
    listed = tap(turn.session, "nav", "prov_p3", where)
    assert listed.session.state == "ask_district"
    assert ("district", "k3") in buttons(listed)
    assert ("district", "k4") not in buttons(listed)
    assert tap(listed.session, "nav", "back", where).view == turn.view
    chosen = tap(listed.session, "district", "k3", where)
    assert chosen.session.state == "handed_over"
    assert chosen.session.panel is None


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", DIRECTORIES)
def test_every_district_that_fits_can_be_tapped(name: str, level: str) -> None:
    """From none to all of the country: the screens fit, and no more than sixty buttons stand on one."""
    where = here(DIRECTORIES[name])
    turn = told(where, HUMAN, ("level", level))
    if turn.session.state == "handed_over":
        assert replay(turn.session.records).standing.district == "none"
        return
    found = offered(turn.session, where) - {"none"}
    views = [turn.view]
    for subject, choice in buttons(turn):
        if choice.startswith("prov_"):
            listed = tap(turn.session, subject, choice, where)
            found |= offered(listed.session, where) - {"none"}
            views.append(listed.view)
    for view in views:
        view_fits(view)
        assert sum(len(row) for row in view.rows) <= 60
    fitting = {one.code for one in where.directory.districts if where.directory.fits(one.code, level)}
    if level in {"sma", "smk", "slb"}:
        fitting = {one.code for one in where.directory.provinces()}
    assert found == fitting
    for code in sorted(found)[:60]:
        assert is_answer("district", code)


def test_more_than_fit_are_typed() -> None:
    crowd = Directory(
        tuple(
            District(f"x_{letters}", f"Kabupaten {letters}", "kabkota", None, "WIB", linked=False)
            for letters in map("".join, product("abcdef", repeat=3))
        )
    )
    turn = told(here(crowd), HUMAN, ("level", "sd"))
    assert len(offered(turn.session, here(crowd))) == MOST + 1
    typed = advance(turn.session, Typed("kab. fff"), here(crowd))
    assert replay(typed.session.records).standing.district == "x_fff"


def test_a_name_in_full_is_taken_and_said() -> None:
    turn = told(here(FEW), HUMAN, ("level", "sd"), Typed("Kota Bandung"))
    assert turn.session.state == "handed_over"
    assert replay(turn.session.records).standing.district == "3273"
    assert turn.effects[0] == Remember("3273")
    assert keys(turn)[0] == "notice.district"


def test_a_name_that_fits_several_shows_them() -> None:
    turn = told(here(FEW), HUMAN, ("level", "sd"), Typed("bandung"))
    assert turn.session.state == "ask_district"
    assert {"3204", "3273"} <= offered(turn.session, here(FEW))
    assert keys(turn)[0] == "ask.district.found"
    assert tap(turn.session, "district", "3204", here(FEW)).session.state == "handed_over"


def test_a_name_that_nobody_knows_is_said_to_be_so() -> None:
    turn = told(here(FEW), HUMAN, ("level", "sd"), Typed("qwrtplk zzz"))
    assert turn.session.state == "ask_district"
    assert keys(turn)[0] == "notice.district_not_found"


@pytest.mark.parametrize(
    ("text", "state", "panel"),
    [
        ("kembali", "ask_level", None),
        ("bantuan", "ask_district", "help"),
        ("tidak tahu", "ask_district", "why"),
        ("tombolnya udah muncul", "finished", None),
        ("daerah saya tidak ada", "handed_over", None),
    ],
)
def test_other_words_at_the_question_mean_what_they_always_do(
    text: str, state: str, panel: str | None
) -> None:
    turn = told(here(FEW), HUMAN, ("level", "sd"), Typed(text))
    assert (turn.session.state, turn.session.panel) == (state, panel)


@pytest.mark.parametrize(
    ("text", "state"),
    [("gatau", "ask_district"), ("bingung saya", "ask_district"), ("nanti saya cek", "ask_level")],
)
def test_who_will_look_first_does_not_say_that_they_do_not_know(text: str, state: str) -> None:
    assert told(here(FEW), HUMAN, Typed(text)).session.state == state
