"""What is told is run by the library, once for all who tell the same; walks read the rows: both must say the same."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from flows.dialogue.districts.directory import Directory
from flows.dialogue.machine import replay, rows, runner
from flows.dialogue.machine.events import Chose, Surroundings
from flows.dialogue.machine.session import Record
from flows.dialogue.machine.standing import Standing
from flows.dialogue.machine.table import ANYWHERE, CROSSINGS, ROWS, STATES
from flows.dialogue.turn.engine import advance, begin
from tests.dialogue.walk import Walk
from tests.dialogue.walking import NOON
from tests.sampling import amount, dice

TRIGGERS = sorted({row.trigger for row in (*ROWS, *ANYWHERE)} | {"never_heard_of"})


def came_to(move: Callable[[str, str, Standing], str], state: str, trigger: str, standing: Standing) -> str:
    try:
        return move(state, trigger, standing)
    except rows.NoSuchWay as error:
        return str(error)


@pytest.mark.parametrize("state", sorted({*STATES, *CROSSINGS}))
def test_both_ways_agree_on_every_state_and_trigger(walk: Walk, state: str) -> None:
    """With the standings of cases that are there, and with some that are elsewhere."""
    here = [at.standing for at in walk.beyond if at.state == state][:20]
    asked = [node.position.standing for node in walk.nodes.values() if node.position.state == state][:20]
    others = [node.position.standing for node in list(walk.nodes.values())[:: max(1, len(walk.nodes) // 20)]]
    for standing in (Standing(), *here, *asked, *others):
        for trigger in TRIGGERS:
            ways = (came_to(move, state, trigger, standing) for move in (runner.move, rows.next_state))
            assert len(set(ways)) == 1, (state, trigger, standing)


def test_the_living_dialogue_is_moved_by_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that the library refuses is not taken, whatever the rows say."""

    def refuses(state: str, trigger: str, _: Standing) -> str:
        raise rows.NoSuchWay(f"{state} {trigger}")

    monkeypatch.setattr(replay, "run", refuses)
    replay._reached.cache_clear()
    now = datetime(2026, 8, 25, tzinfo=UTC)
    session = begin(1, 11, now)
    with pytest.raises(rows.NoSuchWay):
        advance(session, Chose(1, 0, "symptom", "button_missing"), Surroundings(now, (), Directory(())))


@pytest.mark.sampled
def test_what_is_remembered_is_where_each_step_by_itself_leads(walk: Walk) -> None:
    """Whatever was told before, in whichever order, of whichever round, and things that cannot be told."""
    chance = dice("remembered")
    offered = [told for node in walk.nodes.values() for told, _ in node.ways]
    offered += [("nav", "recheck"), ("button_now", "still_missing"), ("dinas.2", "done"), ("nowhere", "none")]
    for _ in range(amount(60, 2_000)):
        told = tuple(
            (*chance.choice(offered), int(chance.random() < 0.1)) for _ in range(chance.randrange(25))
        )
        records = tuple(Record(subject, choice, NOON, round_) for subject, choice, round_ in told)
        assert replay.replay(records) == replay.step_by_step(told)
        assert replay.replay(records[1:]) == replay.step_by_step(told[1:])
