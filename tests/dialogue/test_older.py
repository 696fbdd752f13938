"""Sessions that an older version stored: another order, six screens of the role guide, logging in as two steps."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.dialogue.machine.events import Commanded
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import Record, Session
from flows.dialogue.machine.table import STATES
from flows.dialogue.turn.engine import advance
from flows.texts import say
from tests.dialogue.walking import HERE, NOON, SESSION

OPERATOR = "symptom:button_missing login:operator"
ANSWERS = "leader:definitif ptk_type:kepala_sekolah induk:induk duty:kepala_sekolah dinas_changed:no accounts:1 role_ks:no invalid:0"
GUIDE = "R7.1:done R7.2:done R7.3:done R7.4:done R7.5:done R7.6:done"
DINAS = (
    OPERATOR
    + " R8.0:done leader:definitif ptk_type:guru induk:induk duty:kepala_sekolah accounts:1 role_ks:yes invalid:3"
)


def _stored(told: str, state: str) -> Session:
    pairs = [one.rpartition(":") for one in told.split()]
    records = tuple(Record(subject=subject, choice=choice, at=NOON) for subject, _, choice in pairs)
    return replace(SESSION, records=records, state=state)


@pytest.mark.parametrize(
    ("told", "stood", "stands"),
    [
        (OPERATOR, "try_login", "R8.1"),
        (f"{OPERATOR} R8.0:stuck", "try_login.stuck", "ask_invalid"),
        (f"{OPERATOR} R8.0:stuck R8.0:skip leader:definitif", "ask_ptk_type", "ask_invalid"),
        (f"{OPERATOR} R8.0:done leader:definitif", "ask_ptk_type", "ask_invalid"),
        (f"{OPERATOR} R8.0:stuck R8.0:skip {ANSWERS}", "result", "R7"),
        (f"{OPERATOR} R8.0:stuck R8.0:skip {ANSWERS} nav:next R7.1:done R7.2:done", "R7.3", "R7"),
        (f"{OPERATOR} R8.0:stuck R8.0:skip {ANSWERS} nav:next {GUIDE}", "R8.1", "R8.1"),
        (f"{OPERATOR} R8.0:stuck R8.0:skip {ANSWERS} nav:next R7:done R8.1:done", "R10.1", "look"),
        (f"{DINAS} nav:next", "request", "R9.1"),
        (f"{DINAS} nav:next dinas.1:done reminder:tomorrow zone:WIT R9.1:done", "waiting", "waiting"),
        ("nav:add_role R7.1:done R7.2:done", "R7.3", "R7"),
    ],
)
def test_it_goes_on_where_today_would_stand(told: str, stood: str, stands: str) -> None:
    """What was answered holds; a step that has another name today counts as that."""
    turn = advance(_stored(told, stood), Commanded("lanjut"), HERE)
    assert turn.session.state == stands
    assert say(turn.view).text


def test_a_reminder_that_was_chosen_then_still_comes() -> None:
    session = _stored(f"{DINAS} nav:next dinas.1:done reminder:tomorrow zone:WIT R9.1:done", "waiting")
    standing = replay(session.records).standing
    assert (standing.reminder, standing.zone, standing.request_sent) == ("tomorrow", "WIT", True)


WORDS = (*DINAS.split(), *ANSWERS.split(), *GUIDE.split())
WAYS = (
    "R8.0:stuck", "R8.0:skip", "R7.6:skip", "R7:done", "R10.1:done", "R9.1:stuck", "nav:next", "nav:recheck",
    "button_now:still_missing", "dinas.1:done", "dinas.2:done", "desk:R2+R4", "asked.duty:plt", "nav:human", "level:sd",
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from([*WORDS, *WAYS]), st.integers(0, 2)), max_size=40))
def test_whatever_was_stored_stands_somewhere(told: list[tuple[str, int]]) -> None:
    """Every record of an older version in any order and round: a state of today's, and a screen."""
    records = tuple(
        Record(subject=one.rpartition(":")[0], choice=one.rpartition(":")[2], at=NOON, round=round_)
        for one, round_ in told
    )
    turn = advance(replace(SESSION, records=records), Commanded("lanjut"), HERE)
    assert turn.session.state in STATES
    assert say(turn.view).text
