"""A case does not grow for ever, whatever its operator does: what is told beyond a bound is not recorded, and they are told so."""

import random
from dataclasses import replace

import pytest

from flows.dialogue.machine.events import Chose, Commanded, DeskActed, Event, Surroundings, Typed
from flows.dialogue.machine.session import Record, Session
from flows.dialogue.turn import case as of_cases
from flows.dialogue.turn.case import MOST_RECORDS, Turn
from flows.dialogue.turn.engine import advance, begin, show
from tests.dialogue.walking import NOON, session_after
from tests.sampling import amount

HERE = Surroundings(NOON)
ROOM = 6
"""So many more lead a full case to its end at most: to a person, for a level and a district, solved, finished."""
ENDS = {"nav:human", "button_now:appeared", "nav:restart_yes", "nav:erase_yes", "nav:back"}
SAID = (
    "akun operator",
    "plt guru",
    "invalid 0",
    "sudah",
    "belum muncul",
    "tidak tahu",
    "ubah jawaban",
    "periksa ulang",
)


def full(session: Session) -> Session:
    """The same case with as many records as it may have; those that fill it vote on nothing."""
    more = MOST_RECORDS - len(session.records)
    return replace(session, records=(*session.records, *[Record("nav", "recheck", NOON, 99)] * more))


def told(session: Session, event: Event) -> Turn:
    return advance(session, event, HERE)


def test_what_is_told_to_a_full_case_is_said_to_be_lost() -> None:
    session = full(session_after(("symptom", "button_missing")))
    turn = told(session, Typed("akun operator"))
    assert turn.session.records == session.records
    assert turn.view.lines[0].key == "notice.full"
    offered = {choice.choice for row in turn.view.rows for choice in row}
    assert offered == {"restart_yes", "close"}


def test_a_full_case_is_handed_over_and_ends() -> None:
    """And its answers can be changed, and taken back."""
    session = full(session_after(("symptom", "button_missing"), ("login", "operator")))
    for words, state in (("petugas", "ask_level"), ("sd", "handed_over")):
        session = told(session, Typed(words)).session
        assert session.state == state
    assert told(session, DeskActed(("R4",))).session.state != "handed_over", "what its desk does counts"
    ended = told(session, Chose(session.case, session.seq, "button_now", "appeared")).session
    assert ended.state == "solved"
    assert len(ended.records) <= MOST_RECORDS + ROOM
    back = told(session, Commanded("lanjut")).session
    assert len(told(back, Chose(back.case, back.seq, "nav", "back")).session.records) < len(back.records)


@pytest.mark.sampled
def test_no_way_of_going_on_makes_a_case_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    """At random, but never back: with a bound that is soon reached, so that much happens beyond it."""
    monkeypatch.setattr(of_cases, "MOST_RECORDS", 40)
    for seed in range(amount(1, 60)):
        chance = random.Random(seed)
        session = told(begin(7, 1, NOON), Commanded("start")).session
        longest = 0
        for _ in range(250):
            session = told(session, _something(chance, session)).session
            longest = max(longest, len(session.records))
        assert longest <= 40 + ROOM


def _something(chance: random.Random, session: Session) -> Event:
    if chance.random() < 0.2:
        return Typed(chance.choice(SAID))
    offered = [
        at for row in show(session, HERE).rows for at in row if f"{at.subject}:{at.choice}" not in ENDS
    ]
    if not offered:
        return Chose(session.case, session.seq, "nav", "back")
    at = chance.choice(offered)
    return Chose(session.case, session.seq, at.subject, at.choice)
