"""Which level of school a word means, and whose it is: a desk of the kabupaten, of the province, or nobody's here."""

import pytest

from flows.dialogue.level import LEVELS, NO_DINAS, PROVINCIAL, SPK, level_in
from flows.dialogue.machine.effects import HandOver, Tell
from flows.dialogue.machine.events import Typed
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import SESSION_JSON
from flows.dialogue.turn.engine import advance, show
from flows.texts import say
from tests.dialogue.desks import FEW, buttons, here, keys, tap, told
from tests.dialogue.walk import view_fits

HUMAN, OTHER = ("nav", "human"), ("nav", "other_level")
NAMED = {
    "paud": "paud|TK|KB|tpa|SPS|tk/paud|Kelompok Bermain|TK Negeri Pembina|taman kanak-kanak|kb sama tpa",
    "sd": "SD|sdn 2|sdit|Sekolah Dasar|jenjang sd pak|SDN2|SPK SD|sd spk",
    "smp": "smp|SMPN 1|smpit",
    "sma": "sma|SMAN|spk jenjang SMA",
    "smk": "smk|smkn 3",
    "slb": "slb|TKLB|sdlb|SMPLB|smalb|SD LB|SMP-LB|slbn|SLB jenjang SMP|sekolah luar biasa",
    "pkbm": "pkbm|SKB|pkbm/skb|PKBM paket C setara SMA|sanggar kegiatan belajar|SKB negeri",
    "siln": "SILN|sekolah indonesia luar negeri|SILN jenjang SMP|Sekolah Indonesia di Luar Negeri",
    "madrasah": "madrasah|MI|MTs|ma|MTsN 1|RA|Madrasah Ibtidaiyah|raudhatul athfal",
    SPK: "SPK|satuan pendidikan kerja sama",
    None: "|qwrt|12|SD dan SMP|sd smp satu atap|bukan SD|SMP, bukan SMA|MI dan SD|slb pkbm|sama|tks ya|nanti",
}


@pytest.mark.parametrize(("level", "said"), NAMED.items())
def test_every_form_is_understood(level: str | None, said: str) -> None:
    assert {text: level_in(text) for text in said.split("|")} == dict.fromkeys(said.split("|"), level)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("panel", [False, True])
def test_what_is_typed_goes_where_it_belongs(level: str, panel: bool) -> None:
    """At the question and over the panel of the other levels alike."""
    asked = told(here(FEW), HUMAN)
    if panel:
        asked = tap(asked.session, "nav", "other_level", here(FEW))
    for text in (NAMED[level] or "").split("|"):
        turn = advance(asked.session, Typed(text), here(FEW))
        standing = replay(turn.session.records).standing
        assert (standing.level, turn.session.panel) == (level, None), text
        if level in NO_DINAS:
            assert (turn.session.state, standing.district) == ("handed_over", None)
        else:
            assert turn.session.state == "ask_district"
            assert (turn.view.lines[-2].key == "ask.district.text_province") is (level in PROVINCIAL)


def test_an_spk_is_asked_for_the_level_that_it_teaches() -> None:
    turn = advance(told(here(FEW), HUMAN).session, Typed("kami SPK"), here(FEW))
    assert turn.session.state == "ask_level"
    assert keys(turn) == ["notice.spk", "ask.level.text"]


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_can_be_tapped(level: str) -> None:
    asked = told(here(FEW), HUMAN)
    if level in NO_DINAS:
        asked = tap(asked.session, "nav", "other_level", here(FEW))
    view_fits(asked.view)
    assert ("level", level) in buttons(asked)
    assert replay(tap(asked.session, "level", level, here(FEW)).session.records).standing.level == level


def test_a_school_abroad_hears_whom_to_ask_and_no_desk_gets_its_case() -> None:
    """Also where a district is remembered, or was chosen before the level was told anew."""
    for turn in (
        told(here(FEW, "3204"), HUMAN, OTHER, ("level", "siln")),
        told(
            here(FEW), HUMAN, ("level", "sd"), ("district", "3204"),
            ("nav", "edit"), ("nav", "change_level"), OTHER, ("level", "siln"), HUMAN,
        ),
    ):  # fmt: skip
        assert turn.session.state == "handed_over"
        assert "handed_over.abroad" in keys(turn)
        assert ("nav", "district") not in buttons(turn)
        assert HandOver() in turn.effects
        assert here(FEW).directory.desk_of("3204", "siln") is None


def test_the_letter_of_a_school_abroad_goes_to_no_dinas() -> None:
    """Looked at again after the handing over, when the level is known."""
    request = (
        ("symptom", "button_missing"), ("login", "ks_account_ks_role"), ("invalid", "some"), ("R9.1", "looked"),
        ("leader", "definitif"), ("ptk_type", "guru"), ("nav", "more"), HUMAN,
    )  # fmt: skip
    for level, key in (("siln", "request.abroad"), ("sma", "request.how")):
        turn = told(here(FEW, "3204"), *request, Typed(level), ("nav", "recheck"))
        for _ in range(9):
            if turn.session.state.startswith("request"):
                break
            at = next((at for at in buttons(turn) if at == ("duty", "none")), buttons(turn)[0])
            turn = tap(turn.session, *at, here(FEW, "3204"))
        assert key in keys(turn), turn.session.state


def test_a_madrasah_is_told_kindly_where_it_belongs_and_gets_back() -> None:
    turn = told(here(FEW, "3204"), HUMAN, OTHER, ("level", "madrasah"))
    assert keys(turn) == ["handed_over.madrasah", "handed_over.no_madrasah"]
    assert "Kementerian Agama" in say(turn.view).text
    assert not any(isinstance(effect, Tell) for effect in turn.effects), (
        "there is nobody to pass a summary on to"
    )
    assert set(buttons(turn)) == {("nav", "restart"), ("nav", "back")}
    back = tap(turn.session, "nav", "back", here(FEW, "3204"))
    assert back.session.state == "ask_level"
    assert tap(back.session, "level", "sd", here(FEW, "3204")).session.state == "handed_over"


@pytest.mark.parametrize("level", ["paud", "sd", "smp", "sma", "smk", "slb", "unknown"])
def test_a_case_of_before_stands_where_it_stood(level: str) -> None:
    """The six levels that there were."""
    older = SESSION_JSON.read(
        '{"case":7,"person":1,"opened_at":"2026-08-01T05:00:00Z","touched_at":"2026-08-01T05:00:00Z","seq":9,'
        '"state":"handed_over","records":['
        '{"subject":"nav","choice":"human","at":"2026-08-01T05:00:00Z"},'
        f'{{"subject":"level","choice":"{level}","at":"2026-08-01T05:00:00Z"}},'
        '{"subject":"district","choice":"none","at":"2026-08-01T05:00:00Z"}]}'
    )
    assert replay(older.records).standing.level == level
    assert show(older, here(FEW)).lines[0].key == "handed_over.text"
