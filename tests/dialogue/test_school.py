"""Which school it is: NPSN and the name, told once, skipped, changed, remembered, and where they are shown."""

from dataclasses import replace
from urllib.parse import unquote

import pytest

from flows.dialogue.desk.card_lines import card_lines
from flows.dialogue.machine.effects import RememberSchool
from flows.dialogue.machine.events import Typed
from flows.dialogue.machine.questions import is_answer
from flows.dialogue.machine.replay import replay
from flows.dialogue.school import School, named_school, school_of, told_school
from flows.dialogue.screens.summaries import LONGEST_LINK, dinas_request, share_links
from flows.dialogue.turn.engine import advance, show
from flows.texts import say, write
from tests.dialogue.test_engine import DEFINITIF, tap
from tests.dialogue.walking import HERE, Told, session_after

ALL_WRONG: tuple[Told, ...] = (
    *DEFINITIF, ("ptk_type", "guru"), ("induk", "non_induk"), ("duty", "none"), ("accounts", "2+"),
)  # fmt: skip
WORD = "20212345 SDN 1 Contoh"


@pytest.mark.parametrize(
    ("text", "school"),
    [
        ("20212345", School("20212345", "")),
        ("20212345 SDN 1 Contoh", School("20212345", "SDN 1 Contoh")),
        ("SDN 1 Contoh, npsn 20212345", School("20212345", "SDN 1 Contoh")),
        ("npsn: 20212345.", School("20212345", "")),
        ("SD Negeri Contoh 3", School("", "SD Negeri Contoh 3")),
        ("2021234", None),
        ("202123456 SDN 1 Contoh", None),
        ("ok", None),
        ("🙂", None),
        ("", None),
    ],
)
def test_what_is_told_of_a_school(text: str, school: School | None) -> None:
    """Eight digits and a name, either alone; other numbers are a slip."""
    assert told_school(text) == school
    if school:
        assert school_of(school.word) == school
        assert is_answer("npsn", school.word)


@pytest.mark.parametrize("text", ["npsn 20212345", "NPSN sekolah saya 20212345 SDN 1 Contoh"])
def test_who_says_npsn_names_a_school(text: str) -> None:
    assert named_school(text) is not None
    assert named_school(text.replace("2021", "21")) is None


def test_the_school_stands_in_the_request_and_on_the_card() -> None:
    """Told once: it is remembered, and said to be the operator's word."""
    session = session_after(*ALL_WRONG)
    assert session.state == "ask_npsn"
    turn = advance(session, Typed(WORD), HERE)
    assert turn.session.state == "request"
    assert RememberSchool(WORD) in turn.effects
    letter = write(dinas_request(replay(turn.session.records).standing).lines[0])
    assert letter.startswith("<pre>")
    assert "SDN 1 Contoh (NPSN 20212345)" in letter
    card = "\n".join(write(line) for line in card_lines(turn.session))
    assert "Sekolah</b>, menurut operator: SDN 1 Contoh (NPSN 20212345)" in card


def test_it_may_be_skipped_and_named_later() -> None:
    turn = tap(session_after(*ALL_WRONG), "npsn", "skip")
    assert turn.session.state == "request"
    assert "NPSN" not in write(dinas_request(replay(turn.session.records).standing).lines[0])
    named = advance(turn.session, Typed(f"npsn {WORD}"), HERE)
    assert named.session.state == "request"
    assert replay(named.session.records).standing.npsn == WORD


def test_a_slip_is_said_and_no_answer() -> None:
    turn = advance(session_after(*ALL_WRONG), Typed("2021234"), HERE)
    assert turn.session.state == "ask_npsn"
    assert turn.view.lines[0].key == "notice.npsn"


def test_who_has_one_school_is_not_asked_again_and_who_has_several_is_offered_them() -> None:
    session = session_after(*ALL_WRONG[:-1])
    one = tap(session, "accounts", "2+", replace(HERE, schools=(WORD,)))
    assert one.session.state == "request"
    assert replay(one.session.records).standing.npsn == WORD
    two = replace(HERE, schools=(WORD, "20299999 SMPN 2 Contoh"))
    asked = tap(session, "accounts", "2+", two)
    assert asked.session.state == "ask_npsn"
    chosen = tap(asked.session, "npsn", "known1", two)
    assert replay(chosen.session.records).standing.npsn == "20299999 SMPN 2 Contoh"


def test_the_links_carry_the_request_and_are_never_too_long() -> None:
    """What is too long for an address is sent in its short form."""
    session = session_after(*ALL_WRONG)
    for word in (WORD, f"20212345 {'Sekolah ' * 7}".strip()):
        turn = advance(session, Typed(word), HERE)
        standing = replay(turn.session.records).standing
        for app, link in share_links(standing).items():
            assert link.startswith(("https://wa.me/?text=", "https://t.me/share/url?url=")), app
            assert len(link.encode()) <= LONGEST_LINK
            assert "NPSN 20212345" in unquote(link)
            assert "<" not in unquote(link)
        urls = [button.url for row in say(show(turn.session, HERE)).rows for button in row if button.url]
        assert urls == list(share_links(standing).values())
