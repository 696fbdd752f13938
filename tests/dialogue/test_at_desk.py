"""A case at its help desk: what is passed on, what is held, and what is shown."""

from dataclasses import replace
from typing import get_args

import pytest

from flows.dialogue.districts.directory import Directory
from flows.dialogue.machine.effects import HandOver, NewCase, ToDesk
from flows.dialogue.machine.events import AtDesk, Commanded, DeskAsks, DeskNews, Edited, Event, Sent, Typed
from flows.dialogue.turn.engine import advance, show
from flows.dialogue.turn.exchange import RELAYED
from flows.texts import say, write
from tests.dialogue.desks import (
    ASKS,
    BANDUNG,
    CLOSED,
    DESKS,
    EMPTY,
    ENDED,
    FEW,
    HANDED,
    JABAR,
    OPEN,
    SILENT,
    WAITING,
    at,
    buttons,
    handed_over,
    is_relayed,
    keys,
    tap,
)
from tests.dialogue.walk import view_fits
from tests.dialogue.walking import Told, session_after

KINDS = tuple(get_args(DeskNews.__dataclass_fields__["kind"].type))


# What the operator writes.


@pytest.mark.parametrize(
    "text", ["halo bu", "terima kasih", "sudah", "3", "guru", "qwrtplk", "plt pak", "sinkron", "tombol"]
)
def test_what_is_written_at_the_desk_is_passed_on(text: str) -> None:
    """Also what the bot would understand: it does not talk over people."""
    assert is_relayed(handed_over(), Typed(text))


@pytest.mark.parametrize(
    ("text", "state", "effect"),
    [
        ("Tombol sudah muncul", "finished", None),
        ("periksa ulang", "ask_ptk_type", None),
        ("kembali", "ask_level", None),
        ("Bicara dengan bot lagi", "handed_over", ToDesk("end")),
        ("Mulai kasus baru", "handed_over", None),
    ],
)
def test_a_buttons_words_are_the_button(text: str, state: str, effect: ToDesk | None) -> None:
    turn = advance(handed_over(), Typed(text), at())
    assert not turn.quiet
    assert turn.session.state == state
    assert [one for one in turn.effects if isinstance(one, ToDesk)] == ([effect] if effect else [])


def test_a_yes_to_a_question_of_the_bots_is_not_for_the_desk() -> None:
    asked = advance(handed_over(), Commanded("hapus_data"), at())
    assert advance(asked.session, Typed("tidak"), at()).session.panel is None
    assert is_relayed(asked.session, Typed("tolong dicek bu"))


@pytest.mark.parametrize("kind", sorted(RELAYED))
def test_what_can_be_shown_is_passed_on(kind: str) -> None:
    assert is_relayed(handed_over(), Sent(kind))
    assert is_relayed(session_after(*WAITING), Sent(kind))
    assert keys(advance(handed_over(), Sent(kind), at(None, EMPTY)))[0] == "notice.sent"


@pytest.mark.parametrize("kind", ["sticker", "contact", "location", "poll"])
def test_what_cannot_be_passed_on_is_said_so(kind: str) -> None:
    assert keys(advance(handed_over(), Sent(kind), at()))[0] == "notice.not_relayed"
    assert keys(advance(handed_over(), Sent(kind), at(CLOSED)))[0] == "notice.sent"


@pytest.mark.parametrize("text", ["halo bu", "ini sudah berubah", "qwrtplk"])
def test_with_the_line_ended_the_bot_listens(text: str) -> None:
    turn = advance(handed_over(), Typed(text), at(ENDED))
    assert not turn.quiet
    assert not any(isinstance(effect, ToDesk) for effect in turn.effects)


def test_whoever_wants_a_person_again_gets_the_line() -> None:
    turn = advance(handed_over(), Typed("minta petugas"), at(ENDED))
    assert turn.effects == (ToDesk("line"),)
    assert "handed_over.line" in keys(turn)


@pytest.mark.parametrize(
    ("places", "text", "relayed"),
    [
        (HANDED[:5], "guru", False),
        (HANDED[:5], "qwrtplk", True),
        (HANDED[:5], "halo pak", True),
        (HANDED[:5], "kembali", False),
        (WAITING, "dinas sudah ubah datanya", False),
        (WAITING, "sudah saya kirim", True),
        (WAITING, "makasih", False),
        (WAITING, "mohon bantuannya bu", True),
        (WAITING, "bu kapan bisa dicek", True),
    ],
)
def test_elsewhere_only_what_is_not_understood_is_passed_on(
    places: tuple[Told, ...], text: str, relayed: bool
) -> None:
    """The case is with the desk while the operator goes on with the bot."""
    session = session_after(*places)
    assert is_relayed(session, Typed(text)) is relayed
    assert not is_relayed(session, Typed(text), ENDED)
    assert not is_relayed(session, Typed(text), CLOSED)


def test_an_edit_moves_nothing() -> None:
    assert keys(advance(handed_over(), Edited(), at()))[0] == "notice.edited"


@pytest.mark.parametrize("event", [Typed("halo bu"), Sent("photo"), Typed("sudah")])
def test_what_is_written_to_a_closed_case_is_held(event: Event) -> None:
    """Nobody knows yet whether it belongs to this case; it is held until that is said, and more is held as well."""
    turn = advance(handed_over(), event, at(CLOSED))
    assert turn.effects == (ToDesk("hold"),)
    assert turn.session.panel == "closed"
    assert buttons(turn) == [("nav", "desk_reopen"), ("nav", "restart_yes"), ("nav", "close")]
    more = advance(turn.session, event, at(CLOSED))
    assert more.effects == (ToDesk("hold"),)
    assert keys(more) == keys(turn)

    reopened = tap(more.session, "nav", "desk_reopen", at(CLOSED))
    assert reopened.effects == (ToDesk("reopen"),)
    assert reopened.session.panel is None
    assert "handed_over.sent" in keys(reopened)
    assert tap(more.session, "nav", "restart_yes", at(CLOSED)).effects == (NewCase(),)
    dropped = tap(more.session, "nav", "close", at(CLOSED))
    assert dropped.effects == ()
    assert "handed_over.closed" in keys(dropped)


def test_a_buttons_words_at_a_closed_case_are_the_button() -> None:
    assert advance(handed_over(), Typed("Buka lagi kasus ini"), at(CLOSED)).effects == (ToDesk("reopen"),)
    assert advance(handed_over(), Typed("Tombol sudah muncul"), at(CLOSED)).session.state == "finished"


def test_a_desk_that_was_left_is_no_desk() -> None:
    """The operator chose a district without one: the old one neither reads nor is shown."""
    left = DESKS["left"]
    turn = advance(handed_over(), Typed("halo bu"), at(left, EMPTY))
    assert not any(isinstance(effect, ToDesk) for effect in turn.effects)
    assert "handed_over.alone" in keys(turn)


def test_a_desk_that_is_gone_holds_nothing_unless_another_serves() -> None:
    gone = DESKS["gone"]
    turn = advance(handed_over(), Typed("halo bu"), at(gone, EMPTY))
    assert not any(isinstance(effect, ToDesk) for effect in turn.effects)
    assert {"handed_over.gone", "handed_over.alone"} <= set(keys(turn))
    assert ("nav", "desk_reopen") not in buttons(turn)
    assert advance(handed_over(), Typed("halo bu"), at(gone, FEW)).effects == (ToDesk("hold"),)


def test_a_district_is_typed_before_it_is_passed_on() -> None:
    """In the panel where one is chosen; what is no district goes to the desk."""
    asked = advance(handed_over(), Commanded("daerah"), at())
    assert advance(asked.session, Typed("kota bandung"), at()).effects[-1] == HandOver()
    assert (advance(asked.session, Typed("bandung"), at()).session.panel or "").startswith("found:")
    assert is_relayed(asked.session, Typed("qwrtplk zz"))
    assert advance(asked.session, Typed("qwrtplk zz"), at(CLOSED)).effects == (ToDesk("hold"),)


# The screen.


@pytest.mark.parametrize(
    ("desk", "status", "ways"),
    [
        ("open", ["sent", "hours", "line"], ["desk_end"]),
        ("taken", ["taken", "hours", "line"], ["desk_end"]),
        ("answered", ["answered", "hours", "line"], ["desk_end"]),
        ("silent", ["taken", "silent", "hours", "line"], ["desk_end", "desk_up", "desk_wait"]),
        ("nobody above", ["taken", "silent", "hours", "line"], ["desk_end", "desk_wait"]),
        ("silent, nobody's", ["silent", "hours", "line"], ["desk_end", "desk_up", "desk_wait"]),
        ("ended", ["sent", "hours", "no_line"], ["desk_line"]),
        ("closed", ["closed", "because"], ["desk_helped", "desk_not_helped", "desk_reopen"]),
        ("closed for no reason", ["closed"], ["desk_helped", "desk_not_helped", "desk_reopen"]),
        ("left", ["told", "line"], []),
    ],
)
def test_the_screen_says_how_the_case_stands(desk: str, status: list[str], ways: list[str]) -> None:
    turn = advance(handed_over(), Edited(), at(DESKS[desk]))
    asked = ["helped"] if desk.startswith("closed") else []
    last = "npsn" if desk == "open" else "after"
    assert keys(turn)[1:] == [f"handed_over.{key}" for key in ("text", *status, last, *asked)]
    shown = [choice for _, choice in buttons(turn)]
    assert shown == ["appeared", "letter", "recheck", *ways, "district", "restart", "back"]
    view_fits(turn.view)


def test_a_district_with_a_bot_of_its_own_is_led_there() -> None:
    """Also those below it; a group here, of the district or nearer to it, goes before."""
    own = replace(JABAR, linked=False, bot="jabar_bot")
    for below in (replace(BANDUNG, linked=False), BANDUNG):
        turn = show(handed_over(), at(None, Directory((own, below))))
        links = [button for row in turn.rows for button in row if button.url]
        told = {line.key for line in turn.lines}
        assert bool(links) == (not below.linked)
        assert ("handed_over.own_bot" in told) == (not below.linked)
        assert [button.url for button in links] == ["https://t.me/jabar_bot?start=d_32"] * len(links)
        assert "handed_over.alone" not in told


def test_without_a_desk_the_screen_says_who_gets_it_or_that_nobody_does() -> None:
    assert [line.key for line in show(handed_over(), at(None, EMPTY)).lines][1:2] == ["handed_over.alone"]
    told = show(handed_over(), at(None, FEW))
    assert "petugas Kabupaten Bandung" in write(told.lines[1])
    working = Directory((replace(BANDUNG, hours="08.00–15.30 WIB"),))
    assert "08.00–15.30 WIB" in write(show(handed_over(), at(None, working)).lines[2])


def test_every_reason_that_staff_choose_has_words_or_none() -> None:
    for reason in (
        "button_back",
        "data_mended",
        "elsewhere",
        "no_reply",
        "double",
        "lost",
        "other",
        "?",
        None,
    ):
        view_fits(show(handed_over(), at(replace(CLOSED, reason=reason))))


@pytest.mark.parametrize(
    ("desk", "way", "what", "then"),
    [
        (OPEN, "desk_end", "end", "no_line"),
        (ENDED, "desk_line", "line", "line"),
        (SILENT, "desk_wait", "wait", "taken"),
        (SILENT, "desk_up", "up", "sent"),
        (CLOSED, "desk_reopen", "reopen", "sent"),
        (CLOSED, "desk_helped", "rated", "closed"),
        (CLOSED, "desk_not_helped", "rated", "closed"),
    ],
)
def test_each_button_for_the_desk_says_its_own(desk: AtDesk, way: str, what: str, then: str) -> None:
    """The screen that follows shows already what comes of it."""
    turn = tap(handed_over(), "nav", way, at(desk))
    assert [effect.what for effect in turn.effects if isinstance(effect, ToDesk)] == [what]
    assert f"handed_over.{then}" in keys(turn)
    assert turn.session.records == handed_over().records


def test_whether_it_helped_is_asked_once() -> None:
    """Of a case that staff have closed: not of one that lost its desk, and not again."""
    rated = tap(handed_over(), "nav", "desk_helped", at(CLOSED))
    assert "handed_over.helped" not in keys(rated)
    for desk in (replace(CLOSED, rated=True), replace(CLOSED, reason="lost")):
        assert "handed_over.helped" not in keys(advance(handed_over(), Edited(), at(desk)))


def test_passed_up_the_case_is_with_the_desk_above() -> None:
    turn = tap(handed_over(), "nav", "desk_up", at(SILENT))
    assert "petugas Jawa Barat" in say(turn.view).text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("places", [HANDED, WAITING, HANDED[:5]])
def test_news_are_said_over_the_screen(kind: str, places: tuple[Told, ...]) -> None:
    """The case stands where it stood. What lay over it is gone, but where nothing has become of the case but who has it."""
    session = replace(session_after(*places), panel="help")
    for desk in (OPEN, CLOSED, None):
        turn = advance(session, DeskNews(kind), at(desk))  # type: ignore[arg-type]  # one of the kinds
        assert keys(turn)[0] == f"notice.desk_{kind}"
        assert turn.session.panel == ("help" if kind in {"taken", "released", "answered"} else None)
        assert turn.session.records == session.records
        assert turn.effects == ()
        view_fits(turn.view)


@pytest.mark.parametrize("ended", [("button_now", "appeared"), ("nav", "human")])
def test_reopened_by_its_desk_it_has_not_ended_any_more(ended: Told) -> None:
    """Also where the operator had said that the button is back."""
    turn = advance(handed_over(ended) if ended[0] != "nav" else handed_over(), DeskNews("reopened"), at())
    assert turn.session.state == "handed_over"
    assert keys(turn)[0] == "notice.desk_reopened"
    assert turn.effects == ()


# A question of the desk's.


@pytest.mark.parametrize(
    "put_off",
    [("nav", "close"), Commanded("bantuan"), Commanded("lanjut"), Commanded("kasus"), DeskNews("closed")],
)
def test_a_question_that_was_put_off_can_be_answered_later(put_off: Told | Event) -> None:
    """Its button stands on the screen till it is answered; then it is gone."""
    asked = advance(handed_over(), DeskAsks("accounts"), at(ASKS)).session
    away = tap(asked, *put_off, at(ASKS)) if isinstance(put_off, tuple) else advance(asked, put_off, at(ASKS))
    back = away if away.session.panel is None else tap(away.session, "nav", "close", at(ASKS))
    assert ("nav", "desk_asked") in buttons(back)
    assert "handed_over.asked" in keys(back)
    again = tap(back.session, "nav", "desk_asked", at(ASKS))
    assert keys(again)[0] == "panel.asked"
    done = tap(again.session, "asked.accounts", "1", at(ASKS))
    assert ("nav", "desk_asked") not in buttons(done)
    assert "handed_over.asked" not in keys(done)


@pytest.mark.parametrize("kind", KINDS)
def test_news_take_no_question_away(kind: str) -> None:
    """What becomes of the case is said over the question, unless the desk asks nothing any more."""
    asked = advance(handed_over(), DeskAsks("accounts"), at(ASKS)).session
    told = advance(asked, DeskNews(kind), at(ASKS))  # type: ignore[arg-type]  # from a table
    assert told.session.panel == "asked:accounts"
    assert keys(told)[:2] == [f"notice.desk_{kind}", "panel.asked"]
    for desk in (
        replace(ASKS, asked=None),
        replace(ASKS, asked="leader"),
        replace(CLOSED, asked="accounts"),
        None,
    ):
        assert advance(asked, DeskNews(kind), at(desk)).session.panel is None  # type: ignore[arg-type]
